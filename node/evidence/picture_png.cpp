// PNG: a signature, then chunks of length, name, body, checksum, until IEND.
#include "evidence/picture_parts.h"

namespace ww::evidence {
namespace {

constexpr std::size_t kHead = 8, kTail = 4;

std::uint32_t big32(ByteView bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | bytes[3];
}

bool is_letter(std::uint8_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_needed(std::string_view name) {
  return name == "IHDR" || name == "PLTE" || name == "tRNS" || name == "IDAT" || name == "IEND";
}

// An animation's parts; its first frame alone would be another picture than was seen.
bool is_animation(std::string_view name) {
  return name == "acTL" || name == "fcTL" || name == "fdAT";
}

}  // namespace

Result<std::vector<Part>> png_parts(ByteView picture) {
  PartList list(picture);
  list.take("signature", 8, 0, 0, true);
  while (!list.full()) {
    const ByteView rest = list.rest();
    if (rest.size() < kHead + kTail) return fail(Errc::malformed);
    const std::size_t length = big32(rest);
    if (length > rest.size() - kHead - kTail) return fail(Errc::malformed);
    const ByteView name = rest.subspan(4, 4);
    if (!std::all_of(name.begin(), name.end(), is_letter)) return fail(Errc::malformed);
    const std::string text(as_text(name));
    if ((list.at() == 8) != (text == "IHDR")) return fail(Errc::malformed);
    if (is_animation(text)) return fail(Errc::unsupported);
    // The end holds nothing, and bytes in it are no picture.
    if (text == "IEND" && length != 0) return fail(Errc::malformed);
    list.take(text, kHead, length, kTail, is_needed(text));
    if (text == "IEND") return list.finish();
  }
  return fail(Errc::too_large);
}

}  // namespace ww::evidence
