// Goal: a circle of twenty at two relays works under faults, and what the relays see tells nothing.
// Method: real nodes, alerts from everybody while disks, power and network misbehave; then all
// heals, and everybody must have every alert once. The trace of both relays is checked frame by
// frame.
#include <cstdlib>

#include "sim/relay_trace.h"
#include "sim/sim_alerts.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr std::size_t kNodes = 20;
constexpr const char* kCircle = "CANARY-circle-name";

WorldOptions twenty() {
  WorldOptions options;
  options.nodes = kNodes;
  options.relays = 2;
  options.faults.delay_most = Duration{300};
  options.faults.lose_one_in = 500;
  options.faults.repeat_one_in = 500;
  options.faults.reorder_one_in = 500;
  options.faults.cut_one_in = 1000;
  options.crash_node_one_in = 600;
  options.crash_relay_one_in = 2000;
  options.fail_commit_one_in = 600;
  options.partition_one_in = 1000;
  options.skew_most = std::chrono::minutes{10};
  return options;
}

std::uint64_t seed_or(std::uint64_t otherwise) {
  const char* asked = std::getenv("WATCHWORD_SIM_SEED");
  return asked == nullptr ? otherwise : std::strtoull(asked, nullptr, 10);
}

// Asks until the node is up and its disk lets it answer, as a person would.
bool until_done(SimWorld& world, std::size_t who, const std::function<bool()>& ask) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto up = [&] { return world.node(who).running(); };
    if (!world.run_until(up, std::chrono::minutes{10})) return false;
    if (ask()) return true;
    world.run_for(std::chrono::seconds{5});
  }
  return false;
}

std::size_t members_seen_by(SimNode& node) {
  if (!node.running()) return 0;
  const auto shown = node.api().circle(kCircle);
  return shown && shown->state == "member" ? shown->members.size() : 0;
}

std::size_t times_told(SimNode& node, const std::string& id) {
  std::size_t times = 0;
  for (const auto& event : node.events()) times += event.what == "alert" && event.id == id;
  return times;
}

}  // namespace

TEST_CASE(
    "twenty people at two relays: every alert reaches everybody once, and the relays learn nothing",
    "[sim][faults][many]") {
  const std::uint64_t seed = seed_or(1);
  CAPTURE(seed);
  SimWorld world(seed, twenty());
  RelayTrace trace({"CANARY", "07700", "7700900", "node1", "threat_violence", "GB-LDS"});
  world.on_frame = [&](ByteView frame) { trace.add(frame); };

  for (std::size_t i = 1; i < kNodes; ++i) REQUIRE(world.befriend(0, i, std::chrono::hours{12}));
  REQUIRE(until_done(world, 0, [&] {
    return world.node(0).api().circle_new({kCircle, {"GB-LDS"}}).ok() ||
           members_seen_by(world.node(0)) > 0;
  }));
  for (std::size_t i = 1; i < kNodes; ++i) {
    REQUIRE(until_done(world, 0, [&] {
      return world.node(0).api().circle_add(kCircle, SimWorld::name_of(i)).ok();
    }));
  }
  const auto all_in = [&] {
    for (std::size_t i = 0; i < kNodes; ++i) {
      if (members_seen_by(world.node(i)) != kNodes) return false;
    }
    return true;
  };
  // Looking at everybody after every event would be most of the work.
  for (int minute = 0; minute < 24 * 60 && !all_in(); ++minute)
    world.run_for(std::chrono::minutes{1});
  REQUIRE(all_in());

  std::vector<std::string> sent;
  for (std::size_t from = 0; from < kNodes; ++from) {
    REQUIRE(until_done(world, from, [&] {
      const auto alert = world.node(from).api().alert_send(to_circle(
          alert_about("07700 9003" + std::to_string(10 + from), world.now(), "CANARY-summary"),
          kCircle));
      if (alert) sent.push_back(alert->id);
      return alert.ok();
    }));
  }
  world.heal();
  const auto all_have = [&] {
    for (std::size_t i = 0; i < kNodes; ++i) {
      if (alert_count(world.node(i)) != sent.size()) return false;
    }
    return true;
  };
  for (int minute = 0; minute < 24 * 60 && !all_have(); ++minute)
    world.run_for(std::chrono::minutes{1});
  CHECK(all_have());
  std::size_t crashes = 0;
  for (std::size_t i = 0; i < kNodes; ++i) {
    CAPTURE(i);
    crashes += world.node(i).crashes();
    for (const auto& id : sent) CHECK(times_told(world.node(i), id) == 1);
  }
  CHECK(crashes > 0);  // else the faults were none
  CHECK(trace.slots() > sent.size());
  CHECK(trace.other_sizes() == 0);
  CHECK(trace.leaks() == 0);
  CHECK(trace.keys_used_twice() == 0);
  CHECK(world.key_uses().seen() > sent.size());
  CHECK(world.key_uses().used_twice() == 0);
}

TEST_CASE("the trace finds what it is there to find", "[sim]") {
  RelayTrace trace({"CANARY"});
  Bytes frame(limits::kFrame);
  trace.add(frame);
  CHECK(trace.leaks() == 0);
  const auto canary = as_bytes("CANARY");
  std::copy(canary.begin(), canary.end(), frame.begin() + 100);
  trace.add(frame);
  CHECK(trace.leaks() == 1);
  trace.add(ByteView(frame).first(100));
  CHECK(trace.other_sizes() == 1);
  relay::Slot slot{};
  const auto put = [&](std::uint8_t last) {
    slot.back() = last;
    return wire::request_frame(wire::encode_body(relay::Put{QueueId{}, 1, slot}), relay::Cap::write,
                               1, {});
  };
  trace.add(put(1));
  trace.add(put(1));  // the same bytes again are a retry
  CHECK(trace.keys_used_twice() == 0);
  trace.add(put(2));
  CHECK(trace.keys_used_twice() == 1);
}
