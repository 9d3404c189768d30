// Columns of a terminal or of a typewritten page: what a text takes beside others.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ww::report {

// Marks that sit on another letter take none, wide letters (Chinese, Japanese, Korean, emoji) two.
std::size_t columns_of(std::string_view text);

// Lines of at most `columns`, broken at blanks; a longer word is broken where it must be. Line
// breaks of the text stay. An empty text is one empty line. `taken`: columns that something else
// has taken of the first line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t taken = 0);

}  // namespace ww::report
