// A date or a time as people write it, for every place where one may be typed: forms, questions,
// options, the window.
//
//   2026-11-24 22:15   24/11/2026   24.11.26   24 Nov   November 24th, 10pm   Nov 2026   2026
//   yesterday 9:05   last night   Tuesday   2 hours ago   last week   22:15-23:00   24 to 26 Nov
//
// Rules
//   - Where a number of two orders may be meant (03/04/2026), the place decides: the day comes
//   first
//     in Britain, Ireland and nearly everywhere; where the month does, the caller says so.
//   - What happened lies in the past: a date without its year, a weekday, a time alone are the last
//     ones that have been; `future` turns that round.
//   - No finer than it was told. What is rough ("evening", "2026") is a span with its first and
//   last
//     moment, so that times which count from the earliest are right.
//   - A day that does not exist is refused with that reason; so is a weekday that is another one.
//   - What was not written as 2026-11-24 22:15 is to be shown again in words (in_words).
//
// Clocks of a place are the caller's business: everything here is what they show.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/alert.h"

namespace ww::typed {

struct ClockTime {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0;
  auto operator<=>(const ClockTime&) const = default;
};

struct DateContext {
  ClockTime now;             // by the clocks of the place
  bool month_first = false;  // 03/04 is 4 March
  bool future = false;       // it lies ahead: when to be asked again
};

struct TimeText {
  ClockTime first;
  std::optional<ClockTime> last;  // of a span: begins the last minute, hour, day or month of it
  domain::Precision precision = domain::Precision::minute;
  bool plain = false;  // written as 2026-11-24 22:15 or a part of it
  bool operator==(const TimeText&) const = default;
};

struct NotADate {
  std::string message;  // for a person; empty: it is read as no date at all
};

Result<TimeText, NotADate> read_date(std::string_view text, const DateContext& context);

// "Tuesday 24 November 2026, 22:15", "November 2026", "... to ...".
std::string in_words(const TimeText& time);
// Whether the month stands first in dates of that country.
bool month_first_in(std::string_view region);

}  // namespace ww::typed
