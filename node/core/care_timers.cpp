#include "core/care_timers.h"

#include <algorithm>

#include "core/hints.h"
#include "domain/alert_limits.h"

namespace ww {
namespace {

using namespace domain;
using std::chrono::days;
using std::chrono::floor;

// The local calendar, by nothing but the begin of its days. Where no zone is known, the date is
// taken as it was written, and begins where it begins first, at UTC+14.
class Calendar {
 public:
  Calendar(const When& when, const std::string& zone, const LocalMidnight& midnight)
      : zone_(when.tz.value_or(zone)), midnight_(midnight) {}

  Instant begin_of(Day day) const {
    return known(day).value_or(Instant{day} - limits::kFurthestAheadOfUtc);
  }
  Day day_of(Instant instant) const {
    const Day utc = floor<days>(instant);
    if (!known(utc)) return utc;
    for (const Day day : {utc + days{1}, utc}) {
      if (begin_of(day) <= instant) return day;
    }
    return utc - days{1};
  }
  Instant hour_of(Instant instant) const {
    const Instant midnight = begin_of(day_of(instant));
    return midnight + floor<std::chrono::hours>(instant - midnight);
  }

 private:
  std::optional<Instant> known(Day day) const {
    return zone_.empty() ? std::nullopt : midnight_(day, zone_);
  }

  std::string zone_;
  const LocalMidnight& midnight_;
};

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }
std::chrono::year_month month_of(Day day) {
  const std::chrono::year_month_day date{day};
  return date.year() / date.month();
}

// A stated time is the span [begin, end).
struct Span {
  Instant begin, end;
};
std::optional<Span> span_of(Instant stated, Precision precision, const Calendar& calendar) {
  switch (precision) {
    case Precision::minute:
      return Span{stated, stated};
    case Precision::hour: {
      const Instant hour = calendar.hour_of(stated);
      return Span{hour, hour + 1h};
    }
    case Precision::day: {
      const Day day = calendar.day_of(stated);
      return Span{calendar.begin_of(day), calendar.begin_of(day + days{1})};
    }
    case Precision::week: {
      const Day monday = monday_of(calendar.day_of(stated));
      return Span{calendar.begin_of(monday), calendar.begin_of(monday + days{7})};
    }
    case Precision::month: {
      const auto month = month_of(calendar.day_of(stated));
      return Span{calendar.begin_of(month / 1),
                  calendar.begin_of((month + std::chrono::months{1}) / 1)};
    }
    case Precision::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Span> span_of(const When& when, const std::string& zone,
                            const LocalMidnight& midnight) {
  if (!when.start) return std::nullopt;
  const Calendar calendar(when, zone, midnight);
  const Precision precision = when.precision.value_or(Precision::hour);
  auto span = span_of(*when.start, precision, calendar);
  if (span && when.end)
    span->end = std::max(span->end, span_of(*when.end, precision, calendar)->end);
  return span;
}

bool is_face_to_face(const Incident& incident) {
  const auto& channels = incident.channels;
  if (channels &&
      std::find(channels->begin(), channels->end(), Channel::in_person) != channels->end()) {
    return true;
  }
  return incident.codes &&
         std::any_of(incident.codes->begin(), incident.codes->end(), [](Code code) {
           const CodeGroup group = traits_of(code).group;
           return group == CodeGroup::sexual_violence || group == CodeGroup::violence ||
                  code == Code::robbery || code == Code::burglary;
         });
}

bool concerns(const CareWindow& window, const Incident& incident) {
  if (window.purpose == WindowPurpose::cctv) return is_face_to_face(incident);
  if (!is_sexual_violence(incident)) return false;
  if (!window.route || !incident.route || incident.route->empty()) return true;
  const auto& told = *incident.route;
  return std::find(told.begin(), told.end(), *window.route) != told.end();
}

bool has_limits(const CareWindow& window) { return window.best_hours || window.last_hours; }

std::optional<Instant> after(Instant from, std::optional<std::int32_t> hours) {
  if (!hours) return std::nullopt;
  return from + std::chrono::hours{*hours};
}

CareTimer clock(const CareWindow& window, Instant from, Instant now) {
  CareTimer timer{window.id, TimerState::ask_anyway, from, after(from, window.best_hours),
                  after(from, window.last_hours)};
  if (timer.best && now <= *timer.best) {
    timer.state = TimerState::best;
  } else if (timer.last && now <= *timer.last) {
    timer.state = TimerState::may_still;
  }
  return timer;
}

// Recordings are kept for weeks, so their clock has no such end.
bool is_recent_enough(const CareWindow& window, const Span& span, Instant now) {
  return window.purpose == WindowPurpose::cctv || now - span.end < kClocksShown;
}

}  // namespace

std::optional<Instant> earliest_moment(const When& when, const std::string& zone,
                                       const LocalMidnight& midnight) {
  const auto span = span_of(when, zone, midnight);
  return span ? std::optional(span->begin) : std::nullopt;
}

std::optional<Instant> latest_moment(const When& when, const std::string& zone,
                                     const LocalMidnight& midnight) {
  const auto span = span_of(when, zone, midnight);
  return span ? std::optional(span->end) : std::nullopt;
}

const char* to_string(TimerState state) {
  switch (state) {
    case TimerState::best:
      return "best";
    case TimerState::may_still:
      return "may_still";
    case TimerState::ask_anyway:
      return "ask_anyway";
    case TimerState::any_time:
      return "any_time";
    case TimerState::no_clock:
      return "no_clock";
  }
  return "any_time";
}

std::vector<CareTimer> care_timers(const Incident& incident, std::span<const CareWindow> windows,
                                   const std::string& zone, const LocalMidnight& midnight,
                                   Instant now) {
  std::vector<CareTimer> timers;
  const auto span = incident.when ? span_of(*incident.when, zone, midnight) : std::nullopt;
  for (const CareWindow& window : windows) {
    if (!concerns(window, incident)) continue;
    if (!has_limits(window)) {
      timers.push_back({window.id, TimerState::any_time, {}, {}, {}});
    } else if (!span) {
      timers.push_back({window.id, TimerState::no_clock, {}, {}, {}});
    } else if (is_recent_enough(window, *span, now)) {
      timers.push_back(clock(window, span->begin, now));
    }
  }
  return timers;
}

std::string zone_of_nation(std::string_view nation) {
  const auto country = nation.substr(0, 2);
  if (country == "IE") return "Europe/Dublin";
  return country == "GB" ? "Europe/London" : "";
}

}  // namespace ww
