#include "domain/field_rules.h"

#include "domain/alert_text_rules.h"

namespace ww::domain {

void FieldRules::text(const std::string& field, const std::string& value, std::size_t most,
                      bool newlines) {
  const std::size_t length = length_of(value);
  if (length > most) {
    refuse(field, "too_long",
           "This text has " + std::to_string(length) + " characters; at most " +
               std::to_string(most) + " fit. Shorten it.");
  }
  if (controls_ == Controls::refused && has_control_characters(value, newlines)) {
    refuse(field, "control_character",
           "This text holds an invisible control character. Type it again without it.");
  }
}

void FieldRules::texts(const std::string& field, const List<std::string>& list,
                       std::size_t count_most, std::size_t length_most) {
  if (!list) return;
  items(field, list->size(), count_most);
  for (std::size_t i = 0; i < list->size(); ++i) text(at(field, i), (*list)[i], length_most);
}

void FieldRules::items(const std::string& field, std::size_t count, std::size_t most,
                       std::size_t least) {
  if (count > most) {
    refuse(field, "too_many",
           "This list has " + std::to_string(count) + " entries; at most " + std::to_string(most) +
               " fit. Take some out.");
  }
  if (count < least) {
    refuse(field, "too_few", "This list is empty. Give at least one entry, or leave it out.");
  }
}

void FieldRules::number(const std::string& field, std::optional<std::int32_t> value,
                        std::int32_t least, std::int32_t most) {
  if (!value || (*value >= least && *value <= most)) return;
  refuse(field, "out_of_range",
         "This number must be from " + std::to_string(least) + " to " + std::to_string(most) + ".");
}

void FieldRules::range(const std::string& field, const std::optional<Range>& value,
                       std::int32_t least, std::int32_t most) {
  if (!value) return;
  number(field, value->lo, least, most);
  number(field, value->hi, least, most);
  if (value->lo > value->hi) {
    refuse(field, "out_of_range", "The first number must not be above the second.");
  }
}

}  // namespace ww::domain
