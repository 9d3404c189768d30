// What our guards need to know of a session record, and change in it.
#pragma once

#include "e2ee/gate.h"
#include "e2ee/library.h"
#include "e2ee/signal_ref.h"

namespace ww::e2ee {

// The record of the peer at `address`, or a null reference when there is none. A record that cannot
// be read is `internal`: it is ours.
Result<SignalRef<session_record>> load_session(Call& call, const Address& address);
Result<> save_session(Call& call, const Address& address, session_record* record);

// Whether the record knows, now or archived, the session that this base key has started.
bool has_state(session_record* record, const crypto::PublicKey& base_key, Call& call);
// The peer's identity in the current state; nullopt when there is no current state.
std::optional<crypto::PublicKey> remote_identity(session_record* record);

// How many keys the library would have to derive for this header: `too_far` past the bound. A
// ratchet key that no state knows starts a chain at 0.
Result<> check_jump(session_record* record, const SignalHeader& header, Call& call);

std::size_t archived_states(session_record* record);
// Drops the oldest archived states beyond the bound.
void prune(session_record* record);

// A copy of the key as a library object.
Result<SignalRef<ec_public_key>> to_library(const crypto::PublicKey& key, Call& call);
// Of a key that the library lends.
Result<crypto::PublicKey> from_library(const ec_public_key* key);

}  // namespace ww::e2ee
