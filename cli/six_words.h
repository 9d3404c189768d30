// A passphrase of six words, drawn from the system's randomness: 77 bits.
#pragma once

#include <string>

namespace ww::cli {

std::string six_words();

}  // namespace ww::cli
