// When a day begins in a place, and how far its clocks are from UTC, by ICU's copy of the zone
// database; the device's own zone is never asked for.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "domain/alert.h"

namespace ww::identify {

// The first instant of `day` in `zone` ("Europe/London"). Where the clocks skip midnight, the day
// begins with its first minute; where they repeat it, with the first of the two. nullopt: no such
// zone.
std::optional<Instant> local_midnight_utc(domain::Day day, const std::string& zone);
// What the clocks of `zone` are ahead of UTC at that instant. nullopt: no such zone.
std::optional<std::chrono::minutes> utc_offset(const std::string& zone, Instant at);

// The clocks of a country or a part of it ("GB-LDS", "PL"); empty when there is no such country, or
// when its clocks differ from place to place.
std::string zone_of_region(const std::string& region);

}  // namespace ww::identify
