#include "cli/png.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace ww::cli {
namespace {

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<std::uint8_t>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

std::string chunk(const std::string& type, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + type + data +
         big_endian(crc32(type + data));
}

// A zlib stream (RFC 1950) of stored blocks (RFC 1951).
std::string stored(std::string_view bytes) {
  std::string out("\x78\x01", 2);
  std::string_view rest = bytes;
  do {
    const auto part = rest.substr(0, 65535);
    rest.remove_prefix(part.size());
    const auto size = static_cast<std::uint16_t>(part.size());
    out += static_cast<char>(rest.empty() ? 1 : 0);
    for (const std::uint16_t half : {size, static_cast<std::uint16_t>(~size)}) {
      out += static_cast<char>(half & 0xFF);
      out += static_cast<char>(half >> 8);
    }
    out += part;
  } while (!rest.empty());
  return out + big_endian(adler32(bytes));
}

}  // namespace

std::string grey_png(int size, const std::function<bool(int x, int y)>& black) {
  std::string pixels;
  for (int y = 0; y < size; ++y) {
    pixels += '\0';  // this row is not filtered
    for (int x = 0; x < size; x += 8) {
      unsigned byte = 0;
      for (int bit = 0; bit < 8; ++bit) {
        const bool white = x + bit >= size || !black(x + bit, y);
        byte = byte << 1 | (white ? 1U : 0U);
      }
      pixels += static_cast<char>(byte);
    }
  }
  const auto side = big_endian(static_cast<std::uint32_t>(size));
  const std::string depth_1_grey("\x01\x00\x00\x00\x00", 5);
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", side + side + depth_1_grey) +
         chunk("IDAT", stored(pixels)) + chunk("IEND", "");
}

}  // namespace ww::cli
