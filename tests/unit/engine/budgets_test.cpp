// What strangers may have us do: who has used up her share waits, and nobody else.
#include "engine/budgets.h"

#include "domain/ratchet_limits.h"
#include "support/catch.h"

using namespace ww;
using engine::Budgets;

TEST_CASE("work that was done is paid for, whatever it was for, and delays its sender alone",
          "[engine]") {
  Budgets budgets;
  const Instant now = from_unix_seconds(1'790'000'000);
  const Budgets::Owner hers{1}, other{2};
  for (std::uint32_t i = 0; i < limits::kPairWorkPerMinute; ++i) {
    REQUIRE(budgets.may_open(hers, now) == now);
    budgets.spend(hers, false, {0, 0, limits::kWorkUnit}, now);
  }
  CHECK(budgets.may_open(hers, now) > now);
  CHECK(budgets.may_open(other, now) == now);
  const Instant later = now + std::chrono::minutes{1};
  CHECK(budgets.may_open(hers, later) == later);
}

TEST_CASE("parts of a unit of work add up", "[engine]") {
  Budgets budgets;
  const Instant now = from_unix_seconds(1'790'000'000);
  const Budgets::Owner hers{1};
  for (std::uint32_t i = 0; i < 2 * limits::kBoardWorkPerMinute - 1; ++i) {
    budgets.spend(hers, true, {0, 0, limits::kWorkUnit / 2}, now);
  }
  CHECK(budgets.may_open(hers, now) == now);
  budgets.spend(hers, true, {0, 0, limits::kWorkUnit / 2}, now);
  CHECK(budgets.may_open(hers, now) > now);
}
