// When it happened, in words: by the clocks of the place, and no finer than it was told. A day that
// somebody remembers must not come back as a minute of another day.
//
//   "2026-06-10 22:15 (Europe/London)"    "2026-06-10, about 22:00 (Europe/London)"
//   "2026-06-10"    "2026-06-10 (that week)"    "2026-06"    "2026-06-10 (not known exactly)"
// The date always comes first. A time without a zone that is known is UTC, and says so.
#pragma once

#include <string>

#include "domain/alert.h"

namespace ww::engine::journal {

// Empty when nothing is told.
std::string told_when(const std::optional<domain::When>& when);
// The day alone, or the month where no more is known.
std::string told_day(const domain::When& when);
// The same with its time, by the clocks at home: "2026-06-10 22:15".
std::string minute_at(Instant at, const std::string& zone);
// The day of an instant by the clocks at home.
std::string day_at(Instant at, const std::string& zone);

}  // namespace ww::engine::journal
