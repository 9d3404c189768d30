// A text broken into lines between words, for a terminal of so many columns. How wide a letter is
// and where a line may be broken is Unicode's business (ICU): an emoji or a Chinese letter takes
// two columns, and a Chinese text has no blanks.
#pragma once

#include <string>
#include <string_view>

namespace ww::cli {

// Columns that the text takes on a terminal.
int columns_of(std::string_view text);
// Lines that fit stay as they are. What goes on in a further line is indented as its first line is.
// A word without blanks that is longer stays whole: an address must be copied in one piece.
// `columns` 0: there is no terminal; nothing is broken.
std::string wrapped(std::string_view text, int columns);

}  // namespace ww::cli
