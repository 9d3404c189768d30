// The digits of a text, each with its place, whatever they are written as.
//
// identify/digits.h makes them; whoever looks for a number (in a message, in a text that is about
// to leave) looks here, so that both read the same spellings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ww::domain {

// What stands between a digit and the one before it.
enum class DigitGap : std::uint8_t {
  none,   // nothing that can be seen
  usual,  // what people write in numbers: blanks, - . ( ) /
  odd,    // another sign, or a new line: few people do
  far,    // words, or more than a few signs: the number before has ended
};

struct Digit {
  char value = '0';
  std::size_t begin = 0, size = 0;  // in bytes of the text
  DigitGap before = DigitGap::far;
  bool plus = false;     // a + stands right before it
  bool guessed = false;  // a letter or a word in the place of a digit
  bool spelled = false;  // a word for one digit ("seven"), or "double" before one
};
using DigitText = std::vector<Digit>;

}  // namespace ww::domain
