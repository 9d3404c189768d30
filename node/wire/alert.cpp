#include "wire/alert.h"

#include "domain/alert_rules.h"

namespace ww {

bool WireAlert::is_partial() const { return !not_understood.empty() || domain::is_partial(body); }

namespace wire {

AlertId alert_id(const crypto::PublicKey& author_key, const ByteArray<16>& nonce) {
  return AlertId{to_array<16>(crypto::hash("alert-id", {author_key, nonce}))};
}

void set_id(WireAlert& alert) {
  alert.id = alert.body.id = alert_id(alert.author_key, alert.nonce);
}

Digest32 alert_digest(ByteView bytes) { return Digest32{crypto::hash("alert", {bytes})}; }

crypto::Signature sign_alert(const crypto::Key& author_seed, ByteView bytes) {
  return crypto::ed25519_sign(author_seed, "alert-sig", alert_digest(bytes).bytes);
}

bool verify_alert(const crypto::PublicKey& key, ByteView bytes,
                  const crypto::Signature& signature) {
  return crypto::ed25519_verify(key, "alert-sig", alert_digest(bytes).bytes, signature);
}

}  // namespace wire
}  // namespace ww
