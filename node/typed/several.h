// Several things that were typed into one field, apart: "07700 900142; 07700 900143", "A or B", a
// list with a line each.
//
// What separates depends on what stands there: a comma lies within an address of a page, "and"
// within a name. The texts themselves stay as they were typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alert_codes.h"

namespace ww::typed {

std::vector<std::string> several(std::string_view text, domain::IdentifierKind kind);

}  // namespace ww::typed
