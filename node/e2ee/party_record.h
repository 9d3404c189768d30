// The row of a party: its identity, its registration id, and which prekey id comes next.
//
// Layout: version 1 | registration id 4 | next prekey id 4 | identity 32 | identity's secret 32.
#pragma once

#include <optional>

#include "e2ee/library.h"

namespace ww::e2ee {

struct PartyRecord {
  std::uint32_t registration_id = 0;
  std::uint32_t next_prekey_id = 0;
  crypto::PublicKey identity{};
  crypto::Key secret;
};

std::optional<PartyRecord> load_party(Call& call);
void save_party(Call& call, const PartyRecord& record);

// Signal writes a Curve25519 key with a type byte of 5 before it.
inline constexpr std::uint8_t kKeyType = 5;
Bytes typed_key(const crypto::PublicKey& key);

}  // namespace ww::e2ee
