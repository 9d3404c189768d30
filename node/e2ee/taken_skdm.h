// Distribution messages that were taken, and whose signing keys they brought (internal to e2ee).
#pragma once

#include "e2ee/sender_key_view.h"

namespace ww::e2ee {

// What was taken from this sender in this group under this key id.
struct TakenSkdm {
  crypto::PublicKey signing_key{};
  crypto::Digest hash{};  // SHA-256 of the message that was taken last
};
std::optional<TakenSkdm> load_taken(Call& call, const SenderName& name, std::uint32_t key_id);
void save_taken(Call& call, const SenderName& name, std::uint32_t key_id, const TakenSkdm& taken);

// Ties a signing key to a sender in a group; `conflict` when it is tied to another.
Result<> bind_signing_key(Call& call, const SenderName& name, const crypto::PublicKey& key);
// `conflict` when it is tied to another sender or group; changes nothing.
Result<> check_signing_key(Call& call, const SenderName& name, const crypto::PublicKey& key);

}  // namespace ww::e2ee
