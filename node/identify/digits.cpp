#include "identify/digits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "identify/ascii.h"

namespace ww::identify {
namespace {

using domain::Digit;
using domain::DigitGap;
using domain::DigitText;

struct NumberWord {
  std::string_view word;
  std::string_view digits;  // "2x": tens, x is taken by a digit behind it
};
// The longer one first where one begins another.
constexpr std::array<NumberWord, 38> kNumberWords{{
    {"seventeen", "17"}, {"eighteen", "18"}, {"fourteen", "14"}, {"thirteen", "13"},
    {"nineteen", "19"},  {"sixteen", "16"},  {"fifteen", "15"},  {"seventy", "7x"},
    {"thousand", "000"}, {"hundred", "00"},  {"eleven", "11"},   {"twelve", "12"},
    {"twenty", "2x"},    {"thirty", "3x"},   {"eighty", "8x"},   {"ninety", "9x"},
    {"nought", "0"},     {"naught", "0"},    {"double", "*2"},   {"triple", "*3"},
    {"treble", "*3"},    {"fourty", "4x"},   {"forty", "4x"},    {"fifty", "5x"},
    {"sixty", "6x"},     {"seven", "7"},     {"three", "3"},     {"eight", "8"},
    {"zero", "0"},       {"four", "4"},      {"five", "5"},      {"nine", "9"},
    {"one", "1"},        {"two", "2"},       {"six", "6"},       {"ten", "10"},
    {"nil", "0"},        {"oh", "0"},
}};
constexpr std::u32string_view kHan = U"〇一二三四五六七八九";

constexpr std::string_view kLetters = "oilszbg", kLooksLike = "0115286";
constexpr std::string_view kAlone = "oil";  // of a word that holds no digit at all
constexpr std::size_t kAloneMost = 4;
constexpr std::size_t kGapMost = 3;

std::optional<char> han_digit(char32_t c) {
  if (c == U'零') return '0';
  const auto at = kHan.find(c);
  return at == kHan.npos ? std::nullopt : std::optional<char>(static_cast<char>('0' + at));
}

class Reader {
 public:
  Reader(const FoldedText& text, bool stroke_is_one) : text_(text), stroke_(stroke_is_one) {}

  DigitText run() {
    for (std::size_t i = 0; i < text_.size();) {
      if (!is_part(i)) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < text_.size() && is_part(end)) ++end;
      word(i, end);
      i = end;
    }
    return std::move(out_);
  }

 private:
  bool is_part(std::size_t i) const {
    return is_word_char(text_[i].c) || (stroke_ && text_[i].c == U'|');
  }

  // As ASCII in small letters; '?' for what is nothing of it.
  std::string read(std::size_t first, std::size_t last) const {
    std::string plain;
    bool any = last - first <= kAloneMost;
    for (std::size_t i = first; i < last && !any; ++i) any = text_[i].c < 0x80;
    for (std::size_t i = first; i < last; ++i) {
      const char32_t c = text_[i].c;
      char one = '?';
      if (c == U'|') {
        one = 'l';
      } else if (const auto han = han_digit(c)) {
        one = *han;
      } else if (c < 0x80 || any) {
        const char found = alike(c);
        one = found != 0 ? lower(found) : '?';
      }
      plain += one;
    }
    return plain;
  }

  void word(std::size_t first, std::size_t last) {
    const std::string plain = read(first, last);
    const bool has_digit = std::any_of(plain.begin(), plain.end(), is_digit);
    if (reads_whole(plain, has_digit)) {
      take_whole(plain, first);
      return;
    }
    times_ = 0;
    tens_ = false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      if (is_digit(plain[i])) {
        put(plain[i], first + i, first + i + 1, false, false);
      } else {
        broken_ = true;
      }
    }
  }

  static const NumberWord* word_at(std::string_view plain) {
    for (const auto& each : kNumberWords) {
      if (starts_with(plain, each.word)) return &each;
    }
    return nullptr;
  }
  static bool reads_whole(std::string_view plain, bool has_digit) {
    const auto letters = has_digit ? kLetters : kAlone;
    std::size_t alone = 0;
    for (std::size_t i = 0; i < plain.size();) {
      const auto* word = word_at(plain.substr(i));
      if (word) {
        i += word->word.size();
      } else if (is_digit(plain[i])) {
        ++i;
      } else if (letters.find(plain[i]) != letters.npos) {
        ++alone;
        ++i;
      } else {
        return false;
      }
    }
    return has_digit || alone <= kAloneMost;
  }
  void take_whole(std::string_view plain, std::size_t first) {
    for (std::size_t i = 0; i < plain.size();) {
      const auto* word = word_at(plain.substr(i));
      if (word) {
        number_word(*word, first + i, first + i + word->word.size());
        i += word->word.size();
        continue;
      }
      const bool digit = is_digit(plain[i]);
      const char value = digit ? plain[i] : kLooksLike[kLetters.find(plain[i])];
      put(value, first + i, first + i + 1, !digit, false);
      ++i;
    }
  }

  void number_word(const NumberWord& word, std::size_t first, std::size_t last) {
    if (word.digits[0] == '*') {
      if (times_ == 0) times_from_ = first;
      times_ = static_cast<std::size_t>(word.digits[1] - '0');
      return;
    }
    // "twenty one" is 21.
    if (tens_ && !broken_ && word.digits.size() == 1 && word.digits != "0") out_.pop_back();
    const bool tens = word.digits.back() == 'x';
    for (const char digit : word.digits) {
      put(digit == 'x' ? '0' : digit, first, last, true, word.digits.size() == 1);
    }
    tens_ = tens;
  }

  void put(char value, std::size_t first, std::size_t last, bool guessed, bool spelled) {
    tens_ = false;
    const std::size_t from = times_ > 0 ? times_from_ : first;
    const std::size_t count = std::max<std::size_t>(times_, 1);
    for (std::size_t i = 0; i < count; ++i) {
      Digit digit;
      digit.value = value;
      digit.begin = text_[i == 0 ? from : first].begin;
      digit.size = text_[last - 1].end - digit.begin;
      digit.guessed = guessed;
      digit.spelled = spelled;
      digit.before = gap_before(from);
      digit.plus = from > 0 && text_[from - 1].c == U'+';
      out_.push_back(digit);
      end_ = last;
      broken_ = false;
    }
    times_ = 0;
  }

  // Between the end of the digit before and this character.
  DigitGap gap_before(std::size_t first) const {
    if (out_.empty() || broken_) return DigitGap::far;
    if (first <= end_) return DigitGap::none;
    constexpr std::u32string_view kUsual = U" -.()/";
    std::size_t signs = 0;
    bool odd = false;
    for (std::size_t i = end_; i < first; ++i) {
      const char32_t c = text_[i].c;
      if (c == U' ' && i > end_ && text_[i - 1].c == U' ') continue;
      ++signs;
      odd = odd || kUsual.find(c) == kUsual.npos;
    }
    if (signs > kGapMost) return DigitGap::far;
    return odd ? DigitGap::odd : DigitGap::usual;
  }

  const FoldedText& text_;
  bool stroke_;
  DigitText out_;
  std::size_t end_ = 0;  // behind the last digit
  bool broken_ = false;  // a word stood there since
  bool tens_ = false;
  std::size_t times_ = 0, times_from_ = 0;
};

bool has_stroke_in_word(const FoldedText& text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool inside = is_word_char(text[i - 1].c) && is_word_char(text[i + 1].c);
    if (text[i].c == U'|' && inside) return true;
  }
  return false;
}

}  // namespace

DigitText digits_in(const FoldedText& text) {
  DigitText digits = Reader(text, false).run();
  if (!has_stroke_in_word(text)) return digits;
  const DigitText again = Reader(text, true).run();
  digits.insert(digits.end(), again.begin(), again.end());
  return digits;
}

}  // namespace ww::identify
