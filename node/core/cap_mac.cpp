#include "core/cap_mac.h"

namespace ww::core {
namespace {

crypto::Key from_shared(const crypto::Key& shared, const crypto::PublicKey& cap_pub,
                        const MacBinding& b) {
  return crypto::hkdf(b.challenge, shared.view(), "cap-mac",
                      {b.relay, b.client, b.session, cap_pub});
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
  return to_bytes(crypto::hmac_sha256(
      access_key.view(),
      crypto::framed("access", {binding.challenge, binding.client, id, cap_pub})));
}

}  // namespace ww::core
