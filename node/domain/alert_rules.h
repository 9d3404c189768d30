// The rules of the alert model: what an alert may hold, with a reason for each refusal that a
// person can act on.
//
// Errors refuse; warnings never do. The true clock is an argument: `when` and `repeat.last` are
// compared with it, never with `sent`, which is floored to the hour. Rules that need ICU (NFC) or
// the number library (canonical identifiers) are identify/alert_identifiers.h's; a peer's alert is
// held to the same bounds, but not to what only its author's device could know.
//
// Order for an alert that goes out: json::read_alert, identify::normalise_identifiers,
// set_for_sending, check_alert, check_audience.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/alert.h"
#include "domain/findings.h"

namespace ww::domain {

enum class Origin : std::uint8_t { author, peer };

struct RuleContext {
  Instant now;  // the true clock
  Origin origin = Origin::author;
  // Of the first alert in the chain, where the node holds it: an update never outlives the maximum
  // counted from there, and a message without codes takes over the first alert's.
  std::optional<Instant> first_sent;
  std::vector<Code> first_codes;
};

Findings check_alert(const Alert& alert, const RuleContext& context);

// Who gets it now (`--circle`, `--to`) against what the author allows (share.level).
struct Audience {
  bool circles = false;
  bool contacts = false;
};
std::vector<FieldError> check_audience(const Alert& alert, Audience audience);

// The node's own part: id; `sent` = now floored to the hour; `expires` keeps its distance from the
// `sent` that was given; `when` floored to its precision. Distances that overflow leave `expires`
// for check_alert to refuse.
void set_for_sending(Alert& alert, const AlertId& id, Instant now);

// Floors in UTC: minute, hour, day, week (Monday), month; `unknown` to the day.
Instant floor_to(Instant instant, Precision precision);

// True when the schema, or an entry of must_understand, is none of this version: partial view,
// never forwarded.
bool is_partial(const Alert& alert);

}  // namespace ww::domain
