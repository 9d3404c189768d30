#include "core/token_bucket.h"

namespace ww::core {

void TokenBucket::fill(Instant now) {
  if (left_ == budget_.at_once || now < counted_) {
    counted_ = now;
    return;
  }
  const auto back = (now - counted_) / budget_.each;
  if (back >= std::int64_t{budget_.at_once} - left_) {
    left_ = budget_.at_once;
    counted_ = now;
    return;
  }
  left_ += static_cast<std::uint32_t>(back);
  counted_ += budget_.each * back;
}

bool TokenBucket::has_some(Instant now) {
  fill(now);
  return left_ > 0;
}

void TokenBucket::spend(Instant now) {
  fill(now);
  if (left_ > 0) --left_;
}

bool TokenBucket::is_full(Instant now) const {
  TokenBucket then = *this;
  then.fill(now);
  return then.left_ == budget_.at_once;
}

Instant TokenBucket::next(Instant now) { return has_some(now) ? now : counted_ + budget_.each; }

}  // namespace ww::core
