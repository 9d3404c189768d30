#include "typed/date_text.h"

#include <algorithm>
#include <chrono>

#include "typed/date_side.h"

namespace ww::typed {
namespace {

using namespace std::chrono;
using domain::Precision;

// Puts together what was said; gives the reason where it cannot be.
class Composer {
 public:
  explicit Composer(const DateContext& context) : context_(context) {}

  Result<TimeText, NotADate> one(const Side& side) {
    if (!side.has_date() && !side.clock) return NotADate{};
    if (side.bare_day && !side.month) return NotADate{};
    if (side.moment) return from_moment(side);
    if (side.year && !side.month && !side.day && !side.weekday) return whole_year(side);
    if (side.month && !side.day && !side.weekday) return whole_month(side);
    auto day = day_of_side(side);
    if (!day) return day.error();
    return with_clock(side, at_day(*day));
  }

 private:
  static constexpr const char* kNoSuchDay = "There is no such day in that month.";

  Result<TimeText, NotADate> from_moment(const Side& side) {
    if (side.moment_last && side.clock) return in_the_night(side);
    if (side.moment_last)
      return TimeText{*side.moment, side.moment_last, side.moment_precision, false};
    if (!side.clock)
      return TimeText{*side.moment, {}, softened(side, side.moment_precision), false};
    if (side.moment_precision != Precision::day) return NotADate{};
    return with_clock(side, *side.moment);
  }

  // "last night at 10" is of yesterday, "last night at 2" of today.
  static TimeText in_the_night(const Side& side) {
    Clock clock = *side.clock;
    if (!clock.half && clock.hour >= 6 && clock.hour < 12) clock.hour += 12;
    Side said = side;
    said.clock = clock;
    return with_clock(said, clock.hour >= 12 ? *side.moment : *side.moment_last);
  }

  Result<TimeText, NotADate> whole_year(const Side& side) {
    if (side.clock) return NotADate{};
    return TimeText{{*side.year, 1, 1}, ClockTime{*side.year, 12, 1}, Precision::month, false};
  }
  Result<TimeText, NotADate> whole_month(const Side& side) {
    if (side.clock || *side.month > 12 || *side.month < 1) return NotADate{};
    ClockTime first{side.year.value_or(context_.now.year), *side.month, 1};
    const std::pair now{context_.now.year, context_.now.month};
    if (!side.year && !context_.future && std::pair{first.year, first.month} > now) --first.year;
    if (!side.year && context_.future && std::pair{first.year, first.month} < now) ++first.year;
    return TimeText{first, {}, softened(side, Precision::month), side.iso};
  }

  Result<sys_days, NotADate> day_of_side(const Side& side) {
    const sys_days today = day_of(context_.now);
    if (!side.day && side.weekday) return by_weekday(side, today);
    if (!side.day) return by_clock(side, today);
    year_month_day date = year{side.year.value_or(context_.now.year)} /
                          side.month.value_or(context_.now.month) / *side.day;
    if (!side.year) date = nearest(side, date, today);
    if (!date.ok()) return NotADate{kNoSuchDay};
    if (side.weekday && weekday{sys_days{date}} != weekday{static_cast<unsigned>(*side.weekday)}) {
      return NotADate{"That day is a " + std::string(kDays[weekday{sys_days{date}}.c_encoding()]) +
                      ": one of the two is not right."};
    }
    return sys_days{date};
  }
  // The last one that has been, or the next that comes.
  year_month_day nearest(const Side& side, year_month_day date, sys_days today) const {
    if (side.month) {
      const bool ahead = date.ok() ? sys_days{date} > today
                                   : date.year() / date.month() > year_month_day{today}.year() /
                                                                      year_month_day{today}.month();
      if (!context_.future && ahead) date -= years{1};
      if (context_.future && date.ok() && sys_days{date} < today) date += years{1};
      // 29 February is in a leap year.
      for (int i = 0; i < 8 && !date.ok() && *side.month == 2 && *side.day == 29; ++i)
        date += years{context_.future ? 1 : -1};
      return date;
    }
    if (!context_.future && date.ok() && sys_days{date} > today) date -= months{1};
    if (context_.future && date.ok() && sys_days{date} < today) date += months{1};
    return date;
  }
  sys_days by_weekday(const Side& side, sys_days today) const {
    const weekday wanted{static_cast<unsigned>(*side.weekday)};
    if (context_.future || side.next) {
      const days ahead = wanted - weekday{today};
      return today + (ahead == days{0} ? days{7} : ahead);
    }
    const days back = weekday{today} - wanted;
    return today - (side.last && back == days{0} ? days{7} : back);
  }
  // A time alone: today, or yesterday where that is still to come.
  sys_days by_clock(const Side& side, sys_days today) const {
    ClockTime time = at_day(today, side.clock->hour, side.clock->minute);
    const bool to_come = time > context_.now || side.clock->next_day;
    return to_come && !context_.future ? today - days{1} : today;
  }

  static Precision softened(const Side& side, Precision precision) {
    if (!side.about) return precision;
    return precision == Precision::minute ? Precision::hour
           : precision == Precision::day  ? Precision::unknown
                                          : precision;
  }

  static TimeText with_clock(const Side& side, const ClockTime& day) {
    if (!side.clock) return {day, {}, softened(side, Precision::day), side.iso};
    const auto at = [&](const Clock& clock) {
      return at_day(day_of(day) + days{clock.next_day ? 1 : 0}, clock.hour, clock.minute);
    };
    const auto precision = side.clock->to_the_minute ? Precision::minute : Precision::hour;
    TimeText time{at(*side.clock), {}, softened(side, precision), side.iso};
    if (side.clock_last) time.last = at(*side.clock_last);
    return time;
  }

  const DateContext& context_;
};

bool is_between(const Token& token) {
  return token.is("-") || token.is("to") || token.is("until") || token.is("till");
}

// "22:15 to 23:00" is of one day, "24 to 26 Nov" of one month.
void share(Side& first, Side& last) {
  if (first.has_date() && !last.has_date()) {
    last.day = first.day;
    last.month = first.month;
    last.year = first.year;
    last.weekday = first.weekday;
    last.moment = first.moment;
    return;
  }
  if (first.day && !first.month && last.month) first.month = last.month;
  if (last.day && !last.month && first.month) last.month = first.month;
  if (!first.year && last.year) first.year = last.year;
  if (!last.year && first.year) last.year = first.year;
}

Result<TimeText, NotADate> read_span(const std::vector<Token>& tokens, std::size_t at,
                                     const DateContext& context) {
  auto first =
      read_side(tokens, tokens[0].is("from") || tokens[0].is("between") ? 1 : 0, at, context);
  auto last = read_side(tokens, at + 1, tokens.size(), context);
  if (!first || !last) return NotADate{};
  share(*first, *last);
  Composer composer(context);
  auto from = composer.one(*first);
  if (!from) return from.error();
  auto to = composer.one(*last);
  if (!to) return to.error();
  // "22:00 to 01:00" ends on the next day.
  if (to->first < from->first && first->clock && last->clock)
    to->first = at_day(day_of(to->first) + days{1}, to->first.hour, to->first.minute);
  if (to->first < from->first) return NotADate{"The end lies before the beginning."};
  return TimeText{from->first, to->last ? to->last : to->first,
                  std::max(from->precision, to->precision), false};
}

std::string moment_in_words(const ClockTime& time, Precision precision) {
  const std::string month_year = [&] {
    std::string name(kMonths[static_cast<std::size_t>(time.month - 1)]);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name + " " + std::to_string(time.year);
  }();
  if (precision == Precision::month) return month_year;
  std::string day(kDays[weekday{day_of(time)}.c_encoding()]);
  day[0] = static_cast<char>(day[0] - 'a' + 'A');
  day += " " + std::to_string(time.day) + " " + month_year;
  if (precision == Precision::week) return "the week of " + day;
  if (precision == Precision::unknown) return "about " + day;
  if (precision == Precision::day) return day;
  const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return day + (precision == Precision::hour ? ", about " : ", ") + two(time.hour) + ":" +
         two(time.minute);
}

}  // namespace

Result<TimeText, NotADate> read_date(std::string_view text, const DateContext& context) {
  const auto tokens = tokens_of(text);
  constexpr std::size_t kMost = 40;  // words; a date has fewer
  if (tokens.empty() || tokens.size() > kMost) return NotADate{};
  Result<TimeText, NotADate> whole = NotADate{};
  if (const auto side = read_side(tokens, 0, tokens.size(), context)) {
    whole = Composer(context).one(*side);
    if (whole) return whole;
  }
  for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
    if (!is_between(tokens[at]) && !tokens[at].is("and")) continue;
    auto span = read_span(tokens, at, context);
    if (span) return span;
    if (!span.error().message.empty()) whole = span.error();
  }
  return whole;
}

std::string in_words(const TimeText& time) {
  const std::string first = moment_in_words(time.first, time.precision);
  return time.last ? first + " to " + moment_in_words(*time.last, time.precision) : first;
}

bool month_first_in(std::string_view region) {
  const auto country = region.substr(0, 2);
  return country == "US" || country == "PH" || country == "FM" || country == "MH" ||
         country == "PW";
}

}  // namespace ww::typed
