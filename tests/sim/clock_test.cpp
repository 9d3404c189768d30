// Clocks that are wrong, of a node or of a relay, and what is erased by them: nothing.
#include "sim/sim_forge.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr Duration kYears = std::chrono::hours{24 * 365 * 2};  // past every alert and withdrawal

bool doctor_names_the_time(SimNode& node) {
  const auto checks = node.api().doctor();
  REQUIRE(checks);
  return std::any_of(checks->begin(), checks->end(),
                     [](const api::Check& check) { return check.name == "time" && !check.ok; });
}

bool has_notice(SimNode& node, const std::string& code) {
  const auto notices = node.api().notices(false);
  REQUIRE(notices);
  return std::any_of(notices->begin(), notices->end(),
                     [&](const api::Notice& each) { return each.code == code; });
}

void set_clock(SimWorld& world, std::size_t node, Duration skew) {
  world.node(node).crash(world.now());
  world.node(node).set_skew(skew);
  world.node(node).start(world.now());
}

// Node 0 holds an alert of node 1, and a withdrawal of another.
struct Held : ThreeFriends {
  explicit Held(std::uint64_t seed, std::size_t relays = 1) : ThreeFriends(seed, relays) {
    const auto send = [&](const char* number) {
      const auto sent =
          node(1).api().alert_send(to_contact(alert_about(number, now()), name_of(0)));
      REQUIRE(sent);
      REQUIRE(
          run_until([&] { return node(0).api().alert(sent->id).ok(); }, std::chrono::minutes{10}));
      return AlertId::from_base32(sent->id).value();
    };
    alert = send("07700 900540");
    withdrawn = send("07700 900541");
    REQUIRE(node(1).api().alert_retract({withdrawn.base32(), "not_true"}));
    REQUIRE(run_until([&] { return state_of(node(0), withdrawn) == "retracted"; },
                      std::chrono::minutes{10}));
  }
  bool has_both() {
    auto& rows = node(0).engine().context().store.alerts();
    return rows.find(alert) && rows.find(withdrawn);
  }
  bool has_neither() {
    auto& rows = node(0).engine().context().store.alerts();
    return !rows.find(alert) && !rows.find(withdrawn);
  }
  AlertId alert, withdrawn;
};

}  // namespace

TEST_CASE("attack: a clock set ahead erases nothing until a relay agrees with it",
          "[sim][attack]") {
  Held world(81);
  world.set_apart(0, true);
  const auto unsent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900542", world.now()), "node1"));
  REQUIRE(unsent);
  REQUIRE(world.node(0).api().contact_invite({"somebody"}));
  const auto invited = [&] { return world.node(0).api().contact("somebody")->state == "invited"; };

  set_clock(world, 0, kYears);
  world.run_for(std::chrono::minutes{20});  // no relay can be asked
  CHECK(world.has_both());
  CHECK(invited());
  CHECK(world.node(0).api().alert(unsent->id)->delivery == "saved");
  CHECK_FALSE(doctor_names_the_time(world.node(0)));

  world.set_apart(0, false);
  // What was to be sent is sent and not given up, and all is still there.
  REQUIRE(world.run_until(
      [&] { return world.node(0).api().alert(unsent->id)->delivery == "confirmed"; },
      std::chrono::hours{2}));
  world.run_for(std::chrono::minutes{20});
  CHECK(world.has_both());
  CHECK(invited());
  CHECK(doctor_names_the_time(world.node(0)));

  set_clock(world, 0, Duration{0});
  world.run_for(std::chrono::minutes{15});
  CHECK(world.has_both());
  CHECK(invited());
  CHECK_FALSE(doctor_names_the_time(world.node(0)));
  // And when it is time by every clock, it goes.
  world.all_off(kYears);
  world.run_for(std::chrono::minutes{15});
  CHECK(world.has_neither());
  CHECK(world.node(0).api().contact("somebody")->state == "failed");
}

TEST_CASE("attack: a clock set ahead while the node runs is not trusted on an old word",
          "[sim][attack]") {
  Held world(82);
  world.run_for(std::chrono::minutes{15});
  world.set_apart(0, true);
  world.node(0).set_skew(kYears);
  world.node(0).tick(world.now());
  world.run_for(std::chrono::minutes{15});
  CHECK(world.has_both());
}

TEST_CASE("attack: a relay that lies about the time erases nothing, and holds nothing back alone",
          "[sim][attack]") {
  Held world(83, 2);
  const auto lies = [&](std::size_t relay, Duration skew) {
    world.relay(relay).crash(world.now());
    world.relay(relay).set_skew(skew);
    world.relay(relay).start(world.now());
  };
  // Its own relay is asked all the time, the other one when she writes to somebody there.
  const auto both_are_asked = [&] {
    auto request = to_contact(alert_about("07700 900543", world.now()), "node1");
    request.accept = {"own_clock"};  // the relays are wrong here, and her clock is not
    REQUIRE(world.node(0).api().alert_send(request));
    world.run_for(std::chrono::minutes{15});
  };
  // Both say that it is years later: it is not over by the own clock, and stays.
  lies(0, kYears);
  lies(1, kYears);
  both_are_asked();
  CHECK(world.has_both());
  CHECK(doctor_names_the_time(world.node(0)));
  // It is over, and both say that it is not: it stays, and the owner is told why.
  world.all_off(kYears);
  lies(0, -kYears);
  lies(1, -kYears);
  both_are_asked();
  CHECK(world.has_both());
  CHECK(doctor_names_the_time(world.node(0)));
  // One of them tells the truth: that is enough.
  lies(1, Duration{0});
  both_are_asked();
  CHECK(world.has_neither());
  CHECK_FALSE(doctor_names_the_time(world.node(0)));
}

TEST_CASE("a fresh alert is not lost to a clock that is slow", "[sim]") {
  ThreeFriends world(84);
  set_clock(world, 0, -std::chrono::hours{24 * 3});
  world.run_for(std::chrono::minutes{15});
  CHECK(doctor_names_the_time(world.node(0)));
  const auto sent =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900544", world.now()), "node0"));
  REQUIRE(sent);
  CHECK(world.run_until([&] { return world.node(0).api().alert(sent->id).ok(); },
                        std::chrono::minutes{30}));
}

// Field report F22: a sender's clock that is far off.
TEST_CASE("attack: a warning with a time that every relay contradicts is never sent unasked",
          "[sim][attack]") {
  using std::chrono::hours;
  const Duration skew = GENERATE(Duration{hours{25}}, Duration{hours{26}}, Duration{hours{30}},
                                 Duration{-hours{24 * 310}}, Duration{-hours{24 * 2000}});
  CAPTURE(skew.count());
  ThreeFriends world(85);
  set_clock(world, 0, skew);
  const auto hears = [&] { return doctor_names_the_time(world.node(0)); };
  REQUIRE(world.run_until(hears, std::chrono::minutes{15}));
  auto request = to_contact(alert_about("07700 900545", world.now()), "node1");
  const auto refused = world.node(0).api().alert_send(request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "clock");
  CHECK(refused.error().kind == api::Problem::Kind::invalid);
  CHECK(has_notice(world.node(0), "clock_wrong"));
  request.accept = {"clock"};
  const auto sent = world.node(0).api().alert_send(request);
  REQUIRE(sent);
  CHECK(world.run_until([&] { return world.node(1).api().alert(sent->id).ok(); },
                        std::chrono::minutes{30}));
  set_clock(world, 0, Duration{0});
  CHECK(world.run_until([&] { return !has_notice(world.node(0), "clock_wrong"); },
                        std::chrono::minutes{15}));
}

TEST_CASE("attack: a lying relay beside an honest one stops no warning", "[sim][attack]") {
  ThreeFriends world(86, 2);
  world.relay(1).set_skew(std::chrono::hours{24 * 30});
  world.run_for(std::chrono::minutes{15});
  CHECK(world.node(0).api().alert_send(
      to_contact(alert_about("07700 900546", world.now()), "node1")));
}

TEST_CASE(
    "a warning that left before a relay was heard, by a wrong clock, is told and not confirmed",
    "[sim]") {
  ThreeFriends world(87);
  set_clock(world, 0, std::chrono::hours{30});
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900547", world.now()), "node1"));
  REQUIRE(sent);
  const auto told = [&] {
    const auto notices = world.node(0).api().notices(false);
    return std::any_of(notices->begin(), notices->end(), [&](const api::Notice& each) {
      return each.code == "sent_by_wrong_clock" && each.text.find(sent->id) != std::string::npos;
    });
  };
  CHECK(world.run_until(told, std::chrono::minutes{15}));
  world.run_for(std::chrono::hours{1});
  CHECK_FALSE(world.node(1).api().alert(sent->id).ok());
  CHECK(world.node(0).api().alert(sent->id)->delivery != "confirmed");
}
