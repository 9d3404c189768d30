// What every decoder owes: it takes any bytes without a crash, a hang or undefined behaviour, and
// what it accepts it can say again. The second saying is compared, not the input: a peer's newer
// fields may be dropped, but nothing may change from one reading to the next.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "base/bytes.h"

namespace ww::fuzz {

// decode gives a Result, encode takes its value and gives bytes.
template <class Decode, class Encode>
void check_stable(ByteView input, Decode decode, Encode encode) {
  const auto first = decode(input);
  if (!first) return;
  const auto said = encode(first.value());
  const auto second = decode(ByteView{said});
  if (!second) std::abort();
  const auto again = encode(second.value());
  if (!(again == said)) std::abort();
}

}  // namespace ww::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
