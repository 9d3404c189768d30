// How an alert ages: urgency, expiry, tombstones, and the weight of an old identifier.
//
// Pure values in, values out. An alert is always shown as it was sent; what ages is shown beside
// it. Fading changes the wording of a match and never hides it.
#pragma once

#include "domain/alert.h"

namespace ww::domain {

// `immediate` reads as `past` 72 h after it was sent.
Urgency urgency_now(const Alert& alert, Instant now);

// The last instant to which an alert with these codes may live, counted from the first of its
// chain.
Instant latest_expiry(std::span<const Code> codes, Instant first_sent);
// Offered when the author names none: the codes' life from `sent`, within latest_expiry().
Instant offered_expiry(std::span<const Code> codes, Instant sent, Instant first_sent);

bool is_expired(const Alert& alert, Instant now);
Instant purge_at(Instant expires);         // the body goes
Instant tombstone_until(Instant expires);  // of the retracted alert's own expiry, never of the
                                           // retraction's

// w(t) = max(0, 1 - (t/L)^p), t counted from the end of the month it was last seen in. Without
// last_seen nothing is known to have faded: 1. Kinds that belong to nobody else later (name, alias,
// url) do not fade.
double weight_of(IdentifierKind kind, std::optional<Month> last_seen, Instant now);
bool is_faded(double weight);  // "old, may belong to someone else now"

}  // namespace ww::domain
