// Finding things in folded words: phrases, postcodes, streets, prices, digits. A part of the
// redactor.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/redaction.h"

namespace ww::redactor {

// Words [first, first + count) of a text.
struct WordSpan {
  std::size_t first = 0, count = 0;
};
using Spans = std::vector<WordSpan>;

// Where `wanted` stands in the text, from the begin of a word to the end of one: by how it reads in
// Latin letters, or by what it looks like. Gaps may stand elsewhere than in `wanted`:
// "Ruby_Sample", "ruby sample", "rubysample", "r u b y"; but a name "Isa" is not in "is a": where a
// word is parted, it is into single characters, or into parts of three letters or more, or it holds
// digits. `passed_over`: a word that may stand between ("at" and "dot" in a spelled-out address).
Spans find_words(const domain::FoldedWords& words, const domain::FoldedWords& wanted,
                 bool (*passed_over)(std::string_view) = nullptr);

Spans find_postcodes(const domain::OutgoingText& text);
Spans find_streets(const domain::OutgoingText& text);
Spans find_flat_numbers(const domain::OutgoingText& text);
Spans find_own_place_words(const domain::OutgoingText& text);
Spans find_prices(const domain::OutgoingText& text);

// Digits [first, first + count) of a text.
struct DigitSpan {
  std::size_t first = 0, count = 0;
};
// Where these digits stand, all in one row.
std::vector<DigitSpan> find_digits(const domain::DigitText& digits, std::string_view wanted);
// Rows in which at least two digits are words, of three in all.
std::vector<DigitSpan> find_spelled_digits(const domain::DigitText& digits);

// What an own address can be told by, each a row of words: its postcode, its street.
std::vector<domain::FoldedWords> parts_of_address(const domain::FoldedWords& address);

}  // namespace ww::redactor
