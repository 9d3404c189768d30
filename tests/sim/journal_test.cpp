// Goal: a consent that is withdrawn reaches those who were told, over the network; and no power cut
// costs a note that was answered, while alerts come and go beside it.
#include "api/journal_api.h"
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
