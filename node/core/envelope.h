// Sealed envelopes: slots of one size that a relay can only count (proto/PROTOCOL.md, SLOT).
//
//   queue key = HKDF(ikm X25519(e, sealPub) | sealSecret, salt none, info H("qslot"; e_pub,
//   sealPub, sid)) board key = HKDF(ikm boardKey, salt, info H("bslot"; boardId)) slot 3,776 =
//   e_pub or salt 32 | AEAD(key; inner 3,728) 3,744
//
// Every key is used once: e and the salt are fresh for each slot.
#pragma once

#include <optional>

#include "base/result.h"
#include "domain/ids.h"
#include "domain/relay_message.h"
#include "ports/random.h"

namespace ww::core {

// `inner` is wire::encode_slot_inner()'s. Fails only when seal_pub is of low order
// (unauthenticated).
Result<relay::Slot> seal_queue_slot(Random& random, const crypto::PublicKey& seal_pub,
                                    const crypto::Key& seal_secret, const QueueId& sid,
                                    ByteView inner);
Result<Bytes> open_queue_slot(const crypto::Key& seal_key, const crypto::Key& seal_secret,
                              const QueueId& sid, ByteView slot);

// `opening`: random, of this slot alone; what is inside may be bound to it.
relay::Slot seal_board_slot(const ByteArray<32>& opening, const crypto::Key& board_key,
                            const BoardId& board, ByteView inner);
Result<Bytes> open_board_slot(const crypto::Key& board_key, const BoardId& board, ByteView slot);

}  // namespace ww::core
