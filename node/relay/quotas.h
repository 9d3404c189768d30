// Quotas: how much one connection and one capability may do. What is over is refused, never queued.
#pragma once

#include <cstdint>

#include "domain/limits.h"
#include "relay/relay_store.h"

namespace ww::relay {

// A connection's frames: a burst, then a steady flow. A token bucket in whole frames.
class FrameAllowance {
 public:
  bool take(Instant now);

 private:
  std::uint64_t left_ = limits::kFrameBurst;
  Instant filled_{};
};

// The relay's slots: each queue and board has its reserve for sure, and what is left is for whoever
// comes first. One who fills a relay with queues of her own fills what is left, and no more.
bool has_room(const Totals& totals, const Options& options, std::size_t slots, std::size_t reserve);
bool may_add(const Totals& totals, const Options& options, std::size_t reserve);
// `slots` of a queue or board became `now`: the totals follow.
void count_slots(Totals& totals, std::size_t slots, std::size_t now, std::size_t reserve);

// One more on `today`? Counts it if `most` allows; a new day begins at zero.
bool count_one(Day today, std::uint32_t most, Day& day, std::uint32_t& count);

// What a board capability may post a day: its own number, else the relay's for its lane.
std::uint32_t posts_per_day(const BoardCap& cap, std::uint32_t named, std::uint32_t anonymous);

}  // namespace ww::relay
