// When the journal asks whether something is still needed, and what a withdrawn consent takes with
// it.
//
// Rules
//   - Nothing is ever deleted by itself. A review date only asks; keeping is the default, and
//     evidence goes by nobody's silence.
//   - The date is counted in calendar months from the day of writing (the pack says how many), and
//     each "keep" counts anew from the day of the answer.
//   - A consent is off until it is given. Withdrawing it is a second fact beside the first: the
//   time it
//     was given stays. Doing it twice changes nothing, but names the same alerts, so that a
//     retraction that was lost can be sent again.
//   - What left under it is called back: its alerts are retracted, even where another consent names
//   the
//     same alert, because a retraction cannot reach half of the readers. To everybody else who was
//     told (project, scheme, police) the withdrawal itself is sent on.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/journal.h"
#include "domain/pack.h"

namespace ww {

// The months that packs may name: less than one would nag, more than fifty years never asks.
inline constexpr std::int32_t kReviewMonthsLeast = 1, kReviewMonthsMost = 600;

// `months` outside the bounds is taken to the nearer one. The last day of a shorter month stands
// for a day it does not have.
Instant review_date(Instant from, std::int32_t months);
// The longest of the defaults: when several nations' packs apply, the one that asks last wins.
std::int32_t review_months(std::span<const domain::RetentionDefaults> defaults);
bool is_due(Instant review, Instant now);

struct Withdrawal {
  domain::Consent consent;       // as it stands now
  bool changed = false;          // false: it was withdrawn before
  std::vector<AlertId> retract;  // each once
  bool tell_recipient = false;   // a letter to `consent.to`, since no retraction reaches them
};
Withdrawal withdraw(const domain::Consent& consent, Instant now);

bool stands(const domain::Consent& consent);
// The consent under which this may leave now; nullptr: none, so it does not leave.
const domain::Consent* consent_for(std::span<const domain::Consent> consents,
                                   const IncidentId& incident, domain::ConsentRoute route);

}  // namespace ww
