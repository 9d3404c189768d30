// Alerts <-> their exact bytes (proto/alert.capnp): one canonical segment, hashed and signed as it
// stands.
//
// decode_alert reads a stranger's bytes: size, form, depth, lengths, UTF-8 and every number are
// checked, and an error is a value. The canonical form is checked on the bytes that came, so that
// nobody can make a second spelling of a signed alert. Whether the model allows what an alert says
// is domain/alert_rules.h's business, with Origin::peer.
//
// What a newer peer says beyond our model is not lost: it stands in body.extra, in must_understand
// or, for words of a closed list that we do not know, in `not_understood`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"
#include "domain/alert.h"
#include "domain/ids.h"

namespace ww {

struct AlertRef {
  AlertId id;
  Digest32 digest;  // of that alert's bytes: an id alone could be claimed by another alert
  bool operator==(const AlertRef&) const = default;
};
struct AlertChain {
  AlertRef root, previous;  // the same one when nothing came between
  bool operator==(const AlertChain&) const = default;
};

struct WireAlert {
  // wire::alert_id() of the next two; stands for body.id. It is not carried: no bytes can take an
  // id that another key made.
  AlertId id;
  crypto::PublicKey author_key{};  // Ed25519, of this alert and audience alone
  ByteArray<16> nonce{};
  std::vector<crypto::PublicKey> withdraw_keys;  // <= limits::kAlertWithdrawKeys
  std::optional<AlertRef> derived_from;
  // Set exactly when body.refs is set and not empty. Decoding gives body.refs as {root} or
  // {root, previous}: the whole chain of ids is known to who holds the alerts between.
  std::optional<AlertChain> refs;
  Instant expires;  // whole seconds; stands for body.expires
  domain::Alert body;
  std::vector<std::string> not_understood;  // paths; only from decoding

  // Parts of it are newer than this program: shown as partial, never forwarded.
  bool is_partial() const;
  bool operator==(const WireAlert&) const = default;
};

namespace wire {

Bytes encode_alert(const WireAlert& alert);  // canonical: the same value, the same bytes
// malformed, too_large (bytes, or more withdraw keys or extras than fit), unsupported (a kind or
// status of which we do not know what it would do).
Result<WireAlert> decode_alert(ByteView bytes);

// H("alert-id"; author key, nonce), its first 16 bytes.
AlertId alert_id(const crypto::PublicKey& author_key, const ByteArray<16>& nonce);
// Gives it the id that its author key and nonce make.
void set_id(WireAlert& alert);

Digest32 alert_digest(ByteView bytes);  // H("alert"; bytes)
// Over label "alert-sig" | digest, kept outside the bytes.
crypto::Signature sign_alert(const crypto::Key& author_seed, ByteView bytes);
bool verify_alert(const crypto::PublicKey& key, ByteView bytes, const crypto::Signature& signature);

}  // namespace wire
}  // namespace ww
