// One message of every kind that travels, each with fixed values that are all different, so that no
// field can stand for another. The golden files under tests/data/golden are these, encoded.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/circle.h"
#include "domain/content.h"
#include "domain/invite.h"
#include "domain/payload.h"
#include "domain/relay_message.h"

namespace ww::test {

// N bytes that count up from `first`.
template <std::size_t N>
ByteArray<N> counting(unsigned first) {
  ByteArray<N> bytes;
  for (std::size_t i = 0; i < N; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}
inline Bytes counting_bytes(std::size_t size, unsigned first) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

inline Route ip_route() { return {RelayKey{counting<32>(11)}, "203.0.113.7:7077"}; }
inline Route onion_route() {
  return {RelayKey{counting<32>(12)}, std::string(56, 'w') + ".onion:7077"};
}

template <class T>
using Named = std::vector<std::pair<std::string, T>>;

inline Named<relay::Request> sample_requests() {
  const QueueId rid{counting<16>(1)}, sid{counting<16>(2)};
  const BoardId board{counting<16>(3)};
  const auto slot = counting<limits::kSlot>(4);
  const auto pub = counting<32>(5);
  const Bytes access = counting_bytes(32, 6);
  const auto rights = static_cast<std::uint8_t>(9);  // read and admin
  return {
      {"hello", relay::Hello{1, 2}},
      {"noop", relay::Noop{}},
      {"queue_new", relay::QueueNew{rid, sid, pub, counting<32>(7), relay::Ttl::fortnight, access}},
      {"queue_new_invite", relay::QueueNew{rid, sid, pub, std::nullopt, relay::Ttl::week, {}}},
      {"queue_secure", relay::QueueSecure{sid, pub}},
      {"put", relay::Put{sid, 0x0102030405060708, slot}},
      {"get", relay::Get{rid, {0x1112131415161718, 0x2122232425262728}, true, 4, true}},
      {"queue_delete", relay::QueueDelete{rid}},
      {"board_new",
       relay::BoardNew{
           board, relay::Ttl::day, {{pub, rights, 300}, {counting<32>(8), 6, 0}}, access}},
      {"board_put", relay::BoardPut{board, PutId{counting<16>(9)}, slot}},
      {"board_get", relay::BoardGet{board, {0x3132333435363738, 0x6162636465666768}, 1, false}},
      {"board_close", relay::BoardClose{board}},
  };
}

inline Named<relay::Reply> sample_replies() {
  relay::HelloReply hello{1,    counting<32>(1), counting<32>(2), 5'700'000, true,
                          2000, 20000,           counting<16>(9)};
  relay::Item item{7, 6, 3, true, std::nullopt, counting<limits::kSlot>(3), false};
  relay::Item refused{0, 0, 1, false, relay::Refusal::busy, counting<limits::kSlot>(4), true};
  return {
      {"hello", hello},
      {"ok", relay::Ok{}},
      {"refused", relay::Refused{relay::Refusal::conflict, 41}},
      {"position", relay::Position{0x4142434445464748}},
      {"item", item},
      {"item_refused", refused},
  };
}

inline relay::Header sample_header() {
  return {relay::Cap::anonymous, 0x5152535455565758, counting<16>(1), counting<32>(2)};
}

inline CirclePolicy sample_policy() { return {1, 40, {"GB-LDS", "GB"}}; }

inline Named<Content> sample_contents() {
  content::Hello1 hello1{Digest32{counting<32>(1)},
                         counting<32>(2),
                         counting<32>(3),
                         counting<32>(4),
                         counting<32>(5),
                         {ip_route(), onion_route()},
                         1,
                         2,
                         {1, 7},
                         "Ana"};
  content::Hello2 hello2{Digest32{counting<32>(6)}, counting<32>(7), {onion_route()}, 1, 1, "Béa"};
  const CircleId circle{counting<16>(8)};
  return {
      {"hello1", hello1},
      {"hello2", hello2},
      {"hello3", content::Hello3{Digest32{counting<32>(9)}}},
      {"alert", content::Alert{counting_bytes(1000, 10), counting<64>(11)}},  // before the marks
      {"alert_marked", content::Alert{counting_bytes(1000, 10), counting<64>(11),
                                      counting<content::Alert::kMarks>(12)}},
      {"have", content::Have{{MessageId{counting<16>(12)}, MessageId{counting<16>(13)}}}},
      {"circle_offer", content::CircleOffer{circle, "Harehills nights", sample_policy(),
                                            counting<32>(22), counting<16>(23), counting<64>(24)}},
      {"circle_join", content::CircleJoin{circle, counting<32>(14), counting<32>(15), "Quiet Heron",
                                          counting<64>(21)}},
      {"circle_decline", content::CircleDecline{circle}},
      {"circle_welcome", content::CircleWelcome{circle, "Harehills nights", 9, counting<32>(16),
                                                Digest32{counting<32>(17)}, ip_route()}},
      {"circle_state", content::CircleState{circle, 12}},
      {"circle_epoch", content::CircleEpoch{counting_bytes(426, 18)}},
      {"circle_leave", content::CircleLeave{circle, 13, counting<32>(19), counting<64>(20)}},
      {"move", content::Move{0x01020304, onion_route()}},
  };
}

inline Invite sample_invite() {
  Invite invite;
  invite.kind = InviteKind::contact;
  invite.not_after = from_unix_seconds(1'735'689'600);
  invite.s0 = counting<32>(1);
  invite.seal_pub = counting<32>(2);
  invite.offer = {counting<32>(3), 16380, 0xFFFFFE,       counting<32>(4),
                  counting<64>(5), 1,     counting<32>(6)};
  invite.words_commit = Digest32{counting<32>(7)};
  invite.sid = QueueId{counting<16>(8)};
  invite.routes = {ip_route(), onion_route()};
  invite.extension = {0x01, 0x00, 0x02, 0x00, 0xAA, 0xBB};  // type 1, not critical, two bytes
  return invite;
}

inline Snapshot sample_snapshot() {
  Snapshot snapshot;
  snapshot.circle = CircleId{counting<16>(1)};
  snapshot.nonce = counting<16>(2);
  snapshot.founder = counting<32>(3);
  snapshot.epoch = 0x01020304;
  snapshot.previous = Digest32{counting<32>(4)};
  snapshot.admins = {counting<32>(5), counting<32>(6)};
  snapshot.policy = sample_policy();
  snapshot.members = {{counting<32>(7), counting<32>(8), 1, 0, 0, "Quiet Heron"},
                      {counting<32>(9), counting<32>(10), 2, 0, 0, "Bold Wren"},
                      {counting<32>(11), counting<32>(12), 1, 1, 0, ""}};
  snapshot.signer = counting<32>(13);
  snapshot.signature = counting<64>(14);
  return snapshot;
}

inline KeySlot sample_key_slot() {
  KeySlot slot;
  slot.circle = CircleId{counting<16>(1)};
  slot.epoch = 0x01020304;
  slot.snapshot = Digest32{counting<32>(2)};
  slot.sender = 1;
  slot.e_pub = counting<32>(3);
  slot.next_kem = counting<32>(4);
  slot.sealed_skdm = counting<112>(5);
  slot.wraps = {counting<48>(6), counting<48>(7), counting<48>(8)};
  slot.signature = counting<64>(9);
  return slot;
}

inline EpochSlot sample_epoch_slot() {
  EpochSlot slot;
  slot.circle = CircleId{counting<16>(1)};
  slot.epoch = 0x01020305;
  slot.old_snapshot = Digest32{counting<32>(2)};
  slot.new_snapshot = Digest32{counting<32>(3)};
  slot.signer = 2;
  slot.e_pub = counting<32>(4);
  slot.wraps = {counting<48>(5), counting<48>(6), counting<48>(7)};
  slot.sealed_route = counting_bytes(144, 8);
  slot.signature = counting<64>(9);
  return slot;
}

inline Payload sample_payload() {
  Payload payload;
  payload.header.part = 2;
  payload.header.parts = 3;
  payload.header.content_length = 100;
  payload.header.flags = 3;
  payload.header.device = 4;
  payload.header.message = MessageId{counting<16>(1)};
  payload.header.sequence = 0x0102030405060708;
  payload.header.previous = Digest32{counting<32>(2)};
  payload.header.context = Digest32{counting<32>(3)};
  payload.header.epoch = 0x11121314;
  payload.content = counting_bytes(100, 4);
  return payload;
}

inline SlotInner sample_slot_inner() { return {16, 2, counting_bytes(3600, 1)}; }

}  // namespace ww::test
