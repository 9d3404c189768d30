// Whether what somebody asks about may be what an alert is about.
//
// Two steps, so that 100,000 alerts are searched by index: keys() are stored with each alert and
// looked up for each question; compare() then judges every candidate that the index gave.
//
// Rules
//   - exact: the same canonical value. possible: part of it, or something easily taken for it: the
//     last seven digits where a number is not wholly known, a plate with `?` that fits in four
//     known characters or more, misread plate characters, an address with "+tag", the same or a
//     similar handle elsewhere, another way to read what was typed.
//   - faded: exact, but last known in use so long ago that somebody else may have it now. Fading
//     changes the wording and never hides a match.
//   - A name is a hint and never more than possible; so is a plate with `?`.
//   - There is no answer that means "safe".
// Pure; no look-up leaves the device.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/match_token.h"
#include "domain/time.h"

namespace ww {

enum class MatchStrength : std::uint8_t { exact, possible, faded };
const char* to_string(MatchStrength strength);

struct Match {
  MatchStrength strength = MatchStrength::possible;
  std::string why;  // plain words
};

// What to store for an alert's identifier, and what to look up for a question: each key once.
std::vector<std::string> match_keys(const domain::MatchTokens& tokens);
// How many keys everything that compare() finds has in common with the question, at least. A plate
// has a key for every three characters, and a match shares four of them, hence four keys: what the
// index gives for one key alone (of 100,000 alerts some hundreds) need not be read.
std::size_t least_shared_keys(const domain::MatchTokens& question);

std::optional<Match> compare(const domain::MatchTokens& question, const domain::MatchTokens& stored,
                             Instant now);

}  // namespace ww
