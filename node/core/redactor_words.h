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

enum class Fold : std::uint8_t { latin, alike };
// The words in one, without gaps: "Ruby_Sample" and "ruby sample" are the same.
std::string compact(const domain::FoldedWords& words, Fold fold);
// Where `wanted` (compact) stands in the text on word boundaries, also with letters set apart: "r u
// b y". `passed_over`: a word that may stand between ("at" and "dot" in a spelled-out address).
Spans find_compact(const domain::FoldedWords& words, std::string_view wanted, Fold fold,
                   bool (*passed_over)(std::string_view) = nullptr);
// By both folds: "ruby" in any script that reads or looks like it.
Spans find_words(const domain::FoldedWords& words, const domain::FoldedWords& wanted,
                 bool (*passed_over)(std::string_view) = nullptr);

Spans find_postcodes(const domain::OutgoingText& text);
Spans find_streets(const domain::OutgoingText& text);
Spans find_flat_numbers(const domain::OutgoingText& text);
Spans find_own_place_words(const domain::OutgoingText& text);
Spans find_prices(const domain::OutgoingText& text);

// A row of digits, whether as digits, as words, or with letters that look like digits.
struct DigitRun {
  std::string digits;
  std::vector<std::size_t> word_of;  // for each digit, its word
  WordSpan span;
  std::size_t spelled = 0;  // how many of its words are number words
};
std::vector<DigitRun> find_digit_runs(const domain::FoldedWords& words);
// The words of the run that hold `tail`.
std::optional<WordSpan> find_digits(const DigitRun& run, std::string_view tail);

// What an own address can be told by, each a row of words: its postcode, its street.
std::vector<domain::FoldedWords> parts_of_address(const domain::FoldedWords& address);

}  // namespace ww::redactor
