#include "typed/date_side.h"

namespace ww::typed {
namespace {

using namespace std::chrono;
using domain::Precision;
using Kind = Token::Kind;

// The whole word or at least three letters of it: "nov", "sept", "tues".
template <std::size_t N>
int named_in(const std::array<std::string_view, N>& names, std::string_view word) {
  if (word.size() < 3) return -1;
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i].substr(0, word.size()) == word) return static_cast<int>(i);
  }
  return -1;
}

ClockTime shifted(const ClockTime& time, minutes by) {
  const auto moment = day_of(time) + hours{time.hour} + minutes{time.minute} + by;
  const auto day = floor<days>(moment);
  const auto of_day = duration_cast<minutes>(moment - day).count();
  return at_day(day, static_cast<int>(of_day / 60), static_cast<int>(of_day % 60));
}

// Reads tokens into a Side; every token must have a meaning.
class Reader {
 public:
  Reader(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
         const DateContext& context)
      : tokens_(tokens), at_(begin), end_(end), context_(context) {}

  std::optional<Side> read() {
    while (at_ < end_) {
      if (!item()) return std::nullopt;
    }
    return side_;
  }

 private:
  const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? &tokens_[at_ + ahead] : nullptr;
  }
  bool number(std::size_t ahead) const {
    const auto* token = peek(ahead);
    return token != nullptr && token->kind == Kind::number && token->value >= 0;
  }
  bool sign(std::size_t ahead, std::string_view any) const {
    const auto* token = peek(ahead);
    return token != nullptr && token->kind == Kind::sign &&
           any.find(token->text) != std::string_view::npos;
  }
  bool word(std::size_t ahead, std::string_view text) const {
    const auto* token = peek(ahead);
    return token != nullptr && token->is(text);
  }
  int value(std::size_t ahead) const { return tokens_[at_ + ahead].value; }
  std::size_t digits(std::size_t ahead) const { return tokens_[at_ + ahead].text.size(); }
  bool took(std::size_t count) {
    at_ += count;
    return true;
  }
  // The words that only people write.
  bool loose(std::size_t count) {
    side_.iso = false;
    return took(count);
  }

  bool item() {
    if (number(0)) return iso_date() || numeric_date() || clock() || day_month() || ago() || bare();
    if (peek()->kind == Kind::sign) {
      if (sign(0, "~?")) side_.about = true;
      return sign(0, ",.~?()") && loose(1);
    }
    return filler() || relative() || weekday() || month_day() || part_of_day() || ago();
  }

  bool filler() {
    constexpr std::string_view kAbout[] = {"about",   "around", "approx",  "approximately", "circa",
                                           "roughly", "maybe",  "perhaps", "probably",      "ca"};
    constexpr std::string_view kNothing[] = {"at", "on", "the", "of", "in", "it", "was"};
    for (const auto each : kAbout) {
      if (!word(0, each)) continue;
      side_.about = true;
      return loose(1);
    }
    for (const auto each : kNothing) {
      if (word(0, each)) return loose(1);
    }
    if (word(0, "t") && side_.has_date() && number(1)) return took(1);  // 2026-11-24T22:15
    if (word(0, "last") && peek(1) != nullptr && named_in(kDays, peek(1)->text) >= 0) {
      side_.last = true;
      return loose(1);
    }
    if (word(0, "next") && peek(1) != nullptr && named_in(kDays, peek(1)->text) >= 0) {
      side_.next = true;
      return loose(1);
    }
    if (word(0, "this") && peek(1) != nullptr && named_in(kDays, peek(1)->text) >= 0)
      return loose(1);
    return false;
  }

  // 2026-11-24, 2026/11/24, 2026-11; 2026 alone.
  bool iso_date() {
    if (digits(0) != 4 || side_.is_dated() || value(0) < 1000) return false;
    constexpr std::string_view kSigns = "-/.";
    if (!sign(1, kSigns) || !number(2)) return false;
    const bool whole = sign(3, tokens_[at_ + 1].text) && number(4);
    // "2026-11" is a month, "2215-2300" two times.
    if (!whole && (digits(2) > 2 || value(2) < 1 || value(2) > 12)) return false;
    side_.year = value(0);
    side_.month = value(2);
    if (whole) side_.day = value(4);
    side_.iso = side_.iso && tokens_[at_ + 1].is("-");
    return took(whole ? 5 : 3);
  }

  // 24/11/2026, 24.11.26, 24/11.
  bool numeric_date() {
    constexpr std::string_view kSigns = "/.-";
    if (side_.is_dated() || digits(0) > 2 || !sign(1, kSigns) || !number(2) || digits(2) > 2)
      return false;
    const std::string between = tokens_[at_ + 1].text;
    const bool with_year = sign(3, between) && number(4) && (digits(4) == 2 || digits(4) == 4) &&
                           !tokens_[at_ + 4].spaced;
    if (!with_year && (between == "-" || half_of_day(3))) return false;  // "24-26 Nov", "9.30pm"
    if (!with_year && between == "." && said_at()) return false;         // "at 9.05"
    int day = value(0), month = value(2);
    const bool first_is_month = context_.month_first ? day <= 12 : month > 12;
    if (first_is_month) std::swap(day, month);
    if (month > 12 || month < 1 || day < 1 || day > 31) return false;
    side_.day = day;
    side_.month = month;
    if (with_year) side_.year = full_year(value(4), digits(4));
    return loose(with_year ? 5 : 3);
  }

  int full_year(int year, std::size_t length) const {
    if (length == 4) return year;
    const int century = context_.now.year / 100 * 100;
    return century + year > context_.now.year + 1 ? century - 100 + year : century + year;
  }

  bool half_of_day(std::size_t ahead) const {
    return word(ahead, "am") || word(ahead, "pm") ||
           ((word(ahead, "a") || word(ahead, "p")) && sign(ahead + 1, ".") && word(ahead + 2, "m"));
  }
  std::size_t half_size(std::size_t ahead) const {
    if (word(ahead, "am") || word(ahead, "pm")) return 1;
    return sign(ahead + 3, ".") ? 4 : 3;
  }

  bool said_at() const { return at_ > 0 && tokens_[at_ - 1].is("at"); }

  // 22:15, 22:15:00, 9.05pm, 10pm, 10 o'clock, 22h15, 2215 hrs; an hour alone behind a date.
  bool clock() {
    if (side_.clock && !side_.clock_last) return false;  // "tonight at 10" says both
    if (digits(0) <= 2 && sign(1, ":.") && number(2) && digits(2) == 2) {
      const bool dotted = tokens_[at_ + 1].is(".");
      std::size_t size = 3;
      if (!dotted && sign(3, ":") && number(4) && digits(4) == 2) size = 5;
      return put_clock(value(0), value(2), size, true, dotted);
    }
    if (digits(0) <= 2 && half_of_day(1)) return put_clock(value(0), 0, 1, false, true);
    if (digits(0) <= 2 && word(1, "o") && sign(2, "'") && word(3, "clock"))
      return put_clock(value(0), 0, 4, false, true);
    if (digits(0) <= 2 && word(1, "h") && number(2) && digits(2) == 2)
      return put_clock(value(0), value(2), 3, true, true);
    if (digits(0) <= 2 && (word(1, "h") || word(1, "hrs")))
      return put_clock(value(0), 0, 2, false, true);
    if (digits(0) == 4 && (word(1, "hrs") || word(1, "h")))
      return put_clock(value(0) / 100, value(0) % 100, 2, true, true);
    const bool alone = side_.has_date() && (side_.day || side_.weekday || side_.moment) &&
                       digits(0) <= 2 && at_ + 1 == end_ && value(0) <= 23;
    const bool after_at = said_at() || (word(1, "in") && word(2, "the")) || word(1, "last");
    if (alone || (after_at && digits(0) <= 2 && value(0) <= 23))
      return put_clock(value(0), 0, 1, false, after_at);
    return false;
  }
  bool put_clock(int hour, int minute, std::size_t size, bool to_the_minute, bool loosely) {
    std::size_t half_said = 0;
    if (half_of_day(size)) {
      if (hour < 1 || hour > 12) return false;
      hour = hour % 12 + (peek(size)->text[0] == 'p' ? 12 : 0);
      half_said = half_size(size);
      size += half_said;
      loosely = true;
    }
    if (hour > 24 || minute > 59 || (hour == 24 && minute != 0)) return false;
    const bool later = side_.clock && side_.clock->hour >= 12;  // "this evening at 10"
    const bool half = half_said > 0 || hour >= 13;
    side_.clock = Clock{hour % 24, minute, to_the_minute, hour == 24, half};
    side_.clock_last.reset();
    if (later) after_noon();
    return loosely ? loose(size) : took(size);
  }

  // "10 in the evening" is 22:00.
  void after_noon() {
    if (!side_.clock->half && side_.clock->hour >= 1 && side_.clock->hour < 12)
      side_.clock->hour += 12;
  }

  // 24 November 2026, 24th of Nov, 24 Nov 26.
  bool day_month() {
    if (side_.day || side_.month || digits(0) > 2 || value(0) < 1 || value(0) > 31) return false;
    std::size_t next = 1;
    if (ordinal(next)) ++next;
    if (word(next, "of")) ++next;
    const auto* name = peek(next);
    const int month = name == nullptr ? -1 : named_in(kMonths, name->text);
    if (month < 0) return false;
    side_.day = value(0);
    side_.month = month + 1;
    ++next;
    return loose(next + year_at(next));
  }
  // November 24th, 2026; November 2026; November.
  bool month_day() {
    const int month = named_in(kMonths, peek()->text);
    if (month < 0 || side_.month) return false;
    side_.month = month + 1;
    std::size_t next = 1;
    if (!side_.day && number(1) && digits(1) <= 2 && value(1) >= 1 && value(1) <= 31 &&
        !sign(2, ":") && !half_of_day(2)) {
      side_.day = value(1);
      next = ordinal(2) ? 3 : 2;
    }
    return loose(next + year_at(next));
  }
  bool ordinal(std::size_t ahead) const {
    return word(ahead, "st") || word(ahead, "nd") || word(ahead, "rd") || word(ahead, "th");
  }
  // How many tokens a year that follows takes; 0: none follows.
  std::size_t year_at(std::size_t ahead) {
    std::size_t skip = sign(ahead, ",.") ? 1 : 0;
    if (sign(ahead + skip, "'")) ++skip;
    const std::size_t at = ahead + skip;
    if (side_.year || !number(at)) return 0;
    const bool two = digits(at) == 2 && !sign(at + 1, ":.") && !half_of_day(at + 1) &&
                     (skip > 0 || (value(at) >= 24 && at_ + at + 1 == end_));
    if (digits(at) != 4 && !two) return 0;
    side_.year = full_year(value(at), digits(at));
    return skip + 1;
  }

  // 24th, with the month on the other side; 2026.
  bool bare() {
    if (digits(0) == 4 && !side_.year && !side_.day && value(0) >= 1900 && value(0) < 2200) {
      side_.year = value(0);
      return took(1);
    }
    if (digits(0) == 4 && side_.month && !side_.year) {
      side_.year = value(0);
      return loose(1);
    }
    if (side_.is_dated() || digits(0) > 2 || value(0) < 1 || value(0) > 31) return false;
    side_.day = value(0);
    side_.bare_day = !ordinal(1);
    return loose(ordinal(1) ? 2 : 1);
  }

  bool weekday() {
    const int day = word(0, "weds") ? 3 : named_in(kDays, peek()->text);
    if (day < 0 || side_.weekday) return false;
    side_.weekday = day;
    return loose(1);
  }

  bool put_moment(const ClockTime& first, Precision precision, std::size_t size,
                  std::optional<ClockTime> last = std::nullopt) {
    if (side_.has_date()) return false;
    side_.moment = first;
    side_.moment_last = last;
    side_.moment_precision = precision;
    return loose(size);
  }
  ClockTime today(int ahead = 0) const { return at_day(day_of(context_.now) + days{ahead}); }

  bool relative() {
    if (word(0, "day") && word(1, "before") && word(2, "yesterday"))
      return put_moment(today(-2), Precision::day, 3);
    if (word(0, "now")) return put_moment(context_.now, Precision::minute, 1);
    if (word(0, "just") && word(1, "now")) return put_moment(context_.now, Precision::minute, 2);
    if (word(0, "today")) return put_moment(today(), Precision::day, 1);
    if (word(0, "yesterday")) return put_moment(today(-1), Precision::day, 1);
    if (word(0, "tomorrow")) return put_moment(today(1), Precision::day, 1);
    if (word(0, "tonight")) return put_part(today(), 18, 23, 1);
    if (word(0, "last") && word(1, "night")) {
      if (side_.has_date()) return false;
      ClockTime evening = today(-1), morning = today();
      evening.hour = 20;
      morning.hour = 4;
      return put_moment(evening, Precision::hour, 2, morning);
    }
    if (word(0, "this") && (word(1, "morning") || word(1, "afternoon") || word(1, "evening"))) {
      side_.moment = today();
      return loose(1);
    }
    return calendar_span();
  }
  bool put_part(const ClockTime& day, int from, int to, std::size_t size) {
    if (side_.has_date()) return false;
    side_.moment = day;
    side_.clock = Clock{from, 0, false, false, true};
    side_.clock_last = Clock{to, 0, false, false, true};
    return loose(size);
  }

  // This or last week, month, year.
  bool calendar_span() {
    const bool last = word(0, "last"), present = word(0, "this");
    if (!last && !present) return false;
    const int back = last ? 1 : 0;
    if (word(1, "week")) {
      const sys_days day = day_of(context_.now);
      const sys_days monday = day - (std::chrono::weekday{day} - Monday) - days{7 * back};
      return put_moment(at_day(monday), Precision::week, 2);
    }
    if (word(1, "month")) {
      const auto month = year{context_.now.year} / context_.now.month - months{back};
      return put_moment(at_day(sys_days{month / 1}), Precision::month, 2);
    }
    if (word(1, "year")) {
      side_.year = context_.now.year - back;
      return loose(2);
    }
    return false;
  }

  // 2 hours ago, a week ago.
  bool ago() {
    const int count = number(0) ? value(0) : number_word(peek()->text);
    const auto* unit = peek(1);
    if (count < 0 || count > 1000 || unit == nullptr || !word(2, "ago") || side_.has_date())
      return false;
    std::string_view name = unit->text;
    if (name.size() > 1 && name.back() == 's') name.remove_suffix(1);
    if (name == "minute" || name == "min")
      return put_moment(shifted(context_.now, -minutes{count}), Precision::minute, 3);
    if (name == "hour" || name == "hr")
      return put_moment(shifted(context_.now, -hours{count}), Precision::hour, 3);
    if (name == "day") return put_moment(today(-count), Precision::day, 3);
    if (name == "week") return put_moment(today(-7 * count), Precision::week, 3);
    if (name == "month" || name == "year") {
      const auto month = year{context_.now.year} / context_.now.month -
                         months{name == "year" ? 12 * count : count};
      return put_moment(at_day(sys_days{month / 1}), Precision::month, 3);
    }
    return false;
  }

  bool part_of_day() {
    struct Part {
      std::string_view name;
      int from, to;
    };
    constexpr Part kParts[] = {{"noon", 12, 12},   {"midday", 12, 12},    {"midnight", 0, 0},
                               {"morning", 6, 11}, {"afternoon", 13, 17}, {"evening", 18, 23},
                               {"night", 20, 23}};
    for (const auto& part : kParts) {
      if (!word(0, part.name)) continue;
      if (side_.clock && part.from > 12) after_noon();
      if (side_.clock) return loose(1);  // "10 in the morning"
      side_.clock = Clock{part.from, 0, false, false, true};
      if (part.to != part.from) side_.clock_last = Clock{part.to, 0, false, false, true};
      return loose(1);
    }
    return false;
  }

  const std::vector<Token>& tokens_;
  std::size_t at_, end_;
  const DateContext& context_;
  Side side_;
};

}  // namespace

sys_days day_of(const ClockTime& time) { return year{time.year} / time.month / time.day; }
ClockTime at_day(sys_days day, int hour, int minute) {
  const year_month_day parts{day};
  return {static_cast<int>(parts.year()), static_cast<int>(static_cast<unsigned>(parts.month())),
          static_cast<int>(static_cast<unsigned>(parts.day())), hour, minute};
}
std::optional<Side> read_side(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                              const DateContext& context) {
  if (begin >= end) return std::nullopt;
  return Reader(tokens, begin, end, context).read();
}

}  // namespace ww::typed
