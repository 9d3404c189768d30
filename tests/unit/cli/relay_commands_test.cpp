// What a person is told of her relays.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("who removes a relay is told what becomes of what is kept there", "[cli]") {
  Bench bench;
  bench.node.removed.gone = true;
  CHECK(bench.run({"relay", "remove", "addr"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Removed."));
  bench.terminal.said.clear();
  bench.node.removed = {false, 2, 1, 1, {"ring"}, {"night"}, "watchword-relay://new"};
  CHECK(bench.run({"relay", "remove", "addr"}) == 0);
  constexpr const char* kTold =
      "2 people are being told of the new place, watchword-relay://new; the old one is read for "
      "30 days.";
  for (const char* words :
       {kTold, "1 invite or handshake ends there first.", "Circles that go to the new place: ring.",
        "Circles that stay there, until who made them moves them: night.",
        "1 person has her own place there."}) {
    CHECK_THAT(bench.terminal.said, ContainsSubstring(words));
  }
  CHECK(bench.run({"relay", "remove", "addr", "--json"}) == 0);
  CHECK(bench.json()["people"] == 2);
  CHECK(bench.json()["gone"] == false);
}
