// Times in JSON: RFC 3339 instants, days and months. Any offset is read, UTC is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/alert.h"

namespace ww::json {

// "2025-03-14T22:00:00Z". A fraction of a second is dropped. nullopt when it is no such time: also
// 30 February, second 60, year 0.
std::optional<Instant> read_instant(std::string_view text);
std::optional<domain::Day> read_day(std::string_view text);      // "2025-06-15"
std::optional<domain::Month> read_month(std::string_view text);  // "2025-03"

std::string write_instant(Instant instant);
std::string write_day(domain::Day day);
std::string write_month(domain::Month month);

}  // namespace ww::json
