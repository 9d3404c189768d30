#include "core/cap_mac.h"

#include "base/guard.h"

namespace ww::core {
namespace {

crypto::Key from_shared(const crypto::Key& shared, const crypto::PublicKey& cap_pub,
                        const MacBinding& b) {
  const ByteView relay = guarded("mac: the relay's pinned key") ? ByteView(b.relay) : ByteView{};
  const ByteView client = guarded("mac: the connection's key") ? ByteView(b.client) : ByteView{};
  const ByteView salt = guarded("mac: the challenge") ? ByteView(b.challenge) : ByteView{};
  return crypto::hkdf(salt, shared.view(), "cap-mac", {relay, client, b.session, cap_pub});
}

}  // namespace

std::optional<crypto::Key> mac_key(const crypto::Key& cap, const MacBinding& binding) {
  const auto shared = crypto::x25519(cap, binding.session);
  if (!shared) return std::nullopt;
  return from_shared(*shared, crypto::x25519_public(cap), binding);
}

std::optional<crypto::Key> mac_key(const crypto::Key& session, const crypto::PublicKey& cap_pub,
                                   const MacBinding& binding) {
  const auto shared = crypto::x25519(session, cap_pub);
  if (!shared) return std::nullopt;
  return from_shared(*shared, cap_pub, binding);
}

ByteArray<16> access_salt(const RelayKey& relay) {
  return to_array<16>(crypto::hash("relay-access", {relay}));
}

Bytes access_proof(const crypto::Key& access_key, const MacBinding& binding, ByteView id,
                   const crypto::PublicKey& cap_pub) {
  const bool here = guarded("access: this connection");
  const ByteView challenge = here ? ByteView(binding.challenge) : ByteView{};
  const ByteView client = here ? ByteView(binding.client) : ByteView{};
  const ByteView queue = guarded("access: this queue") ? id : ByteView{};
  const ByteView owner = guarded("access: its owner") ? ByteView(cap_pub) : ByteView{};
  return to_bytes(crypto::hmac_sha256(access_key.view(),
                                      crypto::framed("access", {challenge, client, queue, owner})));
}

}  // namespace ww::core
