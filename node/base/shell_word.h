// A name as it can be typed after a command, for hints that say what to do next.
#pragma once

#include <string>
#include <string_view>

namespace ww {

// Bare when no shell reads anything into it, else between single quotes.
std::string as_word(std::string_view text);

}  // namespace ww
