// What a person is told of her relays.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("who adds a relay with a wrong or missing password is told so, and not by silence",
          "[cli]") {
  Bench bench;
  const auto state_is = [&](const std::string& state) {
    bench.node.status_now.relays = {{"addr", state, false, false}};
  };
  state_is("refused");
  CHECK(bench.run({"relay", "add", "addr"}) == 1);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("missing or wrong"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("watchword relay add addr --password"));
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("password is missing or wrong"));
  bench.terminal.printed.clear();
  CHECK(bench.run({"relay", "list", "--json"}) == 0);
  CHECK(bench.json()["relays"][0]["state"] == "refused");
  for (const char* fine : {"connected", "unreachable", "connecting", "unused"}) {
    CAPTURE(fine);
    state_is(fine);
    CHECK(bench.run({"relay", "add", "addr"}) == 0);
  }
}

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
