// What a check of a person's text found: each field, a stable word for scripts, and plain words.
#pragma once

#include <string>
#include <vector>

namespace ww::domain {

// `field`: a path such as "who.ids[0].canon". `code`: a word from below, stable for scripts:
//   missing, not_allowed, out_of_range, too_long, too_many, too_few, too_large, too_deep, empty,
//   wrong_type, not_an_integer, unknown_key, duplicate_key, bad_json, not_utf8, not_nfc,
//   control_character, malformed, in_future, too_late, too_early, too_precise, level, forbidden,
//   ambiguous, not_readable, not_canonical, both_given, unsupported
// `message`: what is wrong and what to do, without repeating what was typed elsewhere.
struct FieldError {
  std::string field, code, message;
  bool operator==(const FieldError&) const = default;
};

struct Findings {
  std::vector<FieldError> errors;    // each one refuses
  std::vector<FieldError> warnings;  // none refuses
  bool ok() const { return errors.empty(); }
};

}  // namespace ww::domain
