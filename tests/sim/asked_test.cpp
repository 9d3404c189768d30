// What a person asks of her alerts and people is done as she asked: muted, urgent, once, or refused
// with the one reason that is true.
#include "json/alert_json.h"
#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

domain::Alert sent_as(SimNode& node, const std::string& id) {
  const auto shown = node.api().alert(id);
  REQUIRE(shown);
  return json::read_alert(shown->alert, domain::Origin::peer).alert;
}

std::size_t told(SimNode& node, const std::string& what, const std::string& detail = "") {
  std::size_t times = 0;
  for (const auto& event : node.events()) {
    times += event.what == what && (detail.empty() || event.detail == detail);
  }
  return times;
}

}  // namespace

TEST_CASE("a muted contact's alerts are neither listed nor told, and still answer a look-up",
          "[sim]") {
  ThreeFriends world(51);
  const auto send = [&](std::size_t from, const std::string& number) {
    const auto sent =
        world.node(from).api().alert_send(to_contact(alert_about(number, world.now()), "node0"));
    REQUIRE(sent);
    REQUIRE(world.run_until([&] { return world.node(0).api().alert(sent->id).ok(); },
                            std::chrono::minutes{10}));
    return sent->id;
  };
  const std::string before = send(1, "07700 900601");
  REQUIRE(alert_count(world.node(0)) == 1);
  const std::size_t heard = told(world.node(0), "alert");
  REQUIRE(world.node(0).api().contact_mute("node1", true));
  CHECK(alert_count(world.node(0)) == 0);
  send(1, "07700 900602");
  REQUIRE(world.node(1).api().alert_retract({before, "not_true"}));
  world.run_for(std::chrono::minutes{10});
  CHECK(alert_count(world.node(0)) == 0);
  CHECK(world.node(0).api().status()->alerts == 0);
  CHECK(told(world.node(0), "alert") == heard);
  CHECK(world.node(0).api().check("07700 900602")->matches.size() == 1);
  CHECK(world.node(0).api().check("07700 900601")->matches.empty());  // hers to withdraw, muted too
  send(2, "07700 900603");
  CHECK(alert_count(world.node(0)) == 1);
  REQUIRE(world.node(0).api().contact_mute("node1", false));
  CHECK(alert_count(world.node(0)) == 3);
}

TEST_CASE("urgent is now, whatever the file says", "[sim]") {
  ThreeFriends world(52);
  const std::string past = alert_about("07700 900604", world.now());
  std::string unreadable = past;
  unreadable.replace(unreadable.find(R"("urgency":"past")"), 16, R"("urgency":"xyzzy")");
  for (const std::string& json : {past, unreadable}) {
    api::SendRequest request = to_contact(json, "node1");
    request.urgent = true;
    const auto sent = world.node(0).api().alert_send(request);
    REQUIRE(sent);
    CHECK(sent_as(world.node(0), sent->id).urgency == domain::Urgency::immediate);
    CHECK(world.node(0).api().alert(sent->id)->urgency_now == "immediate");
  }
  const auto without = world.node(0).api().alert_send(to_contact(past, "node1"));
  REQUIRE(without);
  CHECK(sent_as(world.node(0), without->id).urgency == domain::Urgency::past);
}

TEST_CASE("who is named twice gets an alert once", "[sim]") {
  ThreeFriends world(53);
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  api::SendRequest request = to_contact(alert_about("07700 900605", world.now()), "node1");
  request.contacts = {"node1", "node1", "NODE1", "node2"};
  request.circles = {"ring", "Ring"};
  const auto sent = world.node(0).api().alert_send(request);
  REQUIRE(sent);
  const auto copies =
      world.node(0).engine().context().store.alerts().copies(*AlertId::from_base32(sent->id));
  CHECK(copies.size() == 3);  // node1, node2 and the ring
}

TEST_CASE("an alert to a circle of nobody else is sent, and says so", "[sim]") {
  ThreeFriends world(54);
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  const std::string json = alert_about("07700 900606", world.now());
  const auto warned = [&] {
    const auto sent = world.node(0).api().alert_send(to_circle(json, "ring"));
    REQUIRE(sent);
    return std::any_of(sent->warnings.begin(), sent->warnings.end(), [](const auto& warning) {
      return warning.find("Nobody is in \"ring\" yet") != std::string::npos;
    });
  };
  CHECK(warned());
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  CHECK_FALSE(warned());
}

TEST_CASE("a text that is no alert at all is told as that, and nothing else", "[sim]") {
  ThreeFriends world(55);
  for (const char* text : {"{\"schema\":", "", "[]", "{\"lang\":\"en\",\"lang\":\"de\"}"}) {
    CAPTURE(text);
    for (const bool urgent : {false, true}) {
      api::SendRequest request = to_contact(text, "node1");
      request.urgent = urgent;
      const auto refused = world.node(0).api().alert_send(request);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().kind == api::Problem::Kind::invalid);
      CHECK(refused.error().errors.size() == 1);
    }
  }
}

TEST_CASE("a list for a region that is none says so, and is not empty", "[sim]") {
  ThreeFriends world(61);
  const auto list = world.node(0).api().alerts({"Nowhere", std::nullopt});
  REQUIRE_FALSE(list);
  CHECK(list.error().kind == api::Problem::Kind::not_found);
  CHECK(world.node(0).api().alerts({"GB-LDS", std::nullopt}).ok());
}

TEST_CASE("nothing is said to a contact who was removed, and whose words are unchecked is named",
          "[sim]") {
  ThreeFriends world(56);
  const auto sent =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900607", world.now()), "node0"));
  REQUIRE(sent);
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{5}));
  REQUIRE(world.node(0).api().contact_remove("node1"));
  const auto refused = world.node(0).api().alert_corroborate({sent->id, "saw_it", {}});
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().message, ContainsSubstring("You removed the contact"));
  REQUIRE(world.node(0).api().contact_invite({"some one"}));
  const auto unchecked = world.node(0).api().alert_send(
      to_contact(alert_about("07700 900608", world.now()), "some one"));
  REQUIRE_FALSE(unchecked);
  CHECK_THAT(unchecked.error().message, ContainsSubstring("watchword contact verify 'some one'"));
}

TEST_CASE("a relay that lost its data leaves nobody deaf in silence", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(57, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  world.run_for(std::chrono::hours{25});  // a board of today is not made anew before tomorrow
  const auto invite = world.node(1).api().contact_invite({"someone"});
  REQUIRE(invite);
  world.run_for(std::chrono::minutes{2});
  const auto failure = [&](const std::string& name) {
    const auto contact = world.node(1).api().contact(name);
    return contact ? contact->failure : "none";
  };
  CHECK(failure("node0").empty());
  const auto before =
      world.node(0).api().alert_send(to_circle(alert_about("07700 900620", world.now()), "ring"));
  REQUIRE(before);
  const auto to_her =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900623", world.now()), "node1"));
  REQUIRE(to_her);
  world.set_apart(1, true);  // she has not read it when it is lost
  world.run_for(std::chrono::minutes{2});
  world.relay(0).lose_everything(world.now());
  world.set_apart(1, false);
  REQUIRE(
      world.run_until([&] { return failure("node0") == "queue_lost"; }, std::chrono::minutes{5}));
  world.run_for(std::chrono::hours{1});
  CHECK(told(world.node(1), "notice", "queue_lost") == 1);
  CHECK(told(world.node(1), "notice", "invite_lost") == 1);
  CHECK(told(world.node(1), "notice", "board_lost") == 1);
  // What can be made anew is, and each finds it by herself.
  CHECK(failure("node0").empty());
  CHECK(world.node(1).api().circle("ring")->state == "member");
  CHECK(world.node(0).api().circle("ring")->state == "member");
  CHECK(world.node(1).api().alert(before->id).ok());
  // It lay in her queue when that was lost, and nobody had confirmed it.
  CHECK(world.node(1).api().alert(to_her->id).ok());
  std::vector<std::string> sent;
  for (const std::size_t from : {0u, 1u}) {
    auto& api = world.node(from).api();
    const auto her =
        to_contact(alert_about("07700 900621", world.now()), from == 0 ? "node1" : "node0");
    sent.push_back(api.alert_send(her)->id);
    sent.push_back(api.alert_send(to_circle(alert_about("07700 900622", world.now()), "ring"))->id);
  }
  CHECK(world.run_until(
      [&] {
        return std::all_of(sent.begin(), sent.end(), [&](const std::string& id) {
          return world.node(0).api().alert(id).ok() && world.node(1).api().alert(id).ok();
        });
      },
      std::chrono::hours{2}));
  // Of an invite it is known again after a start, and forgotten with the contact.
  CHECK(failure("someone") == "queue_lost");
  world.node(1).crash(world.now());
  world.node(1).start(world.now());
  REQUIRE(
      world.run_until([&] { return failure("someone") == "queue_lost"; }, std::chrono::minutes{5}));
  REQUIRE(world.node(1).api().contact_remove("someone"));
  REQUIRE(world.node(1).api().contact_invite({"someone"}));
  world.run_for(std::chrono::minutes{5});
  CHECK(failure("someone").empty());
}

TEST_CASE("attack: a relay that forgets all the time has a queue and a board made once a day",
          "[sim][attack]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(59, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  const auto epoch = world.node(0).api().circle("ring")->epoch;
  for (int hour = 0; hour < 36; ++hour) {
    world.relay(0).lose_everything(world.now());
    world.run_for(std::chrono::hours{1});
  }
  CHECK(world.node(0).api().circle("ring")->epoch <= epoch + 2);
  CHECK(told(world.node(0), "contact", "moved") <= 2);
  CHECK(told(world.node(0), "contact", "moved") >= 1);
}

TEST_CASE("a relay that cannot be reached is not called connected", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(58, options);
  REQUIRE(world.befriend(0, 1));
  const auto state = [&] { return world.node(1).api().relays()->front().state; };
  CHECK(state() == "connected");
  world.set_apart(1, true);
  CHECK(world.run_until([&] { return state() == "unreachable"; }, std::chrono::minutes{2}));
  world.set_apart(1, false);
  CHECK(world.run_until([&] { return state() == "connected"; }, std::chrono::minutes{2}));
}
