// The one list of what is folded before anything is looked for in a text: what a reader does not
// see, or sees as the same.
//
//   left out   invisible characters (zero width, direction marks, soft hyphen, variation selectors,
//              the frame of a keycap), so that they part nothing
//   blank      every kind of blank, also &nbsp; and %20; a new line stays one
//   -          every kind of dash        ' "   every kind of quotation mark
//   0-9        digits of every script, full-width, in circles, as keycaps
//   A-Z a-z    full-width, mathematical, in circles or squares, black ones too
// Letters of other scripts stay what they are; alike() tells what one can be taken for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ww::identify {

struct FoldedChar {
  char32_t c = 0;
  std::size_t begin = 0, end = 0;  // in bytes of the text
};
using FoldedText = std::vector<FoldedChar>;

// `text` is UTF-8; empty when it is not.
FoldedText fold(std::string_view text);
// The characters [first, last) as UTF-8.
std::string folded_string(const FoldedText& text, std::size_t first, std::size_t last);

// The ASCII letter or digit that this character can be taken for, itself if it is one; 0: none.
char alike(char32_t c);

bool is_word_char(char32_t c);  // a letter, a digit or a mark on one
bool is_word_letter(char32_t c);
bool is_upper_letter(char32_t c);
inline bool is_blank(char32_t c) { return c == U' ' || c == U'\n'; }

}  // namespace ww::identify
