#include "identify/find_phone.h"

#include <algorithm>
#include <set>

#include "domain/alert_limits.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/phone.h"

namespace ww::identify {
namespace {

using domain::Digit;
using domain::DigitGap;
using domain::DigitText;

constexpr std::size_t kLongest = 18;           // "00", three of a country, "0", twelve
constexpr std::size_t kLeast = 8, kMost = 15;  // of E.164
constexpr std::size_t kBareLeast = 9;          // of a number without 0, 00 or + before it
constexpr std::size_t kGlued = 12;  // a row of so many digits may be two numbers without a gap

bool is_joined(const Digit& digit) { return digit.before != DigitGap::far; }
bool begins_group(const DigitText& digits, std::size_t i) {
  return i == 0 || digits[i].before != DigitGap::none || digits[i - 1].guessed;
}
bool ends_group(const DigitText& digits, std::size_t i) {
  return i + 1 == digits.size() || digits[i + 1].before != DigitGap::none || digits[i + 1].guessed;
}

std::string values(const DigitText& digits, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i <= last; ++i) out += digits[i].value;
  return out;
}

// Where a person at home, or her neighbour, would dial it.
std::vector<std::string> usual_codes(const std::string& home_region) {
  std::vector<std::string> codes{"44", "353"};
  const std::string home = calling_code(country_of(home_region));
  if (!home.empty() && std::find(codes.begin(), codes.end(), home) == codes.end()) {
    codes.push_back(home);
  }
  return codes;
}

class Keys {
 public:
  Keys(const DigitText& digits, const std::string& home_region)
      : digits_(digits), codes_(usual_codes(home_region)) {
    std::size_t in_group = 0;
    for (std::size_t last = 0; last < digits.size(); ++last) {
      in_group = begins_group(digits, last) ? 1 : in_group + 1;
      if (ends_group(digits, last) || in_group >= kGlued - 1) ending_at(last);
    }
  }
  std::vector<PhoneKey> take() { return std::move(keys_); }

 private:
  void ending_at(std::size_t last) {
    std::size_t first = last;
    for (std::size_t size = 1; size <= kLongest; ++size) {
      if (size == limits::kPhoneTail) add("phone~:" + values(digits_, first, last), last);
      if (size >= kLeast && begins_group(digits_, first)) from(first, last);
      if (first == 0 || !is_joined(digits_[first])) break;
      --first;
    }
  }
  void from(std::size_t first, std::size_t last) {
    std::string text = values(digits_, first, last);
    if (starts_with(text, "00")) {
      whole(text.substr(2), last);
    } else if (text[0] == '0') {
      for (const auto& code : codes_) number(code + text.substr(1), last);
    } else {
      whole(text, last);
      if (text.size() < kBareLeast) return;
      for (const auto& code : codes_) number(code + text, last);
    }
  }
  void whole(const std::string& text, std::size_t last) {
    number(text, last);
    // "+44 (0)7700"
    for (const auto& code : codes_) {
      if (starts_with(text, code + "0")) number(code + text.substr(code.size() + 1), last);
    }
  }
  void number(const std::string& text, std::size_t last) {
    if (text.size() >= kLeast && text.size() <= kMost) add("phone:+" + text, last);
  }
  void add(std::string key, std::size_t last) { keys_.push_back({std::move(key), last}); }

  const DigitText& digits_;
  std::vector<std::string> codes_;
  std::vector<PhoneKey> keys_;
};

struct Window {
  std::size_t first = 0;
  bool whole = false;   // with its country
  bool marked = false;  // by + or 00
  bool trunk = false;   // a 0 before it
};

// Where these digits begin if they end at `last`, all in one row.
std::optional<std::size_t> standing_before(const DigitText& digits, std::size_t last,
                                           std::string_view wanted) {
  if (wanted.empty() || last + 1 < wanted.size()) return std::nullopt;
  const std::size_t first = last + 1 - wanted.size();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (digits[first + i].value != wanted[i]) return std::nullopt;
    if (i > 0 && !is_joined(digits[first + i])) return std::nullopt;
  }
  return first;
}
// The digit before, in the same row.
std::optional<std::size_t> previous(const DigitText& digits, std::size_t i) {
  return i > 0 && is_joined(digits[i]) ? std::optional(i - 1) : std::nullopt;
}
bool is_zero(const DigitText& digits, std::optional<std::size_t> i) {
  return i && digits[*i].value == '0';
}

void take_country(const DigitText& digits, const std::string& code, Window& window) {
  const auto end = previous(digits, window.first);
  const auto first = end ? standing_before(digits, *end, code) : std::nullopt;
  if (!first) return;
  const auto zero = previous(digits, *first);
  const auto other = is_zero(digits, zero) ? previous(digits, *zero) : std::nullopt;
  const bool zeros = is_zero(digits, other) && digits[*zero].before == DigitGap::none;
  if (!zeros && !digits[*first].plus && !begins_group(digits, *first)) return;
  window.first = zeros ? *other : *first;
  window.whole = true;
  window.marked = zeros || digits[*first].plus;
}

// "+1 770 ..." is no number of ours that begins with 770.
bool has_other_country(const DigitText& digits, std::size_t first) {
  constexpr std::size_t kCode = 3;
  auto at = previous(digits, first);
  for (std::size_t i = 0; at && i < kCode; ++i, at = previous(digits, *at)) {
    if (digits[*at].plus) return true;
  }
  return false;
}

// Holds the number against the digits before `last`, from its end.
std::optional<Window> window_of(const DigitText& digits, std::size_t last,
                                const PhoneParts& parts) {
  const auto rest = standing_before(digits, last, parts.rest);
  if (!rest) return std::nullopt;
  Window window{*rest, false, false, false};
  take_country(digits, parts.code, window);
  if (window.whole) return window;
  const auto zero = previous(digits, window.first);
  if (!is_zero(digits, zero)) return window;
  window.first = *zero;
  window.trunk = true;
  take_country(digits, parts.code, window);
  return window;
}

}  // namespace

std::vector<PhoneKey> phone_keys(const DigitText& digits, const std::string& home_region) {
  auto keys = Keys(digits, home_region).take();
  std::set<std::pair<std::string, std::size_t>> seen;
  std::vector<PhoneKey> once;
  for (auto& key : keys) {
    if (seen.emplace(key.key, key.last).second) once.push_back(std::move(key));
  }
  return once;
}

std::optional<PhonePlace> phone_at(const DigitText& digits, std::size_t last,
                                   std::string_view canon, const std::string& home_region) {
  PhoneParts parts = parts_of_phone(canon);
  if (parts.rest.empty()) parts = {"", digits_of(canon)};
  const auto window = window_of(digits, last, parts);
  if (!window) return std::nullopt;
  const bool begins = begins_group(digits, window->first), ends = ends_group(digits, last);
  // A number in the middle of a longer row of digits is another number.
  const bool bare = !window->whole && !window->trunk;
  if (!begins && (!ends || bare)) return std::nullopt;
  if (bare && has_other_country(digits, window->first)) return std::nullopt;
  PhonePlace place;
  place.begin = digits[window->first].begin;
  place.size = digits[last].begin + digits[last].size - place.begin;
  place.guessed = !begins || !ends;
  for (std::size_t i = window->first; i <= last; ++i) {
    const bool odd = i > window->first && digits[i].before == DigitGap::odd;
    place.guessed = place.guessed || digits[i].guessed || odd;
  }
  constexpr std::size_t kClearlyWhole = 11;
  if (window->whole || parts.code.empty()) {
    const bool clear = window->marked || last + 1 - window->first >= kClearlyWhole;
    place.guessed = place.guessed || !clear;
  } else {
    const bool at_home = parts.code == calling_code(country_of(home_region)) &&
                         window->trunk == has_trunk_zero(parts.code);
    place.guessed = place.guessed || !at_home;
  }
  return place;
}

namespace {

// The groups from `first` that could belong to one number: where each of them ends.
std::vector<std::size_t> ends_from(const DigitText& digits, std::size_t first) {
  std::vector<std::size_t> ends;
  for (std::size_t i = first; i < digits.size() && i - first < kLongest; ++i) {
    const auto& digit = digits[i];
    const bool usual = digit.before == DigitGap::none || digit.before == DigitGap::usual;
    if (digit.guessed || (i > first && (!usual || digit.plus))) break;
    if (ends_group(digits, i)) ends.push_back(i);
  }
  return ends;
}

struct Read {
  std::size_t end = 0;
  std::string text;
  bool guessed = false;
};
std::optional<Read> best_from(const DigitText& digits, std::size_t first,
                              const std::string& region) {
  constexpr std::size_t kLongRow = 10;
  const bool plus = digits[first].plus, zero = digits[first].value == '0';
  std::optional<Read> best;
  const auto ends = ends_from(digits, first);
  for (const auto end : ends) {
    const std::size_t size = end + 1 - first;
    // Without a mark before it only one long row is a number by itself.
    const bool bare = !plus && !zero;
    if (size < kLeast + (plus ? 0 : 1) || size > kLongest) continue;
    if (bare && (end != ends.front() || size < kLongRow)) continue;
    const std::string text = values(digits, first, end);
    const PhoneFit fit = phone_fit((plus ? "+" : "") + text, region);
    if (fit != PhoneFit::none) best = Read{end, (plus ? "+" : "") + text, false};
    if (fit == PhoneFit::valid) break;
    // "34655512345", as links and address books have it.
    if (bare && phone_fit("+" + text, region) == PhoneFit::valid) {
      best = Read{end, "+" + text, true};
    }
  }
  return best;
}

}  // namespace

std::vector<PhoneText> read_phones(const DigitText& digits, const std::string& home_region,
                                   std::size_t most) {
  std::vector<PhoneText> out;
  const std::string region = country_of(home_region);
  for (std::size_t i = 0; i < digits.size() && out.size() < most;) {
    const auto read = begins_group(digits, i) ? best_from(digits, i, region) : std::nullopt;
    if (!read) {
      ++i;
      continue;
    }
    const auto& last = digits[read->end];
    const std::size_t begin = digits[i].begin;
    out.push_back({read->text, begin, last.begin + last.size - begin, read->guessed});
    i = read->end + 1;
  }
  return out;
}

}  // namespace ww::identify
