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
#include <vector>

#include "base/crypto.h"
#include "domain/circle.h"

namespace ww::core {

struct EpochKeys {
  BoardId board;
  crypto::Key board_key;                      // seals the slots
  crypto::Key read_cap, write_cap, anon_cap;  // X25519 secrets
  // The second, small board of the epoch, for receipts: a flood of them blocks no warning.
  BoardId receipts;
  crypto::Key receipts_key, receipts_read, receipts_write;
};
EpochKeys epoch_keys(const crypto::Key& epoch_secret);
// Seals the new board's route inside an epoch slot. Used once: each epoch has its own secret.
crypto::Key route_key(const crypto::Key& epoch_secret);

// Owns the board of receipts at the relay: not the same key, which would tie the two together.
crypto::Key receipts_admin(const crypto::Key& admin_cap);

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

// Who put a slot of the named lane on a board: for its members to read, inside the board's seal, so
// that the relay sees nothing of it. Bound to the one slot by the opening: nobody can use it again.
struct SlotTag {
  std::uint16_t author = 0;  // place in the epoch's roster
  crypto::Signature signature{};
};
struct TagContext {
  BoardId board;
  ByteArray<32> opening{};
  std::uint8_t kind = 0;
};
// author 2 | signature 64 | body
Bytes tagged(const crypto::Key& sign_seed, std::uint16_t author, const TagContext& context,
             ByteView body);
struct Tagged {
  SlotTag tag;
  ByteView body;  // borrowed
};
std::optional<Tagged> read_tag(ByteView message);
bool tag_fits(const SlotTag& tag, const crypto::PublicKey& author, const TagContext& context,
              ByteView body);

// A receipt: for its author alone to read who has which of her messages. All have one size.
//   e_pub 32 | AEAD(wrap key "receipt"; sender 2 | count 1 | 128 x message id 16 | signature 64)
struct Receipted {
  std::uint16_t sender = 0;  // place in the epoch's roster
  std::vector<MessageId> messages;
};
// nullopt when the author's kem key is of low order, or there is nothing, or too much, to say.
std::optional<Bytes> seal_receipt(const crypto::Key& e, const crypto::PublicKey& kem,
                                  const MemberId& author, const WrapBinding& binding,
                                  const crypto::Key& sign_seed, const Receipted& receipt);
// Without looking at the signature: whose it must be stands inside.
struct OpenedReceipt {
  Receipted receipt;
  crypto::Signature signature{};
  Bytes signed_part;
};
std::optional<OpenedReceipt> open_receipt(const crypto::Key& kem, const MemberId& author,
                                          const WrapBinding& binding, ByteView message);
bool receipt_fits(const OpenedReceipt& opened, const crypto::PublicKey& sender,
                  const Digest32& context);

}  // namespace ww::core
