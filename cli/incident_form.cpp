#include "cli/incident_form.h"

#include <algorithm>
#include <charconv>

#include "cli/dates.h"
#include "cli/input.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using Type = FormField::Type;
using Pointer = Json::json_pointer;

constexpr const char* kHeading =
    "# What happened. Nothing has to be filled in, and more can be added at any time.\n"
    "# Lines that begin with # are not kept. A longer text goes on in the lines below it,\n"
    "# each with two blanks before it. Where words are listed above a field, one or several of\n"
    "# them may stand there. All of it stays in your encrypted journal.\n";

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const auto to = std::min(text.find(at, from), text.size());
    const auto part = trimmed(text.substr(from, to - from));
    if (!part.empty()) parts.push_back(part);
    from = to + 1;
  }
  return parts;
}

std::string coded(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    if (c == ' ' || c == '-') return '_';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

Problem unread(const FormField& field, const std::string& what) {
  return problem(Problem::Kind::invalid, std::string("\"") + field.label + "\": " + what);
}

// ---- times
// ------------------------------------------------------------------------------------------

struct Told {
  LocalTime time;
  const char* precision;
};

bool number(const std::string& text, std::size_t from, std::size_t count, int& value) {
  if (from + count > text.size()) return false;
  const char* begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + count, value);
  return error == std::errc{} && end == begin + count;
}

// "2026-11", "2026-11-24", "2026-11-24 22" or "2026-11-24 22:15".
std::optional<Told> told_time(const std::string& text) {
  Told told{{0, 1, 1, 0, 0}, "month"};
  LocalTime& time = told.time;
  const auto has = [&](std::size_t at, const char* any) {
    return at < text.size() && std::string_view(any).find(text[at]) != std::string_view::npos;
  };
  if (!number(text, 0, 4, time.year) || !has(4, "-") || !number(text, 5, 2, time.month)) {
    return std::nullopt;
  }
  if (text.size() == 7) return told;
  told.precision = "day";
  if (!has(7, "-") || !number(text, 8, 2, time.day)) return std::nullopt;
  if (text.size() == 10) return told;
  told.precision = "hour";
  if (!has(10, " T") || !number(text, 11, 2, time.hour)) return std::nullopt;
  if (text.size() == 13) return told;
  told.precision = "minute";
  if (text.size() != 16 || !has(13, ":.") || !number(text, 14, 2, time.minute)) return std::nullopt;
  return told;
}

bool is_possible(const LocalTime& time) {
  const std::chrono::year_month_day day{std::chrono::year{time.year},
                                        std::chrono::month{static_cast<unsigned>(time.month)},
                                        std::chrono::day{static_cast<unsigned>(time.day)}};
  return day.ok() && time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60;
}

std::string zone_of(const Json& incident) {
  const Json& zone = incident.value(Pointer("/when/tz"), Json());
  return zone.is_string() ? zone.get<std::string>() : "Europe/London";
}

Answer<> put_time(Json& incident, const FormField& field, const std::string& text,
                  const Clocks& clocks) {
  const auto exact = text.size() > 16 ? parse_date(text) : std::nullopt;
  if (exact) {
    incident[Pointer(field.path)] = for_scripts(*exact);
    return Unit{};
  }
  const auto told = told_time(text);
  if (!told || !is_possible(told->time)) {
    return unread(field, "a date is 2026-11-24 22:15, 2026-11-24 22, 2026-11-24 or 2026-11.");
  }
  const std::string zone = zone_of(incident);
  const auto instant = clocks.to_instant(told->time, zone);
  if (!instant) return unread(field, "the time zone " + zone + " is not known on this machine.");
  incident[Pointer(field.path)] = for_scripts(*instant);
  if (std::string_view(field.path) == "/when/start") {
    incident["when"]["tz"] = zone;
    incident["when"]["precision"] = told->precision;
  }
  return Unit{};
}

// ---- identifiers
// ------------------------------------------------------------------------------------

Json& identifiers_of(Json& incident) {
  Json& ids = incident["who"]["ids"];
  if (!ids.is_array()) ids = Json::array();
  return ids;
}

std::string kind_of(const Json& id) { return id.value("kind", std::string()); }

std::string spelling_of(const Json& id) {
  const auto raw = id.value("raw", std::string());
  const auto canon = id.value("canon", std::string());
  const auto platform = id.value("platform", std::string());
  return (platform.empty() ? "" : platform + ":") + (raw.empty() ? canon : raw);
}

// "platform.example:name" says where a handle is; "IE:253D12345" which country a plate is of.
Json identifier(const FormField& field, const std::string& text) {
  Json id = {{"kind", field.path}};
  const auto colon = text.find(':');
  const std::string kind = field.path;
  if (kind == "handle" && colon != std::string::npos) {
    id["platform"] = trimmed(text.substr(0, colon));
    id["raw"] = trimmed(text.substr(colon + 1));
  } else if (kind == "plate" && colon == 2) {
    id["cc"] = text.substr(0, 2);
    id["raw"] = trimmed(text.substr(3));
  } else {
    id["raw"] = text;
  }
  return id;
}

// Those of this kind become exactly these; one that is there already keeps what else it says.
void put_identifiers(Json& incident, const FormField& field,
                     const std::vector<std::string>& texts) {
  Json& ids = identifiers_of(incident);
  Json kept = Json::array();
  for (const auto& id : ids) {
    const bool other = kind_of(id) != field.path;
    const bool named = std::find(texts.begin(), texts.end(), spelling_of(id)) != texts.end();
    if (other || named) kept.push_back(id);
  }
  for (const auto& text : texts) {
    const bool there = std::any_of(kept.begin(), kept.end(), [&](const Json& id) {
      return kind_of(id) == field.path && spelling_of(id) == text;
    });
    if (!there) kept.push_back(identifier(field, text));
  }
  ids = std::move(kept);
}

// ---- values
// ------------------------------------------------------------------------------------------

Problem not_among(const FormField& field, const Picked& picked) {
  std::string near;
  for (const auto& words : picked.near) near += (near.empty() ? "" : "; ") + words;
  return unread(field, "\"" + picked.unread + "\" is not among the words for it. " +
                           (near.empty() ? "Take the nearest, or leave it to your own words."
                                         : "Which is it: " + near + "?"));
}

Answer<> put_choices(Json& incident, const FormField& field, const std::string& text) {
  const auto picked = pick(field.choices(), text);
  if (!picked.unread.empty()) return not_among(field, picked);
  if (field.type == Type::codes) {
    incident[Pointer(field.path)] = picked.codes;
  } else if (picked.codes.size() == 1) {
    incident[Pointer(field.path)] = picked.codes.front();
  } else {
    return unread(field, "only one of them fits here.");
  }
  return Unit{};
}

// "30-40", "30 to 40", or one number.
Answer<> put_range(Json& incident, const FormField& field, const std::string& text) {
  std::vector<int> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = text.find_first_of("0123456789", at);
    if (first == std::string::npos) break;
    at = std::min(text.find_first_not_of("0123456789", first), text.size());
    int value = 0;
    if (at - first > 4 || !number(text, first, at - first, value)) numbers.push_back(-1);
    numbers.push_back(value);
  }
  const bool fits = !numbers.empty() && numbers.size() <= 2 && numbers.front() <= numbers.back();
  if (!fits) return unread(field, "write a number, or two such as 30-40.");
  incident[Pointer(field.path)] = {numbers.front(), numbers.back()};
  return Unit{};
}

// "tattoo, left hand, an anchor": its kind may be left out.
Json mark_of(const std::string& text) {
  Json mark = Json::object();
  auto parts = split(text, ',');
  const auto kind = pick(choices_of<domain::MarkType>(), parts.front());
  const bool typed = kind.unread.empty() && kind.codes.size() == 1;
  mark["type"] = typed ? kind.codes.front() : "other";
  if (typed) parts.erase(parts.begin());
  if (!parts.empty()) mark["part"] = parts.front();
  std::string rest;
  for (std::size_t i = 1; i < parts.size(); ++i) rest += (i == 1 ? "" : ", ") + parts[i];
  if (!rest.empty()) mark["desc"] = rest;
  return mark;
}
Json marks_of(const std::string& text) {
  Json marks = Json::array();
  for (const auto& each : split(text, ';')) {
    if (!split(each, ',').empty()) marks.push_back(mark_of(each));
  }
  return marks;
}
std::string marks_text(const Json& marks) {
  std::string all;
  for (const auto& mark : marks) {
    if (!mark.is_object()) continue;
    std::string one = mark.value("type", std::string("other"));
    for (const char* key : {"part", "desc"}) {
      const auto value = mark.value(key, std::string());
      if (!value.empty()) one += ", " + value;
    }
    all += (all.empty() ? "" : "; ") + one;
  }
  return all;
}

Answer<> put_value(Json& incident, const FormField& field, const std::string& text,
                   const Clocks& clocks) {
  if (field.type == Type::identifiers) {
    put_identifiers(incident, field, split(text, ','));
    return Unit{};
  }
  const Pointer path(field.path);
  switch (field.type) {
    case Type::line:
    case Type::text:
      incident[path] = text;
      break;
    case Type::list:
      incident[path] = split(text, ',');
      break;
    case Type::codes:
    case Type::choice:
      return put_choices(incident, field, text);
    case Type::yes_no: {
      const auto word = coded(text);
      if (word != "yes" && word != "no" && word != "y" && word != "n") {
        return unread(field, "write yes or no, or leave it empty.");
      }
      incident[path] = word[0] == 'y';
      break;
    }
    case Type::number: {
      int value = 0;
      if (!number(text, 0, text.size(), value)) return unread(field, "write a whole number.");
      incident[path] = value;
      break;
    }
    case Type::time:
      return put_time(incident, field, text, clocks);
    case Type::range:
      return put_range(incident, field, text);
    case Type::day:
      if (!parse_day(text)) return unread(field, "a day is 2026-11-24.");
      incident[path] = text;
      break;
    case Type::marks:
      incident[path] = marks_of(text);
      break;
    case Type::identifiers:
      break;
  }
  return Unit{};
}

void take_away(Json& incident, const FormField& field) {
  if (field.type == Type::identifiers) {
    if (incident.contains(Pointer("/who/ids"))) put_identifiers(incident, field, {});
    return;
  }
  const Pointer path(field.path);
  if (!incident.contains(path)) return;
  Json& parent = incident[path.parent_pointer()];
  if (parent.is_object()) parent.erase(path.back());
}

// An object with nothing in it says nothing, nor does a list of one such object.
void drop_empty(Json& value) {
  for (auto it = value.begin(); it != value.end();) {
    if (it->is_structured()) drop_empty(*it);
    const bool object = it->is_object() && it->empty();
    const bool list =
        it->is_array() && it->size() == 1 && it->front().is_object() && it->front().empty();
    it = value.is_object() && (object || list) ? value.erase(it) : std::next(it);
  }
}

std::string joined(const Json& list, const FormField& field) {
  const bool codes = field.type == Type::codes;
  std::string all;
  for (const auto& item : list) {
    if (!item.is_string()) continue;
    const auto text = item.get<std::string>();
    all += (all.empty() ? ""
            : codes     ? "; "
                        : ", ") +
           (codes ? words_in(field.choices(), text) : text);
  }
  return all;
}

// [30, 40] -> "30-40"
std::string range_text(const Json& range) {
  if (range.size() != 2) return "";
  return range[0] == range[1] ? range[0].dump() : range[0].dump() + "-" + range[1].dump();
}

// By the clocks of the place, and no finer than it was told.
std::string time_text(const Json& incident, const std::string& value, const Clocks& clocks) {
  const auto at = parse_date(value);
  const auto local = at ? clocks.to_local(*at, zone_of(incident)) : std::nullopt;
  if (!local) return value;
  const Json precision = incident.value(Pointer("/when/precision"), Json("minute"));
  if (precision == "month") return local->substr(0, 7);
  if (precision == "hour") return local->substr(0, 13);
  return precision == "minute" ? *local : local->substr(0, 10);
}

std::string value_text(const Json& incident, const FormField& field, const Clocks& clocks) {
  if (field.type == Type::identifiers) {
    std::string all;
    const Json ids = incident.value(Pointer("/who/ids"), Json::array());
    for (const auto& id : ids) {
      if (kind_of(id) == field.path) all += (all.empty() ? "" : ", ") + spelling_of(id);
    }
    return all;
  }
  const Json value = incident.value(Pointer(field.path), Json());
  if (value.is_null()) return "";
  if (field.type == Type::range) return range_text(value);
  if (field.type == Type::marks) return marks_text(value);
  if (value.is_array()) return joined(value, field);
  if (field.type == Type::choice && value.is_string()) {
    return words_in(field.choices(), value.get<std::string>());
  }
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (field.type == Type::time && value.is_string()) {
    return time_text(incident, value.get<std::string>(), clocks);
  }
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

const FormField* field_named(const std::string& label) {
  for (const auto& field : form_fields()) {
    if (label == field.label) return &field;
  }
  return nullptr;
}

// What stands behind one label; no field: a line that begins with none of them.
struct Entry {
  const FormField* field;
  std::string text;
  std::size_t line;
};

// A line without any label goes on with the longer text above it: so do people write.
bool goes_on(const std::vector<Entry>& entries, const std::string& line) {
  return !entries.empty() && entries.back().field != nullptr &&
         entries.back().field->type == Type::text && line.find(':') == std::string::npos;
}

std::vector<Entry> entries_of(const std::string& text) {
  std::vector<Entry> entries;
  std::size_t from = 0, number = 0;
  while (from < text.size()) {
    const auto to = std::min(text.find('\n', from), text.size());
    std::string line = text.substr(from, to - from);
    from = to + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.rfind("  ", 0) == 0 && !entries.empty()) {
      entries.back().text += "\n" + line.substr(2);
      continue;
    }
    if (trimmed(line).empty() || line[0] == '#' || line[0] == '[') continue;
    const auto colon = line.find(':');
    const FormField* field =
        colon == std::string::npos ? nullptr : field_named(trimmed(line.substr(0, colon)));
    if (field != nullptr) {
      entries.push_back({field, line.substr(colon + 1), number});
    } else if (goes_on(entries, line)) {
      entries.back().text += "\n" + line;
    } else {
      entries.push_back({nullptr, line, number});
    }
  }
  return entries;
}

// "where.regions[0].x" -> "/where/regions/0/x"
std::string pointer_of(const std::string& field) {
  std::string path = "/";
  for (const char c : field) {
    if (c != ']') path += c == '.' || c == '[' ? '/' : c;
  }
  return path;
}

bool is_refused(const FormField& field, const std::vector<std::string>& refused) {
  const std::string path = field.type == Type::identifiers ? "/who/ids" : field.path;
  return std::any_of(refused.begin(), refused.end(), [&](const std::string& each) {
    const std::string other = pointer_of(each);
    return (other + "/").rfind(path + "/", 0) == 0 || (path + "/").rfind(other + "/", 0) == 0;
  });
}

std::string as_written(const Entry& entry) {
  const auto value = trimmed(entry.text);
  return entry.field == nullptr ? value : std::string(entry.field->label) + ": " + value;
}

}  // namespace

std::string form_text(const Json& incident, const Clocks& clocks) {
  std::string out = kHeading;
  for (const auto& field : form_fields()) {
    if (field.help != nullptr) out += std::string("\n# ") + field.help;
    if (field.choices != nullptr) out += "\n" + as_comment(field.choices());
    const auto value = value_text(incident, field, clocks);
    out +=
        std::string("\n") + field.label + ":" + (value.empty() ? "" : " " + indented(value)) + "\n";
  }
  return out;
}

Answer<Json> read_form(const std::string& text, const Json& before, const Clocks& clocks) {
  Json incident = before;
  for (const auto& entry : entries_of(text)) {
    if (entry.field == nullptr) {
      return problem(
          Problem::Kind::invalid,
          "Line " + std::to_string(entry.line) +
              " of the form begins with none of its labels. A longer text goes on "
              "with two blanks before each line. Nothing was lost: it is not saved yet.");
    }
    const auto value = trimmed(entry.text);
    // What was not touched stays exactly as it was, whatever the form can say of it.
    if (value == trimmed(value_text(before, *entry.field, clocks))) continue;
    if (value.empty()) {
      take_away(incident, *entry.field);
    } else {
      WW_TRY(put_value(incident, *entry.field, value, clocks));
    }
  }
  drop_empty(incident);
  return incident;
}

Json saved_form(const std::string& text, const Json& before, const Clocks& clocks,
                const std::vector<std::string>& refused) {
  Json incident = before;
  std::string rest;
  for (const auto& entry : entries_of(text)) {
    const auto value = trimmed(entry.text);
    const bool read = entry.field != nullptr && !is_refused(*entry.field, refused);
    if (read && value == trimmed(value_text(before, *entry.field, clocks))) continue;
    Json next = incident;
    if (read && value.empty()) {
      take_away(incident, *entry.field);
    } else if (read && put_value(next, *entry.field, value, clocks).ok()) {
      incident = std::move(next);
    } else if (!value.empty()) {
      rest += (rest.empty() ? "" : "\n") + as_written(entry);
    }
  }
  if (!rest.empty()) {
    const auto account = incident.value("account", std::string());
    incident["account"] = account.empty() ? rest : account + "\n\n" + rest;
  }
  drop_empty(incident);
  return incident;
}

std::string raw_form(const std::string& text) {
  std::string all;
  for (const auto& entry : entries_of(text)) {
    if (!trimmed(entry.text).empty()) all += (all.empty() ? "" : "\n") + as_written(entry);
  }
  return all;
}

Answer<Json> with_answer(const Json& before, const FormField& field, const std::string& answer,
                         const Clocks& clocks) {
  const auto value = trimmed(answer);
  Json incident = before;
  if (value.empty()) return incident;
  if (value == "-") {
    take_away(incident, field);
  } else {
    WW_TRY(put_value(incident, field, value, clocks));
  }
  drop_empty(incident);
  return incident;
}

}  // namespace ww::cli
