// Goal: a date that an option, a form or a question takes means one instant, by the clocks of the
// place, on the nights too when they are changed.
#include "cli/told_time.h"

#include "bench.h"
#include "cli/dates.h"
#include "cli/os_local_time.h"
#include "support/catch.h"

using namespace ww;

namespace {

cli::Clocks london() {
  cli::Clocks clocks;
  clocks.to_instant = cli::local_to_instant;
  clocks.to_local = cli::local_text;
  clocks.now = from_unix_seconds(1'795'880'000);  // 28 November 2026
  return clocks;
}

cli::ToldTime told(const std::string& text) {
  const auto time = cli::read_told_time(text, "Europe/London", london());
  REQUIRE(time.ok());
  return *time;
}

}  // namespace

TEST_CASE("the hour that is left out in spring is told", "[cli][date]") {
  const auto time = told("2026-03-29 01:30");
  CHECK(cli::for_scripts(time.first) == "2026-03-29T01:30:00Z");
  CHECK_THAT(time.words, ContainsSubstring("put forward"));
  CHECK_THAT(time.words, ContainsSubstring("02:30"));
}

TEST_CASE("of an hour that comes twice in autumn the first is taken, and that is told",
          "[cli][date]") {
  const auto time = told("2026-10-25 01:30");
  CHECK(cli::for_scripts(time.first) == "2026-10-25T00:30:00Z");
  CHECK_THAT(time.words, ContainsSubstring("twice"));
  CHECK(told("2026-10-25 03:30").words.empty());
  CHECK(told("2026-10-25").words.empty());
}

TEST_CASE("a day ends with its last moment, a month too", "[cli][date]") {
  CHECK(cli::for_scripts(told("2026-07-14").first) == "2026-07-13T23:00:00Z");
  CHECK(told("2026-07-14").last + Duration{1} == told("2026-07-15").first);
  CHECK(told("July 2026").last + Duration{1} == told("1 August 2026").first);
  CHECK(told("2026-07-14 22:15").last + Duration{1} == told("2026-07-14 22:16").first);
}

TEST_CASE("every option that takes a time takes it as people write it", "[cli][date]") {
  test::Bench bench;
  bench.now = london().now;
  bench.node.diary.words = "upload";
  bench.terminal.files["shot.png"] = "bytes";
  const std::vector<std::string> line = GENERATE(
      as<std::vector<std::string>>{}, std::vector<std::string>{"incident", "list", "--since"},
      std::vector<std::string>{"incident", "timeline", "--until"},
      std::vector<std::string>{"alert", "list", "--since"},
      std::vector<std::string>{"evidence", "add", "abcdef", "shot.png", "--made"},
      std::vector<std::string>{"report", "add", "abcdef", "police", "--at"},
      std::vector<std::string>{"incident", "keep", "abcdef", "--until"});
  for (const char* text : {"2026-11-24 22:15", "24/11/2026", "3 March", "2026-11-24T22:15:00Z"}) {
    auto words = line;
    words.emplace_back(text);
    CAPTURE(words);
    CHECK(bench.run(words) == 0);
    words.back() = "soon";
    CHECK(bench.run(words) == 2);
  }
  CHECK_THAT(bench.terminal.said, ContainsSubstring("24 November"));
}

TEST_CASE("a file whose time is still to come is sealed without one, and that is told",
          "[cli][evidence]") {
  test::Bench bench;
  bench.terminal.file_time = bench.now + std::chrono::seconds{3};
  bench.node.diary.words = "upload";
  bench.terminal.files["shot.png"] = "bytes";
  CHECK(bench.run({"evidence", "add", "abcdef", "shot.png"}) == 0);
  CHECK(test::asked(bench, "evidence_start|abcdef|shot.png|5|other|(none)||"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--made"));
}
