// The invite: one use, one person (proto/PROTOCOL.md, INVITE v1). wire/invite.h reads and writes
// it.
#pragma once

#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/route.h"
#include "domain/time.h"

namespace ww {

// What X3DH needs of the other side (Signal, "The X3DH Key Agreement Protocol", rev. 1,
// 2016-11-04).
struct PreKeyOffer {
  crypto::PublicKey identity{};        // IK, without Signal's 0x05
  std::uint16_t registration_id = 0;   // 1 .. 16380
  std::uint32_t signed_prekey_id = 0;  // 1 .. 0xFFFFFE
  crypto::PublicKey signed_prekey{};
  crypto::Signature signature{};  // XEdDSA by IK over 0x05 | signed_prekey
  std::uint32_t one_time_id = 0;  // 1 .. 0xFFFFFE, never reused
  crypto::PublicKey one_time{};
  bool operator==(const PreKeyOffer&) const = default;
};

enum class InviteKind : std::uint8_t { contact = 1, renew = 2 };

struct Invite {
  InviteKind kind = InviteKind::contact;
  Instant not_after;   // whole seconds
  ByteArray<32> s0{};  // seals message 1 only
  crypto::PublicKey seal_pub{};
  PreKeyOffer offer;
  Digest32 words_commit;      // H("words-commit"; rA)
  QueueId sid;                // the invite queue, on routes[0]
  std::vector<Route> routes;  // 1 .. 3
  Bytes extension;            // ext, unparsed; a critical unknown entry refuses the invite
  bool operator==(const Invite&) const = default;
};

}  // namespace ww
