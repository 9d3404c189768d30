#include "json/time_text.h"

namespace ww::json {
namespace {

// Takes exactly `digits` digits from the front.
std::optional<int> number(std::string_view& rest, std::size_t digits) {
  if (rest.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
    value = value * 10 + (rest[i] - '0');
  }
  rest.remove_prefix(digits);
  return value;
}
bool take(std::string_view& rest, char c) {
  if (rest.empty() || rest[0] != c) return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<domain::Month> take_month(std::string_view& rest) {
  const auto year = number(rest, 4);
  if (!year || *year == 0 || !take(rest, '-')) return std::nullopt;
  const auto month = number(rest, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return domain::Month{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)}};
}

std::optional<domain::Day> take_day(std::string_view& rest) {
  const auto month = take_month(rest);
  if (!month || !take(rest, '-')) return std::nullopt;
  const auto day = number(rest, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date = *month / std::chrono::day{static_cast<unsigned>(*day)};
  if (!date.ok()) return std::nullopt;
  return domain::Day{date};
}

// Hours and minutes, "22:00".
std::optional<Duration> take_clock(std::string_view& rest, int hours_most) {
  const auto hours = number(rest, 2);
  if (!hours || *hours > hours_most || !take(rest, ':')) return std::nullopt;
  const auto minutes = number(rest, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
}

// "Z", "+01:00": what to take off to reach UTC.
std::optional<Duration> take_offset(std::string_view& rest) {
  if (take(rest, 'Z') || take(rest, 'z')) return Duration{0};
  const bool ahead = take(rest, '+');
  if (!ahead && !take(rest, '-')) return std::nullopt;
  const auto clock = take_clock(rest, 23);
  if (!clock) return std::nullopt;
  return ahead ? *clock : -*clock;
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::optional<Instant> read_instant(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !(take(text, 'T') || take(text, 't'))) return std::nullopt;
  const auto clock = take_clock(text, 23);
  if (!clock || !take(text, ':')) return std::nullopt;
  const auto seconds = number(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  if (take(text, '.')) {
    if (!number(text, 1)) return std::nullopt;
    while (number(text, 1)) {
    }
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{*day} + *clock + std::chrono::seconds{*seconds} - *offset;
}

std::optional<domain::Day> read_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<domain::Month> read_month(std::string_view text) {
  const auto month = take_month(text);
  return text.empty() ? month : std::nullopt;
}

std::string write_month(domain::Month month) {
  return padded(static_cast<int>(month.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(month.month())), 2);
}

std::string write_day(domain::Day day) {
  const std::chrono::year_month_day date{day};
  return write_month(date.year() / date.month()) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string write_instant(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(instant - day)};
  return write_day(day) + "T" + padded(static_cast<int>(clock.hours().count()), 2) + ":" +
         padded(static_cast<int>(clock.minutes().count()), 2) + ":" +
         padded(static_cast<int>(clock.seconds().count()), 2) + "Z";
}

}  // namespace ww::json
