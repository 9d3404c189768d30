// Rules of single values, and a place to collect what they find: lengths, counts, ranges, forms.
// The rules of a document (alert_rules.cpp, incident_rules.cpp) are made of these.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/alert.h"
#include "domain/findings.h"

namespace ww::domain {

// "who.ids[0]"
inline std::string at(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}
inline std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

// What travels holds no invisible control characters, because it is shown to others. A journal
// keeps what came: a Tab, a form feed or the marks that a phone puts round a number are no reason
// to lose what was written.
enum class Controls : std::uint8_t { refused, kept };

class FieldRules {
 public:
  explicit FieldRules(Controls controls) : controls_(controls) {}

  Findings take() { return std::move(found_); }

  void refuse(std::string field, std::string code, std::string message) {
    found_.errors.push_back({std::move(field), std::move(code), std::move(message)});
  }
  void warn(std::string field, std::string code, std::string message) {
    found_.warnings.push_back({std::move(field), std::move(code), std::move(message)});
  }

  void text(const std::string& field, const Text& value, std::size_t most, bool newlines = false) {
    if (value) text(field, *value, most, newlines);
  }
  // Length in characters; and no invisible control characters, where they are refused.
  void text(const std::string& field, const std::string& value, std::size_t most,
            bool newlines = false);
  // A list of texts: how many, and each one.
  void texts(const std::string& field, const List<std::string>& list, std::size_t count_most,
             std::size_t length_most);
  void items(const std::string& field, std::size_t count, std::size_t most, std::size_t least = 0);
  void number(const std::string& field, std::optional<std::int32_t> value, std::int32_t least,
              std::int32_t most);
  void range(const std::string& field, const std::optional<Range>& value, std::int32_t least,
             std::int32_t most);
  void form(const std::string& field, const Text& value, bool (*fits)(std::string_view),
            const char* message) {
    if (value && !fits(*value)) refuse(field, "malformed", message);
  }
  template <class T>
  void once_each(const std::string& field, const std::vector<T>& list) {
    for (auto entry = list.begin(); entry != list.end(); ++entry) {
      if (std::find(list.begin(), entry, *entry) == entry) continue;
      warn(at(field, static_cast<std::size_t>(entry - list.begin())), "repeated",
           "This entry stands twice in the list.");
    }
  }

 private:
  Controls controls_;
  Findings found_;
};

}  // namespace ww::domain
