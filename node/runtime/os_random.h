// OsRandom: the system's random source, getrandom(2). It cannot fail once the system has started.
#pragma once

#include "ports/random.h"

namespace ww::runtime {

class OsRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace ww::runtime
