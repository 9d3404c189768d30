// What one side of a date says, read word by word: "Tuesday 24 Nov", "10pm", "2 hours ago". Nothing
// is decided here about what is missing; date_text.cpp puts the sides together.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "typed/date_text.h"
#include "typed/tokens.h"

namespace ww::typed {

inline constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
inline constexpr std::array<std::string_view, 7> kDays = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

std::chrono::sys_days day_of(const ClockTime& time);
ClockTime at_day(std::chrono::sys_days day, int hour = 0, int minute = 0);

struct Clock {
  int hour = 0, minute = 0;
  bool to_the_minute = false;
  bool next_day = false;  // 24:00
  bool half = false;      // am or pm was said
};

// What one side of a span says. A day may lack its month or year: they come from the other side, or
// from today.
struct Side {
  std::optional<int> day, month, year, weekday;
  std::optional<ClockTime> moment;       // said by its distance from now
  std::optional<ClockTime> moment_last;  // its end, where it is a span
  domain::Precision moment_precision = domain::Precision::day;
  std::optional<Clock> clock, clock_last;
  bool about = false, last = false, next = false, iso = true;
  bool bare_day = false;  // "24" without "th": a day only where a month is said too

  bool has_date() const { return is_dated() || weekday.has_value(); }
  bool is_dated() const { return day || month || year || moment; }
};

// Of the tokens from `begin` to `end`; nullopt where one of them has no meaning.
std::optional<Side> read_side(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                              const DateContext& context);

}  // namespace ww::typed
