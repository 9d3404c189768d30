// UTF-8, one code point at a time: for text whose characters decide something.
#pragma once

#include <string>
#include <string_view>

namespace ww {

inline constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

// Takes the first code point of a text that is not empty. kNotUtf8, and one byte taken, where the
// bytes are no UTF-8: an overlong form, a surrogate, a value above U+10FFFF.
inline char32_t take_code_point(std::string_view& rest) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const auto bad = [&] {
    rest.remove_prefix(1);
    return kNotUtf8;
  };
  const unsigned char first = byte(0);
  std::size_t size = 1;
  char32_t value = first, least = 0;
  if (first >= 0xF0 && first <= 0xF4) {
    size = 4, value = first & 0x07u, least = 0x10000;
  } else if (first >= 0xE0 && first < 0xF0) {
    size = 3, value = first & 0x0Fu, least = 0x800;
  } else if (first >= 0xC2 && first < 0xE0) {
    size = 2, value = first & 0x1Fu, least = 0x80;
  } else if (first >= 0x80) {
    return bad();
  }
  if (rest.size() < size) return bad();
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return bad();
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return bad();
  rest.remove_prefix(size);
  return value;
}

// Precondition: a code point, that is no surrogate and at most U+10FFFF.
inline void append_utf8(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

}  // namespace ww
