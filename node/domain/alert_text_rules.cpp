#include "domain/alert_text_rules.h"

#include <algorithm>

#include "domain/alert_limits.h"

namespace ww::domain {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

// One code point from the front; 0xFFFFFFFF when the bytes are not UTF-8.
char32_t take(std::string_view& rest) {
  constexpr char32_t kBad = 0xFFFFFFFF;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const unsigned char first = byte(0);
  std::size_t size = 1;
  char32_t value = first;
  char32_t least = 0;
  if (first >= 0x80) {
    if (first >= 0xF0 && first <= 0xF4)
      size = 4, value = first & 0x07u, least = 0x10000;
    else if (first >= 0xE0 && first < 0xF0)
      size = 3, value = first & 0x0Fu, least = 0x800;
    else if (first >= 0xC2 && first < 0xE0)
      size = 2, value = first & 0x1Fu, least = 0x80;
    else
      return kBad;
  }
  if (rest.size() < size) return kBad;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return kBad;
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  rest.remove_prefix(size);
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return kBad;
  return value;
}

bool is_control(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFFFFFF;
}

bool is_phone(std::string_view canon) {
  // E.164: a country code that does not begin with 0, 15 digits at most.
  return canon.size() >= 7 && canon.size() <= 16 && canon[0] == '+' && canon[1] != '0' &&
         all(canon.substr(1), is_digit);
}

bool is_plate_with_country(std::string_view canon) {
  if (canon.size() > 3 && canon[2] == ':') {
    return is_country_code(canon.substr(0, 2)) && is_plate(canon.substr(3));
  }
  return is_plate(canon);
}

}  // namespace

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

bool has_control_characters(std::string_view text, bool newlines) {
  while (!text.empty()) {
    const char32_t c = take(text);
    if (c == U'\n' && newlines) continue;
    if (is_control(c)) return true;
  }
  return false;
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (take(bytes) == 0xFFFFFFFF) return false;
  }
  return true;
}

bool is_language_tag(std::string_view text) {
  if (text.empty() || text.size() > limits::kLangTag) return false;
  bool first = true;
  while (true) {
    const auto dash = text.find('-');
    const std::string_view part = text.substr(0, dash);
    if (part.empty() || part.size() > 8) return false;
    if (first ? part.size() < 2 || !all(part, is_letter)
              : !all(part, [](char c) { return is_letter(c) || is_digit(c); })) {
      return false;
    }
    if (dash == std::string_view::npos) return true;
    text.remove_prefix(dash + 1);
    first = false;
  }
}

bool is_region_code(std::string_view text) {
  if (text.size() < 4 || text.size() > 6 || text[2] != '-') return false;
  return is_country_code(text.substr(0, 2)) &&
         all(text.substr(3), [](char c) { return is_upper(c) || is_digit(c); });
}

bool is_country_code(std::string_view text) { return text.size() == 2 && all(text, is_upper); }

bool is_time_zone(std::string_view text) {
  if (text.empty() || text.size() > limits::kTimeZone || !is_letter(text[0])) return false;
  return all(text, [](char c) {
    return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  });
}

bool is_plate(std::string_view text) {
  if (text.size() < 2 || text.size() > limits::kPlate) return false;
  return all(text, [](char c) { return is_upper(c) || is_digit(c) || c == '?'; });
}

bool has_form_of(IdentifierKind kind, std::string_view canon) {
  if (canon.empty()) return false;
  switch (kind) {
    case IdentifierKind::phone:
      return is_phone(canon);
    case IdentifierKind::plate:
      return is_plate_with_country(canon);
    case IdentifierKind::email: {
      const auto at = canon.find('@');
      return at != std::string_view::npos && at > 0 && at + 1 < canon.size() &&
             canon.find(' ') == std::string_view::npos;
    }
    case IdentifierKind::payment:
    case IdentifierKind::address:
      return canon.find(':') != std::string_view::npos && canon.back() != ':' && canon[0] != ':';
    case IdentifierKind::url:
      return canon.substr(0, 7) == "http://" || canon.substr(0, 8) == "https://";
    case IdentifierKind::handle:
    case IdentifierKind::name:
    case IdentifierKind::alias:
      return true;
  }
  return false;
}

bool is_full_name(std::string_view name) {
  const auto first = name.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  const auto space = name.find(' ', first);
  return space != std::string_view::npos && name.find_first_not_of(' ', space) != name.npos;
}

}  // namespace ww::domain
