// Dates as people and scripts write them. Always UTC, and always said so; what happened in a place
// is told by its own clocks (engine/journal_when.h).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time.h"

namespace ww::cli {

std::string for_people(Instant instant);   // 2026-11-24 02:21 UTC
std::string for_scripts(Instant instant);  // 2026-11-24T02:21:04Z
// "2026-11-24" alone; whose day it is, the caller knows.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);
// RFC 3339 ("2026-11-24T02:21:04Z", "...+01:00") or a day ("2026-11-24": its start in UTC).
std::optional<Instant> parse_date(std::string_view text);

}  // namespace ww::cli
