// Number plates in a text: with or without blanks, dots and dashes, short ones, and such whose
// letters and digits were taken for one another.
#include <algorithm>

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/finder.h"
#include "identify/plate.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

constexpr std::size_t kTokens = 4;   // "A 1 A B C" is none
constexpr std::size_t kShort = 5;    // up to here a plate is a word of every text: "at 10"
constexpr std::size_t kLongest = 9;  // "131 LH 1234"
constexpr std::size_t kGap = 2;

struct Token {
  std::string text;  // A-Z 0-9 ?
  std::size_t first = 0, last = 0;
  bool small = false;  // holds a small letter
};

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }
bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_upper(c); });
}
bool fits_any(std::string_view plate) {
  return fits_pattern(plate, "GB") || fits_pattern(plate, "IE");
}

class Plates {
 public:
  Plates(const Source& source, Found& found) : source_(source), found_(found) {}

  void run() {
    tokens();
    for (std::size_t i = 0; i < tokens_.size(); ++i) from(i);
  }

 private:
  void tokens() {
    const auto& text = source_.folded;
    for (std::size_t i = 0; i < text.size();) {
      Token token{{}, i, i, false};
      while (token.last < text.size()) {
        const char32_t c = text[token.last].c;
        const char plain = c == U'?' && !token.text.empty() ? '?' : alike(c);
        if (plain == 0) break;
        token.small = token.small || (is_word_letter(c) && !is_upper_letter(c));
        token.text += upper(plain);
        ++token.last;
      }
      i = std::max(token.last, i + 1);
      if (token.text.empty()) continue;
      small_l(token);
      tokens_.push_back(std::move(token));
    }
  }

  // Among capitals a small l is the sign that looks like I and 1.
  void small_l(Token& token) const {
    bool capital = false, other = false;
    for (std::size_t i = token.first; i < token.last; ++i) {
      const char32_t c = source_.folded[i].c;
      capital = capital || is_upper_letter(c);
      other = other || (is_word_letter(c) && !is_upper_letter(c) && c != U'l');
    }
    if (!capital || other || !token.small) return;
    for (std::size_t i = token.first; i < token.last; ++i) {
      if (source_.folded[i].c == U'l') token.text[i - token.first] = 'I';
    }
    token.small = false;
  }

  // Two letters with a colon: a country.
  std::string country_before(std::size_t index) const {
    if (index == 0) return {};
    const Token& before = tokens_[index - 1];
    const bool colon = tokens_[index].first == before.last + 1 &&
                       source_.folded[before.last].c == U':' && before.text.size() == 2 &&
                       domain::is_country_code(before.text);
    if (!colon) return {};
    const std::string cc = before.text == "UK" ? "GB" : before.text;
    // "at:home" is none.
    return before.small && cc != "GB" && cc != "IE" ? std::string() : cc;
  }

  bool is_small_gap(std::size_t from, std::size_t to, bool& blank) const {
    constexpr std::u32string_view kBetween = U" -._/·•";
    if (to - from > kGap) return false;
    for (std::size_t i = from; i < to; ++i) {
      if (kBetween.find(source_.folded[i].c) == kBetween.npos) return false;
      blank = blank || source_.folded[i].c == U' ';
    }
    return true;
  }

  void from(std::size_t first) {
    Window window;
    window.cc = country_before(first);
    for (std::size_t i = first; i < tokens_.size() && i - first < kTokens; ++i) {
      if (i > first && !is_small_gap(tokens_[i - 1].last, tokens_[i].first, window.blank)) break;
      window.plate += tokens_[i].text;
      window.small = window.small || tokens_[i].small;
      window.parts.push_back(tokens_[i].text.size());
      if (window.plate.size() > (window.cc.empty() ? kLongest : limits::kPlate)) break;
      window.begin = tokens_[first].first;
      window.end = tokens_[i].last;
      consider(window);
      // A question's mark, not a sign that was not seen.
      const bool meant = !window.cc.empty() && fits_any(window.plate);
      if (window.plate.back() != '?' || meant) continue;
      Window asked = window;
      while (!asked.plate.empty() && asked.plate.back() == '?') {
        asked.plate.pop_back();
        --asked.parts.back();
      }
      if (!asked.plate.empty()) consider(asked);
    }
  }

  struct Window {
    std::string plate, cc;
    std::vector<std::size_t> parts;  // sizes
    bool blank = false, small = false;
    std::size_t begin = 0, end = 0;
  };

  bool is_whole(const Window& window) const {
    const auto around = [&](std::size_t i) { return is_word_char(source_.folded[i].c); };
    for (std::size_t i = 0; i < window.begin; ++i) {
      if (around(i) && window.cc.empty()) return false;
    }
    for (std::size_t i = window.end; i < source_.folded.size(); ++i) {
      if (around(i)) return false;
    }
    return true;
  }
  // As plates are parted: AB51 XYZ, A123 BCD, ABC 123D; with I or Z, ABZ 1234.
  static bool is_parted_well(const Window& window) {
    const std::string& plate = window.plate;
    if (window.parts.size() == 1) return true;
    if (window.parts.size() != 2) return false;
    const std::size_t size = plate.size(), first = window.parts[0];
    const bool letters = !has_digit(plate.substr(0, first));
    if (size == 7 && first == 4) return true;
    const bool northern = letters && plate.substr(0, first).find_first_of("IZ") != plate.npos;
    return size == 7 && first == 3 && letters && (is_upper(plate.back()) || northern);
  }

  void consider(const Window& window) {
    const std::string& plate = window.plate;
    if (!domain::is_plate(plate)) return;
    const std::string_view raw = source_.raw(window.begin, window.end);
    if (!window.cc.empty()) {
      found_.take(IdentifierKind::plate, window.cc + ":" + plate, {}, As::read, true);
      return;
    }
    const bool whole = is_whole(window);
    if (!has_digit(plate) || !has_letter(plate)) {
      if (whole || plate.size() > kShort) misread(window, raw, whole);
      return;
    }
    const auto known = static_cast<std::size_t>(
        std::count_if(plate.begin(), plate.end(), [](char c) { return c != '?'; }));
    const bool wild = known < plate.size();
    if (wild && known < limits::kPlateKnownLeast) return;
    if (plate.size() <= kShort) {
      if (whole || !window.small) ask(window, raw, whole ? As::sure : As::guess);
      if (plate.size() == kShort && window.small) ask(window, raw, As::guess);
      return;
    }
    const bool fitting = fits_any(plate);
    const bool clear = window.parts.size() == 1 || !window.small || !window.blank;
    if (fitting && (whole || (clear && is_parted_well(window)))) {
      add(window, raw, whole || window.parts.size() <= 2 ? As::read : As::reading);
    } else if (fitting && wild) {
      add(window, raw, As::guess);
    } else {
      const bool sure = whole || (is_parted_well(window) && (window.parts.size() == 1 || fitting));
      ask(window, raw, sure ? As::sure : As::guess);
      if (!fitting) misread(window, raw, whole);
    }
  }

  // With the keys of plates of which not all is known.
  void add(const Window& window, std::string_view raw, As as) {
    if (const Reading reading = normalise_plate(window.plate, "")) {
      found_.add(IdentifierKind::plate, raw, *reading, as);
    }
  }
  // With the keys of this plate, and of what it can be misread for, alone.
  void ask(const Window& window, std::string_view raw, As as) {
    const Reading reading = normalise_plate(window.plate, "");
    if (!reading) return;
    Candidate candidate{IdentifierKind::plate,
                        std::string(raw),
                        reading->canon,
                        "",
                        {},
                        tokens_of(IdentifierKind::plate, *reading)};
    candidate.tokens.loose = {"plate~:" + confusable_plate(reading->canon)};
    found_.add(std::move(candidate), as);
  }
  // "ABOO TST" is a plate at home, were its letters digits.
  void misread(const Window& window, std::string_view raw, bool whole) {
    if (window.plate.size() < 2 || window.plate.find('?') != std::string::npos) return;
    const bool digit_like = window.plate.find_first_of("0123456789OILSZBG") != std::string::npos;
    if (!digit_like) return;
    const std::string home = source_.hints.home_region;
    if (whole && window.plate.size() > kShort && domain::is_country_code(home)) {
      const Reading reading = normalise_plate(window.plate, home);
      if (!reading) {
        for (const auto& one : reading.error().readings) {
          Normalised normalised;
          normalised.canon = one;
          normalised.warnings.push_back({reading.error().code, reading.error().message});
          found_.add(IdentifierKind::plate, raw, normalised, As::reading);
        }
        return;
      }
    }
    ask(window, raw, As::guess);
  }

  const Source& source_;
  Found& found_;
  std::vector<Token> tokens_;
};

}  // namespace

void find_plates(const Source& source, Found& found) { Plates(source, found).run(); }

}  // namespace ww::identify
