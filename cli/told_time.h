// Dates and times as people write them (typed/date_text.h), by the clocks of a place, as instants.
// Forms, questions and options all ask here, so that "yesterday 10pm" means the same everywhere.
//
// What was read otherwise than it stands there is told in words: a date in another form, an hour
// that the clocks left out that night or showed twice.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "typed/date_text.h"

namespace ww::cli {

// A local time of a place as an instant, and back; nullopt when the zone is not known. Handed in,
// because they ask the system's tables.
using LocalTime = typed::ClockTime;
using LocalToInstant =
    std::function<std::optional<Instant>(const LocalTime& time, const std::string& zone)>;
using InstantToLocal = std::function<std::optional<std::string>(Instant, const std::string& zone)>;

struct Clocks {
  LocalToInstant to_instant;
  InstantToLocal to_local;  // "2026-06-10 22:15"
  Instant now{};
  std::string home_region = "GB";             // whose order of day and month; whose clocks, untold
  std::vector<std::string>* notes = nullptr;  // where it is told how something was read
};

struct ToldTime {
  Instant first, last;         // of a span: its first instant and its very last
  std::optional<Instant> end;  // where a span was told: when its last part begins
  domain::Precision precision = domain::Precision::minute;
  bool exact = false;  // with its own zone: 2026-11-24T22:15:00Z
  std::string day;     // "2026-11-24", by the clocks of the place
  std::string words;   // to be shown again; empty where it was written so, or with its own zone
};

// In `zone`, or where the place's clocks are not known, UTC. `future`: it lies ahead.
api::Answer<ToldTime> read_told_time(const std::string& text, const std::string& zone,
                                     const Clocks& clocks, bool future = false);

// The clock of the home region's country; empty (UTC) where it is not known.
std::string home_zone(const Clocks& clocks);
// The zone that a person names: "London", "BST", "europe/london"; nullopt when none is known.
std::optional<std::string> zone_named(const std::string& text, const Clocks& clocks);

// What may stand there, for messages and help.
inline constexpr const char* kDateForms =
    "24/11/2026 22:15, 24 November 10pm, yesterday, or roughly: November 2026";

}  // namespace ww::cli
