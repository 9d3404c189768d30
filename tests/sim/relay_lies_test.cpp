// Goal: nothing that a relay says ends a contact or a circle, or drops what waits.
// Method: a table of every refusal. In a world of its own the relay answers so, four times in a
// row, to every kind of request that two people and their circle make in a life: they meet, warn
// each other, one is set back to an older copy, one moves. Then it behaves; all must work, and they
// must be told.
#include <set>

#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "sim/sim_raw.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;
using relay::Refusal;
using relay::Refused;

namespace {

constexpr int kInARow = 4;

// Refuses the first requests of each kind that comes after `again()`.
class Liar {
 public:
  Liar(SimRelay& relay, Refused answer) : relay_(relay) {
    relay.instead = [this,
                     answer](const relay::RequestFrame& request) -> std::optional<relay::Reply> {
      const std::size_t kind = request.request.index();
      const bool reads = std::holds_alternative<relay::Hello>(request.request) ||
                         std::holds_alternative<relay::Get>(request.request) ||
                         std::holds_alternative<relay::BoardGet>(request.request);
      if (reads || ++asked_[kind] > kInARow) return std::nullopt;
      met_.insert(kind);
      return answer;
    };
  }
  ~Liar() { relay_.instead = nullptr; }
  void again() { asked_.clear(); }
  std::size_t kinds() const { return met_.size(); }

 private:
  SimRelay& relay_;
  std::map<std::size_t, int> asked_;
  std::set<std::size_t> met_;
};

bool arrives(SimWorld& world, std::size_t from, std::size_t to, const api::SendRequest& request) {
  const auto sent = world.node(from).api().alert_send(request);
  if (!sent) {
    UNSCOPED_INFO(sent.error().message);
    return false;
  }
  return world.run_until([&] { return world.node(to).api().alert(sent->id).ok(); },
                         std::chrono::hours{3});
}

bool warned(SimWorld& world) {
  static int next = 0;
  const auto about = [&] {
    return alert_about("07700 9" + std::to_string(20000 + next++), world.now());
  };
  return arrives(world, 0, 1, to_contact(about(), "node1")) &&
         arrives(world, 1, 0, to_contact(about(), "node0")) &&
         arrives(world, 0, 1, to_circle(about(), "ring")) &&
         arrives(world, 1, 0, to_circle(about(), "ring"));
}

}  // namespace

TEST_CASE("attack: whatever a relay refuses for a while, a contact and a circle work afterwards",
          "[sim][attack][relay-lies]") {
  const auto answer = GENERATE(values<Refused>({
      {Refusal::auth, 0},
      {Refusal::sequence, 0},
      {Refusal::full, 0},
      {Refusal::conflict, 0},
      {Refusal::conflict, 3},
      {Refusal::conflict, 1'000'000'000},
      {Refusal::conflict, ~std::uint64_t{0}},
      {Refusal::taken, 0},
      {Refusal::closed, 0},
      {Refusal::access, 0},
      {Refusal::malformed, 0},
      {Refusal::unsupported, 0},
      {Refusal::busy, 0},
  }));
  CAPTURE(static_cast<int>(answer.why), answer.last);
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(500 + static_cast<std::uint64_t>(answer.why), options);
  Liar liar(world.relay(0), answer);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  liar.again();
  CHECK(warned(world));
  const auto state = [&](std::size_t who, std::size_t of) {
    return world.node(who).api().contact(SimWorld::name_of(of))->state;
  };
  CHECK(state(0, 1) == "established");
  CHECK(state(1, 0) == "established");
  CHECK(world.node(0).api().contact("node1")->failure.empty());
  CHECK(world.node(1).api().contact("node0")->failure.empty());
  // The next epoch, with the closing of a board.
  liar.again();
  const auto epoch = world.node(0).api().circle("ring")->epoch;
  REQUIRE(world.node(0).api().circle_new({"other", {}}));
  REQUIRE(add_to_circle(world, 0, "other", 1));
  CHECK(world.node(0).api().circle("ring")->epoch == epoch);
  CHECK(warned(world));
  CHECK(liar.kinds() == 7);  // each kind of request that changes something was refused
  // An older copy renews, and finds back.
  const auto old = world.node(1).image(world.now());
  CHECK(warned(world));
  liar.again();
  world.node(1).bring_back(old, world.now());
  CHECK(
      world.run_until([&] { return state(0, 1) == "established" && state(1, 0) == "established"; },
                      std::chrono::hours{3}));
  world.run_for(std::chrono::minutes{10});
  REQUIRE(confirm_words(world.node(0), "node1"));
  REQUIRE(confirm_words(world.node(1), "node0"));
  CHECK(warned(world));
}

TEST_CASE(
    "attack: one refusal of a put with a large number stops the lane and not the contact, and is "
    "told",
    "[sim][attack][relay-lies]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(530, options);
  REQUIRE(world.befriend(0, 1));
  bool lies = true;
  world.relay(0).instead = [&](const relay::RequestFrame& request) -> std::optional<relay::Reply> {
    if (!lies || !std::holds_alternative<relay::Put>(request.request)) return std::nullopt;
    return Refused{Refusal::conflict, 1'000'000'000};
  };
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900540", world.now()), "node1"));
  REQUIRE(sent);
  world.run_for(std::chrono::minutes{2});
  const auto contact = world.node(0).api().contact("node1");
  CHECK(contact->state == "established");
  CHECK(contact->failure == "another_copy");
  CHECK(times_noticed(world.node(0), "another_copy_writes") == 1);
  world.run_for(std::chrono::hours{30});
  CHECK(times_noticed(world.node(0), "another_copy_writes") == 1);  // told once, not each time
  CHECK(world.node(0).api().alert(sent->id)->delivery == "saved");
  lies = false;
  CHECK(world.run_until([&] { return world.node(1).api().alert(sent->id).ok(); },
                        std::chrono::hours{2}));
  CHECK(world.node(0).api().contact("node1")->failure.empty());
}

TEST_CASE("attack: a relay that says all the time that it lost messages is sent them once a day",
          "[sim][attack][relay-lies]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(531, options);
  REQUIRE(world.befriend(0, 1));
  world.set_apart(1, true);  // nothing is confirmed
  for (int i = 0; i < 5; ++i) {
    REQUIRE(world.node(0).api().alert_send(
        to_contact(alert_about("07700 90055" + std::to_string(i), world.now()), "node1")));
  }
  world.run_for(std::chrono::minutes{5});
  std::size_t puts = 0;
  world.relay(0).instead = [&](const relay::RequestFrame& request) -> std::optional<relay::Reply> {
    if (!std::holds_alternative<relay::Put>(request.request)) return std::nullopt;
    ++puts;
    return Refused{Refusal::conflict, 0};
  };
  REQUIRE(world.node(0).api().alert_send(
      to_contact(alert_about("07700 900556", world.now()), "node1")));
  world.run_for(std::chrono::hours{20});
  CHECK(puts < 100);
  CHECK(world.node(0).engine().context().store.outbox().size() <= 12);
  CHECK(times_noticed(world.node(0), "relay_lost_messages") == 1);
}
