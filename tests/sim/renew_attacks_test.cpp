// Attacks on the renewal of keys: forged, replayed and misdirected ones, and copies of one node
// that run against each other.
#include "domain/ratchet_limits.h"
#include "sim/sim_alerts.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/invite.h"

using namespace ww;
using namespace ww::test;

namespace {

// A renewal in a slot, whatever it is, and time to act on it.
void put_slot(SimWorld& world, std::size_t from, std::size_t to, ByteView message) {
  put_message(world, from, to, SlotKind::renew, message);
  world.run_for(std::chrono::minutes{2});
}

Invite fresh_invite(SimWorld& world, engine::Context& context, const Contact& contact) {
  Invite invite;
  invite.kind = InviteKind::renew;
  invite.not_after = std::chrono::floor<std::chrono::seconds>(world.now() + limits::kRenewLife);
  invite.s0 = context.random.array<32>();
  invite.seal_pub = crypto::x25519_public(context.random.key());
  invite.words_commit = core::words_commit(context.random.key());
  invite.sid = context.random.id<QueueId>();
  invite.routes = contact.own_routes;
  const auto party = context.random.id<ContactId>();
  REQUIRE(context.ratchet.create_party(party));
  invite.offer = *context.ratchet.make_offer(party);
  return invite;
}

// A renewal by `from` for its pair with `pair`, as it should be but for what `change` does to it.
Bytes renewal(SimWorld& world, std::size_t from, std::size_t pair,
              const std::function<void(Invite&)>& change = {}) {
  Bytes message;
  with_contact(world, from, pair, [&](engine::Context& context, Contact& contact) {
    Invite invite = fresh_invite(world, context, contact);
    if (change) change(invite);
    message = wire::encode_invite(invite);
    const auto signature = context.ratchet.sign(
        contact.party,
        crypto::framed("renew", {core::pair_context(contact.k, direction_from(contact)), message}));
    REQUIRE(signature);
    message.insert(message.end(), signature->begin(), signature->end());
  });
  return message;
}

Bytes invite_at(SimWorld& world, std::size_t at, std::size_t other) {
  Bytes invite;
  with_contact(world, at, other,
               [&](engine::Context&, Contact& contact) { invite = contact.invite; });
  return invite;
}

api::ContactInfo seen(SimWorld& world, std::size_t at, std::size_t other) {
  const auto contact = world.node(at).api().contact(SimWorld::name_of(other));
  REQUIRE(contact);
  return *contact;
}

std::size_t times_refused(SimNode& node) {
  std::size_t times = 0;
  const auto notices = node.api().notices(true);
  REQUIRE(notices);
  for (const api::Notice& each : *notices) {
    if (each.code == "renewal_refused") times += each.times;
  }
  return times;
}

struct ThreePeople : SimWorld {
  explicit ThreePeople(std::uint64_t seed) : SimWorld(seed, options()) {
    REQUIRE(befriend(0, 1));
    REQUIRE(befriend(1, 2));
  }
  static WorldOptions options() {
    WorldOptions three;
    three.nodes = 3;
    return three;
  }
};

}  // namespace

TEST_CASE("attack: a renewal that the old identity did not sign changes nothing", "[sim][attack]") {
  ThreePeople world(51);
  const std::string words = *seen(world, 0, 1).words;
  std::size_t refused = 0;
  const auto is_refused = [&](ByteView message) {
    put_slot(world, 1, 0, message);
    CHECK(times_refused(world.node(0)) == ++refused);
    CHECK(seen(world, 0, 1).state == "established");
    CHECK(seen(world, 0, 1).trust == "verified");
    CHECK(seen(world, 0, 1).words == words);
  };
  Bytes unsigned_one = renewal(world, 1, 0);
  unsigned_one.back() ^= 1;
  is_refused(unsigned_one);
  Bytes changed = renewal(world, 1, 0);
  changed[100] ^= 1;
  is_refused(changed);
  is_refused(renewal(world, 1, 2));  // good, but for her pair with somebody else
  is_refused(renewal(world, 1, 0, [](Invite& invite) { invite.kind = InviteKind::contact; }));
  is_refused(Bytes(64, 0));
  is_refused(Bytes(limits::kSlotMessage, 7));
  // Keys that everybody knows, properly signed.
  is_refused(renewal(world, 1, 0, [](Invite& invite) { invite.seal_pub = {}; }));
  is_refused(renewal(world, 1, 0, [](Invite& invite) { invite.offer.identity = {}; }));
  is_refused(renewal(world, 1, 0, [](Invite& invite) { invite.offer.signed_prekey = {}; }));
  is_refused(renewal(world, 1, 0, [](Invite& invite) { invite.offer.one_time = {}; }));
  // The pair goes on as before.
  const auto sent =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900530", world.now()), "node0"));
  REQUIRE(sent);
  CHECK(world.run_until([&] { return world.node(0).api().alert(sent->id).ok(); },
                        std::chrono::minutes{10}));
}

TEST_CASE("attack: a renewal played again", "[sim][attack]") {
  ThreePeople world(52);
  const Bytes first = renewal(world, 1, 0);
  put_slot(world, 1, 0, first);
  REQUIRE(seen(world, 0, 1).state == "answering");
  const Bytes invite = invite_at(world, 0, 1);
  put_slot(world, 1, 0, first);  // the same again: it is being answered
  CHECK(invite_at(world, 0, 1) == invite);
  CHECK(times_refused(world.node(0)) == 0);
  world.run_for(std::chrono::hours{1});
  // Of two renewals the newer one counts, in whatever order they come.
  const Bytes newer = renewal(world, 1, 0);
  put_slot(world, 1, 0, newer);
  const Bytes newest = invite_at(world, 0, 1);
  CHECK(newest != invite);
  put_slot(world, 1, 0, first);
  CHECK(invite_at(world, 0, 1) == newest);
  CHECK(times_refused(world.node(0)) == 1);
}

TEST_CASE("attack: the old identity renews after the words of the new one were compared",
          "[sim][attack]") {
  ThreePeople world(53);
  const auto stolen = world.node(1).image(world.now());
  REQUIRE(world.node(1).api().alert_send(
      to_contact(alert_about("07700 900531", world.now()), "node0")));
  world.run_for(std::chrono::minutes{10});
  world.node(1).bring_back(stolen, world.now());
  const auto renewed = [&] {
    return seen(world, 0, 1).state == "established" && seen(world, 1, 0).state == "established";
  };
  REQUIRE(world.run_until(renewed, std::chrono::hours{1}));
  world.run_for(std::chrono::minutes{10});
  REQUIRE(confirm_words(world.node(0), "node1"));
  world.run_for(std::chrono::minutes{10});
  world.node(1).bring_back(stolen, world.now());
  world.run_for(std::chrono::hours{2});
  CHECK(seen(world, 0, 1).trust == "verified");
  CHECK(seen(world, 0, 1).state == "established");
  // No word of a relay ends it: it goes on asking, in vain, and is told what else to do.
  CHECK(seen(world, 1, 0).state == "renewing");
  CHECK(seen(world, 1, 0).failure == "renewal_refused");
  CHECK_FALSE(seen(world, 1, 0).words);
}

TEST_CASE("attack: two copies of one node run at once, and one of them renews", "[sim][attack]") {
  ThreePeople world(54);
  const auto copy = world.node(1).image(world.now());
  REQUIRE(world.node(1).api().alert_send(
      to_contact(alert_about("07700 900532", world.now()), "node0")));
  world.run_for(std::chrono::minutes{10});
  const auto original = world.node(1).image(world.now());
  world.node(1).bring_back(copy, world.now());
  REQUIRE(world.run_until(
      [&] {
        return seen(world, 0, 1).state == "established" && seen(world, 1, 0).state == "established";
      },
      std::chrono::hours{1}));
  CHECK(seen(world, 0, 1).trust == "unchecked");
  // The original, which does not know of the copy, goes on: it is told, and reaches nobody.
  world.node(1).bring_back(original, world.now(), false);
  const auto sent =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900533", world.now()), "node0"));
  REQUIRE(sent);
  world.run_for(std::chrono::hours{1});
  CHECK_FALSE(world.node(0).api().alert(sent->id).ok());
  CHECK(seen(world, 1, 0).failure == "another_copy");
  CHECK(world.node(1).api().alert(sent->id)->delivery == "saved");  // it waits, and is not lost
  CHECK(times_noticed(world.node(1), "another_copy_writes") == 1);
}

TEST_CASE("attack: a contact renews without end, and is answered ten times an hour",
          "[sim][attack]") {
  ThreePeople world(55);
  const auto answered = [&] {
    std::size_t times = 0;
    for (const auto& event : world.node(0).events()) {
      times += event.what == "contact" && event.detail == "renewing";
    }
    return times;
  };
  constexpr std::size_t kMost = limits::kSessionsPerHour;
  world.set_apart(0, true);
  for (std::size_t i = 0; i < kMost + 5; ++i) {
    put_message(world, 1, 0, SlotKind::renew, renewal(world, 1, 0));
  }
  world.run_for(std::chrono::minutes{5});
  world.set_apart(0, false);
  world.run_for(std::chrono::minutes{4});
  CHECK(answered() > 0);
  CHECK(answered() <= kMost);  // her answers to ours are sessions as well
  world.run_for(std::chrono::hours{3});
  CHECK(answered() >= kMost + 5);  // what had to wait is not lost
}
