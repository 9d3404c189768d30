#include "base/outside_text.h"

#include "base/utf8.h"

namespace ww {
namespace {

using ReadAs = OutsideText::ReadAs;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// 0x80 to 0x9F; the others are the same in Unicode. The five that stand for nothing are controls.
constexpr char32_t kHigh[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                              0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char32_t from_windows_1252(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 && value < 0xA0 ? kHigh[value - 0x80] : char32_t{value};
}

enum class Order : unsigned char { none, little, big };

// By its mark; without one by the zeros that every second byte of Latin letters is.
Order utf16_order(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() % 2 != 0) return Order::none;
  if (bytes.substr(0, 2) == "\xFF\xFE") return Order::little;
  if (bytes.substr(0, 2) == "\xFE\xFF") return Order::big;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t most = bytes.size() / 2 * 3 / 4;
  if (bytes.size() < 8) return Order::none;
  if (odd > most && even == 0) return Order::little;
  return even > most && odd == 0 ? Order::big : Order::none;
}

std::string from_utf16(std::string_view bytes, Order order) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(order == Order::little ? second << 8 | first
                                                        : first << 8 | second);
  };
  const auto within = [](char32_t c, char32_t first) { return c >= first && c < first + 0x400; };
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (at == 0 && c == 0xFEFF) continue;
    const bool pair = within(c, 0xD800) && at + 3 < bytes.size() && within(unit(at + 2), 0xDC00);
    if (pair) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (within(c, 0xD800) || within(c, 0xDC00)) {
      c = 0xFFFD;  // half of a pair stands for no letter
    }
    append_utf8(text, c);
  }
  return text;
}

}  // namespace

OutsideText read_outside_text(std::string_view bytes) {
  const Order order = utf16_order(bytes);
  if (order != Order::none) return {from_utf16(bytes, order), ReadAs::utf16};
  if (bytes.substr(0, kUtf8Mark.size()) == kUtf8Mark) bytes.remove_prefix(kUtf8Mark.size());
  OutsideText out;
  out.text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::string_view before = bytes;
    if (take_code_point(bytes) == kNotUtf8) {
      append_utf8(out.text, from_windows_1252(before[0]));
      out.read_as = ReadAs::windows_1252;
    } else {
      out.text += before.substr(0, before.size() - bytes.size());
    }
  }
  return out;
}

std::string_view words_about(ReadAs read_as) {
  switch (read_as) {
    case ReadAs::utf8:
      break;
    case ReadAs::utf16:
      return "This text was not UTF-8. It was read as UTF-16: look at its letters.";
    case ReadAs::windows_1252:
      return "Some bytes of this text were not UTF-8. They were read as Windows-1252 (Latin-1): "
             "look at the letters that are not English.";
  }
  return "";
}

}  // namespace ww
