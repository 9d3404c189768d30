// Goal: every clock starts at the earliest moment that was stated, shows both limits, and never
// says "too late". Method: one zone an hour ahead of UTC and one five hours behind, windows with
// limits in hours.
#include "core/care_timers.h"

#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

Instant at(int month, int day, int hour = 0, int minute = 0) {
  return Instant{sys_days{year{2026} / month / day}} + std::chrono::hours{hour} +
         std::chrono::minutes{minute};
}

const LocalMidnight kMidnight = [](Day day, const std::string& zone) -> std::optional<Instant> {
  if (zone == "Ahead/One") return Instant{day} - 1h;
  if (zone == "Behind/Five") return Instant{day} + 5h;
  return std::nullopt;
};

When when(Instant start, std::optional<Precision> precision, Text tz = "Ahead/One") {
  return {start, {}, precision, std::move(tz)};
}
std::optional<Instant> earliest(const When& stated, const std::string& zone = "") {
  return earliest_moment(stated, zone, kMidnight);
}

CareWindow window(std::string id, WindowPurpose purpose, std::optional<std::int32_t> best,
                  std::optional<std::int32_t> last, std::optional<AssaultRoute> route = {}) {
  CareWindow out;
  out.id = std::move(id);
  out.purpose = purpose;
  out.best_hours = best;
  out.last_hours = last;
  out.route = route;
  return out;
}
const CareWindow kPep = window("pep", WindowPurpose::pep, 24, 72);
const CareWindow kSarc = window("sarc", WindowPurpose::sarc, {}, {});
const CareWindow kCctv = window("cctv", WindowPurpose::cctv, 168, {});
const CareWindow kAnal = window("anal", WindowPurpose::forensic, 48, 72, AssaultRoute::anal);

Incident assault(Instant start) {
  Incident incident;
  incident.codes = {Code::rape};
  incident.when = when(start, Precision::minute);
  return incident;
}
using Names = std::vector<std::string>;
Names shown(const Incident& incident, std::vector<CareWindow> windows, Instant now) {
  Names out;
  for (const auto& timer : care_timers(incident, windows, "", kMidnight, now)) {
    out.push_back(timer.window + " " + to_string(timer.state));
  }
  return out;
}

}  // namespace

TEST_CASE("an exact time counts from itself, an hour from its begin", "[core][care]") {
  CHECK(earliest(when(at(3, 14, 22, 47), Precision::minute)) == at(3, 14, 22, 47));
  CHECK(earliest(when(at(3, 14, 22, 47), Precision::hour)) == at(3, 14, 22));
  CHECK(earliest(when(at(3, 14, 22, 47), std::nullopt)) == at(3, 14, 22));
}

TEST_CASE("a day counts from local midnight, not from midnight in UTC", "[core][care]") {
  CHECK(earliest(when(at(3, 14, 22), Precision::day)) == at(3, 13, 23));
  // 23:30 UTC is the next day already, an hour ahead.
  CHECK(earliest(when(at(3, 14, 23, 30), Precision::day)) == at(3, 14, 23));
  CHECK(earliest(when(at(3, 14, 23, 0), Precision::day)) == at(3, 14, 23));
  CHECK(earliest(when(at(3, 14, 22, 59), Precision::day)) == at(3, 13, 23));
  // 04:59 UTC is still the day before, five hours behind.
  CHECK(earliest(when(at(3, 14, 4, 59), Precision::day, "Behind/Five")) == at(3, 13, 5));
  CHECK(earliest(when(at(3, 14, 5, 0), Precision::day, "Behind/Five")) == at(3, 14, 5));
}

TEST_CASE("a week counts from its Monday, a month from its first day", "[core][care]") {
  // 14 March 2026 is a Saturday.
  CHECK(earliest(when(at(3, 14, 12), Precision::week)) == at(3, 8, 23));
  CHECK(earliest(when(at(3, 9, 12), Precision::week)) == at(3, 8, 23));
  CHECK(earliest(when(at(3, 8, 12), Precision::week)) == at(3, 1, 23));
  CHECK(earliest(when(at(3, 14, 12), Precision::month)) == at(2, 28, 23));
}

TEST_CASE("a time that was not told, or is unknown, starts no clock and hides no window",
          "[core][care]") {
  CHECK_FALSE(earliest(when(at(3, 14), Precision::unknown)));
  CHECK_FALSE(earliest(When{{}, at(3, 14), Precision::hour, {}}));
  Incident incident = assault(at(3, 14));
  incident.when.reset();
  const Names both{"pep no_clock", "sarc any_time"};
  CHECK(shown(incident, {kPep, kSarc}, at(3, 14)) == both);
  incident.when = when(at(3, 14), Precision::unknown);
  CHECK(shown(incident, {kPep, kSarc}, at(3, 14)) == both);
  incident.when = When{{}, at(3, 14), Precision::hour, {}};
  CHECK(shown(incident, {kPep, kSarc}, at(3, 14)) == both);
  const auto timers = care_timers(incident, std::vector{kPep}, "", kMidnight, at(3, 14));
  REQUIRE(timers.size() == 1);
  CHECK(timers[0] == CareTimer{"pep", TimerState::no_clock, {}, {}, {}});
  // The route still chooses, and what is not sexual violence has none.
  incident.route = {AssaultRoute::oral};
  CHECK(shown(incident, {kAnal}, at(3, 14)).empty());
  incident.codes = {Code::robbery};
  CHECK(shown(incident, {kPep}, at(3, 14)).empty());
}

TEST_CASE("without a zone the day begins where it begins first on earth", "[core][care]") {
  CHECK(earliest(when(at(3, 14, 12), Precision::day, {})) == at(3, 13, 10));
  CHECK(earliest(when(at(3, 14, 12), Precision::day, "No/Such")) == at(3, 13, 10));
  CHECK(earliest(when(at(3, 14, 12), Precision::day, {}), "Ahead/One") == at(3, 13, 23));
  CHECK(earliest(when(at(3, 14, 12, 30), Precision::hour, {})) == at(3, 14, 12));
}

TEST_CASE("the latest moment ends the stated span, or the stated end", "[core][care]") {
  const auto latest = [](const When& stated) { return latest_moment(stated, "", kMidnight); };
  CHECK(latest(when(at(3, 14, 22, 47), Precision::minute)) == at(3, 14, 22, 47));
  CHECK(latest(when(at(3, 14, 22, 47), Precision::hour)) == at(3, 14, 23));
  CHECK(latest(when(at(3, 14, 22), Precision::day)) == at(3, 14, 23));
  CHECK(latest(when(at(3, 14, 12), Precision::week)) == at(3, 15, 23));
  CHECK(latest(when(at(3, 14, 12), Precision::month)) == at(3, 31, 23));
  CHECK(latest(When{at(3, 14), at(3, 16), Precision::minute, {}}) == at(3, 16));
}

TEST_CASE("both limits are shown, and after the second one asks anyway", "[core][care]") {
  const Incident incident = assault(at(3, 14));
  const auto timers = care_timers(incident, std::vector{kPep}, "", kMidnight, at(3, 14, 1));
  REQUIRE(timers.size() == 1);
  CHECK(timers[0] == CareTimer{"pep", TimerState::best, at(3, 14), at(3, 15), at(3, 17)});
  CHECK(shown(incident, {kPep}, at(3, 15)) == Names{"pep best"});
  CHECK(shown(incident, {kPep}, at(3, 15) + 1ms) == Names{"pep may_still"});
  CHECK(shown(incident, {kPep}, at(3, 17)) == Names{"pep may_still"});
  CHECK(shown(incident, {kPep}, at(3, 17) + 1ms) == Names{"pep ask_anyway"});
}

TEST_CASE("a window with one limit, or none", "[core][care]") {
  const Incident incident = assault(at(3, 14));
  const auto only_best = window("a", WindowPurpose::pep, 24, {});
  const auto only_last = window("b", WindowPurpose::iud, {}, 120);
  CHECK(shown(incident, {only_best, only_last, kSarc}, at(3, 15)) ==
        Names{"a best", "b may_still", "sarc any_time"});
  CHECK(shown(incident, {only_best, only_last, kSarc}, at(3, 19) + 1ms) ==
        Names{"a ask_anyway", "b ask_anyway", "sarc any_time"});
}

TEST_CASE("clocks show while it may have happened less than ten days ago", "[core][care]") {
  const Incident incident = assault(at(3, 14));
  CHECK(shown(incident, {kPep, kSarc}, at(3, 24) - 1ms) ==
        Names{"pep ask_anyway", "sarc any_time"});
  CHECK(shown(incident, {kPep, kSarc}, at(3, 24)) == Names{"sarc any_time"});
  Incident roughly = incident;
  roughly.when = when(at(3, 10), Precision::week);  // up to 15 March, 23:00 UTC
  CHECK(shown(roughly, {kPep}, at(3, 25, 22, 59)) == Names{"pep ask_anyway"});
  CHECK(shown(roughly, {kPep}, at(3, 25, 23)) == Names{});
}

TEST_CASE("a window for one route shows when it was told, or when none was", "[core][care]") {
  Incident incident = assault(at(3, 14));
  CHECK(shown(incident, {kAnal}, at(3, 14)) == Names{"anal best"});
  incident.route.emplace();
  CHECK(shown(incident, {kAnal}, at(3, 14)) == Names{"anal best"});
  incident.route = {AssaultRoute::oral, AssaultRoute::anal};
  CHECK(shown(incident, {kAnal}, at(3, 14)) == Names{"anal best"});
  incident.route = {AssaultRoute::oral};
  CHECK(shown(incident, {kAnal, kPep}, at(3, 14)) == Names{"pep best"});
}

TEST_CASE("medicine is for sexual violence, recordings for what happened face to face",
          "[core][care]") {
  Incident incident = assault(at(3, 14));
  CHECK(shown(incident, {kPep, kSarc, kCctv}, at(3, 14)) ==
        Names{"pep best", "sarc any_time", "cctv best"});
  incident.codes = {Code::robbery};
  CHECK(shown(incident, {kPep, kSarc, kCctv}, at(3, 14)) == Names{"cctv best"});
  incident.codes = {Code::harassment};
  CHECK(shown(incident, {kPep, kSarc, kCctv}, at(3, 14)) == Names{});
  incident.channels = {Channel::in_person};
  CHECK(shown(incident, {kCctv}, at(4, 14)) == Names{"cctv ask_anyway"});
}

TEST_CASE("the nations' clocks", "[core][care]") {
  CHECK(zone_of_nation("GB-SCT") == "Europe/London");
  CHECK(zone_of_nation("IE") == "Europe/Dublin");
  CHECK(zone_of_nation("FR").empty());
  CHECK(zone_of_nation("").empty());
}
