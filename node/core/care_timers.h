// Until when something may help, counted from what somebody wrote down: medicine, examinations,
// recordings. What the windows are is dated data (packs/); here is the counting alone.
//
// Rules
//   - Counted from the EARLIEST moment that the stated time allows, so that nobody comes late by
//   our
//     rounding: the begin of the hour, the local day, the week (Monday) or the month. Precision not
//     told: the hour.
//   - Local midnight is the place's: by its time zone (`when.tz`, else what the caller gives).
//   Where no
//     zone is known, the earliest midnight anywhere on earth.
//   - Both limits are given: "best before" and "may still be possible". After the second it is
//     "ask anyway", never "too late".
//   - Windows of medicine and examination belong to sexual violence; one that is for a route shows
//     when that route was told, or when none was (nobody has to tell it). Their clocks are shown
//     while it may have happened less than ten days ago; what helps at any time always shows.
//   - Recordings (cctv) belong to everything that happened face to face.
//   - A time that was not told starts no clock. The windows are shown all the same, with their
//     limits counted from when it happened: nobody has to name a date to be told what may help.
// Pure: the zone database is a function that is handed in. No text, no pop-up.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/incident.h"
#include "domain/pack.h"

namespace ww {

inline constexpr Duration kClocksShown = std::chrono::hours{24 * 10};

// The instant at which `day` begins in a zone ("Europe/London"); nullopt: no such zone.
using LocalMidnight =
    std::function<std::optional<Instant>(domain::Day day, const std::string& zone)>;

// nullopt: not told, or "unknown".
std::optional<Instant> earliest_moment(const domain::When& when, const std::string& zone,
                                       const LocalMidnight& midnight);
// The last moment that the stated time allows; never before earliest_moment().
std::optional<Instant> latest_moment(const domain::When& when, const std::string& zone,
                                     const LocalMidnight& midnight);

enum class TimerState : std::uint8_t { best, may_still, ask_anyway, any_time, no_clock };
const char* to_string(TimerState state);

struct CareTimer {
  std::string window;  // domain::CareWindow::id
  TimerState state = TimerState::any_time;
  std::optional<Instant> from, best, last;  // all absent: at any time, or no clock
  bool operator==(const CareTimer&) const = default;
};

// In the order of the windows. `zone`: the place's, where `when` names none; "" when not known.
std::vector<CareTimer> care_timers(const domain::Incident& incident,
                                   std::span<const domain::CareWindow> windows,
                                   const std::string& zone, const LocalMidnight& midnight,
                                   Instant now);

// The clock of a nation of the packs: Europe/London or Europe/Dublin; "" for any other.
std::string zone_of_nation(std::string_view nation);

}  // namespace ww
