#include "domain/pasted_address.h"

#include <string>

namespace ww {
namespace {

constexpr std::string_view kScheme = "watchword-relay:";
constexpr std::size_t kKeyLetters = 52;  // 32 bytes in base32

bool belongs(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
         c == '[' || c == ']' || c == '/';
}

// "//HOST:PORT/KEY" without what does not belong, up to the last letter of the key.
std::string packed_address(std::string_view text) {
  std::string host, key;
  bool in_key = false, blank = false, new_line = false;
  for (const char c : text) {
    if (!belongs(c)) {
      if (key.size() == kKeyLetters) break;
      blank = blank || c == ' ' || c == '\t';
      new_line = new_line || c == '\n';
      continue;
    }
    // A line may have been broken within the key; a word after it is no part of it.
    if (!key.empty() && blank && !new_line) break;
    blank = new_line = false;
    if (c == '/') {
      if (in_key) break;
      in_key = !host.empty();
      continue;
    }
    if (in_key && (c == '.' || c == ':' || c == '-' || c == '[' || c == ']')) break;
    (in_key ? key : host) += c;
    if (key.size() > kKeyLetters) break;
  }
  return "watchword-relay://" + host + "/" + key;
}

}  // namespace

Result<Route> address_in(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (auto at = small.find(kScheme); at != std::string::npos; at = small.find(kScheme, at + 1)) {
    auto route = parse_address(packed_address(std::string_view(small).substr(at + kScheme.size())));
    if (route) return route;
  }
  return parse_address(text);
}

}  // namespace ww
