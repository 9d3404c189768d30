// Bounds and names of the control socket. Both ends are ours; the bounds keep a mistake small.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/time.h"

namespace ww::control {

// Names in the profile's folder.
inline constexpr const char* kSocketName = "node.sock";

inline constexpr std::uint16_t kVersionMin = 1;
inline constexpr std::uint16_t kVersionMax = 1;

// One call. An alert is 32 KiB at most, an incident and a piece of a file 256 KiB; a pasted
// conversation to check may be longer.
inline constexpr std::size_t kTextMax = std::size_t{1} << 20;
// One call or answer, in words of 8 bytes: room for a long list and for four packets of 8 MiB, far
// from what hurts a node.
inline constexpr std::uint64_t kMessageWords = std::uint64_t{4} << 20;
inline constexpr int kNesting = 16;
// A passphrase that a person types or a password manager makes.
inline constexpr std::size_t kSecretMax = 1024;
// A held call is answered after this long at the latest, so that a dead caller is noticed.
inline constexpr Duration kWaitMax = std::chrono::minutes{10};
// Connections at once: a few windows and scripts of one person.
inline constexpr std::size_t kConnectionsMax = 64;

}  // namespace ww::control
