// The rows of contacts, sources, the outbox, what was seen, settings and the ratchet: what goes in
// comes out, in the order that ports/ promises.
#include "domain/limits.h"
#include "ports/alert_rows.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;

// A journal with a transaction open, which is closed and opened again on demand.
struct Journal {
  SimDisk disk{1};
  SimRandom random{2};
  std::unique_ptr<NodeStore> store;

  Journal() { open(); }
  void open() {
    auto db = Database::open(disk, random, "journal", SimRandom(3).key());
    REQUIRE(db.ok());
    auto opened = NodeStore::open(std::move(*db));
    REQUIRE(opened.ok());
    store = std::move(*opened);
    REQUIRE(store->begin().ok());
  }
  void open_again() {
    REQUIRE(store->commit().ok());
    store.reset();
    open();
  }
};

bool same(const crypto::Key& a, const crypto::Key& b) { return crypto::equal(a.view(), b.view()); }

Contact contact_of(Random& random, const std::string& name) {
  Contact contact;
  contact.id = random.id<ContactId>();
  contact.name = name;
  contact.their_name = "Robin";
  contact.state = ContactState::answering;
  contact.trust = Trust::verified;
  contact.verified_at = from_ms(77);
  contact.muted = true;
  contact.created = from_ms(5);
  contact.inviter = true;
  contact.invite = Bytes{1, 2, 3};
  contact.k = random.key();
  contact.s0 = random.key();
  contact.peer_identity = random.array<32>();
  contact.words = "one two three four five six";
  contact.peer_routes = {{random.id<RelayKey>(), "one.example.com:7077"},
                         {random.id<RelayKey>(), "two.example.com:7077"}};
  contact.put_number = UINT64_MAX;
  contact.send_previous = random.id<Digest32>();
  contact.lost = 4;
  return contact;
}

Payload part_of(const MessageId& message, std::uint8_t part, std::uint8_t parts) {
  Payload payload;
  payload.header.message = message;
  payload.header.part = part;
  payload.header.parts = parts;
  payload.content = Bytes(10, part);
  return payload;
}

OutboxOp op_of(Random& random, std::uint8_t lane) {
  OutboxOp op;
  op.lane.fill(lane);
  op.cap_secret = random.key();
  op.body = Bytes(50, lane);
  op.inner = Bytes(40, lane);
  op.message = MessageId{op.lane};
  return op;
}

}  // namespace

TEST_CASE("a contact comes back with all it holds") {
  Journal journal;
  const Contact contact = contact_of(journal.random, "Alex");
  journal.store->contacts().put(contact);
  journal.open_again();
  const auto found = journal.store->contacts().find(contact.id);
  REQUIRE(found.has_value());
  CHECK(found->name == "Alex");
  CHECK(found->state == ContactState::answering);
  CHECK(found->trust == Trust::verified);
  CHECK(found->verified_at == contact.verified_at);
  CHECK(found->muted);
  CHECK(found->inviter);
  CHECK(found->invite == contact.invite);
  CHECK(same(found->k, contact.k));
  CHECK(same(found->s0, contact.s0));
  CHECK(found->peer_identity == contact.peer_identity);
  CHECK(found->words == contact.words);
  CHECK(found->peer_routes == contact.peer_routes);
  CHECK(found->own_routes.empty());
  CHECK(found->put_number == UINT64_MAX);
  CHECK(found->send_previous == contact.send_previous);
  CHECK(found->lost == 4);
}

TEST_CASE("the keys before a renewal come back, and go when they are dropped") {
  Journal journal;
  auto& random = journal.random;
  Contact contact = contact_of(random, "Alex");
  contact.party = random.id<ContactId>();
  contact.before = KeysBefore{random.id<ContactId>(),
                              true,
                              random.key(),
                              random.key(),
                              random.array<32>(),
                              random.array<32>(),
                              3,
                              UINT64_MAX,
                              {random.id<RelayKey>(), "one.example.com:7077"}};
  journal.store->contacts().put(contact);
  journal.store->contacts().put(contact_of(random, "Robin"));
  journal.open_again();
  auto found = journal.store->contacts().renewed();
  REQUIRE(found.size() == 1);
  CHECK(found[0].party == contact.party);
  REQUIRE(found[0].before);
  const KeysBefore& before = *found[0].before;
  CHECK(before.party == contact.before->party);
  CHECK(before.inviter);
  CHECK(same(before.own_r, contact.before->own_r));
  CHECK(same(before.k, contact.before->k));
  CHECK(before.peer_identity == contact.before->peer_identity);
  CHECK(before.peer_seal_pub == contact.before->peer_seal_pub);
  CHECK(before.peer_generation == 3);
  CHECK(before.put_number == UINT64_MAX);
  CHECK(before.peer_route == contact.before->peer_route);
  found[0].before.reset();
  journal.store->contacts().put(found[0]);
  CHECK(journal.store->contacts().renewed().empty());
}

TEST_CASE("a move of either side comes back, and goes when it is done") {
  Journal journal;
  auto& contacts = journal.store->contacts();
  Contact ours = contact_of(journal.random, "Alex");
  ours.own_move = OwnMove{true, 3, from_ms(99)};
  contacts.put(ours);
  Contact hers = contact_of(journal.random, "Robin");
  hers.peer_next = Route{journal.random.id<RelayKey>(), "new.example.com:7077"};
  contacts.put(hers);
  contacts.put(contact_of(journal.random, "Zoe"));
  journal.open_again();
  auto moving = journal.store->contacts().moving();
  REQUIRE(moving.size() == 2);
  CHECK(moving[0].own_move == ours.own_move);
  CHECK_FALSE(moving[0].peer_next);
  CHECK_FALSE(moving[1].own_move);
  CHECK(moving[1].peer_next == hers.peer_next);
  moving[0].own_move.reset();
  moving[1].peer_next.reset();
  for (const Contact& each : moving) journal.store->contacts().put(each);
  CHECK(journal.store->contacts().moving().empty());
}

TEST_CASE("who is written to at a relay is counted once, and not when it is over with her") {
  Journal journal;
  auto& contacts = journal.store->contacts();
  Contact alex = contact_of(journal.random, "Alex");
  alex.peer_routes[1].relay = alex.peer_routes[0].relay;
  const RelayKey relay = alex.peer_routes[0].relay;
  alex.own_routes = {{journal.random.id<RelayKey>(), "own.example.com:7077"}};
  contacts.put(alex);
  contacts.put(contact_of(journal.random, "Robin"));
  CHECK(contacts.count_written_at(relay) == 1);
  CHECK(contacts.count_written_at(alex.own_routes[0].relay) == 0);
  alex.state = ContactState::failed;
  contacts.put(alex);
  CHECK(contacts.count_written_at(relay) == 0);
}

TEST_CASE(
    "contacts are found by name in any case, by invite and by state, and are listed by name") {
  Journal journal;
  auto& contacts = journal.store->contacts();
  Contact zoe = contact_of(journal.random, "zoe");
  contacts.put(zoe);
  contacts.put(contact_of(journal.random, "Alex"));
  CHECK(contacts.find_by_name("ZOE").has_value());
  CHECK_FALSE(contacts.find_by_name("zo").has_value());
  CHECK(contacts.find_by_invite(Digest32{crypto::sha256(zoe.invite)}).has_value());
  REQUIRE(contacts.all().size() == 2);
  CHECK(contacts.all()[0].name == "Alex");
  zoe.state = ContactState::removed;
  zoe.peer_routes.pop_back();
  contacts.put(zoe);
  CHECK(contacts.in_state(ContactState::removed).size() == 1);
  CHECK(contacts.find(zoe.id)->peer_routes.size() == 1);
  CHECK_THROWS_AS(contacts.put(contact_of(journal.random, "ALEX")), StoreFailed);
  contacts.erase(zoe.id);
  CHECK_FALSE(contacts.find(zoe.id).has_value());
}

TEST_CASE("a source keeps its place, and is found by target and by owner") {
  Journal journal;
  Source source;
  source.target.fill(1);
  source.owner.fill(2);
  source.read_cap = journal.random.key();
  source.route.host_port = "relay.example.com:7077";
  source.id = journal.store->sources().put(source);
  journal.store->sources().set_place(source.id, 9, ~std::uint64_t{0});
  journal.open_again();
  const auto found = journal.store->sources().find_target(source.target);
  REQUIRE(found.has_value());
  CHECK(found->id == source.id);
  CHECK(found->position == 9);
  CHECK(found->mark == ~std::uint64_t{0});
  CHECK(same(found->read_cap, source.read_cap));
  CHECK(journal.store->sources().of_owner(source.owner).size() == 1);
  CHECK(journal.store->sources().retiring_queues().empty());
  source.retiring = true;
  CHECK(journal.store->sources().put(source) == source.id);
  CHECK(journal.store->sources().retiring_queues().size() == 1);
  Source board;
  board.kind = Source::Kind::board;
  board.retiring = true;
  board.target.fill(3);
  board.id = journal.store->sources().put(board);
  CHECK(journal.store->sources().retiring_queues().size() == 1);
  journal.store->sources().erase(board.id);
  CHECK(journal.store->sources().find(source.id)->retiring);
  journal.store->sources().erase(source.id);
  CHECK(journal.store->sources().all().empty());
}

TEST_CASE("the outbox hands out the first of each lane, and never an id twice") {
  Journal journal;
  auto& outbox = journal.store->outbox();
  const OpId first = outbox.add(op_of(journal.random, 2));
  const OpId second = outbox.add(op_of(journal.random, 2));
  const OpId other = outbox.add(op_of(journal.random, 1));
  const auto heads = outbox.heads();
  REQUIRE(heads.size() == 2);
  CHECK(heads[0].id == first);
  CHECK(heads[1].id == other);
  CHECK(heads[0].body == Bytes(50, 2));
  CHECK(heads[0].inner == Bytes(40, 2));
  CHECK(outbox.lane_size(heads[0].lane) == 2);
  CHECK(outbox.lane(heads[0].lane, 1).size() == 1);
  CHECK(outbox.waiting_parts(heads[0].message) == 2);
  outbox.postpone(first, from_ms(100), 3);
  CHECK(outbox.find(first)->attempts == 3);
  CHECK(outbox.find(first)->due == from_ms(100));
  outbox.erase(first);
  CHECK(outbox.heads()[0].id == second);
  outbox.erase(other);
  CHECK(outbox.add(op_of(journal.random, 3)) > other);
  outbox.erase_lane(heads[0].lane);
  CHECK(outbox.size() == 1);
}

TEST_CASE("what was seen is seen until it may be forgotten") {
  Journal journal;
  const Digest32 hash = journal.random.id<Digest32>();
  const MessageId message = journal.random.id<MessageId>();
  const auto sender = journal.random.array<16>();
  CHECK(journal.store->seen().add_slot(hash, from_ms(10)));
  CHECK(journal.store->seen().add_message(sender, message, from_ms(10)));
  journal.open_again();
  CHECK_FALSE(journal.store->seen().add_slot(hash, from_ms(10)));
  CHECK_FALSE(journal.store->seen().add_message(sender, message, from_ms(10)));
  CHECK(journal.store->seen().add_message(journal.random.array<16>(), message, from_ms(10)));
  journal.store->seen().forget_before(from_ms(10));
  CHECK_FALSE(journal.store->seen().add_slot(hash, from_ms(10)));
  journal.store->seen().forget_before(from_ms(11));
  CHECK(journal.store->seen().add_slot(hash, from_ms(10)));
}

TEST_CASE("parts of a message come together in any order, once, and the oldest gives way") {
  Journal journal;
  auto& seen = journal.store->seen();
  const auto sender = journal.random.array<16>();
  const MessageId message = journal.random.id<MessageId>();
  seen.put_part(sender, part_of(message, 1, 2), from_ms(10));
  seen.put_part(sender, part_of(message, 1, 2), from_ms(10));
  CHECK_FALSE(seen.take_complete(sender, message).has_value());
  seen.put_part(sender, part_of(message, 0, 2), from_ms(10));
  const auto parts = seen.take_complete(sender, message);
  REQUIRE(parts.has_value());
  REQUIRE(parts->size() == 2);
  CHECK((*parts)[0].content == Bytes(10, 0));
  CHECK((*parts)[1].content == Bytes(10, 1));
  CHECK_FALSE(seen.take_complete(sender, message).has_value());

  seen.put_part(sender, part_of(message, 0, 2), from_ms(10));
  for (std::size_t i = 0; i + 1 < limits::kPartialMessages; ++i) {
    seen.put_part(sender, part_of(journal.random.id<MessageId>(), 0, 2), from_ms(10));
  }
  SECTION("at the bound it is still there") {
    seen.put_part(sender, part_of(message, 1, 2), from_ms(10));
    CHECK(seen.take_complete(sender, message).has_value());
  }
  SECTION("one past the bound it is gone") {
    seen.put_part(sender, part_of(journal.random.id<MessageId>(), 0, 2), from_ms(10));
    seen.put_part(sender, part_of(message, 1, 2), from_ms(10));
    CHECK_FALSE(seen.take_complete(sender, message).has_value());
  }
}

TEST_CASE("settings and relays are kept, relays in the order they were added") {
  Journal journal;
  auto& settings = journal.store->settings();
  settings.set("tor", "require");
  settings.set("tor", "prefer");
  CHECK(settings.get("tor") == std::optional<std::string>("prefer"));
  CHECK_FALSE(settings.get("none").has_value());
  CHECK(settings.all().size() == 1);
  const OwnRelay first{{RelayKey{journal.random.array<32>()}, "b.example.com:1"}, {}, from_ms(1)};
  settings.put_relay(first);
  settings.put_relay({{RelayKey{journal.random.array<32>()}, "a.example.com:1"}, {}, from_ms(2)});
  settings.put_relay({first.route, journal.random.key(), from_ms(3)});
  const auto relays = settings.relays();
  REQUIRE(relays.size() == 2);
  CHECK(relays[0].route == first.route);
  CHECK(relays[0].access_key.has_value());
  CHECK_FALSE(relays[0].leaving);
  OwnRelay leaving{first.route, {}, from_ms(4)};
  leaving.leaving = true;
  settings.put_relay(leaving);
  CHECK(settings.relays()[0].leaving);
  settings.remove_relay(first.route.relay);
  CHECK(settings.relays().size() == 1);
}

TEST_CASE("ratchet records are told apart by owner, kind and key") {
  Journal journal;
  using Kind = RatchetStore::Kind;
  const Bytes a{1}, b{2};
  journal.store->ratchet().save(Kind::session, a, b, Bytes{7});
  journal.store->ratchet().save(Kind::session, a, b, Bytes{8});
  journal.store->ratchet().save(Kind::prekey, a, b, Bytes{9});
  journal.store->ratchet().save(Kind::prekey, b, b, Bytes{10});
  journal.open_again();
  auto& ratchet = journal.store->ratchet();
  CHECK(to_bytes(ratchet.load(Kind::session, a, b)->view()) == Bytes{8});
  ratchet.erase(Kind::session, a, b);
  CHECK_FALSE(ratchet.load(Kind::session, a, b).has_value());
  ratchet.erase_owner(a);
  CHECK_FALSE(ratchet.load(Kind::prekey, a, b).has_value());
  CHECK(ratchet.load(Kind::prekey, b, b).has_value());
}

TEST_CASE("what was rolled back was never there") {
  Journal journal;
  journal.store->settings().set("a", "1");
  journal.store->rollback();
  REQUIRE(journal.store->begin().ok());
  CHECK_FALSE(journal.store->settings().get("a").has_value());
}

}  // namespace ww::store
