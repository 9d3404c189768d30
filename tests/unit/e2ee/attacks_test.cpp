// Goal: each guard of e2ee/guards.h stops its attack, and is what stops it.
// Method: an attack is a function that says whether it succeeded. It must fail on the node's own
// library. This file is also compiled against ww_e2ee_unguarded, the tests' own build of e2ee whose
// guards can be dropped: there each attack must succeed once its guard alone is gone.
#include "e2ee/gate.h"
#include "e2ee/guards.h"
#include "e2ee/party.h"
#include "e2ee/sender_keys.h"
#include "people.h"
#include "proto_writer.h"

using namespace ww;
using namespace ww::test;
using e2ee::Guard;

namespace {

void check_guard([[maybe_unused]] Guard guard, bool (*attack)()) {
  CHECK_FALSE(attack());
#ifdef WW_E2EE_GUARDS_CAN_BE_DROPPED
  bool& dropped = e2ee::dropped_guards[static_cast<std::size_t>(guard)];
  dropped = true;
  CHECK(attack());
  dropped = false;
#endif
}

const e2ee::Address kPeer{"peer", 1};
const Ratchet::Group kGroup{CircleId{{9}}, 1};
const MemberId kAnn{{1}};

// A party with all of its prekeys in our hands.
struct Person {
  explicit Person(std::uint64_t seed) : random(seed) { REQUIRE(party.create()); }
  e2ee::Bundle bundle(std::uint32_t signed_id, std::optional<std::uint32_t> one_time = {}) {
    e2ee::Bundle made;
    made.registration_id = *party.registration_id();
    made.identity = *party.identity();
    made.signed_key = *party.signed_prekey(signed_id);
    if (one_time) made.one_time = *party.make_one_time(*one_time);
    return made;
  }
  Bytes first_message(const e2ee::Bundle& to) {
    REQUIRE(party.process(kPeer, to));
    return party.encrypt(kPeer, as_bytes("first"))->message;
  }
  MemoryRatchetStore store;
  TestRandom random;
  e2ee::Library library{random};
  e2ee::Party party{library, store, as_bytes("party")};
};

Bytes with_broken_mac(Bytes message) {
  // The inner message is field 4; its MAC stands right before the two last fields.
  const auto header = e2ee::read_first_message(message);
  REQUIRE(header);
  const Bytes end = ProtoWriter{}.number(5, 1).take();
  for (std::size_t i = message.size() - 1; i > 0; --i) {
    if (message[i] == end[0] && message.size() - i < 12) {  // tag of field 5
      message[i - 1] ^= 1;
      return message;
    }
  }
  FAIL("no MAC found");
  return {};
}

bool plants_an_identity() {
  Person bea(1), ann(2), mallory(3);
  const auto offer = bea.bundle(1);
  const Bytes forged = with_broken_mac(mallory.first_message(offer));
  REQUIRE_FALSE(bea.party.decrypt(kPeer, true, forged).ok());
  return !bea.party.decrypt(kPeer, true, ann.first_message(offer)).ok();
}

bool makes_a_thousand_and_one_keys() {
  Pair pair;
  pair.talk();
  for (int i = 0; i < 1001; ++i) pair.ann.encrypt("lost");
  return pair.bea.decrypt(false, pair.ann.encrypt("far")).ok();
}

bool makes_many_states() {
  Person bea(1), ann(2);
  for (std::uint32_t i = 1; i <= 8; ++i) {
    REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(bea.bundle(i))));
  }
  return *bea.party.archived(kPeer) > 3;
}

bool replays_a_first_message() {
  Person bea(1), ann(2);
  const auto offer = bea.bundle(1);
  const Bytes first = ann.first_message(offer);
  REQUIRE(bea.party.decrypt(kPeer, true, first));
  for (int i = 0; i < 60; ++i) REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(offer)));
  return bea.party.decrypt(kPeer, true, first).ok();
}

struct Circle {
  Circle() : skdm(*ann.ratchet.distribution(kGroup, kAnn)) {
    REQUIRE(bea.ratchet.process_distribution(kGroup, kAnn, skdm));
  }
  Bytes say() { return *ann.ratchet.group_encrypt(kGroup, kAnn, as_bytes("said")); }
  bool opens(ByteView message) { return bea.ratchet.group_decrypt(kGroup, kAnn, message).ok(); }
  Node ann{1}, bea{2};
  Bytes skdm;
};

bool rewinds_a_chain() {
  Circle circle;
  const Bytes said = circle.say();
  REQUIRE(circle.opens(said));
  CHECK(circle.bea.ratchet.process_distribution(kGroup, kAnn, circle.skdm).ok());
  return circle.opens(said);
}

bool brings_a_short_chain_key() {
  Node bea(1);
  Bytes key(33, 7);
  key[0] = 5;
  const Bytes short_key(31, 1);
  const Bytes skdm = ProtoWriter{}
                         .raw(Bytes{0x33})
                         .number(1, 1)
                         .number(2, 0)
                         .bytes(3, short_key)
                         .bytes(4, key)
                         .take();
  return bea.ratchet.process_distribution(kGroup, kAnn, skdm).ok();
}

bool moves_a_key_to_another_group() {
  Circle circle;
  const Ratchet::Group other{CircleId{{8}}, 1};
  const MemberId mallory{{2}};
  // Bea knows the key as Ann's: a message under it has shown so.
  const Bytes said = circle.say();
  REQUIRE(circle.opens(said));
  REQUIRE(circle.bea.ratchet.bind_sender(kGroup, kAnn, said));
  if (!circle.bea.ratchet.process_distribution(other, mallory, circle.skdm)) return false;
  return circle.bea.ratchet.group_decrypt(other, mallory, circle.say()).ok();
}

bool goes_on_under_a_changed_identity() {
  Person bea(1), ann(2), other(3);
  REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(bea.bundle(1))));
  REQUIRE(bea.party.trust(kPeer, *other.party.identity()));
  return bea.party.encrypt(kPeer, as_bytes("to whom?")).ok();
}

bool is_heard_under_a_changed_identity() {
  Person bea(1), ann(2), other(3);
  REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(bea.bundle(1))));
  const auto answer = bea.party.encrypt(kPeer, as_bytes("yes"));
  REQUIRE(ann.party.trust(kPeer, *other.party.identity()));
  return ann.party.decrypt(kPeer, false, answer->message).ok();
}

// The identity of a first message whose session is there already stands outside its MAC.
bool is_heard_under_a_swapped_identity() {
  Person bea(1), ann(2), other(3);
  Bytes first = ann.first_message(bea.bundle(1));
  REQUIRE(bea.party.decrypt(kPeer, true, first));
  Bytes second = ann.party.encrypt(kPeer, as_bytes("second"))->message;
  const auto real = *ann.party.identity(), false_one = *other.party.identity();
  const auto place = std::search(second.begin(), second.end(), real.begin(), real.end());
  REQUIRE(place != second.end());
  std::copy(false_one.begin(), false_one.end(), place);
  return bea.party.decrypt(kPeer, true, second).ok();
}

bool raises_a_false_alarm() {
  Person bea(1), ann(2), mallory(3);
  const auto offer = bea.bundle(1);
  REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(offer)));
  const auto refused =
      bea.party.decrypt(kPeer, true, with_broken_mac(mallory.first_message(offer)));
  return code(refused) == Errc::untrusted;
}

Bytes with_order_added(Bytes message) {
  static constexpr ByteArray<32> kOrder{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                        0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                        0,    0,    0,    0,    0,    0,    0,    0,
                                        0,    0,    0,    0,    0,    0,    0,    0x10};
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    auto& byte = message[message.size() - 32 + i];
    carry += static_cast<unsigned>(byte) + kOrder[i];
    byte = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  return message;
}

bool respells_a_signature() {
  Circle circle;
  return circle.opens(with_order_added(circle.say()));
}

bool offers_a_zero_key() {
  Person bea(1), ann(2);
  auto offer = bea.bundle(1, 2);
  offer.one_time->key = {};
  return ann.party.process(kPeer, offer).ok();
}

bool sends_before_it_is_stored() {
  Pair pair;
  pair.talk();
  pair.ann.store.writes_until_failure = 1;
  try {
    return pair.ann.ratchet.encrypt(kContact, as_bytes("x")).ok();
  } catch (const StoreFailed&) {
    return false;
  }
}

bool talks_to_itself() {
  Person ann(1);
  return ann.party.process(kPeer, ann.bundle(1)).ok();
}

bool uses_a_one_time_key_twice() {
  Person bea(1), ann(2), cem(3);
  if (!bea.party.make_one_time(0xFFFFFF)) return false;
  const auto offer = bea.bundle(1, 0xFFFFFF);
  if (!ann.party.process(kPeer, offer)) return false;
  const auto first = ann.party.encrypt(kPeer, as_bytes("x"));
  return bea.party.decrypt(kPeer, true, first->message).ok() &&
         bea.store.count(RatchetStore::Kind::prekey) == 1;
}

bool gets_an_oversized_message_through() {
  Pair pair;
  pair.talk();
  const Bytes large(65537, 1);
  const auto sealed = pair.ann.ratchet.encrypt(kContact, large);
  return sealed && pair.bea.ratchet.decrypt(kContact, false, sealed->message).ok();
}

bool adds_a_field_to_a_first_message() {
  Person bea(1), ann(2);
  Bytes first = ann.first_message(bea.bundle(1));
  const Bytes more = ProtoWriter{}.number(7, 1).take();
  first.insert(first.end(), more.begin(), more.end());
  return bea.party.decrypt(kPeer, true, first).ok();
}

}  // namespace

TEST_CASE("attack: a forged first message plants its identity, and the real peer is refused") {
  check_guard(Guard::transaction, plants_an_identity);
}
TEST_CASE("attack: one message makes us derive more than a thousand keys") {
  check_guard(Guard::jump_bound, makes_a_thousand_and_one_keys);
}
TEST_CASE("attack: many new sessions leave many states to try") {
  check_guard(Guard::pruned_states, makes_many_states);
}
TEST_CASE("attack: a first message without one-time key is replayed after 60 new sessions") {
  check_guard(Guard::first_messages, replays_a_first_message);
}
TEST_CASE("attack: repeated distribution message rewinds the chain") {
  check_guard(Guard::skdm_once, rewinds_a_chain);
}
TEST_CASE("attack: a distribution message brings a chain key of another length") {
  check_guard(Guard::skdm_shape, brings_a_short_chain_key);
}
TEST_CASE("attack: a member's sender key is handed on into another group under another name") {
  check_guard(Guard::group_binding, moves_a_key_to_another_group);
}
TEST_CASE("attack: we write on an old session although the identity has changed") {
  check_guard(Guard::identity_pin, goes_on_under_a_changed_identity);
}
TEST_CASE("attack: an old session is heard although the identity has changed") {
  check_guard(Guard::identity_pin, is_heard_under_a_changed_identity);
}
TEST_CASE("attack: another identity is written into a first message of a session that stands") {
  check_guard(Guard::identity_pin, is_heard_under_a_swapped_identity);
}
TEST_CASE("attack: a forged first message raises the alarm of a changed identity") {
  check_guard(Guard::authenticated_alarm, raises_a_false_alarm);
}
TEST_CASE("attack: a group message is respelled with S + L") {
  check_guard(Guard::canonical_signature, respells_a_signature);
}
TEST_CASE("attack: low-order DH point in an offer") {
  check_guard(Guard::weak_keys, offers_a_zero_key);
}
TEST_CASE("attack: a key is used although its use could not be stored, so it is used again") {
  check_guard(Guard::commit_first, sends_before_it_is_stored);
}
TEST_CASE("attack: our own offer is given back to us") {
  check_guard(Guard::self_session, talks_to_itself);
}
TEST_CASE("attack: the one-time key 0xFFFFFF is never deleted") {
  check_guard(Guard::key_ids, uses_a_one_time_key_twice);
}
TEST_CASE("attack: oversize message") {
  check_guard(Guard::lengths, gets_an_oversized_message_through);
}
TEST_CASE("attack: a first message is respelled with one more field") {
  check_guard(Guard::strict_header, adds_a_field_to_a_first_message);
}
TEST_CASE("attack: 300 forgeries and 60 new sessions, and the next genuine message still opens") {
  Person bea(1), ann(2), mallory(3);
  const auto offer = bea.bundle(1);
  REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(offer)));
  REQUIRE(ann.party.decrypt(kPeer, false, bea.party.encrypt(kPeer, as_bytes("yes"))->message));
  const Bytes genuine = ann.party.encrypt(kPeer, as_bytes("genuine"))->message;
  const auto before = bea.store.rows;
  for (std::size_t i = 0; i < 300; ++i) {
    Bytes forged = genuine;
    forged[forged.size() - 1 - i % 40] ^= static_cast<std::uint8_t>(1 + i % 255);
    REQUIRE_FALSE(bea.party.decrypt(kPeer, false, forged).ok());
  }
  REQUIRE_FALSE(bea.party.decrypt(kPeer, true, mallory.first_message(offer)).ok());
  CHECK(bea.store.rows == before);
  CHECK(bea.party.decrypt(kPeer, false, genuine).ok());
  for (int i = 0; i < 60; ++i) REQUIRE(bea.party.decrypt(kPeer, true, ann.first_message(offer)));
  const auto next = ann.party.encrypt(kPeer, as_bytes("next"));
  CHECK(bea.party.decrypt(kPeer, next->prekey, next->message).ok());
}
