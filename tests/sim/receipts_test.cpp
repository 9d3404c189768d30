// Goal: "arrived" is said only by whom a warning went to, on the way that it went, once each.
// Method: whole nodes; what a member's own program would not send is put into her outbox.
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "sim/sim_raw.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions nodes(std::size_t count) {
  WorldOptions options;
  options.nodes = count;
  return options;
}

// Node 0 runs a circle of all.
struct Ring : SimWorld {
  Ring(std::uint64_t seed, std::size_t count) : SimWorld(seed, nodes(count)) {
    for (std::size_t i = 1; i < count; ++i) REQUIRE(befriend(0, i));
    REQUIRE(node(0).api().circle_new({"ring", {}}));
  }
  std::string warns(const std::string& number) {
    const auto sent = node(0).api().alert_send(to_circle(alert_about(number, now()), "ring"));
    REQUIRE(sent);
    return sent->id;
  }
  api::AlertShown shown(const std::string& id) {
    const auto shown = node(0).api().alert(id);
    REQUIRE(shown);
    return *shown;
  }
  MessageId message_of(const std::string& id) {
    const auto rows =
        node(0).engine().context().store.alerts().deliveries(AlertId::from_base32(id).value());
    REQUIRE(rows.size() == 1);
    return rows.front().message;
  }
  // A member's receipt, whatever she has.
  void confirms(std::size_t member, const MessageId& message) {
    auto& engine = node(member).engine();
    MemberId author;
    with_circle(*this, 0, "ring",
                [&](engine::Context&, const StoredCircle& circle, const StoredEpoch&) {
                  author = engine::self_of(circle);
                });
    REQUIRE(engine.call<Unit>(now(), [&]() -> api::Answer<> {
      const auto circle = engine.circles().find("ring");
      REQUIRE(circle);
      REQUIRE(engine.circles().confirm(*circle, author, {message}));
      return Unit{};
    }));
    node(member).tick(now());
  }
};

}  // namespace

TEST_CASE("what is sent is confirmed within 15 minutes, and it is said who has it",
          "[sim][receipts]") {
  const auto seed = GENERATE(range(1u, 5u));
  CAPTURE(seed);
  Ring world(seed, 3);
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  world.run_for(std::chrono::minutes{2});
  const std::string id = world.warns("07700 900601");
  CHECK(world.shown(id).people == 2);
  CHECK(world.run_until([&] { return world.shown(id).delivery == "confirmed"; },
                        std::chrono::minutes{15}));
  CHECK(world.shown(id).arrived == 2);
  CHECK(world.shown(id).arrived_at == std::vector<std::string>{"node1", "node2"});
  const auto direct =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900602", world.now()), "node1"));
  REQUIRE(direct);
  CHECK(world.run_until([&] { return world.shown(direct->id).delivery == "confirmed"; },
                        std::chrono::minutes{15}));
  CHECK(world.shown(direct->id).people == 1);
}

TEST_CASE("attack: a member who is a contact, too, confirms for somebody else",
          "[sim][receipts][attack]") {
  Ring world(31, 3);
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  world.run_for(std::chrono::minutes{2});
  world.set_apart(2, true);
  const std::string id = world.warns("07700 900603");
  world.run_for(std::chrono::minutes{15});
  // As a contact, and as a member, over and over.
  for (int i = 0; i < 3; ++i) {
    send_raw(world, 1, 0, content::Have{{world.message_of(id)}});
    world.confirms(1, world.message_of(id));
    post_raw(world, 1, "ring", content::Have{{world.message_of(id)}});
  }
  world.run_for(std::chrono::minutes{15});
  CHECK(world.shown(id).arrived == 1);
  CHECK(world.shown(id).people == 2);
  CHECK(world.shown(id).delivery == "handed_over");
  world.set_apart(2, false);
  CHECK(world.run_until([&] { return world.shown(id).delivery == "confirmed"; },
                        std::chrono::minutes{30}));
  CHECK(world.shown(id).arrived == 2);
}

TEST_CASE("attack: somebody who came later confirms what she never had",
          "[sim][receipts][attack]") {
  Ring world(32, 4);
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  world.run_for(std::chrono::minutes{2});
  world.set_apart(2, true);
  const std::string id = world.warns("07700 900604");
  world.run_for(std::chrono::minutes{15});
  REQUIRE(add_to_circle(world, 0, "ring", 3));
  world.confirms(3, world.message_of(id));
  world.run_for(std::chrono::minutes{15});
  CHECK(world.shown(id).arrived == 1);
  CHECK(world.shown(id).people == 2);
  CHECK(world.shown(id).delivery == "handed_over");
}

TEST_CASE("what waits for somebody who is asked in is not confirmed before she has it",
          "[sim][receipts]") {
  Ring world(33, 3);
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  world.run_for(std::chrono::minutes{2});
  world.set_apart(2, true);
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  const std::string id = world.warns("07700 900605");
  world.run_for(std::chrono::minutes{30});
  CHECK(world.shown(id).arrived == 1);
  CHECK(world.shown(id).people == 2);
  CHECK(world.shown(id).delivery == "handed_over");
  world.set_apart(2, false);
  CHECK(world.run_until([&] { return world.shown(id).delivery == "confirmed"; },
                        std::chrono::minutes{40}));
  CHECK(world.shown(id).people == 2);
}
