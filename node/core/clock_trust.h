// ClockTrust: whether this node's own clock may decide what is erased for good.
//
// Rules
//   - What is over by its age is erased only while the own clock and the time of a relay that the
//     owner chose agree within a day, as told in this run. One wrong clock would otherwise take
//     alerts, withdrawals and unsent messages with it at one stroke.
//   - One relay that agrees is enough: a relay that lies, or stands wrong, cannot hold back what
//     another one allows. The only relay of a node can, until its owner reads of it and acts.
//   - No relay's word erases anything: it is over by the own clock, or it is not over. So the worst
//     that a lying relay can do is to agree with a clock that is wrong already.
//   - Only relays that she added count; strangers' relays, to which contacts and circles lead,
//   could
//     try one time after the other. Who has added none goes by those that she uses.
//   - A warning that carries a time which every relay contradicts is not sent before its owner was
//     asked: readers would drop it, and she would think that it arrived. She may go on by the time
//     of the relays, if they agree with each other, or by her own.
//   - A node that uses no relay at all goes by its own clock. Nothing could ever contradict it, and
//     a promise to erase would never be kept.
//   - What a relay told three days ago, or in a future, tells nothing of this clock now: it may
//   have
//     been set meanwhile. A connection lives two days at most, and each new one is told the time.
//
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "domain/time.h"

namespace ww::core {

struct ClockReading {
  Instant relay;  // what the relay said
  Instant own;    // what our clock said then
};
// Of a relay's HELLO reply. Any number is taken: it comes from outside.
ClockReading read_clock(std::int64_t time_5min, Instant own);

enum class ClockTrust : std::uint8_t { unheard, agrees, disagrees, alone };

// `readings`: of the relays that count. `uses_relays`: some relay could tell the time.
ClockTrust judge_clock(std::span<const ClockReading> readings, bool uses_relays, Instant now);

// What all say, when each that was heard contradicts the own clock; one that agrees is enough for
// nullopt, so that one that lies silences nobody.
struct ClockDispute {
  Duration own_ahead{};  // of what the relays say, at the median; negative: behind
  bool agreed = false;   // they say the same time, within what clocks may be apart
};
std::optional<ClockDispute> dispute(std::span<const ClockReading> readings, Instant now);

constexpr bool may_erase(ClockTrust trust) {
  return trust == ClockTrust::agrees || trust == ClockTrust::alone;
}

}  // namespace ww::core
