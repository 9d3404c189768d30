// Goal: an invite can be looked at again until somebody answers it.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;

TEST_CASE("a pending invite is shown with the person, in JSON too", "[cli]") {
  Bench bench;
  bench.node.person.name = "Kim";
  bench.node.person.state = "invited";
  bench.node.invite.text = "watchword:abcd";
  CHECK(bench.run({"contact", "show", "Kim"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("watchword:abcd\n"));
  bench.terminal.printed.clear();
  CHECK(bench.run({"contact", "show", "Kim", "--json"}) == 0);
  CHECK(bench.json()["invite"] == "watchword:abcd");
  bench.terminal.printed.clear();
  bench.node.person.state = "established";
  CHECK(bench.run({"contact", "show", "Kim"}) == 0);
  CHECK(bench.terminal.printed.find("watchword:") == std::string::npos);
}
