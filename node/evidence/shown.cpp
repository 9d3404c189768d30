#include "evidence/shown.h"

#include "base/text_codec.h"
#include "base/utf8.h"
#include "evidence/unseen.h"

namespace ww::evidence {
namespace {

std::string escaped(char mark, std::uint32_t value) {
  ByteArray<4> big;
  for (std::size_t i = 0; i < 4; ++i) big[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
  std::string hex = to_hex(big);
  const std::size_t first = std::min(hex.find_first_not_of('0'), hex.size() - 1);
  return std::string("\\") + mark + "{" + hex.substr(first) + "}";
}

}  // namespace

std::string shown(std::string_view text, std::size_t most) {
  constexpr std::string_view kMore = "...";
  std::string out;
  std::size_t count = 0;
  std::size_t short_end = 0;  // where "..." still fits
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    const char32_t c = take_code_point(text);
    std::string next;
    if (c == kNotUtf8) {
      next = escaped('x', byte);
    } else if (is_unseen(c)) {
      next = escaped('u', c);
    } else {
      append_utf8(next, c);
    }
    const bool plain = c != kNotUtf8 && !is_unseen(c);
    count += plain ? 1 : next.size();
    if (count > most) return out.substr(0, short_end).append(kMore);
    out += next;
    if (count + kMore.size() <= most) short_end = out.size();
  }
  return out;
}

}  // namespace ww::evidence
