// Goal: the start-up self test passes, with libsodium's curve functions where they are linked.
// Compiled twice: into test_e2ee, which links ww_e2ee_curve as programs do, and into
// test_e2ee_unguarded, which runs on the stock functions.
#include "e2ee/self_test.h"
#include "e2ee/curve/curve_switch.h"
#include "support/catch.h"

using namespace ww;

namespace {
struct LastInfo final : Logger {
  void log(Level, std::string_view, std::int64_t value) override { number = value; }
  std::int64_t number = -1;
};
}  // namespace

TEST_CASE("the self test passes, and says whose curve functions run") {
  LastInfo logger;
  CHECK(e2ee::self_test(logger).ok());
#ifdef WW_E2EE_GUARDS_CAN_BE_DROPPED
  const bool stock = ww_curve_calls == nullptr;
  CHECK(stock);
  CHECK(logger.number == 0);
#else
  CHECK(logger.number == 1);
  CHECK(ww_curve_calls() > 0);
#endif
}
