// Goal: texts of others cannot command the terminal or turn the reading direction; dates are read
// and written exactly.
#include "cli/dates.h"
#include "cli/png.h"
#include "cli/qr.h"
#include "cli/shown_text.h"
#include "fake_terminal.h"
#include "support/catch.h"

using namespace ww;
using cli::shown;

TEST_CASE("attack: a received name holds terminal commands", "[cli]") {
  CHECK(shown("\x1B]0;owned\x07") == "\\u{1b}]0;owned\\u{07}");
  CHECK(shown("a\rb\nc\x7F") == "a\\u{0d}b\\u{0a}c\\u{7f}");
  CHECK(shown("\xC2\x9B"
              "31m") == "\\u{9b}31m");  // the C1 way to begin a command
  CHECK(shown(std::string_view("a\0b", 3)) == "a\\u{00}b");
}

TEST_CASE("attack: a received name turns the reading direction or hides letters", "[cli]") {
  CHECK(shown("\xE2\x80\xAE"
              "drac") == "\\u{202e}drac");
  CHECK(shown("a\xE2\x81\xA9"
              "b") == "a\\u{2069}b");  // would end our own isolate
  CHECK(shown("a\xE2\x80\x8B"
              "b") == "a\\u{200b}b");
  CHECK(shown("\xEF\xBB\xBFx") == "\\u{feff}x");
  CHECK(shown("\xF3\xA0\x81\xA1") == "\\u{e0061}");
}

TEST_CASE("bytes that are no UTF-8 are shown as bytes", "[cli]") {
  CHECK(shown("\xFF") == "\\xff");
  CHECK(shown("\xC3") == "\\xc3");
  CHECK(shown("\xC0\x9B") == "\\xc0\\x9b");                    // overlong
  CHECK(shown("\xED\xA0\x80") == "\\xed\\xa0\\x80");           // half of a pair
  CHECK(shown("\xF4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // past the last letter
}

TEST_CASE("ordinary texts stay as they are, those that may reorder are isolated", "[cli]") {
  CHECK(shown("Kim's place, 2nd floor") == "Kim's place, 2nd floor");
  CHECK(shown("Zo\xC3\xAB") == "Zo\xC3\xAB");
  const std::string arabic = "\xD9\x83\xD9\x8A\xD9\x85";
  CHECK(shown(arabic) == "\xE2\x81\xA8" + arabic + "\xE2\x81\xA9");
}

TEST_CASE("several lines keep their lines and nothing else", "[cli]") {
  CHECK(cli::shown_lines("a\nb\x1B", "  ") == "  a\n  b\\u{1b}");
  CHECK(cli::shown_lines("he\tsaid\r\nb\r", "") == "he said\nb\\u{0d}");
}

TEST_CASE("dates are read as RFC 3339 or as a day", "[cli]") {
  const auto seconds = [](const char* text) -> std::optional<std::int64_t> {
    const auto date = cli::parse_date(text);
    return date ? std::optional(to_unix_seconds(*date)) : std::nullopt;
  };
  CHECK(seconds("1970-01-02") == 86400);
  CHECK(seconds("1970-01-01T00:00:10Z") == 10);
  CHECK(seconds("1970-01-01t01:00:10.25+01:00") == 10);
  CHECK(seconds("1970-01-01T00:00:00-00:30") == 1800);
  CHECK(seconds("2024-02-29") == 1709164800);
  for (const char* wrong :
       {"", "2026", "2026-13-01", "2026-02-29", "2026-1-1", "2026-01-01T", "2026-01-01T00:00:00",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:00Zx", "yesterday",
        "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00.Z"}) {
    CAPTURE(wrong);
    CHECK_FALSE(seconds(wrong));
  }
}

TEST_CASE("dates are written in UTC, and say so", "[cli]") {
  CHECK(cli::for_people(from_unix_seconds(1709164805)) == "2024-02-29 00:00 UTC");
  CHECK(cli::for_scripts(from_unix_seconds(1709164805)) == "2024-02-29T00:00:05Z");
  CHECK(cli::for_scripts(from_ms(-1)) == "1969-12-31T23:59:59Z");
}

TEST_CASE("a picture is a PNG of the known bytes", "[cli]") {
  // One black pixel, as other PNG writers and readers have it.
  const std::string png = cli::grey_png(1, [](int, int) { return true; });
  CHECK(png.substr(0, 8) == "\x89PNG\r\n\x1A\n");
  CHECK(png.substr(png.size() - 12) == std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12));
  const std::string expected(
      "\0\0\0\x0D"
      "IHDR\0\0\0\x01\0\0\0\x01\x01\0\0\0\0\x37\x6E\xF9\x24",
      25);
  CHECK(png.substr(8, 25) == expected);
}

TEST_CASE("an invite becomes a picture, by the file's ending, or blocks", "[cli]") {
  test::FakeTerminal terminal;
  REQUIRE(cli::show_qr(terminal, "watchword:abc", "a.png").ok());
  CHECK(terminal.files["a.png"].substr(1, 3) == "PNG");
  REQUIRE(cli::show_qr(terminal, "watchword:abc", "a.svg").ok());
  CHECK(terminal.files["a.svg"].substr(0, 4) == "<svg");
  REQUIRE(cli::show_qr(terminal, "watchword:abc", "-").ok());
  CHECK_THAT(terminal.said, ContainsSubstring("\xE2\x96\x88"));
  CHECK(terminal.printed.empty());
  CHECK_FALSE(cli::show_qr(terminal, std::string(4000, 'x'), "a.png").ok());
}
