// WebP: RIFF length WEBP, then chunks of name, length, body, padded to even with a zero.
#include "evidence/picture_parts.h"

namespace ww::evidence {
namespace {

constexpr std::size_t kFile = 12, kHead = 8;

std::uint32_t little32(ByteView bytes) {
  return bytes[0] | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 |
         std::uint32_t{bytes[3]} << 24;
}

// A chunk's name is shown to people.
std::string shown_name(ByteView name) {
  std::string text(as_text(name));
  for (char& c : text) c = (c < ' ' || c > '~') ? '?' : c;
  return text;
}

bool is_animation(std::string_view name) { return name == "ANIM" || name == "ANMF"; }

// The picture's own data may be there once only: a second would be another picture.
class Needed {
 public:
  bool operator()(std::string_view name, std::size_t size) {
    if (name == "VP8X") return !other_ && size == 10 && !std::exchange(other_, true);
    other_ = true;
    if (name == "ALPH") return !data_ && !std::exchange(alpha_, true);
    return (name == "VP8 " || name == "VP8L") && !std::exchange(data_, true);
  }
  bool has_data() const { return data_; }

 private:
  bool other_ = false, alpha_ = false, data_ = false;
};

}  // namespace

Result<std::vector<Part>> webp_parts(ByteView picture) {
  const std::size_t riff = little32(picture.subspan(4));
  // The length is of what follows it, and even.
  if (riff < 4 || riff > picture.size() - 8 || riff % 2 != 0) return fail(Errc::malformed);
  const std::size_t end = riff + 8;
  PartList list(picture);
  list.take("RIFF", kFile, 0, 0, true);
  Needed needed;
  while (list.at() < end && !list.full()) {
    const ByteView rest = list.rest().first(end - list.at());
    if (rest.size() < kHead) return fail(Errc::malformed);
    const std::size_t length = little32(rest.subspan(4)), padding = length % 2;
    if (length + padding > rest.size() - kHead) return fail(Errc::malformed);
    if (padding != 0 && rest[kHead + length] != 0) return fail(Errc::malformed);
    const std::string name = shown_name(rest.first(4));
    if (is_animation(name)) return fail(Errc::unsupported);
    list.take(name, kHead, length, padding, needed(name, length));
  }
  if (list.at() < end) return fail(Errc::too_large);
  if (!needed.has_data()) return fail(Errc::malformed);
  return list.finish();
}

}  // namespace ww::evidence
