// What the owner must be told, and the codes of problems: for people, and for scripts.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;
using Kind = api::Problem::Kind;

TEST_CASE("notices are told with their number and since when, and done by the number", "[cli]") {
  Bench bench;
  bench.node.status_now.notices = {{"3",
                                    "relay_not_added",
                                    {Argument::contact(ContactId{}, "Kim"),
                                     Argument::number("hours", -26), Argument::time(from_ms(7000))},
                                    from_ms(1000),
                                    from_ms(2000),
                                    4,
                                    std::nullopt,
                                    "Kim: so it is."}};
  CHECK(bench.run({"notices"}) == 0);
  CHECK(bench.terminal.printed == "3  Kim: so it is.\n    since local 1, 4 times, last local 2\n");
  bench.terminal.printed.clear();
  CHECK(bench.run({"notices", "--json", "--all"}) == 0);
  CHECK(bench.asked("notices ended"));
  const auto notice = bench.json()["notices"][0];
  CHECK((notice["id"] == "3" && notice["code"] == "relay_not_added"));
  CHECK(notice["since"] == "1970-01-01T00:00:01Z");
  CHECK(notice["args"] ==
        cli::Json{{"contact", "Kim"}, {"hours", -26}, {"time", "1970-01-01T00:00:07Z"}});
  bench.terminal.printed.clear();
  CHECK(bench.run({"status", "--json"}) == 0);
  CHECK(bench.json()["notices"][0]["code"] == "relay_not_added");
  CHECK(bench.run({"notices", "done", "3"}) == 0);
  CHECK(bench.asked("notice_done 3"));
  CHECK(bench.run({"notices", "done"}) == 2);
}

TEST_CASE("a problem with a code tells it to scripts", "[cli]") {
  Bench bench;
  bench.node.refuse = api::problem(Kind::invalid, "why", "clock", {Argument::number("hours", 26)});
  CHECK(bench.run({"contact", "show", "Kim", "--json"}) == 9);
  CHECK(bench.error()["code"] == "clock");
  CHECK(bench.error()["args"]["hours"] == 26);
}
