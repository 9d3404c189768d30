// Goal: a command that can do nothing leaves nothing: no folder, no node, and an exit code that
// tells what was missing.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;

TEST_CASE("where there is no folder none is left behind, and no node is started", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.world.home_exists = [](const std::string&) { return false; };
  CHECK(bench.run({"contact", "list"}) == 6);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("watchword init"));
  CHECK(bench.run({"alert", "list", "--json"}) == 6);
  CHECK(bench.run({"unlock", "--no-input"}) == 6);
  CHECK(bench.run({"lock"}) == 6);
  CHECK(bench.run({"doctor"}) == 6);
  CHECK(bench.run({"status", "--json"}) == 0);
  CHECK(bench.json()["exists"] == false);
  // Whatever is missing is told before anything is made.
  CHECK(bench.run({"init", "--no-input"}) == 2);
  CHECK(bench.run({"init", "--no-input", "--name", "Robin"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--passphrase-fd"));
  bench.terminal.descriptors[3] = "short";
  CHECK(bench.run({"init", "--name", "Robin", "--passphrase-fd", "3"}) == 2);
  CHECK(bench.connects.empty());
  bench.terminal.descriptors[3] = "long enough";
  CHECK(bench.run({"init", "--name", "Robin", "--passphrase-fd", "3"}) == 0);
  CHECK(bench.asked("init Robin GB (none)"));
}

TEST_CASE("an init that the node refuses leaves no node running", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.world.home_exists = [](const std::string&) { return false; };
  bench.node.refuse = api::Problem{api::Problem::Kind::invalid, "no relay's address", {}, {}};
  bench.terminal.descriptors[3] = "long enough";
  CHECK(bench.run({"init", "--name", "Robin", "--relay", "addr", "--passphrase-fd", "3"}) == 9);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("no relay's address"));
  CHECK(bench.asked("stop"));
}

TEST_CASE("unlock without a way to ask is exit 2 and names the option", "[cli]") {
  Bench bench;
  bench.node.status_now.locked = true;
  CHECK(bench.run({"unlock", "--no-input"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--passphrase-fd"));
  bench.node.status_now.locked = false;  // there is nothing to ask for
  CHECK(bench.run({"unlock", "--no-input"}) == 0);
}
