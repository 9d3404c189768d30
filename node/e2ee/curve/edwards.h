// From the u-coordinate of a Curve25519 key to the y-coordinate of the same point on Ed25519:
// y = (u - 1) / (u + 1) mod 2^255 - 19 (RFC 7748 section 4.1). XEdDSA verifies with it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace ww::e2ee {

using Coordinate = std::array<std::uint8_t, 32>;
// nullopt for u = -1, which has no y. Public values only: the time it takes depends on them.
std::optional<Coordinate> edwards_y(const Coordinate& u);

}  // namespace ww::e2ee
