// What an identifier can be met again by: keys that may be compared, and how much each says.
//
// identify/ makes them, because it knows spellings; core/matcher.h compares them, because it knows
// what a match is worth. Keys are text such as "phone:+447700900123"; loose ones have a "~" before
// the colon. They stay on the device.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/alert.h"

namespace ww::domain {

struct MatchTokens {
  IdentifierKind kind = IdentifierKind::phone;
  std::string canon;               // without the country of a plate
  std::string cc;                  // of a plate; empty: unknown
  std::string exact;               // the key of the one spelling; empty: never a match by itself
  std::vector<std::string> loose;  // keys of spellings that are easily taken for one another
  // Not all of it is sure: a number typed without its country, a plate with `?`.
  bool partial = false;
  // One of several ways to read what was typed: never more than a possible match.
  bool guessed = false;
  std::optional<Month> last_seen;
  bool operator==(const MatchTokens&) const = default;
};

}  // namespace ww::domain
