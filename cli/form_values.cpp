#include "cli/form_values.h"

#include <algorithm>
#include <charconv>

#include "cli/dates.h"
#include "cli/input.h"
#include "typed/person_text.h"
#include "typed/several.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using Type = FormField::Type;
using Pointer = Json::json_pointer;

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

Problem unread(const FormField& field, const std::string& what) {
  return problem(Problem::Kind::invalid, std::string("\"") + field.label + "\": " + what);
}

// ---- times
// ------------------------------------------------------------------------------------------

std::string zone_of(const Json& incident, const Clocks& clocks) {
  const Json& zone = incident.value(Pointer("/when/tz"), Json());
  if (zone.is_string()) return zone.get<std::string>();
  const auto home = home_zone(clocks);
  return home.empty() ? "Europe/London" : home;
}

void note(const Clocks& clocks, const FormField& field, const std::string& words) {
  if (clocks.notes != nullptr && !words.empty())
    clocks.notes->push_back(std::string("\"") + field.label + "\": " + words);
}

// When the span that was told begins to end: no later than now, and left out where that says no
// more.
std::optional<Instant> end_of(const ToldTime& told, const Clocks& clocks) {
  if (!told.end || *told.end <= told.first) return std::nullopt;
  if (*told.end <= clocks.now) return told.end;
  return clocks.now > told.first ? std::optional(clocks.now) : std::nullopt;
}

Answer<> put_time(Json& incident, const FormField& field, const std::string& text,
                  const Clocks& clocks) {
  const std::string zone = zone_of(incident, clocks);
  const auto told = read_told_time(text, zone, clocks);
  if (!told.ok()) return unread(field, told.error().message);
  incident[Pointer(field.path)] = for_scripts(told->first);
  note(clocks, field, told->words);
  if (std::string_view(field.path) != "/when/start" || told->exact) return Unit{};
  incident["when"]["tz"] = zone;
  incident["when"]["precision"] = std::string(domain::to_name(told->precision));
  if (const auto end = end_of(*told, clocks)) incident["when"]["end"] = for_scripts(*end);
  return Unit{};
}

Answer<> put_day(Json& incident, const FormField& field, const std::string& text,
                 const Clocks& clocks) {
  const std::string zone = zone_of(incident, clocks);
  const auto told = read_told_time(text, zone, clocks);
  if (!told.ok()) return unread(field, told.error().message);
  if (told->precision == domain::Precision::month || told->precision == domain::Precision::week)
    return unread(field, "write a day, such as 24/11/2026.");
  incident[Pointer(field.path)] = told->day;
  note(clocks, field, told->words);
  return Unit{};
}

Answer<> put_zone(Json& incident, const FormField& field, const std::string& text,
                  const Clocks& clocks) {
  const auto zone = zone_named(text, clocks);
  if (!zone) return unread(field, "the time zone " + text + " is not known on this machine.");
  incident[Pointer(field.path)] = *zone;
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
  const bool tells_platform = raw.find('/') != std::string::npos;  // the address of a profile
  return (platform.empty() || tells_platform ? "" : platform + ":") + (raw.empty() ? canon : raw);
}

std::vector<std::string> spellings(const Json& incident, const FormField& field) {
  std::vector<std::string> all;
  for (const auto& id : incident.value(Pointer("/who/ids"), Json::array())) {
    if (kind_of(id) == field.path) all.push_back(spelling_of(id));
  }
  return all;
}

// "platform.example:name" says where a handle is; "IE:253D12345" which country a plate is of.
Json identifier(const FormField& field, const std::string& text) {
  Json id = {{"kind", field.path}};
  const auto colon = text.find(':');
  const std::string kind = field.path;
  const bool address = text.find('/') != std::string::npos;  // of a profile: the node reads it
  if (kind == "handle" && colon != std::string::npos && !address) {
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

Answer<> put_range(Json& incident, const FormField& field, const std::string& text,
                   const Clocks& clocks) {
  const bool age = field.type == Type::age;
  const auto range = age ? typed::read_age(text) : typed::read_height(text);
  if (!range) {
    return unread(field, age ? "write an age such as 30-40, mid-40s, under 25 or about 40."
                             : "write a height such as 175, 1.75, 5'10 or about 6ft.");
  }
  incident[Pointer(field.path)] = {range->lo, range->hi};
  const auto words = age ? typed::age_in_words(*range) : typed::height_in_words(*range);
  if (words != text && words != text + " cm") note(clocks, field, "read as " + words + ".");
  return Unit{};
}

bool number(const std::string& text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
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

}  // namespace

Answer<> put_value(Json& incident, const FormField& field, const std::string& text,
                   const Clocks& clocks) {
  if (field.type == Type::identifiers) {
    const auto kind = domain::from_name<domain::IdentifierKind>(field.path);
    put_identifiers(incident, field,
                    typed::several(text, kind.value_or(domain::IdentifierKind::name)));
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
      const auto answer = yes_or_no(text);
      if (!answer) return unread(field, "write yes or no, or leave it empty.");
      incident[path] = *answer;
      break;
    }
    case Type::number: {
      int value = 0;
      if (!number(text, value)) return unread(field, "write a whole number.");
      incident[path] = value;
      break;
    }
    case Type::time:
      return put_time(incident, field, text, clocks);
    case Type::zone:
      return put_zone(incident, field, text, clocks);
    case Type::age:
    case Type::height:
      return put_range(incident, field, text, clocks);
    case Type::day:
      return put_day(incident, field, text, clocks);
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

namespace {

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

// [30, 40] -> "30-40", "under 25"
std::string range_text(const Json& range, const FormField& field) {
  if (range.size() != 2 || !range[0].is_number_integer() || !range[1].is_number_integer())
    return "";
  const domain::Range told{range[0].get<std::int32_t>(), range[1].get<std::int32_t>()};
  return field.type == Type::age ? typed::age_in_words(told) : typed::height_in_words(told);
}

// By the clocks of the place, and no finer than it was told.
std::string time_text(const Json& incident, const std::string& value, const Clocks& clocks) {
  const auto at = parse_date(value);
  const auto local = at ? clocks.to_local(*at, zone_of(incident, clocks)) : std::nullopt;
  if (!local) return value;
  const Json precision = incident.value(Pointer("/when/precision"), Json("minute"));
  if (precision == "month") return local->substr(0, 7);
  if (precision == "hour") return local->substr(0, 13);
  return precision == "minute" ? *local : local->substr(0, 10);
}

}  // namespace

std::string value_text(const Json& incident, const FormField& field, const Clocks& clocks) {
  if (field.type == Type::identifiers) {
    std::string all;
    for (const auto& each : spellings(incident, field)) all += (all.empty() ? "" : ", ") + each;
    return all;
  }
  const Json value = incident.value(Pointer(field.path), Json());
  if (value.is_null()) return "";
  if (field.type == Type::age || field.type == Type::height) return range_text(value, field);
  if (field.type == Type::marks) return marks_text(value);
  if (value.is_array()) return joined(value, field);
  if (field.type == Type::choice && value.is_string()) {
    return words_in(field.choices(), value.get<std::string>());
  }
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (field.type == Type::time && value.is_string()) {
    return time_text(incident, value.get<std::string>(), clocks);
  }
  return value.is_string() ? value.get<std::string>() : to_text(value);
}

bool takes_more(const FormField& field) {
  return field.type == Type::text || field.type == Type::list || field.type == Type::codes ||
         field.type == Type::identifiers || field.type == Type::marks;
}

Answer<Json> with_more(const Json& before, const FormField& field, const std::string& answer,
                       const Clocks& clocks) {
  WW_TRY_SET(Json next, with_answer(before, field, answer, clocks));
  if (trimmed(answer).empty() || !takes_more(field)) return next;
  if (field.type == Type::identifiers) {
    Json both = before;
    auto texts = spellings(before, field);
    for (auto& text : spellings(next, field)) texts.push_back(std::move(text));
    put_identifiers(both, field, texts);
    return both;
  }
  const Pointer path(field.path);
  const Json old = before.value(path, Json());
  if (field.type == Type::text) {
    if (!old.is_string() || old.get_ref<const std::string&>().empty()) return next;
    next[path] = old.get<std::string>() + "\n\n" + trimmed(answer);
    return next;
  }
  Json all = old.is_array() ? old : Json::array();
  for (const auto& each : next[path]) {
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
  }
  next[path] = std::move(all);
  return next;
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
