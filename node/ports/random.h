// Random: the source of every key, id and jitter of one node. Tests and the simulator hand in a
// seeded one.
#pragma once

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/time.h"

namespace ww {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  template <std::size_t N>
  ByteArray<N> array() {
    ByteArray<N> out;
    fill(out);
    return out;
  }
  crypto::Key key() {
    crypto::Key out;
    fill(out.span());
    return out;
  }
  template <class IdType>
  IdType id() {
    IdType out;
    fill(out.bytes);
    return out;
  }
  std::uint64_t u64() {
    const auto bytes = array<8>();
    std::uint64_t value = 0;
    for (const auto byte : bytes) value = value << 8 | byte;
    return value;
  }
  // Evenly in [0, bound); 0 for bound 0. The bias of the modulo is below 2^-32 for every bound we
  // use.
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : u64() % bound; }
  Duration between(Duration least, Duration most) {
    return least + Duration{static_cast<std::int64_t>(
                       below(static_cast<std::uint64_t>((most - least).count()) + 1))};
  }
};

}  // namespace ww
