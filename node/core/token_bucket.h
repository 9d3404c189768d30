// TokenBucket: so many at once, then a steady flow. Time is given; a clock that is set back neither
// fills it nor keeps it empty, one that is set ahead fills it once.
//
// Pure.
#pragma once

#include <cstdint>

#include "domain/time.h"

namespace ww::core {

struct Budget {
  std::uint32_t at_once;
  Duration each;  // one comes back after this
};

class TokenBucket {
 public:
  explicit TokenBucket(const Budget& budget) : budget_(budget), left_(budget.at_once) {}

  bool has_some(Instant now);
  void spend(Instant now);  // below nothing it does not go
  bool is_full(Instant now) const;
  Instant next(Instant now);  // when has_some() will be true

 private:
  void fill(Instant now);

  Budget budget_;
  std::uint32_t left_;
  Instant counted_{};  // up to here the tokens that came back are counted
};

}  // namespace ww::core
