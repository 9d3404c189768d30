// Attacks that need a whole node on each side: hostile contacts, hostile relays, and what they get.
#include <set>

#include "sim/sim_forge.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/payload.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("attack: alert id re-used under another key", "[sim][attack]") {
  // Node 2 has seen node 1's alert and takes its id: with the author's key and nonce and other
  // words, with the nonce under her own key, and with the author's signature over other words. What
  // she sends is there first in one run, and last in the other.
  for (const bool real_first : {true, false}) {
    CAPTURE(real_first);
    ThreeFriends world(23);
    const crypto::Key author = world.random().key();
    const Forged real = forge(world, author);
    const auto send_real = [&] {
      send_raw(world, 1, 0, real.content());
      world.run_for(std::chrono::minutes{5});
    };
    if (real_first) send_real();
    const auto other = [&](const crypto::Key& key, const crypto::PublicKey& named) {
      Forged made = forge(world, key, domain::AlertKind::alert, std::nullopt,
                          domain::Reason::not_true, "07700 900599");
      made.alert.author_key = named;
      made.alert.nonce = real.alert.nonce;
      wire::set_id(made.alert);
      made.bytes = wire::encode_alert(made.alert);
      made.signature = wire::sign_alert(key, made.bytes);
      return made;
    };
    const crypto::Key hers = world.random().key();
    const Forged of_author = other(hers, crypto::ed25519_public(author));
    REQUIRE(of_author.alert.id == real.alert.id);
    const Forged of_her = other(hers, crypto::ed25519_public(hers));
    Forged signed_before = of_author;
    signed_before.signature = real.signature;
    for (const Forged& each : {of_author, of_her, signed_before}) {
      send_raw(world, 2, 0, each.content());
    }
    world.run_for(std::chrono::minutes{5});
    if (!real_first) send_real();
    const StoredAlert kept = stored(world.node(0), real.alert.id.base32());
    CHECK(kept.bytes == real.bytes);
    CHECK(kept.ways.size() == 1);
    CHECK(alert_count(world.node(0)) == 2);  // hers stands beside it, under an id of its own
    CHECK(world.node(0).api().check("07700 900500")->matches.size() == 1);
  }
}

TEST_CASE("attack: an alert whose signature does not fit is shown to nobody", "[sim][attack]") {
  ThreeFriends world(24);
  Forged alert = forge(world, world.random().key());
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
  // Nor with the help of somebody else who learned the message's id: a receipt that lies.
  auto& alerts = world.node(0).engine().context().store.alerts();
  const auto deliveries = alerts.deliveries(AlertId::from_base32(sent->id).value());
  REQUIRE(deliveries.size() == 1);
  send_raw(world, 2, 0, content::Have{{deliveries.front().message}});
  world.run_for(std::chrono::hours{2});
  CHECK(world.node(0).api().alert(sent->id)->delivery == "handed_over");
  CHECK(world.node(0).api().alert(sent->id)->arrived == 0);
  world.set_apart(1, false);
  CHECK(
      world.run_until([&] { return world.node(0).api().alert(sent->id)->delivery == "confirmed"; },
                      std::chrono::hours{2}));
}

namespace {

using RelayId = ByteArray<16>;

// What a relay can put together: ids that one connection wrote to, and a queue's two ids.
class Linked {
 public:
  void link(const RelayId& a, const RelayId& b) { over_[root(a)] = root(b); }
  RelayId root(RelayId id) const {
    for (auto it = over_.find(id); it != over_.end() && it->second != id; it = over_.find(id)) {
      id = it->second;
    }
    return id;
  }

 private:
  std::map<RelayId, RelayId> over_;
};

// The queues of a pair, as those who write know them.
std::vector<RelayId> queues_of(SimWorld& world, std::size_t at, std::size_t other) {
  std::vector<RelayId> sids;
  with_contact(world, at, other, [&](engine::Context&, Contact& contact) {
    for (const auto direction : {core::Direction::to_inviter, core::Direction::to_acceptor}) {
      sids.push_back(core::shared_queue_keys(contact.k, direction, 1).sid.bytes);
    }
  });
  return sids;
}

}  // namespace

TEST_CASE("attack: queues linked by a re-used connection or key", "[sim][attack]") {
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(27, options);
  std::map<std::uint64_t, std::set<RelayId>> read_on, written_on;
  std::map<crypto::PublicKey, std::set<std::uint64_t>> links_of_key;
  Linked linked;
  world.on_request = [&](std::uint64_t link, const crypto::PublicKey& client, ByteView frame) {
    const auto request = wire::decode_request(frame);
    REQUIRE(request);
    links_of_key[client].insert(link);
    const auto& what = request->request;
    if (std::holds_alternative<relay::Get>(what) || std::holds_alternative<relay::BoardGet>(what)) {
      read_on[link].insert(request->header.id);
    } else if (!std::holds_alternative<relay::Hello>(what)) {
      written_on[link].insert(request->header.id);
    }
    if (const auto* made = std::get_if<relay::QueueNew>(&what)) {
      linked.link(made->rid.bytes, made->sid.bytes);
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
    CHECK(ids.size() == 1);             // one queue or board on one connection
    CHECK(!written_on.contains(link));  // and nothing is written there
  }
  for (const auto& [key, links] : links_of_key) CHECK(links.size() == 1);  // no key twice
  // One connection may write to both queues of one pair. By no chain of them does the relay come
  // from the queues of one pair to those of another.
  REQUIRE(written_on.size() > 5);
  for (const auto& [link, ids] : written_on) {
    for (const RelayId& id : ids) linked.link(*ids.begin(), id);
  }
  for (const RelayId& one : queues_of(world, 0, 1)) {
    CHECK(std::any_of(written_on.begin(), written_on.end(),
                      [&](const auto& each) { return each.second.contains(one); }));
    for (const RelayId& other : queues_of(world, 0, 2)) {
      CHECK(linked.root(one) != linked.root(other));
    }
  }
}

TEST_CASE("attack: invite handed on as one's own", "[sim][attack]") {
  // Node 1 got an invite of node 0 and gives it to node 2 as if it were hers. Node 2 then talks to
  // node 0 under the name of node 1: the words, which node 1 cannot know, tell them apart.
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(28, options);
  const auto invite = world.node(0).api().contact_invite({"a friend"});
  REQUIRE(invite);
  REQUIRE(world.node(2).api().contact_accept({invite->text, "node1", true}));
  const auto words = [&](std::size_t who, const char* name) {
    return world.node(who).api().contact(name)->words;
  };
  REQUIRE(world.run_until([&] { return words(0, "a friend") && words(2, "node1"); },
                          std::chrono::hours{1}));
  CHECK(*words(0, "a friend") == *words(2, "node1"));
  CHECK(world.node(1).api().contacts()->empty());  // nothing to compare them with
  CHECK(world.node(2).api().contact("node1")->trust == "unchecked");
  const auto sent =
      world.node(2).api().alert_send(to_contact(alert_about("07700 900504", world.now()), "node1"));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().kind == api::Problem::Kind::unchecked_words);
}

TEST_CASE("attack: size, time or locale of an alert that names its author", "[sim][attack]") {
  // The same words from two people with other names, regions and clocks differ in random bytes
  // only.
  ThreeFriends world(29);
  REQUIRE(world.node(1).api().config_set("region", "IE"));
  REQUIRE(world.node(1).api().config_set("name", "a name of forty bytes, which is the most"));
  world.run_for(std::chrono::minutes{65 - (to_ms(world.now()) / 60000) % 60});  // 5 past the hour
  const std::string words = alert_about("+44 7700 900505", world.now());
  std::vector<WireAlert> alerts;
  std::vector<std::size_t> sizes;
  for (const std::size_t who : {1u, 2u}) {
    const auto sent = world.node(who).api().alert_send(to_contact(words, "node0"));
    REQUIRE(sent);
    world.run_for(std::chrono::minutes{17});
    const Bytes bytes = stored(world.node(0), sent->id).bytes;
    sizes.push_back(bytes.size());
    alerts.push_back(wire::decode_alert(bytes).value());
  }
  CHECK(sizes[0] == sizes[1]);
  CHECK(alerts[0].id != alerts[1].id);
  CHECK(alerts[0].author_key != alerts[1].author_key);
  alerts[0].id = alerts[0].body.id = alerts[1].id;
  alerts[0].author_key = alerts[1].author_key;
  alerts[0].nonce = alerts[1].nonce;
  CHECK(alerts[0] == alerts[1]);
}

TEST_CASE("attack: freshness window against fuzzed time", "[sim][attack]") {
  // Nothing at a relay is fresh or stale by a clock: challenge and sequence alone say so. A node
  // whose clock is months off is let in like any other, and no window opens to play with.
  ThreeFriends world(30);
  world.node(0).set_skew(std::chrono::hours{24 * 100});
  world.node(0).crash(world.now());
  world.node(0).start(world.now());
  const auto sent = world.node(0).api().alert_send(
      to_contact(alert_about("07700 900506", world.now() + std::chrono::hours{24 * 100}), "node1"));
  REQUIRE(sent);
  CHECK(world.run_until(
      [&] { return world.node(0).api().alert(sent->id)->delivery == "handed_over"; },
      std::chrono::minutes{30}));
}

TEST_CASE("attack: distinguishable duress in an alert: always three marks, never the same",
          "[sim][attack]") {
  // A mark that says "she is forced" must not be told from its absence: not by its place, its size
  // or its bytes. So each copy carries three, and nothing that is signed or counted depends on
  // them.
  ThreeFriends world(31);
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  std::set<Bytes> marks;
  for (int i = 0; i < 4; ++i) {
    REQUIRE(world.node(0).api().alert_send(
        to_circle(alert_about("07700 900507", world.now()), "ring")));
  }
  auto& circles = world.node(0).engine().context().store.circles();
  for (const OwnPost& post : circles.posts(circles.all().front().id)) {
    const auto content = wire::decode_content(post.content);
    REQUIRE(content);
    const auto& alert = std::get<content::Alert>(*content);
    REQUIRE(alert.marks);
    for (std::size_t each = 0; each < 3; ++each) {
      marks.insert(to_bytes(ByteView(*alert.marks).subspan(48 * each, 48)));
    }
    content::Alert marked = alert;
    marked.marks = counting<content::Alert::kMarks>(1);
    CHECK(wire::encode_content(marked).size() == post.content.size());
  }
  CHECK(marks.size() == 12);
}

TEST_CASE("attack: a warning sent again after a renewal is told by its missing marks",
          "[sim][attack]") {
  ThreeFriends world(32);
  std::vector<content::Alert> sent;
  world.node(0).on_plain = [&](ByteView plain) {
    const auto payload = wire::decode_payload(plain);
    const auto content =
        payload ? wire::decode_content(payload->content) : Result<Content>(payload.error());
    if (!content) return;
    if (const auto* alert = std::get_if<content::Alert>(&*content)) sent.push_back(*alert);
  };
  const auto backup = world.node(1).image(world.now());
  REQUIRE(world.node(0).api().alert_send(
      to_contact(alert_about("07700 900508", world.now()), "node1")));
  world.run_for(std::chrono::minutes{5});
  REQUIRE(sent.size() == 1);
  world.node(1).bring_back(backup, world.now());
  const auto has_words = [&](std::size_t at, std::size_t other) {
    const auto contact = world.node(at).api().contact(SimWorld::name_of(other));
    return contact && contact->failure == "renewed" && contact->state == "established" &&
           contact->words;
  };
  REQUIRE(
      world.run_until([&] { return has_words(0, 1) && has_words(1, 0); }, std::chrono::hours{1}));
  REQUIRE(confirm_words(world.node(1), "node0"));
  REQUIRE(confirm_words(world.node(0), "node1"));
  REQUIRE(world.run_until([&] { return sent.size() == 2; }, std::chrono::hours{1}));
  CHECK(sent[1].bytes == sent[0].bytes);
  REQUIRE((sent[0].marks && sent[1].marks));
  CHECK(*sent[0].marks != *sent[1].marks);  // who sends it on draws new ones
}
