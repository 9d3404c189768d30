// A circle's roster: the signed snapshot, and the key and epoch slots (proto/PROTOCOL.md, CIRCLE).
#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/limits.h"
#include "domain/route.h"

namespace ww {

struct CirclePolicy {
  std::uint8_t hops_max = 0;  // passing on is forbidden unless the circle allows it
  std::uint8_t members_max = limits::kMembersPolicy;
  std::vector<std::string> regions;  // ISO 3166-2; <= 8
  bool operator==(const CirclePolicy&) const = default;
};

struct Member {
  crypto::PublicKey sign_pub{};  // Ed25519, of this circle alone
  crypto::PublicKey kem_pub{};   // X25519, of this circle alone
  std::uint8_t devices = 1;
  std::uint8_t sponsor = 0;  // index of who brought her in; her own index for the founder
  std::uint8_t flags = 0;
  std::string name;  // a pseudonym, <= limits::kMemberNameMax bytes
  bool operator==(const Member&) const = default;
};

// Carried and hashed as exact bytes; wire/circle.h parses them. snapshotHash = H("snapshot";
// bytes).
struct Snapshot {
  std::uint8_t version = 1;
  std::uint8_t suite = 1;
  CircleId circle;  // H("circle"; founder signPub, nonce 16)[0..16]
  ByteArray<16> nonce{};
  crypto::PublicKey founder{};
  std::uint32_t epoch = 1;
  Digest32 previous;                      // snapshotHash of epoch - 1; zero for epoch 1
  std::vector<crypto::PublicKey> admins;  // ordered, 1 .. 3: the order decides a fork
  CirclePolicy policy;
  std::vector<Member> members;  // <= limits::kMembersFormat
  crypto::PublicKey signer{};
  crypto::Signature
      signature{};  // Ed25519 over label "snapshot-sig" | H("snapshot"; bytes before it)
  bool operator==(const Snapshot&) const = default;
};

struct KeySlot {  // kind 18: a member's sender key, wrapped to every member
  CircleId circle;
  std::uint32_t epoch = 0;
  Digest32 snapshot;
  std::uint16_t sender = 0;  // index in the snapshot
  crypto::PublicKey e_pub{};
  crypto::PublicKey next_kem{};  // replaces the sender's kem key; the old one lives 30 days more
  ByteArray<112> sealed_skdm{};  // AEAD(k; u16 length | SKDM | zeros to 96)
  std::vector<ByteArray<48>> wraps;  // AEAD(wrap key i; k), in the snapshot's order
  crypto::Signature signature{};
  bool operator==(const KeySlot&) const = default;
};

struct EpochSlot {  // kind 20: the way from an old board to the new one
  CircleId circle;
  std::uint32_t epoch = 0;  // the new one
  Digest32 old_snapshot, new_snapshot;
  std::uint16_t signer = 0;  // index in the old snapshot
  crypto::PublicKey e_pub{};
  std::vector<ByteArray<48>> wraps;  // of E, in the old order; random where removed
  Bytes sealed_route;                // <= 144, AEAD under a key from E
  crypto::Signature signature{};
  bool operator==(const EpochSlot&) const = default;
};

MemberId member_id(const crypto::PublicKey& sign_pub);
CircleId circle_id(const crypto::PublicKey& founder, const ByteArray<16>& nonce);

}  // namespace ww
