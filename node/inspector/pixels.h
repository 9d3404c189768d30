// Pixels: a decoded picture, and nothing else about it.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "domain/journal_limits.h"

namespace ww::inspector {

struct Pixels {
  std::uint32_t width = 0, height = 0;
  unsigned channels = 3;  // 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity
  unsigned depth = 1;     // bytes of a sample; two are big-endian
  Bytes bytes;            // rows from the top, without gaps
  bool lossless = false;  // how it was compressed

  std::size_t pixel_bytes() const { return std::size_t{channels} * depth; }
  std::size_t row_bytes() const { return pixel_bytes() * width; }
  std::uint8_t* row(std::uint32_t y) { return bytes.data() + row_bytes() * y; }
  const std::uint8_t* row(std::uint32_t y) const { return bytes.data() + row_bytes() * y; }
  bool has_opacity() const { return channels % 2 == 0; }
};

// Before memory is taken: a few bytes can claim to be a picture of many gigabytes.
inline Result<> check_size(std::uint64_t width, std::uint64_t height) {
  if (width == 0 || height == 0) return fail(Errc::malformed);
  if (width > limits::kPictureSide || height > limits::kPictureSide ||
      width * height > limits::kPicturePixels) {
    return fail(Errc::too_large);
  }
  return done();
}

// As EXIF's orientation says that it is to be shown (1 to 8; others: as it is).
Pixels turned(Pixels pixels, unsigned orientation);

// What is fully transparent is not seen, but would still be there: a part that was cut out in an
// editor, for example. It becomes black and transparent.
void clear_unseen(Pixels& pixels);

}  // namespace ww::inspector
