// Parts of numbers and plates in the index of words.
//
// The index finds the beginning of a word alone, and a number that stands in a text has no row of
// its own, because it belongs to nobody (journal_finding.h). So each of its ends is a word:
// "447700900678", "47700900678" ... "678". A part from anywhere in it is the beginning of one of
// them. These words begin with a mark that no other has: a question about a part meets numbers and
// plates alone, and a question of words meets none of them.
#pragma once

#include <string>
#include <string_view>

namespace ww::engine::journal {

inline constexpr std::size_t kPartLeast = 3;  // fewer characters stand in every number

// Words to be indexed, each with a space behind it; empty for what is too short or no number.
std::string parts_of_number(std::string_view canon);
std::string parts_of_plate(std::string_view canon);
// Whether any of these stands in a text of the index.
bool has_parts(std::string_view folded);

// The word that a question about a part begins; empty when it is too short, or can be none.
std::string number_part(std::string_view digits);
std::string plate_part(std::string_view text);
// As plate_part() has it, without the mark: "12cde".
std::string plate_letters(std::string_view text);

}  // namespace ww::engine::journal
