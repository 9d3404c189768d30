// Bytes: owned, borrowed, and of a fixed length. Integers go into them little-endian.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ww {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

// The first N bytes. Precondition: bytes.size() >= N.
template <std::size_t N>
ByteArray<N> to_array(ByteView bytes) {
  ByteArray<N> array;
  std::copy_n(bytes.begin(), N, array.begin());
  return array;
}

// Plain comparison. For secrets and MACs use crypto::equal().
inline bool same_bytes(ByteView a, ByteView b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace ww
