// Budgets: how much work strangers' bytes may cost, by who can have sent them: the contact of a
// queue, the circle of a board.
//
// Rules
//   - What did not open, and a session that was begun, are paid for by whom they came from. Who has
//     nothing left is not read: her slots stay at the relay, in order, until time has given some
//     back. What was tried and failed is gone, so each slot costs once, and a flood delays only the
//     one whose queue it lies in: at twenty a minute a full queue is worked off in 100 minutes.
//   - Work that was done is paid for too, whatever it was for: a message may be genuine and still
//     be the dearest that its sender could think of. It is counted in instructions of the database,
//     which is where a message's work lies.
//   - On a board the sender is known only after a message has opened, so its budget is the
//     circle's: per member, one could spend another's. It is larger, because a forged board message
//     costs one signature check and not a thousand keys, and a flood must not hold up warnings: a
//     day's posts of a board are worked off in ten minutes.
//
// In memory only: a restart is nobody's to cause from outside. Time is given.
#pragma once

#include <map>

#include "base/bytes.h"
#include "core/token_bucket.h"

namespace ww::engine {

class Budgets {
 public:
  using Owner = ByteArray<16>;  // a ContactId or a CircleId

  // When the next slot of theirs may be opened; `now` itself if at once.
  Instant may_open(const Owner& owner, Instant now);
  struct Cost {
    std::uint32_t failures = 0, sessions = 0;
    std::uint64_t work = 0;
  };
  void spend(const Owner& owner, bool board, const Cost& cost, Instant now);
  std::size_t size() const { return left_.size(); }

 private:
  struct Left {
    core::TokenBucket failures, sessions, work;
    std::uint64_t part = 0;  // of a unit of work, not counted yet
  };
  std::map<Owner, Left> left_;  // without those that have all of theirs
};

}  // namespace ww::engine
