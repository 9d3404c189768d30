// Goal: lines break between words, and nothing is lost by it.
#include "cli/text_width.h"

#include "bench.h"
#include "support/catch.h"

using namespace ww;
using cli::wrapped;

TEST_CASE("a long line is broken at words, with the indent of its first line", "[cli][text]") {
  CHECK(wrapped("one two three four five six", 20) == "one two three four\nfive six");
  CHECK(wrapped("  one two three four five", 20) == "  one two three four\n  five");
  CHECK(wrapped("short", 20) == "short");
  CHECK(wrapped("a\n\nb\n", 20) == "a\n\nb\n");
  const std::string long_line(200, 'x');
  CHECK(wrapped(long_line, 0) == long_line);
  CHECK(wrapped(long_line, 80) == long_line);
  CHECK(wrapped("see https://example.com/a-long-address/with-parts now", 20) ==
        "see\nhttps://example.com/a-long-address/with-parts\nnow");
}

TEST_CASE("letters that take two columns, or none, are counted so", "[cli][text]") {
  CHECK(cli::columns_of("abc") == 3);
  CHECK(cli::columns_of("\xE6\x88\x91\xE5\x8F\xAB") == 4);  // two Chinese letters
  CHECK(cli::columns_of("e\xCC\x81") == 1);                 // a letter with its accent
  CHECK(cli::columns_of("\xF0\x9F\x98\x80") == 2);          // an emoji
  std::string chinese;
  for (int i = 0; i < 15; ++i) chinese += "\xE6\x88\x91";
  const auto broken = wrapped(chinese, 20);
  CHECK(broken == chinese.substr(0, 30) + "\n" + chinese.substr(30));
}

TEST_CASE("long texts go to the pager, JSON and plain lines do not", "[cli][text]") {
  test::Bench bench;
  bench.node.diary.shown.json = R"({"schema":"incident/1"})";
  CHECK(bench.run({"incident", "show", "abcdef"}) == 0);
  CHECK(bench.terminal.pages == 1);
  CHECK(bench.run({"incident", "show", "abcdef", "--plain"}) == 0);
  CHECK(bench.run({"incident", "show", "abcdef", "--json"}) == 0);
  CHECK(bench.terminal.pages == 1);
}

TEST_CASE("a picture of an invite that the terminal would cut is not drawn, and that is told",
          "[cli][text]") {
  test::Bench bench;
  bench.node.invite.text = "watchword:" + std::string(500, 'a');
  bench.terminal.wide = 60;
  CHECK(bench.run({"contact", "invite", "--qr", "-"}) == 1);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("60 columns"));
  bench.terminal.wide = 200;
  CHECK(bench.run({"contact", "invite", "--qr", "-"}) == 0);
}
