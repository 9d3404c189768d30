// Goal: the commands about Tor set what they say, tell how it is, and never take it away by
// mistake.
#include "bench.h"
#include "cli/tor_view.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;
using Kind = api::Problem::Kind;

namespace {

api::Status through(const std::string& proxy, const std::string& state, bool required) {
  api::Status status;
  status.exists = true;
  status.locked = false;
  status.tor = !proxy.empty();
  status.tor_required = required;
  status.tor_proxy = proxy;
  status.tor_state = state;
  return status;
}

}  // namespace

TEST_CASE("Tor is set with and without a proxy, and no passphrase is asked for", "[cli]") {
  Bench bench;
  bench.node.status_now = through("127.0.0.1:9050", "unknown", true);
  bench.node.status_now.locked = true;
  CHECK(bench.run({"tor", "require", "--json"}) == 0);
  CHECK(bench.asked("tor_set require (none)"));
  CHECK(bench.json() == cli::Json({{"schema", "watchword.tor-require/1"},
                                   {"mode", "require"},
                                   {"proxy", "127.0.0.1:9050"},
                                   {"state", "unknown"}}));
  CHECK(bench.run({"tor", "on", "--proxy", "[::1]:9150"}) == 0);
  CHECK(bench.asked("tor_set on [::1]:9150"));
  CHECK_FALSE(bench.asked("unlock"));
}

TEST_CASE("how it is with Tor is told, as JSON with a schema too", "[cli]") {
  Bench bench;
  bench.node.status_now = through("", "off", false);
  CHECK(bench.run({"tor", "status", "--json"}) == 0);
  CHECK(bench.json() == cli::Json({{"schema", "watchword.tor-status/1"},
                                   {"mode", "off"},
                                   {"proxy", nullptr},
                                   {"state", "off"}}));
  bench.terminal.printed.clear();
  bench.node.status_now = through("localhost:9050", "absent", true);
  CHECK(bench.run({"status", "--json"}) == 0);
  CHECK(bench.json()["tor_proxy"] == "localhost:9050");
  CHECK(bench.json()["tor_state"] == "absent");
}

TEST_CASE("each state of the proxy has its words", "[cli]") {
  CHECK_THAT(cli::tor_line(through("", "off", false)), ContainsSubstring("off. The relay"));
  CHECK_THAT(cli::tor_line(through("", "missing", true)), ContainsSubstring("Nothing leaves"));
  CHECK(cli::tor_line(through("h:1", "works", false)) ==
        "Tor: on, through h:1. The proxy answers.");
  CHECK_THAT(cli::tor_line(through("h:1", "absent", true)), ContainsSubstring("NOBODY ANSWERS"));
  CHECK_THAT(cli::tor_line(through("h:1", "refuses", true)), ContainsSubstring("NOT TOR'S"));
  CHECK_THAT(cli::tor_line(through("h:1", "unknown", true)), ContainsSubstring("required"));
}

TEST_CASE("required Tor is not taken away by mistake", "[cli]") {
  Bench bench;
  bench.node.status_now = through("127.0.0.1:9050", "works", true);
  CHECK(bench.run({"tor", "off"}) == 2);
  bench.terminal.tty = true;
  bench.terminal.typed = {"no"};
  CHECK(bench.run({"tor", "off"}) == 2);
  CHECK_FALSE(bench.asked("tor_set off (none)"));
  bench.terminal.typed = {"yes"};
  CHECK(bench.run({"tor", "off"}) == 0);
  CHECK(bench.asked("tor_set off (none)"));

  bench.node.calls.clear();
  CHECK(bench.run({"tor", "off", "--yes", "--no-input"}) == 0);
  bench.node.status_now.tor_required = false;
  CHECK(bench.run({"tor", "off", "--no-input"}) == 0);
}

TEST_CASE("an onion relay that is added without Tor: she is told what is missing", "[cli]") {
  Bench bench;
  CHECK(bench.run({"relay", "add", "watchword-relay://name.onion:7077/k"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("watchword tor on"));
  bench.terminal.said.clear();
  bench.node.status_now.tor = true;
  CHECK(bench.run({"relay", "add", "watchword-relay://name.onion:7077/k"}) == 0);
  CHECK(bench.terminal.said == "Added.\n");
}

TEST_CASE("a relay test waits longer through Tor", "[cli]") {
  Bench bench;
  bench.node.status_now.relays = {{"addr", "connecting", false}};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events", 0) == 0) bench.now += std::chrono::seconds{1};
  };
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK(bench.now <= from_unix_seconds(11));
  bench.node.status_now.tor = true;
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK(bench.now >= from_unix_seconds(90));
}

TEST_CASE("a relay test without a proxy that works ends soon, and says what is missing", "[cli]") {
  Bench bench;
  bench.node.status_now.relays = {{"addr", "unreachable", false}};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events", 0) == 0) bench.now += std::chrono::seconds{1};
  };
  const Instant begin = bench.now;
  bench.node.status_now.tor_required = true;
  bench.node.status_now.tor_state = "missing";
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("no proxy is named"));
  CHECK(bench.now == begin);
  bench.node.status_now.tor = true;
  bench.node.status_now.tor_state = "absent";
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("does Tor run?"));
  CHECK(bench.now - begin == std::chrono::seconds{20});
}

TEST_CASE("without a profile's folder Tor is off, and no node is started to say so", "[cli]") {
  Bench bench;
  bench.world.home_exists = [](const std::string&) { return false; };
  CHECK(bench.run({"tor", "status", "--json"}) == 0);
  CHECK(bench.json()["state"] == "off");
  CHECK(bench.run({"tor", "off"}) == 0);
  CHECK(bench.connects.empty());
  CHECK(bench.run({"tor", "require"}) == 0);  // this there is to do, and before anything else
  CHECK(bench.asked("tor_set require (none)"));
}
