// Attacks that need a whole node on each side: hostile contacts, hostile relays, and what they get.
#include <set>

#include "domain/alert_rules.h"
#include "json/alert_json.h"
#include "sim/sim_alerts.h"
#include "support/catch.h"
#include "wire/alert.h"

using namespace ww;
using namespace ww::test;

namespace {

// A signed alert by a key of its own, as a program that keeps to no rule could make one.
struct Forged {
  WireAlert alert;
  Bytes bytes;
  Content content() const { return content::Alert{bytes, signature}; }
  crypto::Signature signature{};
};

Forged forge(SimWorld& world, const crypto::Key& author, const AlertId& id,
             domain::AlertKind kind = domain::AlertKind::alert,
             std::optional<AlertRef> root = std::nullopt) {
  auto read = json::read_alert(alert_about("07700 900500", world.now()), domain::Origin::author);
  Forged forged;
  domain::Alert& body = read.alert;
  body.who->ids.reset();
  body.kind = kind;
  domain::set_for_sending(body, id, world.now());
  if (root) {
    body.refs = {root->id};
    body.reason = domain::Reason::not_true;
    forged.alert.refs = AlertChain{*root, *root};
  }
  forged.alert.id = id;
  forged.alert.author_key = crypto::ed25519_public(author);
  forged.alert.expires = body.expires;
  forged.alert.body = body;
  forged.bytes = wire::encode_alert(forged.alert);
  forged.signature = wire::sign_alert(author, forged.bytes);
  return forged;
}

// Sends a content past all that the node's own rules would say.
void send_raw(SimWorld& world, std::size_t from, std::size_t to, const Content& content) {
  auto& engine = world.node(from).engine();
  const auto called = engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
    const auto contact = engine.context().store.contacts().find_by_name(SimWorld::name_of(to));
    REQUIRE(contact);
    REQUIRE(engine.contacts().send(contact->id, content));
    return Unit{};
  });
  REQUIRE(called);
  world.node(from).tick(world.now());
}

std::string state_of(SimNode& node, const AlertId& id) {
  const auto shown = node.api().alert(id.base32());
  return shown ? shown->state : "none";
}

// Two people who are contacts of node 0, and not of each other.
struct ThreeFriends : SimWorld {
  explicit ThreeFriends(std::uint64_t seed) : SimWorld(seed, options()) {
    REQUIRE(befriend(0, 1));
    REQUIRE(befriend(0, 2));
  }
  static WorldOptions options() {
    WorldOptions three;
    three.nodes = 3;
    return three;
  }
};

}  // namespace

TEST_CASE("attack: retraction by another key", "[sim][attack]") {
  ThreeFriends world(21);
  const crypto::Key author = world.random().key();
  const Forged alert = forge(world, author, world.random().id<AlertId>());
  send_raw(world, 1, 0, alert.content());
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{5}));
  const AlertRef root{alert.alert.id, wire::alert_digest(alert.bytes)};
  const auto retract = [&](const crypto::Key& key) {
    return forge(world, key, world.random().id<AlertId>(), domain::AlertKind::retract, root);
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
  const Forged alert = forge(world, author, world.random().id<AlertId>());
  const AlertRef root{alert.alert.id, wire::alert_digest(alert.bytes)};
  send_raw(world, 1, 0,
           forge(world, author, world.random().id<AlertId>(), domain::AlertKind::retract, root)
               .content());
  send_raw(world, 1, 0,
           forge(world, world.random().key(), world.random().id<AlertId>(),
                 domain::AlertKind::retract, root)
               .content());
  world.run_for(std::chrono::minutes{5});
  send_raw(world, 1, 0, alert.content());
  world.run_for(std::chrono::minutes{5});
  CHECK(state_of(world.node(0), alert.alert.id) == "retracted");
}

TEST_CASE("attack: alert id re-used under another key", "[sim][attack]") {
  ThreeFriends world(23);
  const Forged first = forge(world, world.random().key(), world.random().id<AlertId>());
  send_raw(world, 1, 0, first.content());
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{5}));
  const std::string before = world.node(0).api().alert(first.alert.id.base32())->from;
  send_raw(world, 2, 0, forge(world, world.random().key(), first.alert.id).content());
  world.run_for(std::chrono::minutes{5});
  CHECK(alert_count(world.node(0)) == 1);
  CHECK(world.node(0).api().alert(first.alert.id.base32())->from == before);
  std::size_t clashes = 0;
  for (const auto& event : world.node(0).events()) clashes += event.detail == "alert_id_clash";
  CHECK(clashes == 1);
}

TEST_CASE("attack: an alert whose signature does not fit is shown to nobody", "[sim][attack]") {
  ThreeFriends world(24);
  Forged alert = forge(world, world.random().key(), world.random().id<AlertId>());
  alert.signature[0] ^= 1;
  send_raw(world, 1, 0, alert.content());
  world.run_for(std::chrono::minutes{5});
  CHECK(alert_count(world.node(0)) == 0);
}

TEST_CASE("attack: immediate receipts", "[sim][attack]") {
  ThreeFriends world(25);
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900501", world.now()), "node1"));
  REQUIRE(sent);
  REQUIRE(
      world.run_until([&] { return alert_count(world.node(1)) == 1; }, std::chrono::minutes{5}));
  const Instant read = world.now();
  REQUIRE(
      world.run_until([&] { return world.node(0).api().alert(sent->id)->delivery == "confirmed"; },
                      std::chrono::minutes{5}));
  CHECK(world.now() - read >= SimNode::receipt_least());
}

TEST_CASE("attack: one bad relay flips delivery state", "[sim][attack]") {
  // A relay may say OK and let nobody read: "confirmed" needs the reader's own word, end to end.
  ThreeFriends world(26);
  world.set_apart(1, true);
  const auto sent =
      world.node(0).api().alert_send(to_contact(alert_about("07700 900502", world.now()), "node1"));
  REQUIRE(sent);
  world.run_for(std::chrono::hours{2});
  CHECK(world.node(0).api().alert(sent->id)->delivery == "handed_over");
  world.set_apart(1, false);
  CHECK(
      world.run_until([&] { return world.node(0).api().alert(sent->id)->delivery == "confirmed"; },
                      std::chrono::hours{2}));
}

TEST_CASE("attack: queues linked by a re-used connection or key", "[sim][attack]") {
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(27, options);
  std::map<std::uint64_t, std::set<ByteArray<16>>> read_on;
  std::map<std::uint64_t, std::size_t> writes_on;
  std::map<crypto::PublicKey, std::set<std::uint64_t>> links_of_key;
  world.on_request = [&](std::uint64_t link, const crypto::PublicKey& client, ByteView frame) {
    const auto request = wire::decode_request(frame);
    REQUIRE(request);
    links_of_key[client].insert(link);
    const auto& what = request->request;
    if (std::holds_alternative<relay::Get>(what) || std::holds_alternative<relay::BoardGet>(what)) {
      read_on[link].insert(request->header.id);
    } else if (!std::holds_alternative<relay::Hello>(what)) {
      ++writes_on[link];
    }
  };
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  for (const char* name : {"node1", "node2"}) {
    REQUIRE(
        world.node(0).api().alert_send(to_contact(alert_about("07700 900503", world.now()), name)));
  }
  world.run_for(std::chrono::hours{1});
  REQUIRE(read_on.size() > 5);
  for (const auto& [link, ids] : read_on) {
    CHECK(ids.size() == 1);            // one queue or board on one connection
    CHECK(!writes_on.contains(link));  // and nothing is written there
  }
  for (const auto& [key, links] : links_of_key) CHECK(links.size() == 1);  // no key twice
}
