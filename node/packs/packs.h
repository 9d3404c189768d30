// The dated data that comes with the program, as the text of its files.
#pragma once

#include <string_view>

namespace ww::packs {

// core/never_match.h reads it.
std::string_view never_match_list();

}  // namespace ww::packs
