// Whether a text is JSON by our strict rules, before anything is built from it.
//
// Errors name the place where the text stops being acceptable; after one that concerns the whole
// text (size, depth, UTF-8, grammar) nothing further is read. The parser keeps no stack of its own
// calls, so depth costs no machine stack.
#pragma once

#include <string_view>
#include <vector>

#include "domain/alert_rules.h"

namespace ww::json {

struct TextBounds {
  std::size_t bytes;
  std::size_t depth;
};
std::vector<domain::FieldError> check_text(std::string_view text, TextBounds bounds);

}  // namespace ww::json
