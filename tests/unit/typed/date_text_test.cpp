// Goal: a date is understood as people write it, no finer than it was told, and never as another
// one in silence.
#include "typed/date_text.h"

#include "support/catch.h"

using namespace ww;
using namespace ww::typed;
using domain::Precision;

namespace {

// Saturday 28 November 2026, 15:30.
const DateContext kNow{{2026, 11, 28, 15, 30}, false, false};

std::string told(const Result<TimeText, NotADate>& read) {
  if (!read) return "none: " + read.error().message;
  const auto one = [](const ClockTime& time) {
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(time.year) + "-" + two(time.month) + "-" + two(time.day) + " " +
           two(time.hour) + ":" + two(time.minute);
  };
  constexpr const char* kNames[] = {"minute", "hour", "day", "week", "month", "unknown"};
  return one(read->first) + (read->last ? " to " + one(*read->last) : "") + " " +
         kNames[static_cast<std::size_t>(read->precision)];
}
std::string told(const std::string& text) { return told(read_date(text, kNow)); }

}  // namespace

TEST_CASE("a date is read as people write it", "[typed][date]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>(
      {{"2026-11-24", "2026-11-24 00:00 day"},
       {"2026-11", "2026-11-01 00:00 month"},
       {"2026-11-24 22:15", "2026-11-24 22:15 minute"},
       {"2026-11-24T22:15", "2026-11-24 22:15 minute"},
       {"2026-11-24  22:15", "2026-11-24 22:15 minute"},
       {"2026-11-24 22:15:00", "2026-11-24 22:15 minute"},
       {"2026-11-24 22.15", "2026-11-24 22:15 minute"},
       {"2026-11-24 22", "2026-11-24 22:00 hour"},
       {"2026-11-24 10pm", "2026-11-24 22:00 hour"},
       {"2026-11-24 9:05", "2026-11-24 09:05 minute"},
       {"2026-11-24 24:00", "2026-11-25 00:00 minute"},
       {"2026/11/24", "2026-11-24 00:00 day"},
       {"24/11/2026", "2026-11-24 00:00 day"},
       {"24/11/26", "2026-11-24 00:00 day"},
       {"03/03/2026", "2026-03-03 00:00 day"},
       {"03/04/2026", "2026-04-03 00:00 day"},
       {"24.11.2026", "2026-11-24 00:00 day"},
       {"24-11-2026", "2026-11-24 00:00 day"},
       {"24/11", "2026-11-24 00:00 day"},
       {"24/12", "2025-12-24 00:00 day"},
       {"11/24/2026", "2026-11-24 00:00 day"},
       {"24 November 2026", "2026-11-24 00:00 day"},
       {"24 Nov", "2026-11-24 00:00 day"},
       {"3 March", "2026-03-03 00:00 day"},
       {"24th of November, 10pm", "2026-11-24 22:00 hour"},
       {"Nov 24", "2026-11-24 00:00 day"},
       {"November 24th, 2026 at 9.05pm", "2026-11-24 21:05 minute"},
       {"Tuesday 24 November 2026", "2026-11-24 00:00 day"},
       {"Tue 24/11", "2026-11-24 00:00 day"},
       {"24 Nov 26", "2026-11-24 00:00 day"},
       {"24 Nov '26", "2026-11-24 00:00 day"},
       {"November 2026", "2026-11-01 00:00 month"},
       {"december", "2025-12-01 00:00 month"},
       {"2026", "2026-01-01 00:00 to 2026-12-01 00:00 month"},
       {"today", "2026-11-28 00:00 day"},
       {"yesterday", "2026-11-27 00:00 day"},
       {"Yesterday 10pm", "2026-11-27 22:00 hour"},
       {"22:15 yesterday", "2026-11-27 22:15 minute"},
       {"the day before yesterday", "2026-11-26 00:00 day"},
       {"Tuesday", "2026-11-24 00:00 day"},
       {"on Tuesday at 10", "2026-11-24 10:00 hour"},
       {"last Saturday", "2026-11-21 00:00 day"},
       {"Saturday", "2026-11-28 00:00 day"},
       {"9:05", "2026-11-28 09:05 minute"},
       {"22:15", "2026-11-27 22:15 minute"},
       {"10pm", "2026-11-27 22:00 hour"},
       {"9.30pm", "2026-11-27 21:30 minute"},
       {"2215hrs", "2026-11-27 22:15 minute"},
       {"about 10pm", "2026-11-27 22:00 hour"},
       {"around 2026-11-24", "2026-11-24 00:00 unknown"},
       {"~24 Nov", "2026-11-24 00:00 unknown"},
       {"last night", "2026-11-27 20:00 to 2026-11-28 04:00 hour"},
       {"last night at 10", "2026-11-27 22:00 hour"},
       {"2am last night", "2026-11-28 02:00 hour"},
       {"yesterday evening", "2026-11-27 18:00 to 2026-11-27 23:00 hour"},
       {"yesterday evening at 10", "2026-11-27 22:00 hour"},
       {"10 in the evening", "2026-11-27 22:00 hour"},
       {"this morning", "2026-11-28 06:00 to 2026-11-28 11:00 hour"},
       {"noon", "2026-11-28 12:00 hour"},
       {"2 hours ago", "2026-11-28 13:30 hour"},
       {"3 days ago", "2026-11-25 00:00 day"},
       {"a week ago", "2026-11-21 00:00 week"},
       {"last week", "2026-11-16 00:00 week"},
       {"last month", "2026-10-01 00:00 month"},
       {"two months ago", "2026-09-01 00:00 month"},
       {"2026-11-24 22:15-23:00", "2026-11-24 22:15 to 2026-11-24 23:00 minute"},
       {"24 Nov 22:15 to 23:00", "2026-11-24 22:15 to 2026-11-24 23:00 minute"},
       {"24 Nov 22:00 - 01:00", "2026-11-24 22:00 to 2026-11-25 01:00 minute"},
       {"24-26 Nov", "2026-11-24 00:00 to 2026-11-26 00:00 day"},
       {"from 24 to 26 November 2026", "2026-11-24 00:00 to 2026-11-26 00:00 day"},
       {"2026-11-24 to 2026-11-26", "2026-11-24 00:00 to 2026-11-26 00:00 day"},
       {"24\xC2\xA0Nov\xE2\x80\x93"
        "26\xE2\x80\xAF"
        "Nov",
        "2026-11-24 00:00 to 2026-11-26 00:00 day"},
       {"\xE2\x80\xAA"
        "24/11/2026\xE2\x80\xAC",
        "2026-11-24 00:00 day"}}));
  CAPTURE(text);
  CHECK(told(text) == expected);
}

TEST_CASE("what is no date is no date, and a day that does not exist says so", "[typed][date]") {
  for (const char* text : {"", "soon", "Dave", "he came on 24 Nov and left", "2026-13-40",
                           "99/99/2026", "25:00", "24 Nov 24 Nov", "10", "07700 900142",
                           "2026-11-24 22:75", "13pm", "1234567890", "-", ":"}) {
    CAPTURE(text);
    CHECK(told(text).rfind("none", 0) == 0);
  }
  CHECK(told("2026-02-30") == "none: There is no such day in that month.");
  CHECK(told("29 February 2026") == "none: There is no such day in that month.");
  CHECK(told("29 Feb") == "2024-02-29 00:00 day");
  CHECK_THAT(told("Monday 24 November 2026"), ContainsSubstring("is a tuesday"));
  CHECK_THAT(told("26 Nov to 24 Nov"), ContainsSubstring("before the beginning"));
}

TEST_CASE("where the month stands first, it does", "[typed][date]") {
  DateContext there = kNow;
  there.month_first = month_first_in("US-CA");
  CHECK(told(read_date("03/04/2026", there)) == "2026-03-04 00:00 day");
  CHECK(told(read_date("24/11/2026", there)) == "2026-11-24 00:00 day");
  CHECK_FALSE(month_first_in("GB-LDS"));
  CHECK_FALSE(month_first_in("IE"));
}

TEST_CASE("what lies ahead is the next one", "[typed][date]") {
  DateContext ahead = kNow;
  ahead.future = true;
  CHECK(told(read_date("3 March", ahead)) == "2027-03-03 00:00 day");
  CHECK(told(read_date("Tuesday", ahead)) == "2026-12-01 00:00 day");
  CHECK(told(read_date("24/12", ahead)) == "2026-12-24 00:00 day");
  CHECK(told(read_date("tomorrow", ahead)) == "2026-11-29 00:00 day");
}

TEST_CASE("a date is said back in words", "[typed][date]") {
  const auto words = [](const char* text) { return in_words(*read_date(text, kNow)); };
  CHECK(words("24/11/2026 22:15") == "Tuesday 24 November 2026, 22:15");
  CHECK(words("24 Nov 10pm") == "Tuesday 24 November 2026, about 22:00");
  CHECK(words("Nov 2026") == "November 2026");
  CHECK(words("24-26 Nov") == "Tuesday 24 November 2026 to Thursday 26 November 2026");
}

TEST_CASE("only a date in the form of the help needs no words", "[typed][date]") {
  for (const char* text : {"2026-11-24", "2026-11", "2026-11-24 22:15", "2026-11-24 22"})
    CHECK(read_date(text, kNow)->plain);
  for (const char* text : {"24/11/2026", "yesterday", "2026", "2026-11-24 10pm", "22:15 to 23:00"})
    CHECK_FALSE(read_date(text, kNow)->plain);
}

TEST_CASE("attack: any text at all is read in bounded steps", "[typed][date]") {
  std::string long_text;
  for (int i = 0; i < 50'000; ++i) long_text += "24 to ";
  CHECK_FALSE(read_date(long_text, kNow).ok());
  for (const char* text : {"99999999999999999999", "00/00/0000", "0000-00-00", "2026-11-24 99",
                           "to to to", "24 to", "to 24", "last last", "a a ago", "\xFF\xFE"})
    CHECK_NOTHROW(read_date(text, kNow));
}
