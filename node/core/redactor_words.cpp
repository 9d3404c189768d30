#include "core/redactor_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ww::redactor {
namespace {

using domain::FoldedWord;
using domain::FoldedWords;
using domain::OutgoingText;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// What stands between two words, or before the first.
std::string_view gap_before(const OutgoingText& text, std::size_t index) {
  const std::size_t end = text.words[index].begin;
  const std::size_t begin =
      index == 0 ? 0 : text.words[index - 1].begin + text.words[index - 1].size;
  return std::string_view(text.text).substr(begin, end - begin);
}
std::string_view gap_after(const OutgoingText& text, std::size_t index) {
  const std::size_t begin = text.words[index].begin + text.words[index].size;
  const std::size_t end =
      index + 1 < text.words.size() ? text.words[index + 1].begin : text.text.size();
  return std::string_view(text.text).substr(begin, end - begin);
}
bool is_small_gap(std::string_view gap) {
  return gap.size() <= 3 && gap.find_first_not_of(" \t-.") == gap.npos;
}

using Fold = std::string FoldedWord::*;
using PassedOver = bool (*)(std::string_view);

// What is looked for: its words in one, and where one of them ends.
struct Wanted {
  Wanted(const FoldedWords& words, Fold fold) {
    for (const auto& word : words) {
      text += word.*fold;
      ends.push_back(text.size());
    }
  }
  bool has_digits() const { return text.find_first_of("0123456789") != std::string::npos; }
  bool ends_word(std::size_t at) const {
    return std::find(ends.begin(), ends.end(), at) != ends.end();
  }

  std::string text;
  std::vector<std::size_t> ends;
};

// Whether it is the same thing when its words are parted after these bytes.
bool is_fair(const Wanted& wanted, const std::vector<std::size_t>& parted) {
  if (parted.size() <= 1 || wanted.has_digits()) return true;
  const bool own_words = std::all_of(parted.begin(), parted.end(),
                                     [&](std::size_t at) { return wanted.ends_word(at); });
  if (own_words) return true;
  constexpr std::size_t kPart = 3;
  std::size_t shortest = wanted.text.size(), longest = 0, begin = 0;
  for (const std::size_t at : parted) {
    shortest = std::min(shortest, at - begin);
    longest = std::max(longest, at - begin);
    begin = at;
  }
  return shortest >= kPart || (longest == 1 && parted.size() >= kPart);
}

// How many words from `first` on make up what is wanted; 0: they do not.
std::size_t match_at(const FoldedWords& words, std::size_t first, const Wanted& wanted, Fold fold,
                     PassedOver passed_over) {
  std::size_t done = 0;
  std::vector<std::size_t> parted;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::string& word = words[i].*fold;
    if (!word.empty() && wanted.text.compare(done, word.size(), word) == 0) {
      parted.push_back(done += word.size());
      if (done == wanted.text.size()) return is_fair(wanted, parted) ? i + 1 - first : 0;
    } else if (i == first || !passed_over || !passed_over(words[i].latin)) {
      return 0;
    }
  }
  return 0;
}

void find_by(Fold fold, const FoldedWords& words, const FoldedWords& own, PassedOver passed_over,
             Spans& out) {
  const Wanted wanted(own, fold);
  if (wanted.text.empty()) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const WordSpan& span) { return span.first == i; });
    const auto count = known ? 0 : match_at(words, i, wanted, fold, passed_over);
    if (count > 0) out.push_back({i, count});
  }
}

// ---- postcodes: A a letter, 9 a digit, X either

bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = shape[i] == 'A'   ? is_letter(text[i])
                      : shape[i] == '9' ? is_digit(text[i])
                                        : is_letter(text[i]) || is_digit(text[i]);
    if (!fits) return false;
  }
  return true;
}
bool is_british_postcode(std::string_view text) {
  constexpr std::array<std::string_view, 6> kOutward{"A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
  if (text.size() < 5) return false;
  const auto outward = text.substr(0, text.size() - 3), inward = text.substr(text.size() - 3);
  // These letters never stand in the second half: "E1 5pm" is no postcode.
  if (!has_shape(inward, "9AA") || inward.find_first_of("cikmov") != inward.npos) return false;
  return std::any_of(kOutward.begin(), kOutward.end(),
                     [&](std::string_view shape) { return has_shape(outward, shape); });
}
bool is_eircode(std::string_view text) {
  return (has_shape(text, "A99XXXX") || has_shape(text, "A9AXXXX")) &&
         text.find_first_of("0123456789", 3) != text.npos;
}
bool is_postcode(std::string_view text) { return is_british_postcode(text) || is_eircode(text); }

// ---- streets

constexpr std::array<std::string_view, 14> kStreetTypes{
    "street",  "road",    "rd",    "avenue", "ave",    "lane",   "crescent",
    "terrace", "gardens", "grove", "mews",   "square", "parade", "boulevard"};
// Words of every sentence as well: only with a capital.
constexpr std::array<std::string_view, 15> kDoubtfulTypes{
    "st",   "dr",   "ct",   "pl",    "ln",    "way",   "hill", "row",
    "rise", "view", "walk", "drive", "close", "court", "place"};
constexpr std::array<std::string_view, 40> kNeverStreet{
    "a",    "an",   "the",   "on",    "in",      "of",   "at",    "to",     "from",  "and",
    "or",   "by",   "off",   "down",  "up",      "his",  "her",   "my",     "their", "with",
    "for",  "near", "along", "into",  "times",   "men",  "women", "people", "cars",  "pounds",
    "quid", "pm",   "am",    "hours", "minutes", "days", "weeks", "years",  "is",    "was"};

bool is_house_number(std::string_view word) {
  // 12, 12a
  const auto digits = word.find_first_not_of("0123456789");
  const auto count = digits == word.npos ? word.size() : digits;
  return count >= 1 && count <= 4 && word.size() - count <= 1;
}
bool ends_street(const FoldedWord& word) {
  if (is_one_of(word.latin, kDoubtfulTypes)) return word.capital;
  return is_one_of(word.latin, kStreetTypes);
}
// The count of words from `first` up to and with the street's type; 0: no street.
std::size_t street_at(const FoldedWords& words, std::size_t first) {
  constexpr std::size_t kLongest = 4;  // "Upper Example Green Road"
  for (std::size_t n = 0; n < kLongest && first + n < words.size(); ++n) {
    const FoldedWord& word = words[first + n];
    if (n > 0 && ends_street(word)) return n + 1;
    if (word.latin.empty() || is_digit(word.latin[0])) return 0;
    if (is_one_of(word.latin, kNeverStreet)) return 0;
  }
  return 0;
}

bool is_flat(std::string_view word) {
  constexpr std::array<std::string_view, 4> kFlats{"flat", "apartment", "apt", "studio"};
  return is_one_of(word, kFlats);
}

}  // namespace

Spans find_words(const FoldedWords& words, const FoldedWords& wanted, PassedOver passed_over) {
  Spans out;
  find_by(&FoldedWord::latin, words, wanted, passed_over, out);
  find_by(&FoldedWord::alike, words, wanted, passed_over, out);
  return out;
}

Spans find_postcodes(const OutgoingText& text) {
  Spans out;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const std::string& word = text.words[i].latin;
    if (is_postcode(word)) {
      out.push_back({i, 1});
    } else if (i + 1 < text.words.size() && is_small_gap(gap_after(text, i)) &&
               is_postcode(word + text.words[i + 1].latin)) {
      out.push_back({i, 2});
    }
  }
  return out;
}

Spans find_streets(const OutgoingText& text) {
  Spans out;
  for (std::size_t i = 0; i + 1 < text.words.size(); ++i) {
    if (!is_house_number(text.words[i].latin)) continue;
    if (const auto count = street_at(text.words, i + 1)) out.push_back({i, count + 1});
  }
  return out;
}

Spans find_flat_numbers(const OutgoingText& text) {
  Spans out;
  for (std::size_t i = 0; i + 1 < text.words.size(); ++i) {
    if (!is_flat(text.words[i].latin)) continue;
    std::size_t next = i + 1;
    const std::string& between = text.words[next].latin;
    if ((between == "no" || between == "number" || between == "nr") &&
        next + 1 < text.words.size()) {
      ++next;
    }
    const FoldedWord& number = text.words[next];
    const bool letter = number.latin.size() == 1 && number.capital && number.latin != "i";
    if (is_house_number(number.latin) || letter) out.push_back({i, next + 1 - i});
  }
  return out;
}

Spans find_own_place_words(const OutgoingText& text) {
  constexpr std::array<std::string_view, 9> kPlaces{
      "flat", "house", "home", "apartment", "address", "street", "road", "building", "studio"};
  Spans out;
  for (std::size_t i = 0; i + 1 < text.words.size(); ++i) {
    const std::string& word = text.words[i].latin;
    const std::string& next = text.words[i + 1].latin;
    if (word == "my" && is_one_of(next, kPlaces)) out.push_back({i, 2});
    if (word == "i" && (next == "live" || next == "lived")) out.push_back({i, 2});
  }
  return out;
}

Spans find_prices(const OutgoingText& text) {
  constexpr std::array<std::string_view, 7> kUnits{"pounds", "pound", "quid", "gbp",
                                                   "euro",   "euros", "eur"};
  const auto has_sign = [](std::string_view gap) {
    return gap.find("£") != gap.npos || gap.find("€") != gap.npos;
  };
  Spans out;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    if (!all_digits(text.words[i].latin)) continue;
    const bool unit = i + 1 < text.words.size() && is_one_of(text.words[i + 1].latin, kUnits);
    if (unit) {
      out.push_back({i, 2});
    } else if (has_sign(gap_before(text, i)) || has_sign(gap_after(text, i))) {
      out.push_back({i, 1});
    }
  }
  return out;
}

namespace {

// With the digits that stand beside it without a gap: half a word is no finding to decide on.
DigitSpan whole_groups(const domain::DigitText& digits, DigitSpan span) {
  std::size_t end = span.first + span.count;
  while (digits[span.first].before == domain::DigitGap::none && span.first > 0) --span.first;
  while (end < digits.size() && digits[end].before == domain::DigitGap::none) ++end;
  return {span.first, end - span.first};
}

}  // namespace

std::vector<DigitSpan> find_digits(const domain::DigitText& digits, std::string_view wanted) {
  std::vector<DigitSpan> out;
  if (wanted.empty()) return out;
  std::size_t held = 0;  // of the row, up to here
  for (std::size_t first = 0; first + wanted.size() <= digits.size(); ++first) {
    held = 0;
    while (held < wanted.size() && digits[first + held].value == wanted[held] &&
           (held == 0 || digits[first + held].before != domain::DigitGap::far)) {
      ++held;
    }
    if (held == wanted.size()) out.push_back(whole_groups(digits, {first, held}));
  }
  return out;
}

std::vector<DigitSpan> find_spelled_digits(const domain::DigitText& digits) {
  constexpr std::size_t kSpelledLeast = 2, kLeast = 3;  // "one or two" is no number
  std::vector<DigitSpan> out;
  for (std::size_t first = 0; first < digits.size();) {
    std::size_t end = first, spelled = 0, groups = 0;
    do {
      if (digits[end].spelled) ++spelled;
      if (digits[end].spelled || digits[end].before != domain::DigitGap::none) ++groups;
      ++end;
    } while (end < digits.size() && digits[end].before != domain::DigitGap::far);
    if (spelled >= kSpelledLeast && groups >= kLeast) out.push_back({first, end - first});
    first = end;
  }
  return out;
}

std::vector<FoldedWords> parts_of_address(const FoldedWords& address) {
  std::vector<FoldedWords> out;
  const auto part = [&](std::size_t first, std::size_t count) {
    const auto begin = address.begin() + static_cast<std::ptrdiff_t>(first);
    out.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(count));
  };
  for (std::size_t i = 0; i < address.size(); ++i) {
    const bool pair = i + 1 < address.size();
    if (is_postcode(address[i].latin)) {
      part(i, 1);
    } else if (pair && is_postcode(address[i].latin + address[i + 1].latin)) {
      part(i, 2);
    }
    const bool of_flat = i > 0 && is_flat(address[i - 1].latin);
    if (!pair || of_flat || !is_house_number(address[i].latin)) continue;
    if (const auto street = street_at(address, i + 1)) {
      part(i + 1, street);
    } else if (address[i + 1].latin.size() >= 3 && !is_house_number(address[i + 1].latin)) {
      part(i, 2);
    }
  }
  return out;
}

}  // namespace ww::redactor
