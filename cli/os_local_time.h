// Local times of a place as instants, by the system's time zone tables.
#pragma once

#include "cli/told_time.h"

namespace ww::cli {

// nullopt when the tables do not know the zone. An hour that occurs twice is the first of them.
std::optional<Instant> local_to_instant(const LocalTime& time, const std::string& zone);
// "2026-07-14 22:00", by the clocks of the place; nullopt when the tables do not know the zone.
std::optional<std::string> local_text(Instant instant, const std::string& zone);

}  // namespace ww::cli
