#include "report/times.h"

#include <algorithm>

#include "domain/alert_rules.h"

namespace ww::report {
namespace {

using domain::Precision;

std::string two(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

std::string clock_text(Instant shown) {
  const auto day = std::chrono::floor<std::chrono::days>(shown);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(shown - day).count();
  return two(static_cast<unsigned>(minutes / 60)) + ":" + two(static_cast<unsigned>(minutes % 60));
}

std::string day_of(Instant shown) { return day_text(std::chrono::floor<std::chrono::days>(shown)); }

std::string zone_text(std::optional<std::chrono::minutes> ahead) {
  if (!ahead || ahead->count() == 0) return "UTC";
  const auto minutes = static_cast<unsigned>(ahead->count() < 0 ? -ahead->count() : ahead->count());
  return std::string(ahead->count() < 0 ? "UTC-" : "UTC+") + two(minutes / 60) + ":" +
         two(minutes % 60);
}

// One end of a span, at the precision that may be shown.
std::string moment(Instant at, const domain::Text& zone, Precision precision,
                   const UtcOffset& offset) {
  const auto ahead = offset && zone ? offset(*zone, at) : std::nullopt;
  const Instant local = at + ahead.value_or(std::chrono::minutes{0});
  const Instant shown = domain::floor_to(local, precision);
  switch (precision) {
    case Precision::minute:
      return day_of(shown) + " " + clock_text(shown) + " " + zone_text(ahead);
    case Precision::hour:
      return day_of(shown) + ", about " + clock_text(shown) + " " + zone_text(ahead);
    case Precision::week:
      return "in the week of " + day_of(shown);
    case Precision::month:
      return "in " + day_of(shown).substr(0, 7);
    case Precision::unknown:
      return "not known exactly; about " + day_of(shown);
    case Precision::day:
      break;
  }
  return day_of(shown);
}

std::string figures(Instant at, const domain::Text& zone, Precision precision,
                    const UtcOffset& offset) {
  const auto ahead = offset && zone ? offset(*zone, at) : std::nullopt;
  const Instant shown = domain::floor_to(at + ahead.value_or(std::chrono::minutes{0}), precision);
  const std::string clock = " " + clock_text(shown) + " " + zone_text(ahead);
  if (precision == Precision::minute) return day_of(shown) + clock;
  if (precision == Precision::hour) return "~ " + day_of(shown) + clock;
  return (precision == Precision::day ? "" : "~ ") + day_of(shown);
}

}  // namespace

std::string day_text(domain::Day day) {
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  std::string digits = std::to_string(year < 0 ? -year : year);
  while (digits.size() < 4) digits.insert(0, "0");
  return (year < 0 ? "-" : "") + digits + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day()));
}

std::string month_text(domain::Month month) {
  return day_text(std::chrono::sys_days{month / 1}).substr(0, 7);
}

std::string range_text(const domain::Range& range) {
  const std::string lo = std::to_string(range.lo);
  return range.lo == range.hi ? lo : lo + " to " + std::to_string(range.hi);
}

std::string time_text(Instant at, const PacketFacts& facts) {
  return moment(at, facts.zone, Precision::minute, facts.utc_offset);
}
std::string day_text(Instant at, const PacketFacts& facts) {
  return moment(at, facts.zone, Precision::day, facts.utc_offset);
}

std::string when_text(const domain::When& when, Precision finest, const UtcOffset& offset) {
  const auto precision = std::max(when.precision.value_or(Precision::minute), finest);
  const auto text = [&](Instant at) { return moment(at, when.tz, precision, offset); };
  std::string start = when.start ? text(*when.start) : "";
  const std::string end = when.end ? text(*when.end) : "";
  if (start.empty()) return end.empty() ? "" : "until " + end;
  if (end.empty() || end == start) return start;
  return "from " + start + " to " + end;
}

std::string numeric_when(const domain::When& when, const UtcOffset& offset) {
  const auto precision = when.precision.value_or(Precision::minute);
  const auto text = [&](Instant at) { return figures(at, when.tz, precision, offset); };
  const std::string start = when.start ? text(*when.start) : "";
  const std::string end = when.end ? text(*when.end) : "";
  if (start.empty() || end.empty() || start == end) return start.empty() ? end : start;
  return start + " \u2013 " + end;
}

Instant order_of(const IncidentFacts& facts) {
  const auto& when = facts.incident.when;
  if (when && when->start) return *when->start;
  if (when && when->end) return *when->end;
  return facts.written;
}

}  // namespace ww::report
