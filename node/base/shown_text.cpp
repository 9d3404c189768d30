#include "base/shown_text.h"

#include <cstdint>
#include <optional>

namespace ww {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr std::string_view kIsolate = "\xE2\x81\xA8";     // U+2068, first strong isolate
constexpr std::string_view kIsolateEnd = "\xE2\x81\xA9";  // U+2069
constexpr char32_t kFirstRightToLeft = 0x0590;            // below it all is left to right

struct Letter {
  char32_t code;
  std::size_t size;
};

std::size_t length_of(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool is_shortest(char32_t code, std::size_t size) {
  if (size == 3) return code >= 0x800 && (code < 0xD800 || code > 0xDFFF);
  if (size == 4) return code >= 0x10000 && code <= 0x10FFFF;
  return true;
}

// nullopt when the text does not begin with a whole, shortest UTF-8 sequence.
std::optional<Letter> first_letter(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  const std::size_t size = length_of(lead);
  if (size == 0 || size > text.size()) return std::nullopt;
  char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if ((next & 0xC0) != 0x80) return std::nullopt;
    code = code << 6 | (next & 0x3F);
  }
  if (!is_shortest(code, size)) return std::nullopt;
  return Letter{code, size};
}

bool is_dangerous(char32_t code) {
  const auto within = [code](char32_t first, char32_t last) {
    return code >= first && code <= last;
  };
  return within(0, 0x1F) || within(0x7F, 0x9F)                   // control
         || code == 0x00AD || code == 0x061C || code == 0x180E   // invisible
         || within(0x200B, 0x200F) || within(0x2028, 0x202E)     // direction, separators
         || within(0x2060, 0x206F) || code == 0xFEFF             // isolates, fillers
         || within(0xFFF9, 0xFFFB) || within(0xE0000, 0xE007F);  // annotations, tags
}

std::string code_of(char32_t code) {
  std::string digits;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = (code >> shift) & 0xF;
    if (digit != 0 || !digits.empty() || shift <= 4) digits += kHex[digit];
  }
  return "\\u{" + digits + "}";
}

std::string byte_of(char byte) {
  const auto value = static_cast<std::uint8_t>(byte);
  return std::string("\\x") + kHex[value >> 4] + kHex[value & 0xF];
}

bool is_joiner(char32_t code) { return code == 0x200C || code == 0x200D; }

enum class Joiners : std::uint8_t { shown_as_codes, kept };

std::string escaped(std::string_view text, Joiners joiners, bool& may_reorder) {
  std::string out;
  while (!text.empty()) {
    const auto letter = first_letter(text);
    if (!letter) {
      out += byte_of(text[0]);
      text.remove_prefix(1);
      continue;
    }
    const bool kept = joiners == Joiners::kept && is_joiner(letter->code);
    if (is_dangerous(letter->code) && !kept) {
      out += code_of(letter->code);
    } else {
      out += text.substr(0, letter->size);
      may_reorder = may_reorder || letter->code >= kFirstRightToLeft;
    }
    text.remove_prefix(letter->size);
  }
  return out;
}

}  // namespace

std::string shown(std::string_view text) {
  bool may_reorder = false;
  const std::string out = escaped(text, Joiners::shown_as_codes, may_reorder);
  return may_reorder ? isolated(out) : out;
}

std::string escaped(std::string_view text) {
  bool may_reorder = false;
  return escaped(text, Joiners::kept, may_reorder);
}

bool may_reorder(std::string_view text) {
  bool found = false;
  (void)escaped(text, Joiners::kept, found);
  return found;
}

std::string isolated(std::string_view text) {
  return std::string(kIsolate) + std::string(text) + std::string(kIsolateEnd);
}

std::string shown_lines(std::string_view text, std::string_view indent) {
  std::string out;
  while (true) {
    const auto end = text.find('\n');
    out += std::string(indent) + shown(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace ww
