// A seeded Random (SplitMix64, public domain by Vigna): the same seed, the same run. For tests
// only.
#pragma once

#include "ports/random.h"

namespace ww::test {

class TestRandom final : public Random {
 public:
  explicit TestRandom(std::uint64_t seed) : state_(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i % 8 == 0) word_ = next();
      out[i] = static_cast<std::uint8_t>(word_ >> (8 * (i % 8)));
    }
  }

 private:
  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  std::uint64_t state_;
  std::uint64_t word_ = 0;
};

}  // namespace ww::test
