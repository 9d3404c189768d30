#include "engine/journal_parts.h"

#include <algorithm>

#include "identify/ascii.h"
#include "identify/unicode.h"

namespace ww::engine::journal {
namespace {

constexpr const char* kNumberMark = "zqn";
constexpr const char* kPlateMark = "zqp";
constexpr std::size_t kNumberMost = 20;  // digits; longer ones are no telephone numbers
constexpr std::size_t kPlateMost = 12;

using identify::is_digit, identify::is_letter;

std::string ends_of(std::string_view whole, const char* mark) {
  std::string words;
  for (std::size_t at = 0; at + kPartLeast <= whole.size(); ++at) {
    words += mark;
    words += whole.substr(at);
    words += ' ';
  }
  return words;
}

// "AB00?S?" is "ab00" and "s": what is not known parts it.
std::string ends_of_plate(std::string_view known) {
  std::string words;
  while (!known.empty()) {
    const std::size_t end = std::min(known.find('?'), known.size());
    words += ends_of(known.substr(0, end), kPlateMark);
    known.remove_prefix(std::min(end + 1, known.size()));
  }
  return words;
}

}  // namespace

std::string parts_of_number(std::string_view canon) {
  const std::string digits = identify::digits_of(canon);
  return digits.size() > kNumberMost ? "" : ends_of(digits, kNumberMark);
}

std::string parts_of_plate(std::string_view canon) {
  // "GB:AB00TST": the country is no part of it.
  if (const auto colon = canon.find(':'); colon != std::string_view::npos)
    canon.remove_prefix(colon + 1);
  std::string known;
  for (const char c : canon) {
    if (is_digit(c) || is_letter(c) || c == '?') known += identify::lower(c);
  }
  return known.size() > kPlateMost ? "" : ends_of_plate(known);
}

bool has_parts(std::string_view folded) {
  return folded.find(kNumberMark) != std::string_view::npos ||
         folded.find(kPlateMark) != std::string_view::npos;
}

std::string number_part(std::string_view digits) {
  if (digits.size() < kPartLeast || digits.size() > kNumberMost) return "";
  return kNumberMark + std::string(digits);
}

std::string plate_letters(std::string_view text) {
  std::string part;
  for (const char c : identify::casefold(text)) {
    if (c == ' ' || c == '-') continue;
    if (!is_digit(c) && !is_letter(c)) return "";
    part += c;
  }
  return part.size() < kPartLeast || part.size() > kPlateMost ? "" : part;
}

std::string plate_part(std::string_view text) {
  const std::string part = plate_letters(text);
  return part.empty() ? part : kPlateMark + part;
}

}  // namespace ww::engine::journal
