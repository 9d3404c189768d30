// An alert sent to a checked contact arrives, is shown once, and is confirmed, whatever happens
// between.
#include "sim/sim_alerts.h"
#include "sim/sim_world.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("an alert to a contact arrives as it was sent and is confirmed", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(7, options);
  REQUIRE(world.befriend(0, 1));
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900123", world.now()), "node1"));
  REQUIRE(sent);
  const auto arrived = [&] { return alert_count(world.node(1)) == 1; };
  REQUIRE(world.run_until(arrived, std::chrono::minutes{5}));
  const auto mine = world.node(0).api().alert(sent->id);
  const auto theirs = world.node(1).api().alert(sent->id);
  REQUIRE(mine);
  REQUIRE(theirs);
  CHECK(theirs->alert == mine->alert);
  CHECK(theirs->from == "node0");
  CHECK(mine->from == "me");

  const auto confirmed = [&] {
    return world.node(0).api().alert(sent->id)->delivery == "confirmed";
  };
  CHECK(world.run_until(confirmed, std::chrono::minutes{5}));

  const auto checked = world.node(1).api().check("+44 7700 900123");
  REQUIRE(checked);
  REQUIRE(checked->matches.size() == 1);
  CHECK(checked->matches[0].strength == "exact");
  CHECK(world.node(1).api().check("07700 900999")->matches.empty());
}

TEST_CASE("a corroboration is counted by the author as one first-hand voice", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(8, options);
  REQUIRE(world.befriend(0, 1));
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900124", world.now()), "node1"));
  REQUIRE(sent);
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(1)) == 1; }, std::chrono::minutes{5}));
  REQUIRE(world.node(1).api().alert_corroborate({sent->id, "same_identifier_own_experience", {}}));
  const auto heard = [&] {
    return world.node(0).api().alert(sent->id)->corroborations.first_hand == 1;
  };
  CHECK(world.run_until(heard, std::chrono::minutes{5}));
  CHECK_FALSE(
      world.node(1).api().alert_corroborate({sent->id, "saw_it", {}}));  // one voice counts once
}

TEST_CASE("an alert to a contact whose words are not checked is refused", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(9, options);
  REQUIRE(world.befriend(0, 1));
  const auto invite = world.node(0).api().contact_invite({"someone"});
  REQUIRE(invite);
  const auto sent = world.node(0).api().alert_send(
      to_contact(alert_about("07700 900125", world.now()), "someone"));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().kind == api::Problem::Kind::unchecked_words);
  CHECK(alert_count(world.node(0)) == 0);
}
