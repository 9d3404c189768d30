#include "identify/encoding.h"

#include <unicode/unistr.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"

namespace ww::identify {
namespace {

// Windows-1252 where it differs from Latin-1: 0x80 to 0x9F.
constexpr char32_t kWindows[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                 0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

enum class Order { none, little, big };

// Text of Latin letters has an empty byte in every second place.
Order utf16_order(std::string_view bytes) {
  if (starts_with(bytes, "\xFF\xFE")) return Order::little;
  if (starts_with(bytes, "\xFE\xFF")) return Order::big;
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return Order::none;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t most = bytes.size() / 2 * 3 / 4;
  if (odd > most && even == 0) return Order::little;
  return even > most && odd == 0 ? Order::big : Order::none;
}

std::string from_utf16(std::string_view bytes, Order order) {
  icu::UnicodeString text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const unsigned value =
        order == Order::little ? first | second << 8 : second | static_cast<unsigned>(first) << 8;
    text.append(static_cast<UChar>(value));
  }
  std::string out;
  text.toUTF8String(out);
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return starts_with(out, kMark) ? out.substr(kMark.size()) : out;
}

void append(std::string& out, char32_t c) {
  std::string one;
  out += icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(one);
}

std::size_t valid_at(std::string_view bytes) {
  const std::size_t most = std::min<std::size_t>(bytes.size(), 4);
  for (std::size_t size = 1; size <= most; ++size) {
    if (domain::is_utf8(bytes.substr(0, size))) return size;
  }
  return 0;
}

std::string with_windows(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    if (const auto size = valid_at(bytes)) {
      out += bytes.substr(0, size);
      bytes.remove_prefix(size);
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes.front());
    append(out, byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80] : byte);
    bytes.remove_prefix(1);
  }
  return out;
}

}  // namespace

ReadText read_text(std::string_view bytes) {
  const Order order = utf16_order(bytes);
  if (order != Order::none) {
    return {from_utf16(bytes, order), "This text is in UTF-16 and was read so."};
  }
  if (domain::is_utf8(bytes)) return {std::string(bytes), ""};
  return {with_windows(bytes),
          "This text is not UTF-8. Its bytes above 127 were read as Windows-1252: letters with "
          "accents may be other ones."};
}

}  // namespace ww::identify
