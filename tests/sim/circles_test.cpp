// Circles of many people: everybody reads what is posted while she is a member, and nothing else.
#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "support/catch.h"
#include "wire/circle.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("members who are no contacts of each other read each other's alerts", "[sim][circles]") {
  WorldOptions options;
  options.nodes = 4;
  options.relays = 2;
  SimWorld world(11, options);
  for (std::size_t i = 1; i < 4; ++i) REQUIRE(world.befriend(0, i));
  REQUIRE(world.node(0).api().circle_new({"ring", {"GB-LDS"}}));
  for (std::size_t i = 1; i < 4; ++i) REQUIRE(add_to_circle(world, 0, "ring", i));
  REQUIRE(
      world.node(3).api().alert_send(to_circle(alert_about("07700 900200", world.now()), "ring")));
  REQUIRE(
      world.node(1).api().alert_send(to_circle(alert_about("07700 900201", world.now()), "ring")));
  const auto all = [&] {
    for (std::size_t i = 0; i < 4; ++i) {
      if (alert_count(world.node(i)) != 2) return false;
    }
    return true;
  };
  CHECK(world.run_until(all, std::chrono::minutes{10}));
}

TEST_CASE("what is sent right after an add reaches the new member", "[sim][circles]") {
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(12, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  REQUIRE(
      world.node(0).api().alert_send(to_circle(alert_about("07700 900202", world.now()), "ring")));
  CHECK(world.run_until([&] { return alert_count(world.node(2)) == 1; }, std::chrono::minutes{10}));
  CHECK(world.run_until([&] { return alert_count(world.node(1)) == 1; }, std::chrono::minutes{10}));
}

TEST_CASE("attack: a removed member reads nothing that is posted after", "[sim][circles][attack]") {
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(13, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  REQUIRE(world.node(0).api().circle_remove("ring", "node2"));
  world.run_for(std::chrono::minutes{2});
  REQUIRE(
      world.node(1).api().alert_send(to_circle(alert_about("07700 900203", world.now()), "ring")));
  CHECK(world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{10}));
  world.run_for(std::chrono::hours{1});
  CHECK(alert_count(world.node(2)) == 0);
  CHECK(world.node(2).api().circle("ring")->state != "member");
}

TEST_CASE("attack: somebody asked in brings another member's card as her own",
          "[sim][circles][attack]") {
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(14, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(world.node(2).api().config_set("circles", "ask"));
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  world.run_for(std::chrono::minutes{2});
  // node1's card, as node1 could have told it to her. What it is signed with is her own key.
  content::CircleJoin card;
  auto& engine = world.node(0).engine();
  REQUIRE(engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
    auto& circles = engine.context().store.circles();
    const auto circle = circles.find_by_name("ring");
    const auto roster = wire::decode_snapshot(circles.epoch(circle->current)->snapshot);
    const Member& hers = roster->members.back();
    card = {circle->id, hers.sign_pub, hers.kem_pub, hers.name, {}};
    return Unit{};
  }));
  const crypto::Digest digest = crypto::hash(
      "join", {card.circle, card.sign_pub, card.kem_pub, as_bytes(std::string_view(card.name))});
  const crypto::Key seed(Bytes(32, 9));
  card.signature = crypto::ed25519_sign(seed, "join", digest);
  send_raw(world, 2, 0, card);
  world.run_for(std::chrono::minutes{2});
  // Removing her removes nobody else: she was never let in.
  REQUIRE(world.node(0).api().circle_remove("ring", "node2"));
  world.run_for(std::chrono::minutes{2});
  CHECK(world.node(0).api().circle("ring")->members.size() == 2);
  CHECK(world.node(1).api().circle("ring")->state == "member");
}
