// Key slots made, moved or repeated by a member who keeps to no rule.
#include "support/circle_four.h"

using namespace ww;
using namespace ww::test;

namespace {

// Sender keys that her own program does not know of: it would never make one in another's name.
struct Forger {
  MemoryStore store;
  TestRandom random{77};
  CountingLogger log;
  e2ee::SignalRatchet ratchet{store.ratchet_rows, random, log};
};

// A key slot in a member's place, with a sender key of the forger's; all but its signature.
KeySlot key_slot_of(Four& four, Forger& forger, const MemberId& as, const StoredEpoch& epoch) {
  const auto roster = *wire::decode_snapshot(epoch.snapshot);
  const auto distribution = forger.ratchet.distribution({epoch.circle, epoch.epoch}, as);
  REQUIRE(distribution.ok());
  const crypto::Key k = forger.random.key(), e = forger.random.key();
  const core::WrapBinding binding{"skdm", epoch.secret,
                                  core::circle_context(epoch.circle, epoch.epoch, epoch.hash, as)};
  KeySlot slot;
  slot.circle = epoch.circle;
  slot.epoch = epoch.epoch;
  slot.snapshot = epoch.hash;
  slot.sender = static_cast<std::uint16_t>(core::index_of(roster, as).value());
  slot.e_pub = crypto::x25519_public(e);
  slot.next_kem = crypto::x25519_public(forger.random.key());
  slot.sealed_skdm = core::seal_distribution(k, *distribution).value();
  for (const Member& member : roster.members) {
    const MemberId id = member_id(member.sign_pub);
    const auto person = four.bea.store.circle_rows.person(epoch.circle, id);
    const auto kem = person && person->kem ? *person->kem : member.kem_pub;
    slot.wraps.push_back(core::wrap(e, kem, id, binding, k).value());
  }
  return slot;
}
Bytes signed_by(const StoredCircle& circle, KeySlot slot) {
  slot.signature = core::sign_bytes(circle.sign_seed, "key-slot",
                                    wire::signed_part(wire::encode_key_slot(slot)));
  return wire::encode_key_slot(slot);
}
// A message in a member's name, under the sender key that the forger has for it.
Bytes said_as(Forger& forger, const MemberId& as, const StoredEpoch& epoch, const char* words) {
  content::Alert alert;
  alert.bytes = to_bytes(as_bytes(words));
  Payload payload;
  payload.content = wire::encode_content(alert);
  payload.header.content_length = static_cast<std::uint16_t>(payload.content.size());
  payload.header.message = forger.random.id<MessageId>();
  payload.header.sequence = 1;
  payload.header.epoch = epoch.epoch;
  payload.header.context = core::circle_context(epoch.circle, epoch.epoch, epoch.hash, as);
  const auto sealed =
      forger.ratchet.group_encrypt({epoch.circle, epoch.epoch}, as, wire::encode_payload(payload));
  REQUIRE(sealed.ok());
  return *sealed;
}

}  // namespace

TEST_CASE("attack: repeated distribution message") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.ada.say(kCircle, "one").ok());
  four.net.settle();
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto key_slots = four.messages(now, SlotKind::key_slot);
  const auto said = four.messages(now, SlotKind::sender_key_message);
  REQUIRE(key_slots.size() == 1);
  REQUIRE(said.size() == 1);
  const auto ada = member_id(engine::sign_pub_of(four.ada.circle(kCircle)));
  const auto kem = four.bea.store.circle_rows.person(now.circle, ada)->kem;
  // Mal seals the same key slot, and the same message, anew.
  four.put(now, SlotKind::key_slot, key_slots[0]);
  four.put(now, SlotKind::sender_key_message, said[0]);
  four.net.settle();
  CHECK(four.bea.times_read("one") == 1);
  CHECK(four.bea.store.circle_rows.person(now.circle, ada)->kem == kem);
  REQUIRE(four.ada.say(kCircle, "two").ok());
  four.net.settle();
  CHECK(four.bea.times_read("two") == 1);
  CHECK(four.mal.times_read("two") == 1);
}

TEST_CASE("attack: an old key slot of another sealed anew does not set her kem key back") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.ada.say(kCircle, "one").ok());
  four.net.settle();
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto first = four.messages(now, SlotKind::key_slot).at(0);
  four.net.pass(limits::kKeySlotEvery);
  REQUIRE(four.ada.say(kCircle, "two").ok());
  four.net.settle();
  const auto ada = member_id(engine::sign_pub_of(four.ada.circle(kCircle)));
  const auto kem = four.bea.store.circle_rows.person(now.circle, ada)->kem;
  REQUIRE(four.messages(now, SlotKind::key_slot).size() == 2);
  four.put(now, SlotKind::key_slot, first);
  four.net.settle();
  CHECK(four.bea.store.circle_rows.person(now.circle, ada)->kem == kem);
}

TEST_CASE("attack: a member posts a key slot in another's place, and speaks as her") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.ada.say(kCircle, "by Ada").ok());
  four.net.settle();
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto mal = four.mal.circle(kCircle);
  const auto ada = member_id(engine::sign_pub_of(four.ada.circle(kCircle)));
  const auto kem = [&] { return four.bea.store.circle_rows.person(now.circle, ada)->kem; };
  const auto kem_before = kem();
  Forger forger;
  const KeySlot slot = key_slot_of(four, forger, ada, now);
  const auto place = slot.sender;  // Ada's
  SECTION("signed by herself, in a slot of her own") {
    four.put(now, SlotKind::key_slot, signed_by(mal, slot));
  }
  SECTION("signed by herself, in a slot that is to be Ada's") {
    four.put(now, SlotKind::key_slot, signed_by(mal, slot), place);
  }
  SECTION("under Ada's signature of another slot") {
    KeySlot signed_slot = slot;
    const auto hers = wire::decode_key_slot(four.messages(now, SlotKind::key_slot).at(0));
    REQUIRE(hers.ok());
    signed_slot.signature = hers->signature;
    four.put(now, SlotKind::key_slot, wire::encode_key_slot(signed_slot));
    four.put(now, SlotKind::key_slot, wire::encode_key_slot(signed_slot), place);
  }
  four.put(now, SlotKind::sender_key_message, said_as(forger, ada, now, "as Ada"));
  four.put(now, SlotKind::sender_key_message, said_as(forger, ada, now, "as Ada"), place);
  four.net.settle();
  CHECK_FALSE(four.bea.read("as Ada"));
  CHECK(kem() == kem_before);
  // In her own name the very same is taken: nothing but whose name it bore stopped it.
  const auto self = engine::self_of(mal);
  four.put(now, SlotKind::key_slot, signed_by(mal, key_slot_of(four, forger, self, now)));
  four.put(now, SlotKind::sender_key_message, said_as(forger, self, now, "as Mal"));
  four.net.settle();
  CHECK(four.bea.read("as Mal"));
}

TEST_CASE("attack: a key slot of an earlier epoch is put on a later board") {
  // Cleo never saw it, so she cannot know it as a repeated one. Taken for a new one, it would set
  // Ada's kem key back to one whose secret Ada erases.
  Four four;
  four.add("Bea");
  four.add("Mal");
  REQUIRE(four.ada.say(kCircle, "one").ok());
  four.net.settle();
  const Bytes old_slot = four.messages(four.current_epoch(four.mal), SlotKind::key_slot).at(0);
  four.net.pass(limits::kKeySlotEvery);
  four.add("Cleo");
  REQUIRE(four.ada.say(kCircle, "two").ok());
  four.net.settle();
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto ada = member_id(engine::sign_pub_of(four.ada.circle(kCircle)));
  const auto kem = [&] { return four.cleo.store.circle_rows.person(now.circle, ada)->kem; };
  const auto kem_before = kem();
  REQUIRE(kem_before != wire::decode_key_slot(old_slot)->next_kem);
  four.put(now, SlotKind::key_slot, old_slot);
  four.net.settle();
  CHECK(kem() == kem_before);
  REQUIRE(four.ada.say(kCircle, "three").ok());
  four.net.settle();
  CHECK(four.cleo.times_read("three") == 1);
}

TEST_CASE("attack: a member announces a kem key of low order, and shuts out herself alone") {
  Four four;
  four.add("Bea");
  four.add("Mal");
  const StoredEpoch now = four.current_epoch(four.mal);
  const auto mal = four.mal.circle(kCircle);
  const auto self = engine::self_of(mal);
  Forger forger;
  KeySlot slot = key_slot_of(four, forger, self, now);
  slot.next_kem = {};
  four.put(now, SlotKind::key_slot, signed_by(mal, slot));
  four.net.settle();
  // Everybody else's next key slot wraps to it, and so does the next epoch slot.
  REQUIRE(four.ada.say(kCircle, "after it").ok());
  four.net.settle();
  CHECK(four.bea.read("after it"));
  CHECK_FALSE(four.mal.read("after it"));
  four.add("Cleo");
  REQUIRE(four.ada.say(kCircle, "in the next epoch").ok());
  four.net.settle();
  CHECK(four.bea.read("in the next epoch"));
  CHECK(four.cleo.read("in the next epoch"));
}
