// Goal: alerts and identifiers age as the model says, to the instant.
#include "domain/alert_lifecycle.h"

#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {
bool near(double a, double b) { return a - b < 0.001 && b - a < 0.001; }
}  // namespace

TEST_CASE("immediate reads as past after 72 hours, nothing else changes", "[domain][lifecycle]") {
  Alert alert;
  alert.sent = Instant{sys_days{year{2025} / 6 / 7}};
  alert.urgency = Urgency::immediate;
  CHECK(urgency_now(alert, alert.sent) == Urgency::immediate);
  CHECK(urgency_now(alert, alert.sent + 72h - 1ms) == Urgency::immediate);
  CHECK(urgency_now(alert, alert.sent + 72h) == Urgency::past);
  alert.urgency = Urgency::expected;
  CHECK(urgency_now(alert, alert.sent + 1000h) == Urgency::expected);
}

TEST_CASE("the longest life of several codes wins", "[domain][lifecycle]") {
  const Instant sent{sys_days{year{2025} / 1 / 1}};
  const std::vector<Code> codes{Code::timewaster, Code::robbery};
  CHECK(life_days(codes) == 730);
  CHECK(max_days(codes) == 1095);
  CHECK(latest_expiry(codes, sent) == sent + days{1095});
  CHECK(offered_expiry(codes, sent, sent) == sent + days{730});
  CHECK(offered_expiry(codes, sent + days{1000}, sent) == sent + days{1095});
  CHECK(max_days({}) == 1825);
  const std::vector<Code> stalking{Code::stalking}, harassment{Code::harassment},
      fraud{Code::fraud_nonpayment}, nuisance{Code::boundary_pushing}, unsure{Code::concern};
  CHECK(life_days(stalking) == 730);
  CHECK(life_days(harassment) == 365);
  CHECK(life_days(fraud) == 365);
  CHECK(max_days(nuisance) == 180);
  CHECK(max_days(unsure) == 365);
}

TEST_CASE("expiry, purge and tombstone", "[domain][lifecycle]") {
  Alert alert;
  alert.expires = Instant{sys_days{year{2025} / 1 / 1}};
  CHECK_FALSE(is_expired(alert, alert.expires - 1ms));
  CHECK(is_expired(alert, alert.expires));
  CHECK(purge_at(alert.expires) == alert.expires + days{7});
  CHECK(tombstone_until(alert.expires) == alert.expires + days{30});
}

TEST_CASE("identifiers fade by their kind", "[domain][lifecycle]") {
  const Month seen = year{2023} / 1;
  const Instant end{sys_days{year{2023} / 2 / 1}};
  const auto weight = [&](IdentifierKind kind, int after) {
    return weight_of(kind, seen, end + days{after});
  };
  CHECK(weight(IdentifierKind::phone, -20) == 1);
  CHECK(weight(IdentifierKind::phone, 0) == 1);
  CHECK(near(weight(IdentifierKind::phone, 365), 0.5));
  CHECK_FALSE(is_faded(weight(IdentifierKind::phone, 510)));
  CHECK(is_faded(weight(IdentifierKind::phone, 512)));
  CHECK(near(weight(IdentifierKind::phone, 730), 0));
  CHECK(weight(IdentifierKind::phone, 9999) == 0);
  CHECK(near(weight(IdentifierKind::address, 365), 0.5));
  CHECK(near(weight(IdentifierKind::handle, 1095 / 2), 0.75));
  CHECK(near(weight(IdentifierKind::plate, 730), 0.75));
  CHECK(near(weight(IdentifierKind::email, 730), 0.75));
  CHECK(near(weight(IdentifierKind::payment, 730), 0.75));
  CHECK(weight(IdentifierKind::url, 9999) == 1);
  CHECK(weight_of(IdentifierKind::phone, {}, end) == 1);
}
