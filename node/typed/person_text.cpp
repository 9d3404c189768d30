#include "typed/person_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "domain/alert_limits.h"
#include "typed/tokens.h"

namespace ww::typed {
namespace {

using domain::Range;
using Kind = Token::Kind;

// ---- words that both have

enum class Bound : unsigned char { none, about, under, over };

bool is_about(const Token& token) {
  return token.is("about") || token.is("around") || token.is("approx") || token.is("roughly") ||
         token.is("circa") || token.is("c") || token.is("ca") || token.is("~") ||
         token.is("approximately") || token.is("maybe") || token.is("probably");
}

// Takes words from the front that say how the number is meant.
Bound take_bound(std::vector<Token>& tokens) {
  Bound bound = Bound::none;
  while (!tokens.empty()) {
    const Token& first = tokens.front();
    const bool than = tokens.size() > 1 && tokens[1].is("than");
    if (is_about(first)) {
      bound = Bound::about;
    } else if (first.is("under") || first.is("below") || first.is("<") ||
               (than && (first.is("less") || first.is("younger") || first.is("shorter")))) {
      bound = Bound::under;
    } else if (first.is("over") || first.is("above") || first.is(">") ||
               (than && (first.is("more") || first.is("older") || first.is("taller")))) {
      bound = Bound::over;
    } else if (!first.is("in") && !first.is("his") && !first.is("her") && !first.is("their") &&
               !first.is("the") && !first.is("aged") && !first.is("between") && !first.is(".")) {
      return bound;
    }
    tokens.erase(tokens.begin(), tokens.begin() + (than ? 2 : 1));
  }
  return bound;
}

// "60 or over", "60+": takes it off.
bool take_open_end(std::vector<Token>& tokens) {
  const auto count = tokens.size();
  if (count >= 2 && tokens.back().is("+")) {
    tokens.pop_back();
    return true;
  }
  if (count < 3 || !tokens[count - 2].is("or")) return false;
  const Token& last = tokens.back();
  if (!last.is("over") && !last.is("older") && !last.is("more") && !last.is("taller")) return false;
  tokens.resize(count - 2);
  return true;
}

bool is_between(const Token& token) {
  return token.is("-") || token.is("to") || token.is("or") || token.is("and") || token.is("/");
}

// The two sides of the first sign between two; the second is empty where there is none.
std::pair<std::vector<Token>, std::vector<Token>> halves(const std::vector<Token>& tokens) {
  const auto at = std::find_if(tokens.begin(), tokens.end(), is_between);
  if (at == tokens.end() || at == tokens.begin()) return {tokens, {}};
  return {{tokens.begin(), at}, {at + 1, tokens.end()}};
}

std::optional<Range> joined(const std::optional<Range>& first, const std::optional<Range>& last) {
  if (!first || !last || first->lo > last->hi) return std::nullopt;
  return Range{first->lo, last->hi};
}

// ---- ages

// 40, forty; 40s, forties: a whole ten.
struct Years {
  int value;
  bool decade;
};
std::optional<Years> years_in(const std::string& word) {
  constexpr std::pair<std::string_view, int> kDecades[] = {
      {"twenties", 20}, {"thirties", 30},  {"forties", 40}, {"fifties", 50},
      {"sixties", 60},  {"seventies", 70}, {"eighties", 80}};
  for (const auto& [name, value] : kDecades) {
    if (name == word) return Years{value, true};
  }
  const int value = number_word(word);
  if (value < 4) return std::nullopt;  // "a" is no age
  return Years{value, false};
}

// Removes "years old", "yrs", "yo", "ish", and says whether "ish" was among them.
bool drop_units(std::vector<Token>& tokens) {
  bool ish = false;
  while (!tokens.empty()) {
    const Token& last = tokens.back();
    if (last.is("ish")) {
      ish = true;
    } else if (!last.is("years") && !last.is("year") && !last.is("yrs") && !last.is("old") &&
               !last.is("yo") && !last.is("y") && !last.is("o") && !last.is(".") && !last.is("?") &&
               !last.is("/")) {
      return ish;
    }
    tokens.pop_back();
  }
  return ish;
}

// Which part of a ten: "mid-40s" is 44 to 46.
Range part_of(int decade, std::string_view part) {
  if (part == "early") return {decade, decade + 3};
  if (part == "mid" || part == "middle") return {decade + 4, decade + 6};
  if (part == "late") return {decade + 7, decade + 9};
  return {decade, decade + 9};
}

std::optional<Range> one_age(std::vector<Token> tokens, const std::string& inherited_part = "") {
  std::string part = inherited_part;
  if (!tokens.empty() && (tokens[0].is("early") || tokens[0].is("mid") || tokens[0].is("late") ||
                          tokens[0].is("middle"))) {
    part = tokens[0].text;
    tokens.erase(tokens.begin());
    if (!tokens.empty() && (tokens[0].is("-") || tokens[0].is("to"))) tokens.erase(tokens.begin());
  }
  if (tokens.empty()) return std::nullopt;
  if (tokens.size() == 1 && (tokens[0].is("teens") || tokens[0].is("teenager")))
    return part.empty() ? Range{13, 19} : part == "late" ? Range{17, 19} : Range{13, 16};
  std::optional<Years> years;
  std::size_t used = 1;
  if (tokens[0].kind == Kind::number) {
    years = Years{tokens[0].value, false};
    if (used < tokens.size() && tokens[used].is("'")) ++used;
    if (used < tokens.size() && tokens[used].is("s")) {
      years->decade = true;
      ++used;
    }
  } else if (tokens[0].kind == Kind::word) {
    years = years_in(tokens[0].text);
  }
  if (!years || used != tokens.size() || years->value < 0 || years->value > limits::kAge)
    return std::nullopt;
  if (!years->decade && part.empty()) return Range{years->value, years->value};
  if (years->value % 10 != 0) return std::nullopt;
  return part_of(years->value, part);
}

// ---- heights

int cm_of(double inches) { return static_cast<int>(std::lround(inches * 2.54)); }

// "1.75", "1,75", "1m75", "1.75m", "175", "175cm".
std::optional<int> metric(const std::vector<Token>& tokens) {
  if (tokens.empty() || tokens[0].kind != Kind::number) return std::nullopt;
  const int first = tokens[0].value;
  std::size_t at = 1;
  const auto unit = [&](std::string_view name) {
    return at < tokens.size() && tokens[at].is(name);
  };
  if (at == tokens.size()) return first >= 50 ? std::optional(first) : std::nullopt;
  if (unit("cm") || unit("cms"))
    return at + 1 == tokens.size() ? std::optional(first) : std::nullopt;
  if (!unit(".") && !unit(",") && !unit("m")) return std::nullopt;
  const bool after_m = unit("m");
  ++at;
  if (after_m && at == tokens.size()) return first * 100;
  if (at >= tokens.size() || tokens[at].kind != Kind::number || tokens[at].text.size() > 2)
    return std::nullopt;
  const int rest = tokens[at].text.size() == 1 ? tokens[at].value * 10 : tokens[at].value;
  ++at;
  if (!after_m && (unit("m") || unit("metres") || unit("meters"))) ++at;
  if (at != tokens.size() || first < 1 || first > 2) return std::nullopt;
  return first * 100 + rest;
}

// 5'10", 5'10, 5ft 10, 5 foot 10 1/2 is not read, six foot two, 5' 10.5".
std::optional<int> imperial(const std::vector<Token>& tokens) {
  if (tokens.size() < 2) return std::nullopt;
  const int feet = tokens[0].kind == Kind::number ? tokens[0].value : number_word(tokens[0].text);
  if (feet < 3 || feet > 8) return std::nullopt;
  std::size_t at = 1;
  const auto is_any = [&](std::initializer_list<std::string_view> names) {
    return at < tokens.size() &&
           std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return tokens[at].is(name); });
  };
  if (!is_any({"'", "ft", "foot", "feet", "f"})) return std::nullopt;
  ++at;
  if (is_any({"."}) && at + 1 < tokens.size()) ++at;  // "5ft. 10"
  double inches = 0;
  if (at < tokens.size()) {
    const bool digits = tokens[at].kind == Kind::number;
    inches = digits ? tokens[at].value : number_word(tokens[at].text);
    if (inches < 0 || inches > 11) return std::nullopt;
    ++at;
    if (is_any({"."}) && at + 1 < tokens.size() && tokens[at + 1].is("5")) {
      inches += 0.5;
      at += 2;
    }
    while (is_any({"\"", "'", "in", "ins", "inch", "inches", "."})) ++at;
  }
  if (at != tokens.size()) return std::nullopt;
  return cm_of(feet * 12 + inches);
}

std::optional<int> one_height(std::vector<Token> tokens) {
  while (!tokens.empty() && (tokens.back().is("tall") || tokens.back().is("?"))) tokens.pop_back();
  if (const auto cm = imperial(tokens)) return cm;
  return metric(tokens);
}

Range within_limits(int lo, int hi) {
  return {std::max(lo, limits::kHeightLeast), std::min(hi, limits::kHeightMost)};
}

std::string open_range(const Range& range, int least, int most, const std::string& unit) {
  const auto with_unit = [&](int value) { return std::to_string(value) + unit; };
  if (range.lo == least && range.hi != least) return "under " + with_unit(range.hi + 1);
  if (range.hi == most && range.lo != most) return with_unit(range.lo) + " or over";
  if (range.lo == range.hi) return with_unit(range.lo);
  return std::to_string(range.lo) + "-" + with_unit(range.hi);
}

}  // namespace

std::optional<Range> read_age(std::string_view text) {
  auto tokens = tokens_of(text);
  Bound bound = take_bound(tokens);
  if (drop_units(tokens)) bound = Bound::about;
  if (take_open_end(tokens)) {
    if (const auto age = one_age(tokens)) return Range{age->lo, limits::kAge};
    return std::nullopt;
  }
  auto age = one_age(tokens);
  if (!age) {
    const auto [first, last] = halves(tokens);
    if (!last.empty()) {
      age = joined(one_age(first), one_age(last));
      // "mid to late 40s": the ten stands behind the second alone.
      if (!age && first.size() == 1 && last.size() >= 2)
        age = joined(one_age({last.begin() + 1, last.end()}, first[0].text), one_age(last));
    }
  }
  if (!age) return std::nullopt;
  if (bound == Bound::under)
    return age->lo < 1 ? std::nullopt : std::optional(Range{0, age->lo - 1});
  if (bound == Bound::over)
    return age->hi >= limits::kAge ? std::nullopt : std::optional(Range{age->hi + 1, limits::kAge});
  constexpr int kAbout = 3;
  if (bound == Bound::about && age->lo == age->hi)
    return Range{std::max(0, age->lo - kAbout), std::min(limits::kAge, age->hi + kAbout)};
  return age;
}

std::optional<Range> read_height(std::string_view text) {
  auto tokens = tokens_of(text);
  const Bound bound = take_bound(tokens);
  const bool open = take_open_end(tokens);
  if (tokens.empty()) return std::nullopt;
  std::optional<int> lo = one_height(tokens), hi = lo;
  if (!lo) {
    const auto [first, last] = halves(tokens);
    if (!last.empty()) {
      lo = one_height(first);
      hi = one_height(last);
    }
  }
  if (!lo || !hi || *lo > *hi) return std::nullopt;
  if (*lo < limits::kHeightLeast || *hi > limits::kHeightMost) return std::nullopt;
  if (open) return Range{*lo, limits::kHeightMost};
  constexpr int kAbout = 3;
  if (bound == Bound::about && *lo == *hi) return within_limits(*lo - kAbout, *hi + kAbout);
  if (bound == Bound::under)
    return *lo <= limits::kHeightLeast ? std::nullopt
                                       : std::optional(Range{limits::kHeightLeast, *lo - 1});
  if (bound == Bound::over)
    return *hi >= limits::kHeightMost ? std::nullopt
                                      : std::optional(Range{*hi + 1, limits::kHeightMost});
  return Range{*lo, *hi};
}

std::string age_in_words(const Range& age) { return open_range(age, 0, limits::kAge, ""); }
std::string height_in_words(const Range& height) {
  return open_range(height, limits::kHeightLeast, limits::kHeightMost, " cm");
}

}  // namespace ww::typed
