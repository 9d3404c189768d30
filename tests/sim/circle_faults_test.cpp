// A circle under every fault of network, disk, power and clock: who belongs reads every alert once,
// who is removed reads none that is posted after. A failure prints its seed: run with
// WATCHWORD_SIM_SEED=n to repeat it alone.
#include <cstdlib>

#include "sim/sim_alerts.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kCircle = "night shift";

WorldOptions rough_world(std::size_t nodes) {
  WorldOptions options;
  options.nodes = nodes;
  options.relays = 1;
  options.faults.delay_most = Duration{400};
  options.faults.lose_one_in = 300;
  options.faults.repeat_one_in = 100;
  options.faults.reorder_one_in = 100;
  options.faults.cut_one_in = 200;
  options.crash_node_one_in = 800;
  options.crash_relay_one_in = 2000;
  options.fail_commit_one_in = 800;
  options.skew_most = std::chrono::minutes{10};
  return options;
}

std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* asked = std::getenv("WATCHWORD_SIM_SEED")) {
    return {std::strtoull(asked, nullptr, 10)};
  }
  std::vector<std::uint64_t> list;
  for (std::uint64_t seed = 1; seed <= count; ++seed) list.push_back(seed);
  return list;
}

std::uint32_t epoch_of(SimNode& node) {
  if (!node.running()) return 0;
  const auto shown = node.api().circle(kCircle);
  return shown ? shown->epoch : 0;
}
std::string state_of(SimNode& node) {
  if (!node.running()) return "down";
  const auto shown = node.api().circle(kCircle);
  return shown ? shown->state : "none";
}

// Asks until the node is up and its disk lets it answer, as a person would.
bool until_done(SimWorld& world, std::size_t who, const std::function<bool()>& ask) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    const auto up = [&] { return world.node(who).running(); };
    if (!world.run_until(up, std::chrono::minutes{10})) return false;
    if (ask()) return true;
    world.run_for(std::chrono::seconds{10});
  }
  return false;
}

bool everybody_in(SimWorld& world, std::size_t most) {
  if (!until_done(world, 0, [&] {
        return world.node(0).api().circle_new({kCircle, {}}).ok() ||
               state_of(world.node(0)) == "member";
      })) {
    return false;
  }
  for (std::size_t i = 1; i < most; ++i) {
    if (!until_done(world, 0, [&] {
          return world.node(0).api().circle_add(kCircle, SimWorld::name_of(i)).ok();
        })) {
      return false;
    }
  }
  return world.run_until(
      [&] {
        for (std::size_t i = 0; i < most; ++i) {
          if (state_of(world.node(i)) != "member") return false;
          if (epoch_of(world.node(i)) != epoch_of(world.node(0))) return false;
          const auto shown = world.node(i).api().circle(kCircle);
          if (shown->members.size() != most) return false;
        }
        return true;
      },
      std::chrono::hours{12});
}

std::optional<std::string> send(SimWorld& world, std::size_t from, const std::string& number) {
  std::optional<std::string> id;
  until_done(world, from, [&] {
    const auto sent =
        world.node(from).api().alert_send(to_circle(alert_about(number, world.now()), kCircle));
    if (sent) id = sent->id;
    return sent.ok();
  });
  return id;
}

std::size_t times_told(SimNode& node, const std::string& id) {
  std::size_t times = 0;
  for (const auto& event : node.events()) times += event.what == "alert" && event.id == id;
  return times;
}

}  // namespace

TEST_CASE("a circle under every fault: all who belong read each alert once", "[sim][faults]") {
  for (const std::uint64_t seed : seeds(4)) {
    CAPTURE(seed);
    SimWorld world(seed, rough_world(4));
    for (std::size_t i = 1; i < 4; ++i) REQUIRE(world.befriend(0, i, std::chrono::hours{12}));
    REQUIRE(everybody_in(world, 4));
    std::vector<std::string> before, after;
    for (std::size_t from = 0; from < 4; ++from) {
      const auto id = send(world, from, "07700 90021" + std::to_string(from));
      REQUIRE(id);
      before.push_back(*id);
    }
    const auto read_by = [&](std::size_t who, std::size_t count) {
      return alert_count(world.node(who)) >= count;
    };
    // Hers too must have been handed over: what she still holds when she is removed goes nowhere.
    const auto all_read_four = [&] {
      for (std::size_t i = 0; i < 4; ++i) {
        if (!read_by(i, 4)) return false;
      }
      return true;
    };
    REQUIRE(world.run_until(all_read_four, std::chrono::hours{24}));
    REQUIRE(until_done(world, 0,
                       [&] { return world.node(0).api().circle_remove(kCircle, "node3").ok(); }));
    for (std::size_t from = 0; from < 3; ++from) {
      const auto id = send(world, from, "07700 90022" + std::to_string(from));
      REQUIRE(id);
      if (from == 0) after.push_back(*id);  // the others may not know of the removal yet
    }
    world.heal();
    const auto all_have = [&] {
      for (std::size_t i = 0; i < 3; ++i) {
        if (!read_by(i, 7)) return false;
      }
      return true;
    };
    CHECK(world.run_until(all_have, std::chrono::hours{48}));
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(i);
      CHECK(alert_count(world.node(i)) == 7);
      for (const auto& id : before) CHECK(times_told(world.node(i), id) <= 1);
    }
    for (const auto& id : after) CHECK(times_told(world.node(3), id) == 0);
    CHECK(epoch_of(world.node(1)) == epoch_of(world.node(0)));
    CHECK(epoch_of(world.node(2)) == epoch_of(world.node(0)));
    CHECK(world.key_uses().seen() > 7);
    CHECK(world.key_uses().used_twice() == 0);
  }
}
