#include "core/clock_trust.h"

#include <limits>
#include <vector>

#include "domain/limits.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::core;

namespace {

constexpr Instant kNow = Instant{std::chrono::hours{24 * 365 * 56}};

ClockReading heard(Duration ahead, Duration ago = Duration{0}) {
  return {kNow - ago + ahead, kNow - ago};
}

}  // namespace

TEST_CASE("one relay that agrees within a day is enough, whatever the others say", "[core]") {
  using std::chrono::hours;
  const auto says = [](std::vector<ClockReading> readings) {
    return judge_clock(readings, true, kNow);
  };
  CHECK(says({}) == ClockTrust::unheard);
  CHECK(says({heard(hours{24})}) == ClockTrust::agrees);
  CHECK(says({heard(-hours{24})}) == ClockTrust::agrees);
  CHECK(says({heard(hours{24} + Duration{1})}) == ClockTrust::disagrees);
  CHECK(says({heard(-hours{24} - Duration{1})}) == ClockTrust::disagrees);
  const auto lies = heard(hours{24 * 3650}), lies_too = heard(-hours{24 * 3650});
  CHECK(says({lies, lies_too}) == ClockTrust::disagrees);
  CHECK(says({lies, lies_too, heard(hours{1})}) == ClockTrust::agrees);
  CHECK(judge_clock({}, false, kNow) == ClockTrust::alone);
  CHECK(may_erase(ClockTrust::agrees));
  CHECK(may_erase(ClockTrust::alone));
  CHECK_FALSE(may_erase(ClockTrust::unheard));
  CHECK_FALSE(may_erase(ClockTrust::disagrees));
}

TEST_CASE("a clock that was set since a relay was heard is not trusted", "[core]") {
  using std::chrono::hours;
  const auto trust = [](Duration ago) {
    return judge_clock(std::vector{heard(Duration{0}, ago)}, true, kNow);
  };
  CHECK(trust(limits::kClockReadingLife) == ClockTrust::agrees);
  CHECK(trust(limits::kClockReadingLife + Duration{1}) == ClockTrust::unheard);
  CHECK(trust(hours{24 * 365}) == ClockTrust::unheard);   // set ahead by a year
  CHECK(trust(-hours{24 * 365}) == ClockTrust::unheard);  // set back
}

TEST_CASE("any number of a relay is taken as a time, and none overflows", "[core]") {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t told :
       {Limits::min(), std::int64_t{-1}, std::int64_t{0}, Limits::max()}) {
    const ClockReading reading = read_clock(told, kNow);
    CHECK(judge_clock(std::vector{reading}, true, kNow) == ClockTrust::disagrees);
  }
  const auto right = read_clock(to_unix_seconds(kNow) / 300, kNow);
  CHECK(judge_clock(std::vector{right}, true, kNow) == ClockTrust::agrees);
}

TEST_CASE("attack: one relay that lies about the time silences nobody", "[core][attack]") {
  using std::chrono::hours;
  const auto told = [](std::vector<ClockReading> readings) { return dispute(readings, kNow); };
  CHECK_FALSE(told({}));
  CHECK_FALSE(told({heard(hours{24})}));
  CHECK_FALSE(told({heard(hours{24 * 400}), heard(-hours{24 * 9}), heard(hours{1})}));
  CHECK_FALSE(told({heard(hours{48}, limits::kClockReadingLife + Duration{1})}));  // too long ago
  const auto all = told({heard(-hours{26}), heard(-hours{27}), heard(-hours{25})});
  REQUIRE(all);
  CHECK((all->own_ahead == hours{26} && all->agreed));
  const auto apart = told({heard(-hours{26}), heard(hours{200})});
  REQUIRE(apart);
  CHECK_FALSE(apart->agreed);
}
