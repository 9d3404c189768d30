// The identifiers and texts of a whole alert: put in their one spelling before it leaves, and made
// findable where it arrives.
#pragma once

#include <string>
#include <vector>

#include "domain/alert.h"
#include "domain/alert_rules.h"
#include "domain/match_token.h"

namespace ww::identify {

// For an author's alert: `raw` becomes `canon` (platform and cc are filled in where raw held them),
// a `canon` that is not canonical is refused with the spelling that would be, texts that are not in
// NFC are refused. Run it before domain::check_alert.
domain::Findings normalise_identifiers(domain::Alert& alert, const std::string& home_region);

// NFC, which the wire of a peer is held to as well.
std::vector<domain::FieldError> check_normal_form(const domain::Alert& alert);

// What the alert can be met by. `index` names the identifier: who.ids by their place, the plates of
// who.vehicles from kVehicleIndex on, the names of who.people from kPersonIndex on.
inline constexpr std::uint32_t kVehicleIndex = 1000, kPersonIndex = 2000, kNamesOfPerson = 100;
struct AlertTokens {
  std::uint32_t index = 0;
  std::string text;  // as sent, for showing
  domain::MatchTokens tokens;
};
std::vector<AlertTokens> tokens_of_alert(const domain::Alert& alert);

}  // namespace ww::identify
