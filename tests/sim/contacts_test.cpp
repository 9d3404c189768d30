// Two people become contacts and write to each other, through a real relay, under every fault.
#include "sim/sim_world.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("two people who invite each other see the same words", "[sim]") {
  const auto seed = GENERATE(range(1u, 4u));
  CAPTURE(seed);
  WorldOptions options;
  options.nodes = 2;
  SimWorld two(seed, options);
  REQUIRE(two.befriend(0, 1));
}
