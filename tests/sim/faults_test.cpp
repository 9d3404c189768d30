// Goal: whatever network, relays, disks and power do, every alert that was handed over reaches
// everybody it was for who is online long enough, and is shown once. Method: real nodes under
// random faults; then the faults end and progress is asked for. A failure prints its seed: run with
// WATCHWORD_SIM_SEED=n to repeat it alone.
#include <cstdlib>

#include "sim/sim_alerts.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions rough_world(std::size_t nodes, std::size_t relays) {
  WorldOptions options;
  options.nodes = nodes;
  options.relays = relays;
  options.faults = rough_network();
  options.crash_node_one_in = 400;
  options.crash_relay_one_in = 1000;
  options.fail_commit_one_in = 400;
  options.partition_one_in = 1000;
  options.skew_most = std::chrono::minutes{10};
  return options;
}

// One seed after the other, or the one that is asked for.
std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* asked = std::getenv("WATCHWORD_SIM_SEED"))
    return {std::strtoull(asked, nullptr, 10)};
  std::vector<std::uint64_t> list;
  for (std::uint64_t seed = 1; seed <= count; ++seed) list.push_back(seed);
  return list;
}

// Sends when the node is up; what was refused by a dying disk is sent again, as a person would.
std::optional<std::string> send_to_contact(SimWorld& world, std::size_t from, std::size_t to,
                                           const std::string& number) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (!world.run_until([&] { return world.node(from).running(); }, std::chrono::minutes{10}))
      break;
    const auto sent = world.node(from).api().alert_send(
        to_contact(alert_about(number, world.now()), SimWorld::name_of(to)));
    if (sent) return sent->id;
    world.run_for(std::chrono::seconds{10});
  }
  return std::nullopt;
}

// How often the person at this node was told of this alert, over all its lives.
std::size_t times_told(SimNode& node, const std::string& id) {
  std::size_t times = 0;
  for (const auto& event : node.events()) times += event.what == "alert" && event.id == id;
  return times;
}

}  // namespace

TEST_CASE("two people under every fault: each alert arrives and is shown once", "[sim][faults]") {
  for (const std::uint64_t seed : seeds(20)) {
    CAPTURE(seed);
    SimWorld world(seed, rough_world(2, 2));
    REQUIRE(world.befriend(0, 1, std::chrono::hours{12}));
    std::vector<std::string> sent;
    for (int i = 0; i < 10; ++i) {
      const auto id = send_to_contact(world, 0, 1, "07700 90010" + std::to_string(i));
      REQUIRE(id);
      sent.push_back(*id);
    }
    world.heal();
    CHECK(world.run_until([&] { return alert_count(world.node(1)) == sent.size(); },
                          std::chrono::hours{2}));
    for (const auto& id : sent) {
      CAPTURE(id);
      CHECK(world.node(1).api().alert(id).ok());
      CHECK(times_told(world.node(1), id) == 1);
    }
    CHECK(world.key_uses().seen() > sent.size());
    CHECK(world.key_uses().used_twice() == 0);
    for (const std::size_t who : {0u, 1u}) {  // a crash is not taken for a copy
      for (const auto& event : world.node(who).events()) {
        CHECK(event.detail != "another_copy_reads");
      }
    }
  }
}
