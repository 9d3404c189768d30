#include "base/shell_word.h"

#include <algorithm>

namespace ww {
namespace {

// Bytes beyond ASCII are letters to a shell.
bool is_plain(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || c == '_' || c == '.' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

}  // namespace

std::string as_word(std::string_view text) {
  const bool bare = !text.empty() && std::all_of(text.begin(), text.end(),
                                                 [](char c) { return is_plain(c) || c == '-'; });
  // One that begins like an option would be read as one, quoted or not; nothing is lost by quoting.
  if (bare && text.front() != '-') return std::string(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace ww
