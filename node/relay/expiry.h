// Expiry: when slots, queues and boards end, by the relay's own clock alone, in whole days.
//
// Rules
//   - A slot is kept for its queue's or board's class: 1, 7, 14 or 30 days after the day it came.
//   - A queue or board that nobody has read for 90 days ends.
//   - Looked at once a day, and at the first step after a start.
//   - A clock that goes back removes nothing.
#pragma once

#include "relay/relay_store.h"

namespace ww::relay {

Day day_of(Instant now);
Instant start_of(Day day);

class Expiry {
 public:
  // True when something may have been removed: the totals must be read again.
  bool run(RelayStore& store, Instant now);
  Instant next(Instant now) const { return start_of(day_of(now) + 1); }

 private:
  std::optional<Day> done_;
};

}  // namespace ww::relay
