// SimRandom: every key, id and jitter of a simulated node, from one seed. Never in a program.
#pragma once

#include <random>

#include "ports/random.h"

namespace ww::test {

class SimRandom final : public Random {
 public:
  explicit SimRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_() >> 24);
  }
  // True once in `one_in` times; never for 0.
  bool once_in(std::uint64_t one_in) { return one_in != 0 && below(one_in) == 0; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace ww::test
