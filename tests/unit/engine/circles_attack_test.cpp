// The attacks of PROTOCOL.md section 6 that aim at circles, and what must come of each.
#include "core/envelope.h"
#include "support/circle_four.h"

using namespace ww;
using namespace ww::test;

TEST_CASE("attack: member reading before her epoch or after her removal") {
  Four four;
  four.add("Bea");
  REQUIRE(four.ada.say(kCircle, "before Mal").ok());
  four.net.settle();
  four.net.pass(std::chrono::hours{1});
  four.add("Mal");
  REQUIRE(four.bea.say(kCircle, "with Mal").ok());
  four.net.settle();
  CHECK(four.mal.inbox == std::vector<std::string>{"with Mal"});

  // She keeps her node as it is: an adversary does not delete her keys.
  const StoredEpoch hers = four.current_epoch(four.mal);
  REQUIRE(four.ada.circles().remove(kCircle, "Mal").ok());
  REQUIRE(four.ada.say(kCircle, "after Mal").ok());
  four.net.settle();
  REQUIRE(four.bea.say(kCircle, "still after Mal").ok());
  four.net.settle();
  CHECK(four.bea.read("after Mal"));
  CHECK(four.ada.read("still after Mal"));
  CHECK(four.mal.inbox == std::vector<std::string>{"with Mal"});
  CHECK(four.mal.state(kCircle) == "removed");
  CHECK(four.mal.was_told("removed"));
  CHECK(four.mal.store.source_rows.all().empty());

  // The new board is another one, its key is none of hers, and her old secret opens nothing there.
  const StoredEpoch now = four.current_epoch(four.ada);
  CHECK(now.board != hers.board);
  for (const auto& slot : four.current_board(four.ada).slots) {
    CHECK_FALSE(core::open_board_slot(core::epoch_keys(hers.secret).board_key, now.board, slot));
    CHECK_FALSE(core::open_board_slot(core::epoch_keys(hers.secret).board_key, hers.board, slot));
  }
}

TEST_CASE("attack: member reading the key slots of the epoch before her") {
  Four four;
  four.add("Bea");
  REQUIRE(four.bea.say(kCircle, "before Mal").ok());
  four.net.settle();
  const StoredEpoch before = four.current_epoch(four.ada);
  four.net.pass(std::chrono::hours{1});
  four.add("Mal");
  // Even with the old board's secret in her hands, no wrap there is hers.
  const auto slots = four.messages(before, SlotKind::key_slot);
  REQUIRE(slots.size() == 1);
  const auto slot = wire::decode_key_slot(slots[0]);
  REQUIRE(slot.ok());
  const auto mal = four.mal.circle(kCircle);
  for (const auto& wrapped : slot->wraps) {
    for (const auto& kem : four.mal.store.circle_rows.kems(mal.id)) {
      const MemberId sender = engine::self_of(four.bea.circle(kCircle));
      const auto context = core::circle_context(mal.id, before.epoch, before.hash, sender);
      CHECK_FALSE(core::unwrap(kem.secret, engine::self_of(mal), slot->e_pub,
                               {"skdm", before.secret, context}, wrapped));
    }
  }
}

TEST_CASE("attack: removed member writing") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.mal.say(kCircle, "while she was in it").ok());
  four.net.settle();
  CHECK(four.bea.times_read("while she was in it") == 1);

  // Mal's node does not hear of it, and she goes on posting where she was.
  four.mal.online = false;
  REQUIRE(four.ada.circles().remove(kCircle, "Mal").ok());
  SECTION("after the epoch slot, on a board that the relay forgets to close") {
    four.net.settle();
    four.net.relay.boards.at(four.mal.circle(kCircle).current).closed = false;
    REQUIRE(four.mal.say(kCircle, "forged").ok());
    // She sends what is in her outbox, and reads nothing.
    for (const OutboxOp& op : four.mal.store.outbox_rows.heads()) {
      CHECK(std::holds_alternative<relay::Position>(four.net.relay.ask(op)));
    }
    four.net.settle();
    CHECK_FALSE(four.ada.read("forged"));
    CHECK_FALSE(four.bea.read("forged"));
  }
  SECTION("on the new board, with the capability that she has") {
    four.net.settle();
    OutboxOp op;
    const StoredEpoch hers = four.current_epoch(four.mal);
    const StoredEpoch now = four.current_epoch(four.ada);
    op.cap = relay::Cap::write;
    op.cap_secret = core::epoch_keys(hers.secret).write_cap.clone();
    op.target = now.board.bytes;
    op.body =
        wire::encode_body(relay::BoardPut{now.board, four.mal.random.id<PutId>(), relay::Slot{}});
    const auto reply = four.net.relay.ask(op);
    REQUIRE(std::holds_alternative<relay::Refused>(reply));
    CHECK(std::get<relay::Refused>(reply).why == relay::Refusal::auth);
  }
  SECTION("before the epoch slot it counts, even for who hears of the removal first") {
    // The old board is read late: the epoch slot came pairwise.
    four.bea.online = false;
    REQUIRE(four.mal.say(kCircle, "in time").ok());
    four.mal.online = true;
    // Only Mal works, until her post stands.
    while (four.mal.store.outbox_rows.size() != 0) {
      const auto op = std::move(four.mal.store.outbox_rows.heads().front());
      const auto reply = four.net.relay.ask(op);
      four.mal.store.outbox_rows.erase(op.id);
      four.mal.circles().on_answer(op, reply);
    }
    four.net.settle();
    four.bea.online = true;
    four.net.settle();
    CHECK(four.bea.times_read("in time") == 1);
    CHECK(four.ada.times_read("in time") == 1);
  }
}

TEST_CASE("attack: ghost member") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  // Mal, a member but no admin, makes an epoch of her own with a ghost in it, properly signed by
  // herself, and announces it on the board.
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto mal = four.mal.circle(kCircle);
  Snapshot roster = *wire::decode_snapshot(now.snapshot);
  const Snapshot before = roster;
  Member ghost;
  ghost.sign_pub = crypto::ed25519_public(four.mal.random.key());
  ghost.kem_pub = crypto::x25519_public(four.mal.random.key());
  ghost.name = "ghost";
  roster.members.push_back(ghost);
  roster.admins.push_back(engine::sign_pub_of(mal));
  roster.epoch = now.epoch + 1;
  roster.previous = now.hash;
  roster.signer = engine::sign_pub_of(mal);
  roster.signature =
      core::sign_bytes(mal.sign_seed, "snapshot", wire::signed_part(wire::encode_snapshot(roster)));
  const Bytes bytes = wire::encode_snapshot(roster);
  const crypto::Key e = four.mal.random.key(), secret = four.mal.random.key();
  StoredEpoch next;
  next.circle = mal.id;
  next.secret = secret.clone();
  next.board = core::epoch_keys(secret).board;
  next.hash = core::snapshot_hash(bytes);
  four.net.relay.boards[next.board].caps = {
      {crypto::x25519_public(core::epoch_keys(secret).read_cap), 1, 0}};
  const auto parts = wire::split_snapshot(bytes);
  REQUIRE(parts.ok());
  for (const Bytes& part : *parts) four.put(next, SlotKind::snapshot, part);
  EpochSlot slot;
  slot.circle = mal.id;
  slot.epoch = roster.epoch;
  slot.old_snapshot = now.hash;
  slot.new_snapshot = next.hash;
  slot.signer = static_cast<std::uint16_t>(*core::index_of(before, engine::sign_pub_of(mal)));
  slot.e_pub = crypto::x25519_public(e);
  const auto context = core::epoch_context(mal.id, slot.epoch, now.hash, next.hash);
  for (const Member& member : before.members) {
    slot.wraps.push_back(*core::wrap(e, member.kem_pub, member_id(member.sign_pub),
                                     {"epoch", now.secret, context}, secret));
  }
  slot.sealed_route =
      crypto::aead_seal(core::route_key(secret), wire::encode_route(CircleNet::route()));
  slot.signature = core::sign_bytes(mal.sign_seed, "epoch-slot",
                                    wire::signed_part(wire::encode_epoch_slot(slot)));
  // The slot alone leads nobody to her board: not even to look at the roster there and refuse it.
  const auto nobody_followed = [&] {
    for (Person* person : {&four.ada, &four.bea}) {
      CHECK(person->epoch(kCircle) == now.epoch);
      CHECK(person->state(kCircle) == "member");
      CHECK_FALSE(person->was_told("roster_refused"));
      CHECK_FALSE(person->store.circle_rows.epoch(next.board));
    }
    CHECK(four.bea.store.circle_rows.epochs(mal.id).size() == 2);
  };
  SECTION("by an epoch slot under her own name") {
    four.put(now, SlotKind::epoch_slot, wire::encode_epoch_slot(slot));
    four.net.settle();
    nobody_followed();
  }
  SECTION("by an epoch slot under the admin's name") {
    slot.signer = 0;
    slot.signature = core::sign_bytes(mal.sign_seed, "epoch-slot",
                                      wire::signed_part(wire::encode_epoch_slot(slot)));
    four.put(now, SlotKind::epoch_slot, wire::encode_epoch_slot(slot));
    four.net.settle();
    nobody_followed();
  }
  SECTION("even when an admin's epoch slot led there") {
    slot.signer = 0;
    const auto ada = four.ada.circle(kCircle);
    slot.signature = core::sign_bytes(ada.sign_seed, "epoch-slot",
                                      wire::signed_part(wire::encode_epoch_slot(slot)));
    four.put(now, SlotKind::epoch_slot, wire::encode_epoch_slot(slot));
    four.net.settle();
    CHECK(four.bea.epoch(kCircle) == now.epoch);
    CHECK(four.bea.was_told("roster_refused"));
    CHECK(four.bea.state(kCircle) == "not_current");
  }
  for (const Person* person : {&four.ada, &four.bea}) {
    const auto people = person->store.circle_rows.persons;
    CHECK(people.count({mal.id, member_id(ghost.sign_pub)}) == 0);
  }
}

TEST_CASE("attack: epoch slot withheld") {
  Four four;
  four.add("Bea");
  four.add("Cleo");
  const BoardId old_board = four.ada.circle(kCircle).current;
  // The relay hides everything that comes after now on that board.
  const auto stands = four.net.relay.boards.at(old_board).slots.size();
  four.net.relay.withheld = [&](const BoardId& board, std::uint64_t at) {
    return board == old_board && at > stands;
  };
  SECTION("its content goes pairwise to who is a contact of the admin") {
    four.add("Mal");
    CHECK(four.bea.epoch(kCircle) == 4);
    CHECK(four.cleo.epoch(kCircle) == 4);
    REQUIRE(four.bea.say(kCircle, "we are here").ok());
    four.net.settle();
    CHECK(four.cleo.read("we are here"));
  }
  SECTION("when that is lost too, a closed board makes her ask") {
    four.net.loses = [&](const CircleNet::Letter& letter, const Content& content) {
      return letter.to == CircleNet::contact_id("Bea") &&
             std::holds_alternative<content::CircleEpoch>(content);
    };
    four.add("Mal");
    CHECK(four.bea.epoch(kCircle) == 4);
    CHECK(four.bea.was_told("not_current"));
    CHECK(four.bea.state(kCircle) == "member");
    REQUIRE(four.cleo.say(kCircle, "we are here").ok());
    four.net.settle();
    CHECK(four.bea.read("we are here"));
  }
}

TEST_CASE("attack: withheld message") {
  Four four;
  four.add("Bea");
  REQUIRE(four.ada.say(kCircle, "one").ok());
  four.net.settle();
  const BoardId board = four.ada.circle(kCircle).current;
  const auto stands = four.net.relay.boards.at(board).slots.size();
  four.net.relay.withheld = [&](const BoardId& where, std::uint64_t at) {
    return where == board && at == stands + 1;
  };
  REQUIRE(four.ada.say(kCircle, "two").ok());
  REQUIRE(four.ada.say(kCircle, "three").ok());
  four.net.settle();
  CHECK_FALSE(four.bea.read("two"));
  CHECK(four.bea.read("three"));  // noticed, never a reason to hold a warning back
  CHECK(four.bea.was_told("messages_missing"));
  CHECK(four.bea.circle(kCircle).lost == 1);
}

TEST_CASE("attack: a message under another member's index is not taken for hers") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.ada.say(kCircle, "key slots out").ok());
  REQUIRE(four.mal.say(kCircle, "by Mal").ok());
  four.net.settle();
  const StoredEpoch now = four.current_epoch(four.mal);
  const Bytes hers = four.messages(now, SlotKind::sender_key_message).back();
  REQUIRE(four.bea.times_read("by Mal") == 1);
  four.net.repeat_slots = true;
  for (const int index : {0, 1, 2, 3, 255}) {
    four.put(now, SlotKind::sender_key_message, hers, static_cast<std::uint16_t>(index));
  }
  four.net.settle();
  CHECK(four.bea.inbox.size() == 2);
  CHECK(four.ada.inbox.size() == 1);
}

TEST_CASE("attack: one admin, two children: all stand still and are told") {
  Four four;
  four.add("Bea");
  four.add("Cleo");
  // Ada's node is copied (a restored backup): both copies change the circle.
  const BoardId parent = four.ada.circle(kCircle).current;
  four.bea.online = false;
  REQUIRE(four.ada.circles().remove(kCircle, "Cleo").ok());
  four.net.settle();
  // The other copy: put back to the parent, it does the same once more.
  auto circle = four.ada.circle(kCircle);
  circle.current = parent;
  four.ada.store.circle_rows.put(circle);
  four.net.relay.boards.at(parent).closed = false;
  REQUIRE(four.ada.circles().remove(kCircle, "Cleo").ok());
  four.net.settle();
  four.bea.online = true;
  four.net.settle();
  CHECK(four.bea.state(kCircle) == "frozen");
  CHECK(four.bea.was_told("two_rosters"));
  CHECK_FALSE(four.bea.say(kCircle, "anything").ok());
}
