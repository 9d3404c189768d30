#include "typed/tokens.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace ww::typed {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// One character as plain text; empty for marks that are not seen.
std::string plain(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c < 0x20 || c == 0xA0 || within(0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
    return " ";
  if (within(0x200B, 0x200F) || within(0x202A, 0x202E) || within(0x2060, 0x206F) || c == 0xFEFF)
    return "";
  if (within(0x2010, 0x2015) || c == 0x2212) return "-";
  if (c == 0x2018 || c == 0x2019 || c == 0x2032 || c == 0xB4) return "'";
  if (c == 0x201C || c == 0x201D || c == 0x2033) return "\"";
  if (c == 0xBD) return ".5";
  if (c >= 'A' && c <= 'Z') return std::string(1, static_cast<char>(c - 'A' + 'a'));
  std::string text;
  if (c != kNotUtf8) append_utf8(text, c);
  return text;
}

std::string plain(std::string_view text) {
  std::string out;
  while (!text.empty()) out += plain(take_code_point(text));
  return out;
}

int value_of(const std::string& digits) {
  if (digits.size() > 6) return -1;
  return std::stoi(digits);
}

}  // namespace

std::vector<Token> tokens_of(std::string_view typed) {
  const std::string text = plain(typed);
  std::vector<Token> tokens;
  bool spaced = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto run = [&](bool (*fits)(char)) {
      const auto end =
          std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), fits);
      return text.substr(at, static_cast<std::size_t>(end - text.begin()) - at);
    };
    if (text[at] == ' ') {
      spaced = true;
      ++at;
      continue;
    }
    Token token{Token::Kind::sign, std::string(1, text[at]), 0, spaced};
    if (is_digit(text[at])) {
      token.kind = Token::Kind::number;
      token.text = run(is_digit);
      token.value = value_of(token.text);
    } else if (is_letter(text[at])) {
      token.kind = Token::Kind::word;
      token.text = run(is_letter);
    }
    at += token.text.size();
    tokens.push_back(std::move(token));
    spaced = false;
  }
  return tokens;
}

int number_word(std::string_view word) {
  constexpr std::pair<std::string_view, int> kWords[] = {
      {"a", 1},       {"an", 1},       {"one", 1},     {"two", 2},     {"three", 3},  {"four", 4},
      {"five", 5},    {"six", 6},      {"seven", 7},   {"eight", 8},   {"nine", 9},   {"ten", 10},
      {"eleven", 11}, {"twelve", 12},  {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50},
      {"sixty", 60},  {"seventy", 70}, {"eighty", 80}};
  for (const auto& [name, value] : kWords) {
    if (name == word) return value;
  }
  return -1;
}

}  // namespace ww::typed
