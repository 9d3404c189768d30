// First messages that were taken: who started which session with which of our signed prekeys.
//
// Why: a first message without a one-time prekey opens again as soon as the library has forgotten
// its state (LIBRARIES A2.2 no. 3). So each is remembered until its signed prekey is deleted, as a
// hash of peer and base key, all of one prekey in one row. One with a one-time prekey is remembered
// too: it costs little, and needs no trust in the deletion of that key.
#pragma once

#include "e2ee/library.h"

namespace ww::e2ee {

bool was_taken(Call& call, const Address& peer, std::uint32_t signed_id,
               const crypto::PublicKey& base_key);
// `full` beyond limits::kFirstMessages: the signed prekey must then be replaced.
Result<> remember_taken(Call& call, const Address& peer, std::uint32_t signed_id,
                        const crypto::PublicKey& base_key);
void forget_taken(Call& call, std::uint32_t signed_id);

}  // namespace ww::e2ee
