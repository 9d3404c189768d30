// Every key of a circle's epoch, from its secret E, and the wraps that carry secrets to members
// (proto/PROTOCOL.md, KEYS OF A CIRCLE, KEY SLOT, EPOCH SLOT).
//
//   boardId = X(E; "board-id")[16], the four others X(E; "board-key" | "board-read" | ..)[32]
//   wrap key i = HKDF(ikm X25519(e, kem_i), salt S, info H(name; e_pub, kem_i, context,
//   memberId_i))
//     name "skdm", S = E         for the key k of a key slot
//     name "epoch", S = old E    for the new E of an epoch slot
//   The e of a slot is fresh, so that each wrap key is used once.
#pragma once

#include <optional>

#include "base/crypto.h"
#include "domain/circle.h"

namespace ww::core {

struct EpochKeys {
  BoardId board;
  crypto::Key board_key;                      // seals the slots
  crypto::Key read_cap, write_cap, anon_cap;  // X25519 secrets
};
EpochKeys epoch_keys(const crypto::Key& epoch_secret);
// Seals the new board's route inside an epoch slot. Used once: each epoch has its own secret.
crypto::Key route_key(const crypto::Key& epoch_secret);

// Binds a payload, and a key slot, to circle, epoch, roster and sender.
Digest32 circle_context(const CircleId& circle, std::uint32_t epoch, const Digest32& snapshot,
                        const MemberId& member);
// Binds an epoch slot's wraps to the step that it makes.
Digest32 epoch_context(const CircleId& circle, std::uint32_t new_epoch,
                       const Digest32& old_snapshot, const Digest32& new_snapshot);

using Wrapped = ByteArray<48>;
struct WrapBinding {
  std::string_view name;    // "skdm" or "epoch"
  const crypto::Key& salt;  // E, or the old E
  Digest32 context;
};
// nullopt when the member's kem key is of low order: she shuts out herself alone.
std::optional<Wrapped> wrap(const crypto::Key& e, const crypto::PublicKey& kem,
                            const MemberId& member, const WrapBinding& binding,
                            const crypto::Key& secret);
std::optional<crypto::Key> unwrap(const crypto::Key& kem, const MemberId& member,
                                  const crypto::PublicKey& e_pub, const WrapBinding& binding,
                                  const Wrapped& wrapped);

// The sender's distribution message under k: u16 length | message | zeros to 96, sealed.
std::optional<ByteArray<112>> seal_distribution(const crypto::Key& k, ByteView message);
std::optional<Bytes> open_distribution(const crypto::Key& k, const ByteArray<112>& sealed);

}  // namespace ww::core
