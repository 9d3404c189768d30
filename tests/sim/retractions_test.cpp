// Retractions: whoever may withdraw an alert, whenever it is heard of; and the rest that refers to
// an alert: updates, corroborations and disputes by whom they may be.
#include "domain/alert_lifecycle.h"
#include "domain/alert_limits.h"
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"

using namespace ww;
using namespace ww::test;
using domain::AlertKind;
using domain::Reason;

namespace {

// Node 0's circle of nodes 0, 1 and 2.
struct Ring : SimWorld {
  explicit Ring(std::uint64_t seed, std::size_t nodes = 3) : SimWorld(seed, of(nodes)) {
    for (std::size_t i = 1; i < nodes; ++i) REQUIRE(befriend(0, i));
    REQUIRE(node(0).api().circle_new({"ring", {}}));
    for (std::size_t i = 1; i < 3; ++i) REQUIRE(add_to_circle(*this, 0, "ring", i));
  }
  static WorldOptions of(std::size_t nodes) {
    WorldOptions options;
    options.nodes = nodes;
    return options;
  }
  // An alert of node 1 that both others have.
  std::string alert_of_1(const std::string& number) {
    const auto sent = node(1).api().alert_send(to_circle(alert_about(number, now()), "ring"));
    REQUIRE(sent);
    REQUIRE(reaches(sent->id, {0, 2}, "current"));
    return sent->id;
  }
  bool reaches(const std::string& id, const std::vector<std::size_t>& whom,
               const std::string& state) {
    return run_until(
        [&] {
          return std::all_of(whom.begin(), whom.end(), [&](std::size_t who) {
            return state_of(node(who), AlertId::from_base32(id).value()) == state;
          });
        },
        std::chrono::hours{1});
  }
};

std::size_t rows_about(SimNode& node, const AlertId& root) {
  return node.engine().context().store.alerts().about(root).size();
}

}  // namespace

TEST_CASE("attack: retraction by another key", "[sim][attack]") {
  ThreeFriends world(21);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  send_raw(world, 1, 0, alert.content());
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{5}));
  const AlertRef root{alert.alert.id, wire::alert_digest(alert.bytes)};
  const auto retract = [&](const crypto::Key& key) {
    return forge(world, key, domain::AlertKind::retract, root);
  };
  send_raw(world, 2, 0, retract(world.random().key()).content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "current");
  // The author's own key does withdraw it, whoever carries it.
  send_raw(world, 2, 0, retract(author).content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
  CHECK(world.node(0).api().alert(alert.alert.id.base32())->alert.empty());
}

TEST_CASE("attack: retraction before its alert", "[sim][attack]") {
  ThreeFriends world(22);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const AlertRef root{alert.alert.id, wire::alert_digest(alert.bytes)};
  send_raw(world, 1, 0, forge(world, author, domain::AlertKind::retract, root).content());
  send_raw(world, 1, 0,
           forge(world, world.random().key(), domain::AlertKind::retract, root).content());
  world.run_for(std::chrono::minutes{5});
  send_raw(world, 1, 0, alert.content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
}

TEST_CASE("attack: update by another key", "[sim][attack]") {
  ThreeFriends world(61);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const auto update = [&](const crypto::Key& key, const std::string& number) {
    return forge(world, key, AlertKind::update, alert.ref(), Reason::corrected, number);
  };
  const Forged early = update(world.random().key(), "07700 900510");
  send_raw(world, 2, 0, early.content());
  world.run_for(std::chrono::minutes{5});
  // Before its alert is here it is somebody's words like any others, and is shown as such.
  CHECK(alert_count(world.node(0)) == 1);
  send_raw(world, 1, 0, alert.content());
  send_raw(world, 2, 0, update(world.random().key(), "07700 900511").content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "current");
  CHECK(alert_count(world.node(0)) == 1);
  CHECK(rows_about(world.node(0), alert.alert.id) == 0);
  for (const char* number : {"07700 900510", "07700 900511"}) {
    CHECK(world.node(0).api().check(number)->matches.empty());
  }
  CHECK(world.node(0).api().check("07700 900500")->matches.size() == 1);
  // A reference to other bytes under the same id is about another alert.
  AlertRef other = alert.ref();
  other.digest.bytes[0] ^= 1;
  send_raw(world, 1, 0,
           forge(world, author, AlertKind::update, other, Reason::corrected).content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "current");
  send_raw(world, 1, 0, update(author, "07700 900512").content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "updated");
}

TEST_CASE("an update that overtakes its alert is shown, and then belongs to it", "[sim]") {
  ThreeFriends world(62);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const Forged update =
      forge(world, author, AlertKind::update, alert.ref(), Reason::corrected, "07700 900513");
  send_raw(world, 1, 0, update.content());
  world.run_for(std::chrono::minutes{5});
  auto list = world.node(0).api().alerts({});
  REQUIRE(list->size() == 1);
  CHECK(list->front().kind == "update");
  CHECK(world.node(0).api().check("07700 900513")->matches.size() == 1);
  send_raw(world, 1, 0, alert.content());
  world.run_for(std::chrono::minutes{5});
  list = world.node(0).api().alerts({});
  REQUIRE(list->size() == 1);
  CHECK((list->front().id == alert.alert.id.base32() && list->front().state == "updated"));
}

TEST_CASE("a late update of a withdrawn alert dies on arrival", "[sim]") {
  ThreeFriends world(63);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const Forged update =
      forge(world, author, AlertKind::update, alert.ref(), Reason::corrected, "07700 900514");
  send_raw(world, 1, 0, alert.content());
  send_raw(world, 1, 0, forge(world, author, AlertKind::retract, alert.ref()).content());
  send_raw(world, 1, 0, update.content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
  CHECK(stored(world.node(0), update.alert.id.base32()).bytes.empty());
  CHECK(world.node(0).api().check("07700 900514")->matches.empty());
}

TEST_CASE("attack: a voice that sends many early messages pushes out only its own",
          "[sim][attack]") {
  ThreeFriends world(64);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const auto retraction = [&](const AlertRef& of) {
    return forge(world, author, AlertKind::retract, of);
  };
  const Forged first = retraction(alert.ref());
  send_raw(world, 1, 0, first.content());
  world.run_for(std::chrono::minutes{2});
  for (std::size_t i = 0; i < limits::kWaitingPerVoice; ++i) {
    send_raw(world, 2, 0, retraction({world.random().id<AlertId>(), Digest32{}}).content());
  }
  const Forged last = retraction({world.random().id<AlertId>(), Digest32{}});
  send_raw(world, 2, 0, last.content());
  world.run_for(std::chrono::minutes{10});
  auto& rows = world.node(0).engine().context().store.alerts();
  const auto flood = rows.waiting({stored(world.node(0), last.alert.id.base32()).origin, {}});
  CHECK(flood.size() == limits::kWaitingPerVoice);
  send_raw(world, 1, 0, alert.content());
  world.run_for(std::chrono::minutes{2});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
}

TEST_CASE("attack: retraction after the slot's life", "[sim][attack]") {
  // Node 2 has the alert, is away when it is withdrawn, and comes back after the relay's copy of
  // the withdrawal has ended. Who knows of it shows it to her with the way back.
  Ring world(65);
  const std::string id = world.alert_of_1("07700 900515");
  world.set_apart(2, true);
  REQUIRE(world.node(1).api().alert_retract({id, "unsafe_for_author"}));
  REQUIRE(world.reaches(id, {0}, "retracted"));
  world.run_for(std::chrono::hours{1});
  world.all_off(std::chrono::hours{24 * 40});
  world.set_apart(2, false);
  CHECK(state_of(world.node(2), AlertId::from_base32(id).value()) == "current");
  CHECK(world.reaches(id, {2}, "retracted"));
}

TEST_CASE("attack: retraction before the alert, for a late joiner", "[sim][attack]") {
  // Node 3 joins after the withdrawal. In her first epoch it is shown again, by as few as can be;
  // a copy of the alert that somebody brings her later dies on arrival.
  Ring world(66, 4);
  const std::string id = world.alert_of_1("07700 900516");
  const StoredAlert kept = stored(world.node(0), id);
  const auto withdrawn = world.node(1).api().alert_retract({id, "not_true"});
  REQUIRE(withdrawn);
  REQUIRE(world.reaches(id, {0, 2}, "retracted"));
  REQUIRE(add_to_circle(world, 0, "ring", 3));
  const auto hers = [&] { return static_cast<bool>(world.node(3).api().alert(withdrawn->id)); };
  CHECK(world.run_until(hers, std::chrono::hours{1}));
  world.run_for(std::chrono::hours{1});
  std::size_t shown = 0;
  for (const std::size_t who : {0u, 1u, 2u}) {
    auto& store = world.node(who).engine().context().store;
    CHECK_FALSE(store.alerts().next_again());
    const auto circle = store.circles().find_by_name("ring").value();
    for (const OwnPost& post : store.circles().posts(circle.id)) {
      const auto content = wire::decode_content(post.content);
      const auto* alert = content ? std::get_if<content::Alert>(&*content) : nullptr;
      shown += alert != nullptr && post.board == circle.current;
    }
  }
  CHECK(shown >= 1);
  CHECK(shown <= 2);  // two at the same moment cannot know of each other
  send_raw(world, 0, 3, content::Alert{kept.bytes, kept.signature});
  CHECK(world.reaches(id, {3}, "retracted"));
  CHECK(world.node(3).api().check("07700 900516")->matches.empty());
}

TEST_CASE("a tombstone ends 30 days after the alert would have", "[sim]") {
  ThreeFriends world(67);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author);
  const auto retract = [&] {
    const Forged made = forge(world, author, AlertKind::retract, alert.ref());
    send_raw(world, 1, 0, made.content());
    world.run_for(std::chrono::minutes{5});
  };
  send_raw(world, 1, 0, alert.content());
  retract();
  const Instant end = domain::tombstone_until(alert.alert.expires);
  CHECK(domain::purge_at(stored(world.node(0), alert.alert.id.base32()).expires) == end);
  retract();  // a second one prolongs nothing, and is not kept
  CHECK(domain::purge_at(stored(world.node(0), alert.alert.id.base32()).expires) == end);
  CHECK(rows_about(world.node(0), alert.alert.id) == 1);
  world.all_off(end - world.now() - std::chrono::minutes{1});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
  world.run_for(std::chrono::minutes{2});
  world.node(0).tick(world.now());
  CHECK(state_of(world.node(0), alert.alert.id) == "none");
  CHECK(rows_about(world.node(0), alert.alert.id) == 0);
}

TEST_CASE("attack: a dispute by somebody who did not get the alert changes nothing",
          "[sim][attack]") {
  Ring world(68, 4);  // node 3 is a contact of node 0, and not in the circle
  const std::string id = world.alert_of_1("07700 900517");
  const StoredAlert row = stored(world.node(0), id);
  const AlertRef root{row.id, row.digest};
  const auto dispute = [&] {
    return forge(world, world.random().key(), AlertKind::dispute, root, Reason::not_accurate,
                 "07700 900518");
  };
  send_raw(world, 3, 0, dispute().content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), row.id) == "current");
  // A member's is shown to everybody; it brings no identifier into look-ups, and counts once.
  post_raw(world, 2, "ring", dispute().content());
  CHECK(world.reaches(id, {0, 1}, "disputed"));
  const std::size_t known = rows_about(world.node(0), row.id);
  post_raw(world, 2, "ring", dispute().content());
  world.run_for(std::chrono::minutes{5});
  CHECK(rows_about(world.node(0), row.id) == known);
  CHECK(world.node(0).api().check("07700 900518")->matches.empty());
  CHECK(world.node(0).api().check("07700 900517")->matches.size() == 1);
  // The author answers with newer words, or withdraws.
  REQUIRE(world.node(1).api().alert_update(
      {id, alert_about("07700 900519", world.now()), "corrected", false, {}}));
  CHECK(world.reaches(id, {0, 1}, "updated"));
}
