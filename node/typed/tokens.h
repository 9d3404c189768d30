// What a person typed, in words, numbers and signs: the first step of reading a date, an age or a
// height.
//
// Small letters; every kind of blank is a blank and every kind of dash is "-", because phones and
// word processors put their own; marks that nobody sees are gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ww::typed {

struct Token {
  enum class Kind : unsigned char { number, word, sign };
  Kind kind;
  std::string text;     // "24", "november", ":"
  int value = 0;        // of a number; -1 when it has more than six digits
  bool spaced = false;  // a blank stands before it
  bool is(std::string_view other) const { return text == other; }
};
std::vector<Token> tokens_of(std::string_view text);

// "twelve" -> 12, up to twelve, and the tens; -1 for any other word.
int number_word(std::string_view word);

}  // namespace ww::typed
