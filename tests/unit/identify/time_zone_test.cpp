// Goal: a day begins when the people of the place say so, also where their clocks jump.
#include "identify/time_zone.h"

#include "support/catch.h"

using namespace ww;
using identify::local_midnight_utc;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

domain::Day day(int y, int month, int d) { return sys_days{year{y} / month / d}; }
std::optional<Instant> utc(int y, int month, int d, int hour, int minute = 0) {
  return Instant{day(y, month, d)} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

}  // namespace

TEST_CASE("midnight in London is UTC in winter and an hour before it in summer", "[identify]") {
  CHECK(local_midnight_utc(day(2026, 1, 15), "Europe/London") == utc(2026, 1, 15, 0));
  CHECK(local_midnight_utc(day(2026, 7, 15), "Europe/London") == utc(2026, 7, 14, 23));
  CHECK(local_midnight_utc(day(2026, 7, 15), "Europe/Dublin") == utc(2026, 7, 14, 23));
}

TEST_CASE("the days on which the clocks change begin by the clock before", "[identify]") {
  // 29 March and 25 October 2026.
  CHECK(local_midnight_utc(day(2026, 3, 29), "Europe/London") == utc(2026, 3, 29, 0));
  CHECK(local_midnight_utc(day(2026, 3, 30), "Europe/London") == utc(2026, 3, 29, 23));
  CHECK(local_midnight_utc(day(2026, 10, 25), "Europe/London") == utc(2026, 10, 24, 23));
  CHECK(local_midnight_utc(day(2026, 10, 26), "Europe/London") == utc(2026, 10, 26, 0));
}

TEST_CASE("a midnight that is skipped or repeated still begins its day once", "[identify]") {
  // Sao Paulo went from 23:59 to 01:00 on 4 November 2018, and from 23:59 back to 23:00 on the
  // night to 18 February 2018.
  CHECK(local_midnight_utc(day(2018, 11, 4), "America/Sao_Paulo") == utc(2018, 11, 4, 3));
  CHECK(local_midnight_utc(day(2018, 2, 18), "America/Sao_Paulo") == utc(2018, 2, 18, 3));
  // Havana repeats the hour after midnight: 00:59 is followed by 00:00, on 1 November 2026.
  CHECK(local_midnight_utc(day(2026, 11, 1), "America/Havana") == utc(2026, 11, 1, 4));
}

TEST_CASE("zones that are not whole hours from UTC", "[identify]") {
  CHECK(local_midnight_utc(day(2026, 1, 15), "Asia/Kolkata") == utc(2026, 1, 14, 18, 30));
  CHECK(local_midnight_utc(day(2026, 1, 15), "UTC") == utc(2026, 1, 15, 0));
}

TEST_CASE("what is no zone has no midnight", "[identify]") {
  for (const char* zone : {"", "No/Such", "Europe/Lond\xC3\xB6n", "../etc/passwd", "Etc/Unknown"}) {
    CAPTURE(zone);
    CHECK_FALSE(local_midnight_utc(day(2026, 1, 15), zone));
  }
}

TEST_CASE("clocks are ahead of UTC by what holds at that instant", "[identify]") {
  using std::chrono::minutes;
  const auto winter = from_unix_seconds(1'736'942'400);  // 2025-01-15 12:00 UTC
  const auto summer = from_unix_seconds(1'752'580'800);  // 2025-07-15 12:00 UTC
  CHECK(identify::utc_offset("Europe/London", winter) == minutes{0});
  CHECK(identify::utc_offset("Europe/London", summer) == minutes{60});
  CHECK(identify::utc_offset("Europe/Dublin", winter) == minutes{0});
  CHECK(identify::utc_offset("Europe/Dublin", summer) == minutes{60});
  CHECK(identify::utc_offset("Asia/Kathmandu", winter) == minutes{345});
  CHECK_FALSE(identify::utc_offset("Europe/Nowhere", winter));
  CHECK_FALSE(identify::utc_offset("", winter));
}

TEST_CASE("a region has the clocks of its country, and none where they differ", "[identify]") {
  using identify::zone_of_region;
  CHECK(zone_of_region("GB") == "Europe/London");
  CHECK(zone_of_region("GB-LDS") == "Europe/London");
  CHECK(zone_of_region("IE-D") == "Europe/Dublin");
  CHECK(zone_of_region("PL") == "Europe/Warsaw");
  CHECK(zone_of_region("RO-B") == "Europe/Bucharest");
  CHECK(zone_of_region("US") == "");
  for (const char* none : {"", "G", "XX", "*", "99"}) {
    CAPTURE(none);
    CHECK(zone_of_region(none) == "");
  }
}
