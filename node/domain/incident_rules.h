// The rules of the journal's own documents: what an incident, a person of concern and the own
// identifiers may hold.
//
// A journal refuses little, because what it refuses is lost: bounds, forms, and times that cannot
// be. Every field may be left out while somebody is still writing; a complete incident says how it
// came (a channel) and what happened (a code, or words). There is no legal field to fill in, and
// nothing here judges whether something was "bad enough".
//
// Not here: canonical identifiers (identify/), hints (core/hints.h), what may leave
// (core/redactor.h).
#pragma once

#include "domain/findings.h"
#include "domain/journal.h"

namespace ww::domain {

// A note and a draft are both unfinished.
enum class Stage : std::uint8_t { unfinished, complete };

// `now`: the true clock.
Findings check_incident(const Incident& incident, Instant now, Stage stage);
Findings check_subject(const Subject& subject, Instant now);
Findings check_own(const OwnIdentifiers& own);

}  // namespace ww::domain
