// Goal: a consent that is withdrawn reaches those who were told, over the network; and no power cut
// costs a note that was answered, while alerts come and go beside it.
#include "api/journal_api.h"
#include "ports/contact_rows.h"
#include "ports/outbox_rows.h"
#include "sim/sim_alerts.h"
#include "sim/sim_world.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr Duration kSoon = std::chrono::minutes{5};

WorldOptions two_nodes() {
  WorldOptions options;
  options.nodes = 2;
  return options;
}

std::string state_at(SimNode& node, const std::string& id) {
  const auto shown = node.api().alert(id);
  return shown ? shown->state : "";
}

// As if a peer that never answers had been written to for long: nothing more finds room.
void fill_lane(SimNode& node, Instant now) {
  REQUIRE(node.engine().call<Unit>(now, [&]() -> api::Answer<Unit> {
    auto& store = node.engine().context().store;
    OutboxOp op;
    op.lane = store.contacts().all().front().id.bytes;
    op.owner = op.lane;
    op.route = store.contacts().all().front().peer_routes.front();
    op.cap_secret = crypto::Key(Bytes(32, 1));
    op.due = now + std::chrono::hours{24};
    op.expires = now + std::chrono::hours{48};
    while (store.outbox().lane_size(op.lane) < limits::kOutboxPerLane) store.outbox().add(op);
    return Unit{};
  }));
}
void empty_lane(SimNode& node, Instant now) {
  REQUIRE(node.engine().call<Unit>(now, [&]() -> api::Answer<Unit> {
    auto& store = node.engine().context().store;
    store.outbox().erase_lane(store.contacts().all().front().id);
    return Unit{};
  }));
}

}  // namespace

TEST_CASE("withdrawing a consent calls back the alerts that left under it", "[sim][journal]") {
  SimWorld world(31, two_nodes());
  REQUIRE(world.befriend(0, 1));
  auto& ana = world.node(0).api();
  const auto note = ana.journal().note({"what happened", std::nullopt});
  REQUIRE(note);
  const auto shared = ana.alert_send(to_contact(alert_about("07700 900123", world.now()), "node1"));
  const auto other = ana.alert_send(to_contact(alert_about("07700 900124", world.now()), "node1"));
  REQUIRE(shared);
  REQUIRE(other);
  REQUIRE(world.run_until([&] { return alert_count(world.node(1)) == 2; }, kSoon));

  const auto consent = ana.journal().consent_give(note->id, "alert", "node1", "", {shared->id});
  REQUIRE(consent);
  CHECK(consent->shared == std::vector<std::string>{shared->id});
  // Hers alone: an alert of another is no consent of this person.
  CHECK_FALSE(world.node(1).api().journal().consent_give(note->id, "alert", "", "", {shared->id}));
  REQUIRE(ana.journal().consent_withdraw(consent->id));
  CHECK(state_at(world.node(0), shared->id) == "retracted");
  const auto withdrawn = [&] { return state_at(world.node(1), shared->id) == "retracted"; };
  REQUIRE(world.run_until(withdrawn, kSoon));
  CHECK(state_at(world.node(1), other->id) == "current");
  REQUIRE(ana.journal().consent_withdraw(consent->id));  // twice is once
}

TEST_CASE("a withdrawal that finds the outbox full stands, is told as owed, and leaves later",
          "[sim][journal]") {
  SimWorld world(33, two_nodes());
  REQUIRE(world.befriend(0, 1));
  auto& ana = world.node(0).api();
  const auto note = ana.journal().note({"what happened", std::nullopt});
  const auto shared = ana.alert_send(to_contact(alert_about("07700 900123", world.now()), "node1"));
  REQUIRE(shared);
  REQUIRE(world.run_until([&] { return alert_count(world.node(1)) == 1; }, kSoon));
  const auto consent = ana.journal().consent_give(note->id, "alert", "node1", "", {shared->id});
  REQUIRE(consent);

  world.set_apart(0, true);
  fill_lane(world.node(0), world.now());
  const auto withdrawn = ana.journal().consent_withdraw(consent->id);
  REQUIRE(withdrawn);
  CHECK(withdrawn->withdrawn.has_value());
  CHECK(withdrawn->owed == 1);
  CHECK(state_at(world.node(0), shared->id) == "retracted");
  CHECK(ana.alert(shared->id)->history.size() == 1);
  world.run_for(kSoon);
  CHECK(ana.journal().consents("")->at(0).owed == 1);  // still no room
  // What she knows is not lost with the node.
  world.node(0).crash(world.now());
  world.node(0).start(world.now());
  auto& again = world.node(0).api();
  CHECK(again.journal().consents("")->at(0).owed == 1);

  empty_lane(world.node(0), world.now());
  world.set_apart(0, false);
  REQUIRE(world.run_until([&] { return state_at(world.node(1), shared->id) == "retracted"; },
                          std::chrono::hours{1}));
  CHECK(again.journal().consents("")->at(0).owed == 0);
}

TEST_CASE("an alert of somebody else cannot be shared under a consent", "[sim][journal]") {
  SimWorld world(32, two_nodes());
  REQUIRE(world.befriend(0, 1));
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900123", world.now()), "node1"));
  REQUIRE(sent);
  REQUIRE(world.run_until([&] { return alert_count(world.node(1)) == 1; }, kSoon));
  auto& journal = world.node(1).api().journal();
  const auto note = journal.note({"hers", std::nullopt});
  REQUIRE(note);
  const auto consent = journal.consent_give(note->id, "alert", "", "", {sent->id});
  REQUIRE_FALSE(consent);
  CHECK(consent.error().kind == api::Problem::Kind::invalid);
}

TEST_CASE("no crash between alerts and notes costs a note that was answered", "[sim][journal]") {
  const auto seed = GENERATE(range(40u, 44u));
  CAPTURE(seed);
  SimWorld world(seed, two_nodes());
  REQUIRE(world.befriend(0, 1));
  std::vector<std::string> kept;
  for (int i = 0; i < 6; ++i) {
    auto& node = world.node(0);
    const auto note = node.api().journal().note({"note " + std::to_string(i), std::nullopt});
    REQUIRE(note);
    kept.push_back(note->id);
    REQUIRE(node.api().alert_send(
        to_contact(alert_about("07700 90012" + std::to_string(i), world.now()), "node1")));
    node.crash(world.now());
    node.start(world.now());
  }
  for (const auto& id : kept) CHECK(world.node(0).api().journal().incident(id, 0));
  CHECK(world.run_until([&] { return alert_count(world.node(1)) == 6; }, std::chrono::hours{1}));
}
