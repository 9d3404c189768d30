#include "engine/journal_when.h"

#include "identify/time_zone.h"
#include "json/time_text.h"

namespace ww::engine::journal {
namespace {

using domain::Precision;

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// What the clocks of a place show.
struct Local {
  domain::Day day;
  std::chrono::minutes of_day{0};
  std::string zone;  // as it is said to people
};
Local local_of(Instant at, const std::string& zone) {
  const auto offset = identify::utc_offset(zone, at);
  const Instant wall = at + offset.value_or(std::chrono::minutes{0});
  const auto day = std::chrono::floor<std::chrono::days>(wall);
  return {domain::Day{day}, std::chrono::floor<std::chrono::minutes>(wall - day),
          offset ? " (" + zone + ")" : " UTC"};
}

std::string clock(const Local& local) {
  return two(local.of_day.count() / 60) + ":" + two(local.of_day.count() % 60);
}
std::string date(const Local& local, Precision precision) {
  const std::string day = json::write_day(local.day);
  return precision == Precision::month ? day.substr(0, 7) : day;
}

// Without the zone.
std::string moment(const Local& local, Precision precision) {
  const std::string day = date(local, precision);
  if (precision == Precision::minute) return day + " " + clock(local);
  if (precision == Precision::hour) return day + ", about " + clock(local);
  return day;
}

std::string behind(const Local& local, Precision precision) {
  switch (precision) {
    case Precision::minute:
    case Precision::hour:
      return local.zone;
    case Precision::week:
      return " (that week)";
    case Precision::unknown:
      return " (not known exactly)";
    case Precision::day:
    case Precision::month:
      break;
  }
  return "";
}

std::string until(const Local& start, const Local& end, Precision precision) {
  const std::string last = moment(end, precision);
  if (last == moment(start, precision)) return "";
  return " to " + (start.day == end.day && precision == Precision::minute ? clock(end) : last);
}

}  // namespace

std::string told_when(const std::optional<domain::When>& when) {
  if (!when || (!when->start && !when->end)) return "";
  const auto precision = when->precision.value_or(Precision::minute);
  const std::string zone = when->tz.value_or("");
  const Local first = local_of(when->start ? *when->start : *when->end, zone);
  std::string text = moment(first, precision);
  if (when->start && when->end) text += until(first, local_of(*when->end, zone), precision);
  return text + behind(first, precision);
}

std::string told_day(const domain::When& when) {
  const auto at = when.start ? when.start : when.end;
  if (!at) return "";
  return date(local_of(*at, when.tz.value_or("")), when.precision.value_or(Precision::minute));
}

std::string minute_at(Instant at, const std::string& zone) {
  const Local local = local_of(at, zone);
  return json::write_day(local.day) + " " + clock(local);
}

std::string day_at(Instant at, const std::string& zone) {
  return json::write_day(local_of(at, zone).day);
}

}  // namespace ww::engine::journal
