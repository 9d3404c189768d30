// How a secret lies in a call: length, bytes, zeros up to a multiple of 64, in locked memory.
//
// The block is handed to the RPC library by reference (it is aligned because its size is), so the
// library never copies it into memory that nobody wipes.
#pragma once

#include <optional>

#include "base/secret.h"

namespace ww::control {

// Precondition: secret.size() <= kSecretMax.
SecretBytes frame_secret(const SecretBytes& secret);
// nullopt when it is not a frame or the secret is too long. The bytes read are wiped: they lie in
// the receive buffer of the RPC library, which would be freed as it is.
std::optional<SecretBytes> take_secret(std::span<std::uint8_t> frame);

}  // namespace ww::control
