#include "base/shown_text.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace ww {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr std::string_view kIsolate = "\xE2\x81\xA8";     // U+2068, first strong isolate
constexpr std::string_view kIsolateEnd = "\xE2\x81\xA9";  // U+2069
constexpr char32_t kFirstRightToLeft = 0x0590;            // below it all is left to right

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
    const std::string_view before = text;
    const char32_t code = take_code_point(text);
    const bool kept = joiners == Joiners::kept && is_joiner(code);
    if (code == kNotUtf8) {
      out += byte_of(before[0]);
    } else if (is_dangerous(code) && !kept) {
      out += code_of(code);
    } else {
      out += before.substr(0, before.size() - text.size());
      may_reorder = may_reorder || code >= kFirstRightToLeft;
    }
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
    std::string line(text.substr(0, end));
    if (end != std::string_view::npos && !line.empty() && line.back() == '\r') line.pop_back();
    std::replace(line.begin(), line.end(), '\t', ' ');
    out += std::string(indent) + shown(line);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace ww
