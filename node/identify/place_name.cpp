// Addresses and names. An address is only ever the person of concern's own place.
#include <algorithm>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

// Shapes of British postcodes and Irish Eircodes: A a letter, 9 a digit, X either.
constexpr const char* kPostcodes[] = {"A99AA",  "A999AA",  "AA99AA", "AA999AA",
                                      "A9A9AA", "AA9A9AA", "A9XXXXX"};

bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = shape[i] == 'A'   ? is_upper(text[i])
                      : shape[i] == '9' ? is_digit(text[i])
                                        : is_upper(text[i]) || is_digit(text[i]);
    if (!fits) return false;
  }
  return true;
}
bool is_postcode(std::string_view text) {
  return std::any_of(std::begin(kPostcodes), std::end(kPostcodes),
                     [&](const char* shape) { return has_shape(text, shape); });
}

bool is_house_number(std::string_view word) {
  // 12, 12a, 12-14
  return !word.empty() && is_digit(word[0]) && word.size() <= 7 &&
         word.find_first_not_of("0123456789-abcdefgh") == std::string_view::npos;
}
bool is_flat_word(const std::string& word) {
  return word == "flat" || word == "apartment" || word == "apt" || word == "unit" || word == "room";
}

// Takes the postcode's words out; the last one that has the shape is meant.
std::string take_postcode(std::vector<std::string>& words) {
  for (std::size_t i = words.size(); i-- > 0;) {
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
      if (i + 1 < count) continue;
      const auto first = words.begin() + static_cast<std::ptrdiff_t>(i + 1 - count);
      const auto last = words.begin() + static_cast<std::ptrdiff_t>(i + 1);
      std::string joined;
      for (auto it = first; it != last; ++it) joined += upper(*it);
      if (!is_postcode(joined)) continue;
      words.erase(first, last);
      return joined;
    }
  }
  return {};
}

struct House {
  std::string number, street;
};
// The house number is the first number that no "flat" stands before; the words behind it, up to the
// comma, are the street.
House house_of(const std::vector<std::string>& words) {
  House house;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (house.number.empty()) {
      const bool of_flat = i > 0 && is_flat_word(words[i - 1]);
      if (is_house_number(words[i]) && !of_flat) house.number = words[i];
    } else if (words[i] == ",") {
      if (!house.street.empty()) break;
    } else {
      house.street += (house.street.empty() ? "" : " ") + words[i];
    }
  }
  return house;
}

std::vector<std::string> words_of(std::string_view text) {
  std::string spaced;
  for (const char c : text) {
    if (c == ',' || c == '\n' || c == ';')
      spaced += " , ";
    else if (c != '.' && c != '\'')
      spaced += c;
  }
  return split(spaced, " \t\r");
}

Reading from_canonical(std::string_view text) {
  const auto parts = split(text, ":");
  Normalised out;
  if (parts.size() < 2 || parts.size() > 3 || !is_postcode(upper(parts[0])) ||
      !is_house_number(lower(parts[1]))) {
    return Unreadable{"not_readable", "Write an address as POSTCODE:number, or in full.", {}};
  }
  out.canon = upper(parts[0]) + ":" + lower(parts[1]);
  if (parts.size() == 3) out.canon += ":" + latin_lower(parts[2]);
  return out;
}

}  // namespace

Reading normalise_address(std::string_view raw) {
  const std::string_view trimmed = trim(raw);
  if (trimmed.find(':') != std::string_view::npos) return from_canonical(trimmed);
  auto words = words_of(latin_lower(plain_digits(trimmed)));
  const std::string postcode = take_postcode(words);
  const House house = house_of(words);
  if (postcode.empty() || house.number.empty()) {
    return Unreadable{"not_readable",
                      "An address needs its house number and its whole postcode to be matched.",
                      {}};
  }
  Normalised out;
  out.canon = postcode + ":" + house.number;
  if (!house.street.empty()) out.canon += ":" + house.street;
  return out;
}

Reading normalise_name(std::string_view raw) {
  std::string plain;
  for (const char c : latin_lower(nfkc(raw))) {
    if (is_letter(c) || is_digit(c))
      plain += c;
    else if (c != '\'')
      plain += ' ';
  }
  auto words = split(plain, " ");
  if (words.empty()) return Unreadable{"not_readable", "This name holds no letters.", {}};
  std::sort(words.begin(), words.end());
  Normalised out;
  for (const auto& word : words) out.canon += (out.canon.empty() ? "" : " ") + word;
  return out;
}

}  // namespace ww::identify
