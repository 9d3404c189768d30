// Goal: a review date only asks, and a withdrawal takes back all that left under it.
#include "core/retention.h"

#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

Instant at(int y, int month, int day) { return Instant{sys_days{year{y} / month / day}} + 10h; }
AlertId alert(std::uint8_t number) {
  AlertId out;
  out.bytes[0] = number;
  return out;
}
Consent consent(ConsentRoute route) {
  Consent out;
  out.incident.bytes[0] = 7;
  out.route = route;
  out.given = at(2026, 1, 1);
  out.shared = {alert(1), alert(2), alert(1)};
  return out;
}

}  // namespace

TEST_CASE("a review is asked for in calendar months", "[core][retention]") {
  CHECK(review_date(at(2026, 2, 1), 12) == at(2027, 2, 1));
  CHECK(review_date(at(2026, 12, 15), 1) == at(2027, 1, 15));
  CHECK(review_date(at(2026, 1, 31), 1) == at(2026, 2, 28));
  CHECK(review_date(at(2028, 1, 31), 1) == at(2028, 2, 29));
  CHECK(review_date(at(2028, 2, 29), 12) == at(2029, 2, 28));
}

TEST_CASE("months beyond the bounds are taken to the nearer one", "[core][retention]") {
  const Instant from = at(2026, 2, 1);
  CHECK(review_date(from, kReviewMonthsLeast - 1) == at(2026, 3, 1));
  CHECK(review_date(from, kReviewMonthsMost) == at(2076, 2, 1));
  CHECK(review_date(from, kReviewMonthsMost + 1) == at(2076, 2, 1));
}

TEST_CASE("of several packs the one that asks last wins", "[core][retention]") {
  CHECK(review_months({}) == 12);
  CHECK(review_months(std::vector<RetentionDefaults>{{6}, {24}, {12}}) == 24);
}

TEST_CASE("a review is due from its own instant on", "[core][retention]") {
  CHECK_FALSE(is_due(at(2026, 2, 1), at(2026, 2, 1) - 1ms));
  CHECK(is_due(at(2026, 2, 1), at(2026, 2, 1)));
}

TEST_CASE("a withdrawal is a second fact and retracts what left", "[core][retention]") {
  const auto given = consent(ConsentRoute::alert);
  const auto first = withdraw(given, at(2026, 2, 1));
  CHECK(first.changed);
  CHECK(first.consent.given == given.given);
  CHECK(first.consent.withdrawn == at(2026, 2, 1));
  CHECK(first.retract == std::vector{alert(1), alert(2)});
  CHECK_FALSE(first.tell_recipient);
}

TEST_CASE("a second withdrawal keeps the time of the first and calls back again",
          "[core][retention]") {
  const auto first = withdraw(consent(ConsentRoute::alert), at(2026, 2, 1));
  const auto second = withdraw(first.consent, at(2026, 3, 1));
  CHECK_FALSE(second.changed);
  CHECK(second.consent == first.consent);
  CHECK(second.retract == first.retract);
}

TEST_CASE("whoever holds a copy outside is told of the withdrawal", "[core][retention]") {
  for (const auto route : {ConsentRoute::project, ConsentRoute::scheme,
                           ConsentRoute::police_anonymous, ConsentRoute::police_full}) {
    CAPTURE(to_name(route));
    CHECK(withdraw(consent(route), at(2026, 2, 1)).tell_recipient);
  }
}

TEST_CASE("a clock that went back does not withdraw before it was given", "[core][retention]") {
  const auto given = consent(ConsentRoute::alert);
  CHECK(withdraw(given, at(2025, 1, 1)).consent.withdrawn == given.given);
}

TEST_CASE("nothing leaves without a consent that stands, for this incident and route",
          "[core][retention]") {
  const auto given = consent(ConsentRoute::scheme);
  const auto gone = withdraw(given, at(2026, 2, 1)).consent;
  const std::vector both{gone, given};
  CHECK(consent_for({}, given.incident, ConsentRoute::scheme) == nullptr);
  CHECK(consent_for(std::vector{gone}, given.incident, ConsentRoute::scheme) == nullptr);
  CHECK(consent_for(both, given.incident, ConsentRoute::scheme) == &both[1]);
  CHECK(consent_for(both, given.incident, ConsentRoute::police_full) == nullptr);
  CHECK(consent_for(both, IncidentId{}, ConsentRoute::scheme) == nullptr);
}
