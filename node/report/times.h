// Times in words: what was written down, no finer than it was known.
//
// A local time is shown only where the zone of the place and its distance from UTC are known, and
// then says the distance; every other time is UTC and says so. A wrong hour can cost the recording
// of a camera, so a reader must never have to guess.
#pragma once

#include "domain/alert.h"
#include "report/packet.h"

namespace ww::report {

using UtcOffset = decltype(PacketFacts::utc_offset);

// "2025-03-14 22:10 UTC": by the clocks of `facts.zone`.
std::string time_text(Instant at, const PacketFacts& facts);
std::string day_text(Instant at, const PacketFacts& facts);
std::string day_text(domain::Day day);               // 2025-03-14
std::string month_text(domain::Month month);         // 2025-03
std::string range_text(const domain::Range& range);  // "30 to 40", "30"

// "2025-03-14 23:10 UTC+01:00", "2025-03-14, about 23:00 ...", "2025-03-14", "in the week of ...",
// "in 2025-03"; with an end "from ... to ...". Empty when nothing was told. `finest`: nothing finer
// is shown, whatever is known.
std::string when_text(const domain::When& when, domain::Precision finest, const UtcOffset& offset);
// The same in figures alone, for readers of any language: "2025-03-14 23:10 UTC+01:00",
// "2025-03-14", with a "~" before what is only roughly known.
std::string numeric_when(const domain::When& when, const UtcOffset& offset);

// The first moment it may have happened, or when it was written: incidents are ordered by it.
Instant order_of(const IncidentFacts& facts);

}  // namespace ww::report
