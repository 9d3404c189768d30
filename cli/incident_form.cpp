#include "cli/incident_form.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "base/edit_distance.h"
#include "cli/form_values.h"
#include "cli/input.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using Type = FormField::Type;

constexpr const char* kHeading =
    "# What happened. Nothing has to be filled in, and more can be added at any time.\n"
    "# These lines with # are not kept; what you write is, whatever it begins with. A longer text\n"
    "# goes on in the lines below it, with two blanks before each if it looks like a label. Where\n"
    "# words are listed above a field, one or several of them may stand there. All of it stays in\n"
    "# your encrypted journal.\n";

std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

const FormField* field_named(const std::string& label) {
  const std::string small = small_letters(label);
  for (const auto& field : form_fields()) {
    if (small == field.label) return &field;
  }
  return nullptr;
}

// Whether it may be a label with a slip in it. One slip only: "Dave" in a pasted chat is no "age".
bool is_nearly_a_label(const std::string& word) {
  const std::string small = small_letters(word);
  if (small.size() < 4) return false;
  return std::any_of(form_fields().begin(), form_fields().end(), [&](const FormField& field) {
    const std::size_t slips = std::string_view(field.label).size() < 10 ? 1 : 2;
    return edit_distance(small, field.label) <= slips;
  });
}

// The form's own comment lines, which are not kept. Any other line that begins with # was written
// by the person: "# 3, second floor".
bool is_own_comment(const std::string& line) {
  static const std::set<std::string> own = [] {
    std::set<std::string> lines;
    std::istringstream form(form_text(Json::object(), Clocks{}));
    for (std::string each; std::getline(form, each);) {
      if (each.rfind('#', 0) == 0) lines.insert(trimmed(each));
    }
    return lines;
  }();
  return own.count(trimmed(line)) != 0;
}

// What stands behind one label; no field: a line that begins with none of them.
struct Entry {
  const FormField* field;
  std::string text;
  std::size_t line;
};

// A line without any label goes on with the longer text above it: so do people write, and so does a
// chat stand there that was pasted, with the colons of its own.
bool goes_on(const std::vector<Entry>& entries, const std::string& line) {
  if (entries.empty() || entries.back().field == nullptr) return false;
  if (entries.back().field->type != Type::text) return false;
  const auto colon = line.find(':');
  return colon == std::string::npos || !is_nearly_a_label(trimmed(line.substr(0, colon)));
}

// Reads the lines one after the other; every one that is not the form's own becomes part of an
// entry.
class Entries {
 public:
  void line(std::string text) {
    ++number_;
    if (!text.empty() && text.back() == '\r') text.pop_back();
    if (is_own_comment(text)) return;
    if (trimmed(text).empty()) {
      ++blank_;
      return;
    }
    const bool indented = text.rfind("  ", 0) == 0 && !list_.empty();
    if (indented || !labelled(text)) {
      if (indented || goes_on(list_, text)) {
        list_.back().text += std::string(blank_ + 1, '\n') + (indented ? text.substr(2) : text);
      } else {
        list_.push_back({nullptr, text, number_});
      }
    }
    blank_ = 0;
  }
  std::vector<Entry> take() { return std::move(list_); }

 private:
  // A label that stands there twice holds two texts: the second is no field's, and is told.
  bool labelled(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) return false;
    const auto* field = field_named(trimmed(text.substr(0, colon)));
    if (field == nullptr) return false;
    const std::string value = text.substr(colon + 1);
    const auto other = std::find_if(list_.begin(), list_.end(),
                                    [&](const Entry& each) { return each.field == field; });
    if (other != list_.end()) {
      if (trimmed(value).empty()) return true;
      if (!trimmed(other->text).empty()) return false;
      list_.erase(other);
    }
    list_.push_back({field, value, number_});
    return true;
  }

  std::vector<Entry> list_;
  std::size_t number_ = 0, blank_ = 0;
};

std::vector<Entry> entries_of(const std::string& text) {
  Entries entries;
  std::size_t from = 0;
  while (from < text.size()) {
    const auto to = std::min(text.find('\n', from), text.size());
    entries.line(text.substr(from, to - from));
    from = to + 1;
  }
  return entries.take();
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
              " of the form begins with none of its labels, or with one that stands above already. "
              "A longer text goes on with two blanks before each line. Nothing was lost: it is not "
              "saved yet.");
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

}  // namespace ww::cli
