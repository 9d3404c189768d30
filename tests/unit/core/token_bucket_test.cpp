#include "core/token_bucket.h"

#include "support/catch.h"

using namespace ww;
using ww::core::TokenBucket;

TEST_CASE("a bucket gives so many at once, then a steady flow, at whatever the clock says",
          "[core]") {
  using std::chrono::seconds;
  Instant now{std::chrono::hours{24 * 365 * 56}};
  TokenBucket bucket({3, seconds{3}});
  const auto taken = [&] {
    int count = 0;
    for (; bucket.has_some(now) && count < 100; ++count) bucket.spend(now);
    return count;
  };
  CHECK(bucket.is_full(now));
  CHECK(taken() == 3);
  CHECK(bucket.next(now) == now + seconds{3});
  bucket.spend(now);  // more than there is: nothing is owed
  now += seconds{3} - Duration{1};
  CHECK_FALSE(bucket.has_some(now));
  now += Duration{1};
  CHECK(taken() == 1);
  now += seconds{7};  // two, and a third of one that is not lost
  CHECK(taken() == 2);
  CHECK(bucket.next(now) == now + seconds{2});
  now += std::chrono::hours{24 * 365};  // set ahead, or long asleep: full, and no more
  CHECK(taken() == 3);
  now -= std::chrono::hours{24 * 365};  // set back
  CHECK(taken() == 0);
  CHECK(bucket.next(now) == now + seconds{3});
  now += seconds{9};
  CHECK(bucket.is_full(now));
  CHECK(taken() == 3);
}
