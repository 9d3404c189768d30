// How old and how tall somebody was, as people say it.
//
//   age     30-40   30s   mid-40s   late twenties   under 25   over 60   about 40   40ish   40 or
//   45 height  175   1.75   1m75   5'10"   5ft 10   six foot   about 6ft   5'8-5'10   under 6ft
//
// Always a range, and never a narrower one than was said: "about 40" is no exact age. Nothing is
// guessed: what reads as no age or height is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/alert.h"

namespace ww::typed {

std::optional<domain::Range> read_age(std::string_view text);
// In centimetres.
std::optional<domain::Range> read_height(std::string_view text);

// The same for people; an open end in words: "under 25", "61 or over".
std::string age_in_words(const domain::Range& age);
std::string height_in_words(const domain::Range& height);

}  // namespace ww::typed
