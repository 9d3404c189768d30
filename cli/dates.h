// Dates as people and scripts write them. Always UTC, and always said so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.h"

namespace ww::cli {

std::string for_people(Instant instant);   // 2026-11-24 02:21 UTC
std::string for_scripts(Instant instant);  // 2026-11-24T02:21:04Z
// RFC 3339 ("2026-11-24T02:21:04Z", "...+01:00") or a day ("2026-11-24": its start in UTC).
std::optional<Instant> parse_date(std::string_view text);

}  // namespace ww::cli
