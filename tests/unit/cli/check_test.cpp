// Goal: a look-up tells what is known in alerts and in the own journal, what of a text was not
// read, and never that something is safe.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;

TEST_CASE("a check tells what is known, and never that something is safe", "[cli]") {
  Bench bench;
  bench.terminal.input = "call 07700 900123";
  bench.node.checked.extracted = {{"phone", "07700 900123", "+447700900123", {}}};
  CHECK(bench.run({"check", "-"}) == 0);
  CHECK(bench.asked("check call 07700 900123"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("does not mean that it is safe"));
  bench.terminal.printed.clear();
  bench.node.checked.matches = {{"id1", "+447700900123", "exact", ""}};
  CHECK(bench.run({"check", "+447700900123", "--json"}) == 0);
  CHECK(bench.json()["matches"][0]["strength"] == "exact");
  CHECK(bench.json()["extracted"][0]["canon"] == "+447700900123");
}

TEST_CASE("a check tells of the own journal, and of what it did not read", "[cli]") {
  Bench bench;
  bench.node.checked.extracted = {{"phone", "07700 900123", "+447700900123", {}}};
  bench.node.checked.journal = {{"i1", "s1", "night caller", "+447700900123", "exact"}};
  bench.node.checked.unread = {{"the last 7 of 9 bytes", "It is too long."}};
  CHECK(bench.run({"check", "07700 900123"}) == 0);
  CHECK_THAT(bench.terminal.printed,
             ContainsSubstring("In your journal too: +447700900123, with \"night caller\", "
                               "incident i1"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("the last 7 of 9 bytes. It is too long."));
  CHECK(bench.terminal.printed.find("Nothing is known") == std::string::npos);
  bench.terminal.printed.clear();
  CHECK(bench.run({"check", "07700 900123", "--json"}) == 0);
  CHECK(bench.json()["journal"][0] == cli::Json({{"incident", "i1"},
                                                 {"subject", "s1"},
                                                 {"identifier", "+447700900123"},
                                                 {"strength", "exact"}}));
  CHECK(bench.json()["unread"][0]["what"] == "the last 7 of 9 bytes");
}
