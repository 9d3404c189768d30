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

// One more on `today`? Counts it if `most` allows; a new day begins at zero.
bool count_one(Day today, std::uint32_t most, Day& day, std::uint32_t& count);

// What a board capability may post a day: its own number, else the relay's for its lane.
std::uint32_t posts_per_day(const BoardCap& cap, std::uint32_t named, std::uint32_t anonymous);

}  // namespace ww::relay
