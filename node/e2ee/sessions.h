// The four operations on a session, within one call (internal to e2ee): guard, libsignal, guard.
#pragma once

#include "e2ee/library.h"
#include "e2ee/party.h"
#include "e2ee/party_record.h"

namespace ww::e2ee {

Result<> start_session(Call& call, const PartyRecord& self, const Address& peer,
                       const Bundle& bundle);
Result<Ratchet::Sealed> seal(Call& call, const Address& peer, ByteView plain);
Result<Ratchet::Opened> open_first(Call& call, const PartyRecord& self, const Address& peer,
                                   ByteView message);
Result<Ratchet::Opened> open_next(Call& call, const Address& peer, ByteView message);

// The pinned identity of the peer.
std::optional<crypto::PublicKey> pin_of(Call& call, const Address& peer);

}  // namespace ww::e2ee
