#include "wire/alert.h"

#include "domain/alert_rules.h"

namespace ww {

bool WireAlert::is_partial() const { return !not_understood.empty() || domain::is_partial(body); }

namespace wire {

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
