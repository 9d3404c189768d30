#include "core/lane_state.h"

namespace ww::core {

LaneIs judge(const PutConflict& conflict) {
  if (conflict.last >= conflict.number) {
    const bool own = conflict.last != 0 && conflict.last <= conflict.taken;
    return own ? LaneIs::behind : LaneIs::ahead;
  }
  return conflict.last + 1 == conflict.number ? LaneIs::in_step : LaneIs::behind;
}

LaneIs judge_look(std::uint64_t taken, std::uint64_t last) {
  if (last == taken) return LaneIs::in_step;
  return last < taken ? LaneIs::behind : LaneIs::ahead;
}

}  // namespace ww::core
