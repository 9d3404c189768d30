// Goal: what a conflict means follows from two numbers, for every pair of them. Method: a table.
#include "core/lane_state.h"

#include "support/catch.h"

using namespace ww;
using core::LaneIs;

TEST_CASE("a conflict means that the relay is behind, in step or ahead") {
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  struct Row {
    std::uint64_t number, last;
    LaneIs is;
    std::uint64_t taken = 0;
  };
  const auto row = GENERATE(values<Row>({
      {1, 0, LaneIs::in_step},     // the first one, and nothing is there
      {2, 0, LaneIs::behind},      // all is lost
      {12, 7, LaneIs::behind},     // last night's copy
      {12, 10, LaneIs::behind},    // one is lost
      {12, 11, LaneIs::in_step},   // what it asks for is what it got
      {12, 12, LaneIs::ahead},     // other bytes under our number
      {12, 13, LaneIs::ahead},     //
      {12, kMost, LaneIs::ahead},  // no sum overflows
      {kMost, kMost - 1, LaneIs::in_step},
      {kMost, kMost, LaneIs::ahead},
      {1, 3, LaneIs::behind, 3},  // it had said 0, and we followed: they are ours
      {1, 2, LaneIs::behind, 3},
      {1, 4, LaneIs::ahead, 3},    // one more than we ever wrote
      {4, 3, LaneIs::in_step, 3},  //
      {5, 3, LaneIs::behind, 9},
      {0, 0, LaneIs::ahead},  // of a put that is none
  }));
  CAPTURE(row.number, row.last);
  CHECK(core::judge({row.number, row.last, row.taken}) == row.is);
}

TEST_CASE("a look at a queue tells whether what it took is there") {
  CHECK(core::judge_look(0, 0) == LaneIs::in_step);
  CHECK(core::judge_look(7, 7) == LaneIs::in_step);
  CHECK(core::judge_look(7, 6) == LaneIs::behind);
  CHECK(core::judge_look(7, 0) == LaneIs::behind);
  CHECK(core::judge_look(7, 8) == LaneIs::ahead);
  CHECK(core::judge_look(7, ~std::uint64_t{0}) == LaneIs::ahead);
}
