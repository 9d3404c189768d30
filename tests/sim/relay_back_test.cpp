// Goal: a relay of which last night's copy was put back loses no new warning and shows none twice.
// Method: the relay's files are copied, people warn each other, the files are put back, and they go
// on warning each other: pairwise, in a circle, read before or not, the relay started anew or not.
#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "sim/sim_raw.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kCircle = "ring";

struct Town {
  SimWorld world;
  int next = 0;

  explicit Town(std::uint64_t seed) : world(seed, people()) {
    REQUIRE(world.befriend(0, 1));
    REQUIRE(world.befriend(0, 2));
    REQUIRE(world.node(0).api().circle_new({kCircle, {}}));
    REQUIRE(add_to_circle(world, 0, kCircle, 1));
    REQUIRE(add_to_circle(world, 0, kCircle, 2));
    round();
  }
  static WorldOptions people() {
    WorldOptions options;
    options.nodes = 3;
    return options;
  }
  std::string about() {
    return alert_about("07700 9" + std::to_string(10000 + next++), world.now());
  }
  struct Sent {
    std::string id;
    std::vector<std::size_t> to;
  };
  // Everybody warns somebody and the circle.
  std::vector<Sent> warn() {
    std::vector<Sent> sent;
    const auto note = [&](const auto& answer, std::vector<std::size_t> to) {
      REQUIRE(answer);
      sent.push_back({answer->id, std::move(to)});
    };
    note(world.node(0).api().alert_send(to_contact(about(), "node1")), {1});
    note(world.node(1).api().alert_send(to_contact(about(), "node0")), {0});
    note(world.node(0).api().alert_send(to_circle(about(), kCircle)), {1, 2});
    note(world.node(1).api().alert_send(to_circle(about(), kCircle)), {0, 2});
    note(world.node(2).api().alert_send(to_circle(about(), kCircle)), {0, 1});
    return sent;
  }
  bool arrive(const std::vector<Sent>& sent, Duration most = std::chrono::hours{3}) {
    return world.run_until(
        [&] {
          for (const auto& [id, to] : sent) {
            for (const std::size_t who : to) {
              if (!world.node(who).running() || !world.node(who).api().alert(id).ok()) return false;
            }
          }
          return true;
        },
        most);
  }
  void round() { REQUIRE(arrive(warn())); }
  std::size_t times_told(std::size_t who, const std::string& id) {
    std::size_t times = 0;
    for (const auto& event : world.node(who).events())
      times += event.what == "alert" && event.id == id;
    return times;
  }
  void each_once(const std::vector<Sent>& sent) {
    for (const auto& [id, to] : sent) {
      for (const std::size_t who : to) CHECK(times_told(who, id) == 1);
    }
  }
};

void append(std::vector<Town::Sent>& all, const std::vector<Town::Sent>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

TEST_CASE("attack: a relay that was put back from last night's copy loses no new warning",
          "[sim][attack][relay-back]") {
  const std::uint64_t seed = GENERATE(401, 402, 403);
  CAPTURE(seed);
  Town town(seed);
  SimWorld& world = town.world;
  const auto night = world.relay(0).image(world.now());
  world.run_for(std::chrono::minutes{1});
  std::vector<Town::Sent> all;
  for (int i = 0; i < 3; ++i) {  // read and acknowledged before it is lost
    const auto sent = town.warn();
    REQUIRE(town.arrive(sent));
    append(all, sent);
  }
  world.run_for(std::chrono::minutes{5});
  world.relay(0).bring_back(night, world.now());
  for (int i = 0; i < 3; ++i) {
    const auto sent = town.warn();
    CHECK(town.arrive(sent));
    append(all, sent);
    world.run_for(std::chrono::minutes{7});
  }
  world.run_for(std::chrono::hours{2});
  town.each_once(all);
  for (std::size_t who = 0; who < 3; ++who) {
    CAPTURE(who);
    CHECK(times_noticed(world.node(who), "another_copy_reads") == 0);
    CHECK(times_noticed(world.node(who), "another_copy_writes") == 0);
  }
}

TEST_CASE("attack: what lay unread at a relay that was put back from a copy is sent again",
          "[sim][attack][relay-back]") {
  Town town(410);
  SimWorld& world = town.world;
  const auto night = world.relay(0).image(world.now());
  world.run_for(std::chrono::minutes{1});
  world.set_apart(1, true);
  auto lost = world.node(0).api().alert_send(to_contact(town.about(), "node1"));
  REQUIRE(lost);
  auto posted = world.node(0).api().alert_send(to_circle(town.about(), kCircle));
  REQUIRE(posted);
  REQUIRE(world.run_until(
      [&] { return world.node(0).api().alert(lost->id)->delivery == "handed_over"; },
      std::chrono::minutes{5}));
  world.run_for(std::chrono::minutes{1});
  world.relay(0).bring_back(night, world.now());
  world.set_apart(1, false);
  // Nobody says anything more: the new generation alone makes the sender look.
  const std::vector<Town::Sent> sent = {{lost->id, {1}}, {posted->id, {1, 2}}};
  CHECK(town.arrive(sent));
  world.run_for(std::chrono::hours{1});
  town.each_once(sent);
  CHECK(times_noticed(world.node(0), "relay_lost_messages") == 1);
}

TEST_CASE("a relay that is only started anew is no loss: nothing is sent again and nothing told",
          "[sim][relay-back]") {
  Town town(411);
  SimWorld& world = town.world;
  world.run_for(std::chrono::minutes{30});
  const auto told = [&] {
    std::size_t times = 0;
    for (std::size_t who = 0; who < 3; ++who) {
      for (const auto& event : world.node(who).events()) times += event.what == "notice";
    }
    return times;
  };
  const std::size_t before = told();
  for (int i = 0; i < 3; ++i) {
    world.relay(0).crash(world.now());
    world.relay(0).start(world.now());
    world.run_for(std::chrono::minutes{20});
  }
  CHECK(told() == before);
  town.round();
}

TEST_CASE(
    "attack: a relay that says at each answer that it does not know our place is not asked without "
    "end",
    "[sim][attack][relay-back]") {
  Town town(412);
  SimWorld& world = town.world;
  std::size_t answers = 0;
  world.relay(0).say = [&](relay::ReplyFrame frame) {
    if (auto* item = std::get_if<relay::Item>(&frame.reply)) {
      item->anew = true;
      if (item->index == 0) ++answers;
      item->position = item->index + 1U;
      item->slot.fill(7);
    }
    return std::vector{frame};
  };
  world.run_for(std::chrono::minutes{10});
  CHECK(answers < 1000);  // six readers, twice a minute each
  world.relay(0).say = nullptr;
  town.round();
}
