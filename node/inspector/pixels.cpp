#include "inspector/pixels.h"

#include <cstring>

namespace ww::inspector {

Pixels turned(Pixels pixels, unsigned orientation) {
  if (orientation < 2 || orientation > 8) return pixels;
  const bool swaps = orientation >= 5;  // rows become columns
  Pixels out;
  out.width = swaps ? pixels.height : pixels.width;
  out.height = swaps ? pixels.width : pixels.height;
  out.channels = pixels.channels, out.depth = pixels.depth, out.lossless = pixels.lossless;
  out.bytes.resize(pixels.bytes.size());
  // TIFF 6.0: where the 0th row and column of the stored picture are to be shown.
  const bool from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const std::size_t size = pixels.pixel_bytes();
  for (std::uint32_t y = 0; y < out.height; ++y) {
    std::uint8_t* to = out.row(y);
    for (std::uint32_t x = 0; x < out.width; ++x, to += size) {
      const std::uint32_t column = swaps ? y : x, line = swaps ? x : y;
      const std::uint32_t source_x = from_right ? pixels.width - 1 - column : column;
      const std::uint32_t source_y = from_bottom ? pixels.height - 1 - line : line;
      std::memcpy(to, pixels.row(source_y) + source_x * size, size);
    }
  }
  return out;
}

void clear_unseen(Pixels& pixels) {
  if (!pixels.has_opacity()) return;
  const std::size_t size = pixels.pixel_bytes(), colour = size - pixels.depth;
  for (std::size_t at = 0; at + size <= pixels.bytes.size(); at += size) {
    bool seen = false;
    for (std::size_t i = colour; i < size; ++i) seen = seen || pixels.bytes[at + i] != 0;
    if (!seen) std::memset(pixels.bytes.data() + at, 0, colour);
  }
}

}  // namespace ww::inspector
