// What a relay's numbers mean for a lane of puts: the one place where it is decided.
//
// A relay tells with `conflict` where it stands. It may be right (its store was put back from a
// copy, another copy of this node writes) or lie. So nothing here ends anything: a lane goes on
// from where the relay really is, or it stops, with all that waits in it, until the relay takes
// what is next.
#pragma once

#include <cstdint>

namespace ww::core {

struct PutConflict {
  std::uint64_t number = 0;  // of the put that was refused
  std::uint64_t last = 0;    // the newest one, as the relay says
  std::uint64_t taken = 0;   // the highest that it ever said OK to, before it was followed back
};

enum class LaneIs : std::uint8_t {
  // The relay stands at a number of our own, and misses what it had said OK to: its store went
  // back, or
  // it said so once and does not any more. Go on from `last` + 1, and send again what nobody has
  // confirmed.
  behind,
  // The number is the next one, and is refused all the same. It makes no sense: try again.
  in_step,
  // Under our number stands something that we did not write: another copy of this node wrote it, or
  // this is an older copy itself, or the relay lies. The lane stops, and she is told.
  ahead,
};
LaneIs judge(const PutConflict& conflict);

// Of a look at a queue (a put of number 0): what the relay has, and what we put there and it took.
LaneIs judge_look(std::uint64_t taken, std::uint64_t last);

// The nth refusal of a request, from 0: when the owner is told, and when other ways are tried too.
// Once or twice a relay may be wrong in passing, right after it was started.
inline constexpr std::uint32_t kRefusalsBeforeTold = 2;

}  // namespace ww::core
