// The MAC that authorises a frame at a relay: who holds the capability's secret, on this
// connection, now.
//
//   macKey = HKDF(ikm X25519(cap, relaySession), salt challenge,
//                 info H("cap-mac"; relay CURVE key as pinned, client CURVE key, relaySession,
//                 capPub))
//   mac    = HMAC-SHA256(macKey, the frame without its 32 MAC bytes)
//
// Bound to both CURVE keys and to the relay's session, so that a MAC cannot be relayed to another
// relay, nor a frame be sent again on a new session. Shared by node and relay: each has one of the
// two secrets.
#pragma once

#include "base/crypto.h"
#include "domain/ids.h"

namespace ww::core {

struct MacBinding {
  RelayKey relay;               // as the node pinned it
  crypto::PublicKey client{};   // CURVE key of this connection
  crypto::PublicKey session{};  // relaySession
  ByteArray<32> challenge{};
};

// At the node: `cap` is the capability's secret.
std::optional<crypto::Key> mac_key(const crypto::Key& cap, const MacBinding& binding);
// At the relay: `session` is the secret of binding.session.
std::optional<crypto::Key> mac_key(const crypto::Key& session, const crypto::PublicKey& cap_pub,
                                   const MacBinding& binding);

// The proof of a relay's password in QueueNew and BoardNew.
//   access key = Argon2id(password, salt H("relay-access"; relay key)[0..16], MODERATE); both sides
//   keep this,
//                never the password
//   proof      = HMAC-SHA256(access key, framed("access"; challenge, client CURVE key, id, cap
//   public key))
ByteArray<16> access_salt(const RelayKey& relay);
Bytes access_proof(const crypto::Key& access_key, const MacBinding& binding, ByteView id,
                   const crypto::PublicKey& cap_pub);

}  // namespace ww::core
