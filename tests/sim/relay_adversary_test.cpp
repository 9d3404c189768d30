// Goal: whatever a relay does for hours, nothing is shown twice, nothing is said to have arrived
// that has not, and when it behaves again everything that was sent arrives, by itself. Method:
// three people and their circle at one relay that misbehaves as its seed says. One command runs a
// thousand seeds: WATCHWORD_SIM_SEEDS=1000 test_sim "[relay-adversary]". A failing one is run again
// alone by WATCHWORD_SIM_SEED.
#include <cstdlib>

#include "sim/relay_adversary.h"
#include "sim/relay_checks.h"
#include "sim/sim_circles.h"

using namespace ww;
using namespace ww::test;

namespace {

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void live(std::uint64_t seed) {
  INFO("seed " << seed);
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(seed, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  std::vector<Warned> all;
  const auto warn = [&](std::size_t from, const api::SendRequest& request,
                        std::vector<std::size_t> to) {
    const auto sent = world.node(from).api().alert_send(request);
    if (sent) all.push_back({sent->id, from, std::move(to)});
  };
  const auto about = [&] {
    return alert_about("07700 9" + std::to_string(30000 + all.size()), world.now());
  };
  const auto round = [&] {
    warn(0, to_contact(about(), "node1"), {1});
    warn(1, to_contact(about(), "node0"), {0});
    warn(2, to_contact(about(), "node0"), {0});
    warn(world.random().below(3), to_circle(about(), "ring"), {0, 1, 2});
  };
  RelayAdversary adversary(world, 0, seed);
  for (int turn = 0; turn < 8; ++turn) {
    round();
    world.run_for(world.random().between(std::chrono::seconds{5}, std::chrono::minutes{40}));
    adversary.turn();
    check_shown_once(world, all);
    check_confirmed_is_true(world, all);
  }
  adversary.behave();
  world.run_for(std::chrono::hours{25});  // what may be done once a day may be done again
  world.relay(0).crash(world.now());
  world.relay(0).start(world.now());
  round();
  CHECK(world.run_until([&] { return all_arrived(world, all); }, std::chrono::hours{30}));
  check_shown_once(world, all);
  check_confirmed_is_true(world, all);
  for (std::size_t who = 0; who < 3; ++who) {
    for (const auto& person : *world.node(who).api().contacts()) {
      CAPTURE(who, person.name);
      CHECK(person.state == "established");
    }
  }
}

}  // namespace

TEST_CASE(
    "attack: whatever a relay does, nothing is lost or shown twice, and nothing false is called "
    "arrived",
    "[sim][attack][relay-adversary]") {
  const std::uint64_t first = number_of("WATCHWORD_SIM_SEED", 7000);
  const std::uint64_t seeds = number_of("WATCHWORD_SIM_SEEDS", 6);
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) live(seed);
}
