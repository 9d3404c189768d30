// How many letters must be changed, added or left out until one word is the other (Levenshtein
// 1965).
#pragma once

#include <cstddef>
#include <string_view>

namespace ww {

// Counts bytes, and takes time by the product of both lengths: for words, not for texts.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace ww
