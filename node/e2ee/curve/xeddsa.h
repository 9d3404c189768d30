// XEdDSA as libsignal-protocol-c 2.3.3 signs (Perrin, "The XEdDSA and VXEdDSA Signature Schemes",
// in the older form of Signal's: the sign of the key travels in the top bit of S), on libsodium.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ww::e2ee {

// 64 bytes of signature over the message by a clamped Curve25519 secret; `random` is 64 bytes.
bool xeddsa_sign(std::uint8_t* signature, const std::uint8_t* secret, const std::uint8_t* message,
                 std::size_t size, const std::uint8_t* random);
// Strict: S below the order, no key and no R of low order.
bool xeddsa_verify(const std::uint8_t* signature, const std::uint8_t* key,
                   const std::uint8_t* message, std::size_t size);

}  // namespace ww::e2ee
