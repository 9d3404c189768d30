// The EFF's long word list: 7,776 words that are easy to say, hear and type (12.9 bits each).
// See wordlist.LICENSE. Its id on the wire is 1; another list or language gets another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ports/random.h"

namespace ww::core {

inline constexpr std::uint32_t kWordCount = 7776;

// Precondition: index < kWordCount.
std::string_view word_at(std::uint32_t index);
// A passphrase of 77.5 bits: offered, never imposed.
std::string six_words(Random& random);

}  // namespace ww::core
