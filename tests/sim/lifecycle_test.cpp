// An alert after it was sent: corrected, disputed, withdrawn, by its author and by others.
// Method: sample alerts and the changes of them (L1, L4) between whole nodes; forged ones past the
// rules of the sender's program.
#include "domain/alert_lifecycle.h"
#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "support/alert_samples.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

nlohmann::json sample(const std::string& name) {
  for (auto& each : alert_samples()) {
    if (each.name == name) return each.alert;
  }
  FAIL("no sample " << name);
  return {};
}

// Node 0 and two friends; with node 1 it has a circle. Node 2 is only a contact.
struct Friends : SimWorld {
  explicit Friends(std::uint64_t seed) : SimWorld(seed, {}) {
    REQUIRE(befriend(0, 1));
    REQUIRE(befriend(0, 2));
    REQUIRE(node(0).api().circle_new({"ring", {"GB-LDS"}}));
    REQUIRE(add_to_circle(*this, 0, "ring", 1));
  }
  std::string sent(const api::SendRequest& request) {
    const auto answer = node(0).api().alert_send(request);
    REQUIRE(answer);
    REQUIRE(run_until([&] { return node(0).api().alert(answer->id)->delivery == "confirmed"; },
                      std::chrono::hours{1}));
    return answer->id;
  }
  std::string only_alert_of(std::size_t who) {
    const auto list = node(who).api().alerts({});
    REQUIRE(list->size() == 1);
    return list->front().id;
  }
  api::AlertShown shown(std::size_t who, const std::string& id) {
    const auto answer = node(who).api().alert(id);
    REQUIRE(answer);
    return *answer;
  }
  std::size_t matches(std::size_t who, const std::string& text) {
    return node(who).api().check(text)->matches.size();
  }
  bool comes_to(std::size_t who, const std::string& id, const std::string& state) {
    return run_until([&] { return shown(who, id).state == state; }, std::chrono::minutes{30});
  }
};

api::SendRequest to_ring(const nlohmann::json& alert) { return to_circle(alert.dump(), "ring"); }

}  // namespace

TEST_CASE("sample L1: readers of an updated alert see one alert with its history", "[sim]") {
  Friends world(41);
  const std::string id = world.sent(to_ring(sample("T01")));
  const auto updated = world.node(0).api().alert_update({id, sample("L1").dump(), {}, false, {}});
  REQUIRE(updated);
  REQUIRE(world.comes_to(1, id, "updated"));
  CHECK(world.shown(0, id).state == "updated");
  for (const std::size_t who : {0u, 1u}) {
    CHECK(world.only_alert_of(who) == id);
    const auto root = world.shown(who, id);
    REQUIRE(root.history.size() == 1);
    CHECK(root.history[0].id == updated->id);
    CHECK(root.history[0].kind == "update");
    CHECK(root.history[0].reason == "added_detail");
    const auto version = world.shown(who, updated->id);
    CHECK(version.state == "current");
    const auto words = nlohmann::json::parse(version.alert);
    CHECK(words["what"] == sample("L1")["what"]);
    CHECK(words["who"] == sample("L1")["who"]);
    CHECK(words["refs"] == nlohmann::json({id}));
    // It only adds: the number is known once, from the newest words, the name from the older ones.
    const auto number = world.node(who).api().check("+447700900123");
    REQUIRE(number->matches.size() == 1);
    CHECK(number->matches[0].alert == updated->id);
  }
  CHECK(world.run_until([&] { return world.shown(0, updated->id).delivery == "confirmed"; },
                        std::chrono::hours{1}));
}

TEST_CASE("sample L1: an update never outlives the maximum counted from the first", "[sim]") {
  Friends world(42);
  auto first = sample("T01");
  const std::string id = world.sent(to_ring(first));
  auto change = sample("L1");
  const auto most = domain::latest_expiry(std::vector{domain::Code::rape}, world.now());
  const auto sent = json::read_instant(change["sent"].get<std::string>()).value();
  const auto life = most - world.now();
  change["expires"] = json::write_instant(sent + life - std::chrono::hours{2});
  CHECK(world.node(0).api().alert_update({id, change.dump(), {}, true, {}}));
  world.all_off(std::chrono::hours{24 * 3});
  const auto refused = world.node(0).api().alert_update({id, change.dump(), {}, true, {}});
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().errors.size() == 1);
  CHECK(refused.error().errors[0].field == "expires");
}

TEST_CASE("words that an update takes back answer no look-up any more", "[sim]") {
  Friends world(43);
  const std::string id = world.sent(to_contact(alert_about("07700 900601", world.now()), "node2"));
  REQUIRE(world.matches(2, "07700 900601") == 1);
  const auto wrong = world.node(0).api().alert_update(
      {id, alert_about("07700 900602", world.now()), "corrected", false, {}});
  REQUIRE(wrong);
  REQUIRE(world.comes_to(2, id, "updated"));
  const auto again = world.node(0).api().alert_update(
      {wrong->id, alert_about("07700 900603", world.now()), "corrected", false, {}});
  REQUIRE(again);
  REQUIRE(world.comes_to(2, wrong->id, "updated"));
  for (const std::size_t who : {0u, 2u}) {
    CHECK(world.matches(who, "07700 900601") == 0);
    CHECK(world.matches(who, "07700 900602") == 0);
    CHECK(world.matches(who, "07700 900603") == 1);
    CHECK(world.shown(who, id).history.size() == 2);
    CHECK(world.shown(who, again->id).history.size() == 2);
  }
}

TEST_CASE("sample L4: a withdrawn alert is wiped here and at every honest node", "[sim]") {
  Friends world(44);
  const std::string id = world.sent(to_ring(sample("T05")));
  REQUIRE(world.matches(1, "+447700900345") == 1);
  const auto update =
      world.node(0).api().alert_update({id, sample("T05").dump(), "added_detail", false, {}});
  REQUIRE(update);
  REQUIRE(world.comes_to(1, id, "updated"));
  const auto withdrawn = world.node(0).api().alert_retract({id, "unsafe_for_author"});
  REQUIRE(withdrawn);
  CHECK(world.shown(0, id).state == "retracted");  // here at once
  REQUIRE(world.comes_to(1, id, "retracted"));
  for (const std::size_t who : {0u, 1u}) {
    for (const std::string& version : {id, update->id}) {
      CHECK(world.shown(who, version).state == "retracted");
      CHECK(world.shown(who, version).alert.empty());
    }
    CHECK(world.matches(who, "+447700900345") == 0);
    const auto line = world.node(who).api().alerts({})->front();
    CHECK((line.codes.empty() && line.regions.empty() && line.severity.empty()));
    const auto history = world.shown(who, id).history;
    REQUIRE(history.size() == 2);
    CHECK(history[1].kind == "retract");
    CHECK(history[1].reason == "unsafe_for_author");
    CHECK(history[1].id == withdrawn->id);
  }
  const auto again = world.node(0).api().alert_retract({update->id, "not_true"});
  REQUIRE(again);
  CHECK(again->id == withdrawn->id);  // once is enough
  CHECK_FALSE(world.node(0).api().alert_update({id, sample("T05").dump(), "corrected", false, {}}));
  CHECK_FALSE(world.node(1).api().alert_retract({id, "not_true"}));  // not hers
  const auto nothing = world.node(0).api().alert_retract({id, "because"});
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().kind == api::Problem::Kind::usage);
}

TEST_CASE("a withdrawal reaches every audience by the key of each copy", "[sim]") {
  Friends world(45);
  auto request = to_circle(alert_about("07700 900604", world.now()), "ring");
  request.contacts = {"node2"};
  const std::string id = world.sent(request);
  const std::string with1 = world.only_alert_of(1), with2 = world.only_alert_of(2);
  REQUIRE(with1 != with2);
  const auto withdrawn = world.node(0).api().alert_retract({id, "wrong_person"});
  REQUIRE(withdrawn);
  CHECK(withdrawn->warnings.empty());
  CHECK(world.comes_to(1, with1, "retracted"));
  CHECK(world.comes_to(2, with2, "retracted"));
  CHECK(world.run_until([&] { return world.shown(0, withdrawn->id).delivery == "confirmed"; },
                        std::chrono::hours{1}));
}

TEST_CASE("who cannot be reached any more is named, and the others still hear", "[sim]") {
  Friends world(46);
  auto request = to_circle(alert_about("07700 900605", world.now()), "ring");
  request.contacts = {"node2"};
  const std::string id = world.sent(request);
  const std::string with1 = world.only_alert_of(1);
  REQUIRE(world.node(0).api().contact_remove("node2"));
  const auto withdrawn = world.node(0).api().alert_retract({id, "legal"});
  REQUIRE(withdrawn);
  CHECK(withdrawn->warnings.size() == 1);
  CHECK(world.shown(0, id).state == "retracted");
  CHECK(world.comes_to(1, with1, "retracted"));
}

TEST_CASE("what is posted again for a new member is the withdrawal, not the words", "[sim]") {
  Friends world(47);
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  const std::string id = world.sent(to_circle(alert_about("07700 900606", world.now()), "ring"));
  CHECK(id.size() == 26);
  REQUIRE(world.run_until([&] { return alert_count(world.node(2)) == 1; }, std::chrono::hours{1}));
  // The same with the withdrawal made before she is in.
  REQUIRE(world.node(0).api().circle_remove("ring", "node2"));
  world.run_for(std::chrono::minutes{10});
  world.set_apart(2, true);
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  const auto second =
      world.node(0).api().alert_send(to_circle(alert_about("07700 900607", world.now()), "ring"));
  REQUIRE(second);
  world.run_for(std::chrono::minutes{10});
  REQUIRE(world.node(0).api().alert_retract({second->id, "not_true"}));
  world.set_apart(2, false);
  REQUIRE(world.run_until(
      [&] {
        const auto ring = world.node(2).api().circle("ring");
        return ring && ring->state == "member" && ring->members.size() == 3;
      },
      std::chrono::hours{1}));
  world.run_for(std::chrono::hours{1});
  CHECK(world.matches(2, "07700 900607") == 0);
  CHECK(alert_count(world.node(2)) == 1);
}

TEST_CASE("an own corroboration can be withdrawn and counts no more", "[sim]") {
  Friends world(48);
  const std::string id = world.sent(to_circle(alert_about("07700 900608", world.now()), "ring"));
  const auto said = world.node(1).api().alert_corroborate({id, "saw_it", {}});
  REQUIRE(said);
  const auto voices = [&] { return world.shown(0, id).corroborations.first_hand; };
  REQUIRE(world.run_until([&] { return voices() == 1; }, std::chrono::minutes{30}));
  REQUIRE(world.node(1).api().alert_retract({said->id, "wrong_person"}));
  CHECK(world.run_until([&] { return voices() == 0; }, std::chrono::minutes{30}));
  CHECK(world.shown(0, id).state == "current");
}

TEST_CASE("a corroboration of any copy is told to the author", "[sim]") {
  Friends world(49);
  auto request = to_circle(alert_about("07700 900609", world.now()), "ring");
  request.contacts = {"node2"};
  const std::string id = world.sent(request);
  for (const std::size_t who : {1u, 2u}) {
    REQUIRE(world.node(who).api().alert_corroborate({world.only_alert_of(who), "saw_it", {}}));
  }
  CHECK(world.run_until([&] { return world.shown(0, id).corroborations.first_hand == 2; },
                        std::chrono::minutes{30}));
}
