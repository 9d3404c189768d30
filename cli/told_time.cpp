#include "cli/told_time.h"

#include <algorithm>

#include "cli/dates.h"
#include "core/care_timers.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using domain::Precision;
using namespace std::chrono;

std::optional<int> digits(const std::string& text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// "2026-06-10 22:15"
std::optional<LocalTime> local_from(const std::string& text) {
  const auto y = digits(text, 0, 4), mo = digits(text, 5, 2), d = digits(text, 8, 2),
             h = digits(text, 11, 2), mi = digits(text, 14, 2);
  if (!y || !mo || !d || !h || !mi) return std::nullopt;
  return LocalTime{*y, *mo, *d, *h, *mi};
}

sys_days day_of(const LocalTime& time) { return year{time.year} / time.month / time.day; }

// UTC where no clocks are known.
std::optional<Instant> instant_of(const LocalTime& time, const std::string& zone,
                                  const Clocks& clocks) {
  if (!zone.empty()) return clocks.to_instant(time, zone);
  return Instant{day_of(time)} + hours{time.hour} + minutes{time.minute};
}
std::optional<LocalTime> local_of(Instant at, const std::string& zone, const Clocks& clocks) {
  const auto text = zone.empty() ? std::optional(for_people(at)) : clocks.to_local(at, zone);
  return text ? local_from(*text) : std::nullopt;
}

std::string clock_text(const LocalTime& time) {
  const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return two(time.hour) + ":" + two(time.minute);
}

// The clocks leave an hour out in spring and show one twice in autumn. Of the two the first is
// taken: times that count from it are never too late.
Instant told_about_clocks(Instant at, const LocalTime& asked, const std::string& zone,
                          const Clocks& clocks, std::string& note) {
  const auto shown = local_of(at, zone, clocks);
  if (!shown) return at;
  if (*shown != asked) {
    note = "At " + clock_text(asked) + " that night the clocks were put forward; " +
           clock_text(*shown) + " is written.";
    return at;
  }
  const Instant before = at - hours{1}, after = at + hours{1};
  const bool is_second = local_of(before, zone, clocks) == asked;
  if (is_second || local_of(after, zone, clocks) == asked) {
    note = "The clocks showed " + clock_text(asked) +
           " twice that night; the first is written. If it was the second, say so in the account.";
  }
  return is_second ? before : at;
}

// The first moment after the unit that begins with `time`.
LocalTime after_unit(const LocalTime& time, Precision precision) {
  const auto at_midnight = [](sys_days day) {
    const year_month_day parts{day};
    return LocalTime{static_cast<int>(parts.year()),
                     static_cast<int>(static_cast<unsigned>(parts.month())),
                     static_cast<int>(static_cast<unsigned>(parts.day())), 0, 0};
  };
  switch (precision) {
    case Precision::month:
      return at_midnight(sys_days{(year{time.year} / time.month + months{1}) / 1});
    case Precision::week:
      return at_midnight(day_of(time) + days{7});
    case Precision::day:
    case Precision::unknown:
      return at_midnight(day_of(time) + days{1});
    case Precision::hour:
    case Precision::minute:
      break;
  }
  return time;
}

Duration rest_of(Precision precision) {
  if (precision == Precision::hour) return hours{1};
  return precision == Precision::minute ? Duration{minutes{1}} : Duration{0};
}

Answer<ToldTime> as_instants(const typed::TimeText& time, const std::string& zone,
                             const Clocks& clocks) {
  ToldTime told;
  told.precision = time.precision;
  const bool clocked = time.precision == Precision::minute || time.precision == Precision::hour;
  std::string note;
  const auto instant = [&](const LocalTime& at) {
    const auto found = instant_of(at, zone, clocks);
    return found && clocked ? told_about_clocks(*found, at, zone, clocks, note) : found;
  };
  const auto first = instant(time.first);
  const LocalTime last_begins = time.last.value_or(time.first);
  const auto end = time.last ? instant(*time.last) : first;
  const auto after = instant_of(after_unit(last_begins, time.precision), zone, clocks);
  if (!first || !end || !after) {
    return problem(Problem::Kind::invalid,
                   "the time zone " + zone + " is not known on this machine.");
  }
  told.first = *first;
  told.day = for_scripts(Instant{day_of(time.first)}).substr(0, 10);
  if (time.last) told.end = *end;
  told.last = (clocked ? *end + rest_of(time.precision) : *after) - Duration{1};
  if (!time.plain) told.words = "read as " + typed::in_words(time) + ".";
  if (!note.empty()) told.words += (told.words.empty() ? "" : " ") + note;
  return told;
}

std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// "new york" -> "New_York"
std::string as_place(const std::string& text) {
  std::string out;
  for (const char c : small_letters(text)) {
    const bool begins = out.empty() || out.back() == '_' || out.back() == '/' || out.back() == '-';
    if (c == ' ') {
      out += '_';
    } else {
      out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return out;
}

}  // namespace

Answer<ToldTime> read_told_time(const std::string& text, const std::string& zone,
                                const Clocks& clocks, bool future) {
  if (const auto exact = parse_date(text); exact && text.size() > 10) {
    ToldTime told;
    told.first = told.last = *exact;
    told.exact = true;
    told.day = for_scripts(*exact).substr(0, 10);
    return told;
  }
  const auto now = local_of(clocks.now, zone, clocks);
  typed::DateContext context;
  context.now = now ? *now : *local_from(for_people(clocks.now));
  context.month_first = typed::month_first_in(clocks.home_region);
  context.future = future;
  const auto read = typed::read_date(text, context);
  if (read) return as_instants(*read, zone, clocks);
  const auto& why = read.error().message;
  return problem(Problem::Kind::invalid,
                 why.empty() ? "a date is " + std::string(kDateForms) + "." : why);
}

std::string home_zone(const Clocks& clocks) { return zone_of_nation(clocks.home_region); }

std::optional<std::string> zone_named(const std::string& text, const Clocks& clocks) {
  const auto small = small_letters(text);
  for (const char* name : {"bst", "gmt", "uk", "britain", "england", "scotland", "wales"}) {
    if (small == name) return "Europe/London";
  }
  if (small == "ireland" || small == "ist") return "Europe/Dublin";
  std::vector<std::string> names{text, as_place(text)};
  for (const char* area : {"Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/"})
    names.push_back(area + as_place(text));
  for (const auto& name : names) {
    if (clocks.to_local(clocks.now, name)) return name;
  }
  return std::nullopt;
}

}  // namespace ww::cli
