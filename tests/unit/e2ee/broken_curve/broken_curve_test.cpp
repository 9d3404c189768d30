// Goal: when our curve functions are wrong, the self test finds it and the stock ones take over.
// Method: this program defines an X25519 that answers zeros until it is told to use the stock one.
#include <dlfcn.h>

#include <algorithm>

#include "e2ee/self_test.h"
#include "support/catch.h"

namespace {
std::uint64_t calls = 0;
bool stock = false;
bool stock_is_there = true;
}  // namespace

extern "C" {
std::uint64_t ww_curve_calls() { return calls; }
bool ww_curve_use_stock() { return stock = stock_is_there; }

int curve25519_donna(std::uint8_t* shared, const std::uint8_t* secret, const std::uint8_t* point) {
  ++calls;
  if (stock) {
    using Agree = int (*)(std::uint8_t*, const std::uint8_t*, const std::uint8_t*);
    return reinterpret_cast<Agree>(dlsym(RTLD_NEXT, "curve25519_donna"))(shared, secret, point);
  }
  std::fill_n(shared, 32, std::uint8_t{0});
  return 0;
}
}

TEST_CASE("wrong curve functions give way to the stock ones") {
  ww::NullLogger logger;
  stock = false;
  stock_is_there = true;
  CHECK(ww::e2ee::self_test(logger).ok());
  CHECK(stock);
}

TEST_CASE("wrong curve functions without stock ones stop the program") {
  ww::NullLogger logger;
  stock = false;
  stock_is_there = false;
  const auto result = ww::e2ee::self_test(logger);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ww::Errc::internal);
}
