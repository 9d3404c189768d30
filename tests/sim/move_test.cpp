// Goal: a queue goes to another relay while life goes on: nothing is lost and nothing is shown
// twice, whoever is away, whatever breaks, and though both move at once. Method: whole nodes; a
// relay is removed; then the same under faults. A failure prints its seed: run with
// WATCHWORD_SIM_SEED=n to repeat it alone.
#include <cstdlib>

#include "sim/sim_circles.h"
#include "sim/sim_move.h"

using namespace ww;
using namespace ww::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* asked = std::getenv("WATCHWORD_SIM_SEED")) {
    return {std::strtoull(asked, nullptr, 10)};
  }
  std::vector<std::uint64_t> list;
  for (std::uint64_t seed = 1; seed <= count; ++seed) list.push_back(seed);
  return list;
}

WorldOptions rough_world(std::size_t nodes, std::size_t relays) {
  WorldOptions options = calm_world(nodes, relays);
  options.faults = rough_network();
  options.crash_node_one_in = 150;
  options.crash_relay_one_in = 600;
  options.fail_commit_one_in = 150;
  options.partition_one_in = 800;
  options.skew_most = minutes{10};
  return options;
}

// What a dying disk refuses is asked again, as a person would.
template <class Call>
bool insist(SimWorld& world, std::size_t who, const Call& call) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (!world.run_until([&] { return world.node(who).running(); }, minutes{10})) return false;
    if (call()) return true;
    world.run_for(std::chrono::seconds{10});
  }
  return false;
}

bool both_moved(SimWorld& world, std::size_t who, std::size_t other) {
  if (!world.node(who).running() || !world.node(other).running()) return false;
  const Places ours = places(world, who, other), theirs = places(world, other, who);
  return ours.own == 2 && theirs.peer == 2 && !ours.moving;
}

}  // namespace

TEST_CASE("a relay that is left is read for 30 days, and gone when nothing is left there",
          "[sim]") {
  SimWorld world(71, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  const auto removed = leave(world, 0, 0);
  REQUIRE(removed);
  CHECK_FALSE(removed->gone);
  CHECK(removed->people == 1);
  CHECK(removed->written == 0);
  CHECK(removed->place == to_address(world.relay(1).route()));
  CHECK(lists(world, 0, 0, true));
  // Twice is once.
  REQUIRE(leave(world, 0, 0));

  REQUIRE(world.run_until([&] { return both_moved(world, 0, 1); }, hours{1}));
  CHECK(places(world, 1, 0).peer_route == world.relay(1).route());
  CHECK(places(world, 0, 1).queues == 2);
  CHECK(places(world, 0, 1).peer == 1);  // her own queue is where it was
  const std::string there = warn(world, 0, 1, "07700 900540");
  const std::string back = warn(world, 1, 0, "07700 900541");
  CHECK(world.run_until([&] { return has(world, 1, there) && has(world, 0, back); }, minutes{10}));
  // A new invite is not answered there.
  const auto invite = world.node(0).api().contact_invite({"somebody"});
  REQUIRE(invite);
  with_contact(world, 0, 1, [&](engine::Context& context, Contact&) {
    const auto other = context.store.contacts().find_by_name("somebody");
    CHECK(other->own_routes.front() == world.relay(1).route());
  });

  world.all_off(hours{24 * 29});
  world.run_for(minutes{10});
  CHECK(places(world, 0, 1).queues == 2);
  CHECK(lists(world, 0, 0, true));
  world.all_off(hours{24 * 2});
  REQUIRE(world.run_until([&] { return !lists(world, 0, 0, true); }, hours{1}));
  CHECK_FALSE(lists(world, 0, 0, false));
  CHECK(places(world, 0, 1).queues == 1);
  CHECK_FALSE(was_told(world.node(0), "does_not_know_new_place"));
  const std::string later = warn(world, 1, 0, "07700 900542");
  CHECK(world.run_until([&] { return has(world, 0, later); }, minutes{10}));
}

TEST_CASE("a relay where nothing is kept is removed at once, the only one in use not at all",
          "[sim]") {
  SimWorld world(72, calm_world(2, 2));
  REQUIRE(world.befriend(0, 1));
  const std::string strange = "watchword-relay://other.example.com:7077/" + std::string(52, 'a');
  REQUIRE(world.node(0).api().relay_add(strange, std::nullopt));
  const auto removed = world.node(0).api().relay_remove(strange);
  REQUIRE(removed);
  CHECK(removed->gone);
  CHECK(world.node(0).api().relays()->size() == 2);
  // The other's own queue is at relay 1: it is not cut off, and used for nothing new.
  const auto hers = leave(world, 0, 1);
  REQUIRE(hers);
  CHECK_FALSE(hers->gone);
  CHECK(hers->written == 1);
  CHECK(hers->people == 0);
  const auto last = leave(world, 0, 0);
  REQUIRE_FALSE(last);
  CHECK(last.error().kind == api::Problem::Kind::other);
  CHECK(lists(world, 0, 0, false));  // as if nothing had been asked
  const std::string id = warn(world, 0, 1, "07700 900543");
  CHECK(world.run_until([&] { return has(world, 1, id); }, minutes{10}));
  // Added again, it is one like the others.
  REQUIRE(world.node(0).api().relay_add(to_address(world.relay(1).route()), std::nullopt));
  CHECK(lists(world, 0, 1, false));
}

TEST_CASE("a move under every fault, with warnings both ways: each arrives and is shown once",
          "[sim][faults]") {
  for (const std::uint64_t seed : seeds(12)) {
    CAPTURE(seed);
    SimWorld world(seed, rough_world(2, 3));
    REQUIRE(world.befriend(0, 1, hours{12}));
    const bool both = seed % 3 != 0;  // both move at the same time, or one alone
    std::vector<std::string> to_one, to_zero;
    for (int i = 0; i < 8; ++i) {
      const auto number = "07700 90056" + std::to_string(i);
      std::string id;
      REQUIRE(insist(world, 0, [&] { return !(id = warn(world, 0, 1, number)).empty(); }));
      to_one.push_back(id);
      REQUIRE(insist(world, 1, [&] { return !(id = warn(world, 1, 0, number)).empty(); }));
      to_zero.push_back(id);
      if (i == 2) REQUIRE(insist(world, 0, [&] { return leave(world, 0, 0).ok(); }));
      if (i == 2 && both) REQUIRE(insist(world, 1, [&] { return leave(world, 1, 1).ok(); }));
      if (i > 4) world.run_for(std::chrono::seconds{20});
    }
    world.heal();
    const auto arrived = [&] {
      return alert_count(world.node(0)) == 16 && alert_count(world.node(1)) == 16;
    };
    CHECK(world.run_until(arrived, hours{2}));
    for (const std::string& id : to_one) CHECK(times_told(world.node(1), id) == 1);
    for (const std::string& id : to_zero) CHECK(times_told(world.node(0), id) == 1);
    REQUIRE(world.run_until([&] { return both_moved(world, 0, 1); }, hours{2}));
    if (both) REQUIRE(world.run_until([&] { return both_moved(world, 1, 0); }, hours{2}));
    world.run_for(hours{1});
    CHECK(arrived());
  }
}

TEST_CASE("who was away for 40 days hears of the move, and what waited at her arrives", "[sim]") {
  SimWorld world(73, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.run_for(minutes{5});
  world.set_apart(1, true);
  REQUIRE(leave(world, 0, 0));
  const std::string early = warn(world, 1, 0, "07700 900550");
  world.run_for(minutes{5});
  for (int days = 0; days < 40; days += 5) {
    world.all_off(hours{24 * 5});
    world.run_for(minutes{5});
  }
  CHECK(places(world, 0, 1).queues == 1);  // the old one is gone
  CHECK(was_told(world.node(0), "does_not_know_new_place"));
  const std::string late = warn(world, 1, 0, "07700 900551");
  const std::string hers = warn(world, 0, 1, "07700 900552");
  world.set_apart(1, false);
  CHECK(world.run_until([&] { return has(world, 0, late) && has(world, 1, hers); }, hours{1}));
  CHECK(both_moved(world, 0, 1));
  // What she had wanted to say for more than 30 days was told to have failed, not lost in silence.
  CHECK_FALSE(has(world, 0, early));
  CHECK(world.node(1).api().alert(early)->delivery == "failed");
}

TEST_CASE("who was away for two weeks finds the old queue read and the new one told", "[sim]") {
  SimWorld world(74, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.run_for(minutes{5});
  world.set_apart(1, true);
  std::vector<std::string> waited;
  for (int i = 0; i < 5; ++i)
    waited.push_back(warn(world, 1, 0, "07700 90057" + std::to_string(i)));
  REQUIRE(leave(world, 0, 0));
  world.run_for(minutes{5});
  for (int days = 0; days < 15; days += 5) {
    world.all_off(hours{24 * 5});
    world.run_for(minutes{5});
  }
  world.set_apart(1, false);
  CHECK(world.run_until([&] { return alert_count(world.node(0)) == 5; }, hours{1}));
  REQUIRE(world.run_until([&] { return both_moved(world, 0, 1); }, hours{1}));
  for (const std::string& id : waited) CHECK(times_told(world.node(0), id) == 1);
}

TEST_CASE("a sender who was never told finds the next queue at a place that was named", "[sim]") {
  SimWorld world(75, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.run_for(minutes{5});
  world.set_apart(1, true);
  // Her HELLO had named a second place, too.
  with_contact(world, 1, 0, [&](engine::Context&, Contact& contact) {
    contact.peer_routes = {world.relay(0).route(), world.relay(1).route()};
  });
  REQUIRE(leave(world, 0, 0));
  world.run_for(minutes{5});
  // It is told once alone, and that once is lost.
  with_contact(world, 0, 1, [&](engine::Context&, Contact& contact) {
    REQUIRE(contact.own_move);
    contact.own_move->again = world.now() + hours{24 * 300};
  });
  for (int days = 0; days < 40; days += 10) {
    world.all_off(hours{24 * 10});
    world.run_for(minutes{5});
  }
  const std::string first = warn(world, 1, 0, "07700 900553");
  const std::string second = warn(world, 1, 0, "07700 900554");
  world.set_apart(1, false);
  CHECK(world.run_until([&] { return has(world, 0, first) && has(world, 0, second); }, hours{1}));
  CHECK(both_moved(world, 0, 1));
  CHECK(places(world, 1, 0).peer_route == world.relay(1).route());
  for (const std::string& id : {first, second}) CHECK(times_told(world.node(0), id) == 1);
  const std::string third = warn(world, 1, 0, "07700 900555");
  CHECK(world.run_until([&] { return has(world, 0, third); }, minutes{10}));
}

TEST_CASE("what the reader's relay lost unread is sent again when she tells her new place",
          "[sim]") {
  SimWorld world(76, calm_world(2, 2));
  REQUIRE(world.befriend(0, 1));
  world.run_for(hours{1});
  world.set_apart(1, true);
  const std::string lost = warn(world, 0, 1, "07700 900556");
  world.run_for(minutes{2});
  // Her relay alone, and the sender has nothing for her that would tell him.
  world.relay(1).lose_everything(world.now());
  world.set_apart(1, false);
  REQUIRE(world.run_until([&] { return has(world, 1, lost); }, hours{6}));
  CHECK(places(world, 0, 1).peer == 2);
  world.run_for(hours{24});
  CHECK(times_told(world.node(1), lost) == 1);
}

TEST_CASE("a second move waits until the first is known, and a dead new relay can be left, too",
          "[sim]") {
  SimWorld world(76, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.relay(1).crash(world.now());  // the new place does not answer
  REQUIRE(leave(world, 0, 0));
  world.run_for(minutes{5});
  CHECK(places(world, 0, 1).own == 1);
  CHECK(places(world, 0, 1).queues == 2);
  REQUIRE(leave(world, 0, 1));
  REQUIRE(world.run_until([&] { return places(world, 0, 1).own == 2; }, minutes{10}));
  world.relay(1).start(world.now());
  REQUIRE(world.run_until([&] { return both_moved(world, 0, 1); }, hours{1}));
  CHECK(places(world, 1, 0).peer_route == world.relay(2).route());
  // And back again: the next generation.
  REQUIRE(world.node(0).api().relay_add(to_address(world.relay(0).route()), std::nullopt));
  REQUIRE(leave(world, 0, 2));
  const auto again = [&] {
    return places(world, 0, 1).own == 3 && places(world, 1, 0).peer == 3 &&
           !places(world, 0, 1).moving;
  };
  REQUIRE(world.run_until(again, hours{1}));
  CHECK(places(world, 1, 0).peer_route == world.relay(0).route());
  const std::string id = warn(world, 1, 0, "07700 900556");
  CHECK(world.run_until([&] { return has(world, 0, id); }, minutes{10}));
}

TEST_CASE("an older copy from before a move renews, and generations begin anew", "[sim]") {
  // Who brings the copy back: she who moved, or the other.
  const std::size_t who = GENERATE(std::size_t{0}, std::size_t{1});
  CAPTURE(who);
  SimWorld world(77, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.run_for(minutes{5});
  const auto copy = world.node(who).image(world.now());
  REQUIRE(leave(world, 0, 0));
  REQUIRE(world.run_until([&] { return both_moved(world, 0, 1); }, hours{1}));
  world.all_off(hours{24 * 10});
  world.node(who).bring_back(copy, world.now());
  const auto renewed = [&] {
    const auto ours = world.node(0).api().contact("node1"),
               theirs = world.node(1).api().contact("node0");
    return ours && theirs && ours->state == "established" && theirs->state == "established" &&
           ours->trust == "unchecked" && theirs->trust == "unchecked" && ours->words &&
           ours->words == theirs->words;
  };
  REQUIRE(world.run_until(renewed, hours{1}));
  REQUIRE(confirm_words(world.node(0), "node1"));
  REQUIRE(confirm_words(world.node(1), "node0"));
  world.run_for(minutes{10});
  for (const std::size_t each : {std::size_t{0}, std::size_t{1}}) {
    CHECK(places(world, each, 1 - each).own == 1);
    CHECK(places(world, each, 1 - each).peer == 1);
    CHECK(places(world, each, 1 - each).queues == 1);
  }
  const std::string there = warn(world, 0, 1, "07700 900557");
  const std::string back = warn(world, 1, 0, "07700 900558");
  CHECK(world.run_until([&] { return has(world, 1, there) && has(world, 0, back); }, minutes{10}));
}

TEST_CASE("a circle's board goes along with who made it, and stays without her", "[sim][circles]") {
  SimWorld world(78, calm_world(3, 3));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  for (const std::size_t each : {std::size_t{1}, std::size_t{2}}) {
    REQUIRE(add_to_circle(world, 0, "ring", each));
  }
  const auto epoch = world.node(0).api().circle("ring")->epoch;
  const auto stays = leave(world, 2, 0);
  REQUIRE(stays);
  CHECK(stays->circles_staying == std::vector<std::string>{"ring"});
  CHECK(stays->circles_moved.empty());
  const auto moved = leave(world, 0, 0);
  REQUIRE(moved);
  CHECK(moved->circles_moved == std::vector<std::string>{"ring"});
  const std::string sent = [&] {
    const auto answer =
        world.node(1).api().alert_send(to_circle(alert_about("07700 900559", world.now()), "ring"));
    return answer ? answer->id : "";
  }();
  REQUIRE_FALSE(sent.empty());
  const auto all = [&] {
    for (std::size_t i = 0; i < 3; ++i) {
      const auto circle = world.node(i).api().circle("ring");
      if (!circle || circle->epoch != epoch + 1 || !has(world, i, sent)) return false;
    }
    return true;
  };
  CHECK(world.run_until(all, hours{1}));
  // Its member has nothing there any more that is not over by itself.
  for (int days = 0; days < 35; days += 5) {
    world.all_off(hours{24 * 5});
    world.run_for(minutes{10});
  }
  CHECK_FALSE(lists(world, 2, 0, true));
  CHECK_FALSE(lists(world, 0, 0, true));
}
