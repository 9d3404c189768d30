#include "evidence/picture.h"

#include "evidence/picture_parts.h"

namespace ww::evidence {
namespace {

// A VP8X that promises what was left out (EXIF, XMP, a profile) would be a lie that readers notice.
constexpr std::uint8_t kTransparency = 0x10;

std::uint32_t little32(std::size_t size) { return static_cast<std::uint32_t>(size); }

void put_little32(Bytes& bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

// RIFF's length and VP8X's flags are of the whole, so they follow from what is kept.
void repair_webp(Bytes& picture) {
  put_little32(picture, 4, little32(picture.size() - 8));
  constexpr std::size_t kFlags = 20;
  if (picture.size() >= 30 && as_text(ByteView(picture).subspan(12, 4)) == "VP8X") {
    picture[kFlags] &= kTransparency;
    // Three bytes that mean nothing yet.
    std::fill_n(picture.begin() + kFlags + 1, 3, std::uint8_t{0});
  }
}

}  // namespace

std::string_view mime_of(PictureKind kind) {
  switch (kind) {
    case PictureKind::jpeg:
      return "image/jpeg";
    case PictureKind::png:
      return "image/png";
    case PictureKind::webp:
      return "image/webp";
  }
  return {};
}

std::optional<PictureKind> picture_kind(ByteView bytes) {
  const std::string_view text = as_text(bytes.first(std::min<std::size_t>(bytes.size(), 12)));
  if (text.starts_with("\xff\xd8\xff")) return PictureKind::jpeg;
  if (text.starts_with("\x89PNG\r\n\x1a\n")) return PictureKind::png;
  if (text.size() == 12 && text.starts_with("RIFF") && text.ends_with("WEBP")) {
    return PictureKind::webp;
  }
  return std::nullopt;
}

Result<std::vector<Part>> parts_of(ByteView picture) {
  const auto kind = picture_kind(picture);
  if (!kind) return fail(Errc::unsupported);
  switch (*kind) {
    case PictureKind::jpeg:
      return jpeg_parts(picture);
    case PictureKind::png:
      return png_parts(picture);
    case PictureKind::webp:
      return webp_parts(picture);
  }
  return fail(Errc::unsupported);
}

Result<Bytes> picture_alone(ByteView picture) {
  WW_TRY_SET(const auto parts, parts_of(picture));
  Bytes alone;
  alone.reserve(picture.size());
  for (const Part& part : parts) {
    if (!part.needed) continue;
    const ByteView bytes = picture.subspan(part.at, part.size);
    alone.insert(alone.end(), bytes.begin(), bytes.end());
  }
  if (picture_kind(picture) == PictureKind::webp) repair_webp(alone);
  return alone;
}

bool only_picture(ByteView picture) {
  const auto alone = picture_alone(picture);
  return alone && same_bytes(*alone, picture);
}

}  // namespace ww::evidence
