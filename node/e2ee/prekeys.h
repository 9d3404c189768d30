// Making and reading a party's prekeys as rows (internal to e2ee).
#pragma once

#include "e2ee/library.h"
#include "e2ee/party.h"

namespace ww::e2ee {

Result<OneTimePreKey> make_one_time_row(Call& call, std::uint32_t id);
// The stored one, else a new one signed by the party's identity.
Result<SignedPreKey> signed_row(Call& call, std::uint32_t id);

}  // namespace ww::e2ee
