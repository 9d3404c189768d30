// Goal: the small parts around the engine keep what their headers promise.
#include "runtime/node_config.h"
#include "runtime/node_connections.h"
#include "runtime/node_doctor.h"
#include "runtime/node_events.h"
#include "runtime/os_disk.h"
#include "support/catch.h"
#include "support/temp_folder.h"

using namespace ww;
using namespace ww::runtime;

namespace {

class SpyTransport final : public Transport {
 public:
  std::vector<std::string> calls;
  void open(Open open) override { calls.push_back("open " + std::to_string(open.id)); }
  void send(ConnectionId id, ByteView frame) override {
    calls.push_back("send " + std::to_string(id) + " " + std::to_string(frame.size()));
  }
  void close(ConnectionId id) override { calls.push_back("close " + std::to_string(id)); }
};

engine::Effects opening(ConnectionId id) {
  engine::Effects effects;
  effects.open.push_back({id, {}, crypto::Key(), ""});
  return effects;
}
TransportEvent event(TransportEvent::Kind kind, ConnectionId id) { return {kind, id, {}}; }
constexpr auto kFrame = TransportEvent::Kind::frame;
constexpr auto kClosed = TransportEvent::Kind::closed;
constexpr ConnectionId kRange = ConnectionId{1} << 32;

}  // namespace

TEST_CASE("events are numbered on and on, and only the newest are kept", "[runtime]") {
  NodeEvents events;
  for (std::size_t i = 0; i < NodeEvents::kKept + 1; ++i) events.add({{7, "alert", "id", ""}});
  CHECK(events.after(0).size() == NodeEvents::kKept);
  CHECK(events.after(0).front().cursor == 2);
  CHECK(events.after(NodeEvents::kKept).size() == 1);
  CHECK(events.after(NodeEvents::kKept + 1).empty());
  events.forget();
  CHECK(events.after(0).empty());
  events.add({{1, "alert", "new", ""}});
  CHECK(events.after(NodeEvents::kKept + 1).size() == 1);  // who waited before still hears it
}

TEST_CASE("effects are carried out in their order: close, open, send", "[runtime]") {
  SpyTransport transport;
  NodeConnections connections(transport);
  connections.carry_out(opening(1));
  auto effects = opening(2);
  effects.close.push_back(1);
  effects.send.push_back({2, {}});
  connections.carry_out(effects);
  CHECK(transport.calls == std::vector<std::string>{"open 1", "close 1", "open 2", "send 2 4096"});
}

TEST_CASE("the doctor names whose words are to be compared again, and who is awaited",
          "[runtime]") {
  api::ContactInfo old, waits, anew;
  old.name = "Old", waits.name = "Waits", anew.name = "Anew";
  old.state = anew.state = "established", waits.state = "renewing";
  anew.failure = waits.failure = "renewed";
  std::vector<api::Check> checks;
  examine_people({old}, checks);
  CHECK(checks.empty());
  examine_people({old, waits, anew}, checks);
  REQUIRE(checks.size() == 2);
  CHECK_FALSE(checks[0].ok);
  CHECK(checks[0].detail.find("Anew") != std::string::npos);
  CHECK(checks[0].detail.find("Waits") == std::string::npos);
  CHECK(checks[1].detail.find("Waits") != std::string::npos);
  CHECK(checks[1].detail.find("Old") == std::string::npos);
}

TEST_CASE("a new engine hears nothing of the old one's connections", "[runtime]") {
  SpyTransport transport;
  NodeConnections connections(transport);
  connections.carry_out(opening(1));
  CHECK(connections.translate({event(kFrame, 1)}).size() == 1);
  connections.begin_anew();
  CHECK(transport.calls.back() == "close 1");
  connections.carry_out(opening(1));
  CHECK(transport.calls.back() == "open " + std::to_string(kRange + 1));
  CHECK(connections.translate({event(kFrame, 1), event(kClosed, 1)}).empty());
  const auto news = connections.translate({event(kFrame, kRange + 1), event(kClosed, kRange + 1)});
  REQUIRE(news.size() == 2);
  CHECK(news[0].connection == 1);
  CHECK(connections.translate({event(kFrame, kRange + 1)}).empty());  // closed is closed
}

TEST_CASE("the configuration is read, and nothing in it is passed over", "[runtime]") {
  const auto config = parse_config("[tor]\nproxy = \"127.0.0.1:9050\"\nrequired = true\n");
  REQUIRE(config.ok());
  CHECK(config->tor_proxy == "127.0.0.1:9050");
  CHECK(config->tor_required);
  REQUIRE(parse_config("").ok());
  CHECK_FALSE(parse_config("")->tor_required);
  for (const char* wrong :
       {"[tor]\nrequred = true\n", "tor = true\n", "[tor]\nrequired = \"yes\"\n", "other = 1\n",
        "[tor]\nproxy = 9050\n", "[tor]\nproxy = \"9050\"\n", "[tor]\nproxy = \":9050\"\n",
        "[tor]\nproxy = \"h h:1\"\n", "[tor]\nproxy = \"h:0\"\n", "[tor]\nproxy = \"h:65536\"\n",
        "[tor\n"}) {
    CAPTURE(wrong);
    const auto refused = parse_config(wrong);
    REQUIRE_FALSE(refused.ok());
    CHECK_THAT(refused.error().message, ContainsSubstring("line "));
  }
  CHECK(parse_config("# " + std::string(kConfigBytesMax - 2, 'x')).ok());
  CHECK_FALSE(parse_config("# " + std::string(kConfigBytesMax - 1, 'x')).ok());
}

TEST_CASE("a setting of Tor keeps the proxy that is set, or takes Tor's usual one", "[runtime]") {
  const NodeConfig fresh;
  const auto required = with_tor(fresh, {"require", std::nullopt});
  REQUIRE(required.ok());
  CHECK((required->tor_required && required->tor_proxy == "127.0.0.1:9050"));
  const auto other = with_tor(*required, {"on", "[::1]:9150"});
  REQUIRE(other.ok());
  CHECK((!other->tor_required && other->tor_proxy == "[::1]:9150"));
  CHECK(with_tor(*other, {"require", std::nullopt})->tor_proxy == "[::1]:9150");
  const auto off = with_tor(*other, {"off", std::nullopt});
  REQUIRE(off.ok());
  CHECK((!off->tor_required && off->tor_proxy.empty()));
  for (const api::TorSetting& wrong :
       {api::TorSetting{"", std::nullopt}, api::TorSetting{"of", std::nullopt},
        api::TorSetting{"off", "h:1"}, api::TorSetting{"on", "9050"}, api::TorSetting{"on", ""},
        api::TorSetting{"on", "h:1\"\nrequired = false #"}}) {
    CAPTURE(wrong.mode);
    CHECK_FALSE(with_tor(fresh, wrong).ok());
  }
}

TEST_CASE("a configuration that was written is read as it was meant", "[runtime]") {
  test::TempFolder home;
  auto disk = OsDisk::at(home.path());
  REQUIRE(disk.ok());
  for (const NodeConfig& config :
       {NodeConfig{"127.0.0.1:9050", true}, NodeConfig{"[::1]:9150", false}, NodeConfig{}}) {
    REQUIRE(write_config(**disk, config).ok());
    const auto read = read_config(home.path());
    REQUIRE(read.ok());
    CHECK(read->tor_proxy == config.tor_proxy);
    CHECK(read->tor_required == config.tor_required);
  }
}

TEST_CASE("the doctor tells what is wrong with Tor", "[runtime]") {
  api::Status status;
  status.tor_state = "off";
  CHECK(examine_tor(status).ok);
  status.relays = {{"watchword-relay://name.onion:7077/k", "unused", false}};
  CHECK_FALSE(examine_tor(status).ok);
  status.tor = true;
  status.tor_state = "works";
  CHECK(examine_tor(status).ok);
  for (const char* state : {"missing", "absent", "refuses"}) {
    CAPTURE(state);
    status.tor_state = state;
    CHECK_FALSE(examine_tor(status).ok);
  }
}

TEST_CASE("a home without a configuration has the defaults", "[runtime]") {
  test::TempFolder home;
  REQUIRE(read_config(home.path()).ok());
  home.write(kConfigName, "[tor]\nrequired = true\n");
  CHECK(read_config(home.path())->tor_required);
  home.write(kConfigName, "nonsense");
  CHECK_FALSE(read_config(home.path()).ok());
}

TEST_CASE("the doctor sees an open folder and a wrong clock", "[runtime]") {
  test::TempFolder home;
  const auto ok = [](const std::vector<api::Check>& checks, const std::string& name) {
    for (const auto& check : checks) {
      if (check.name == name) return check.ok;
    }
    FAIL("no check " << name);
    return false;
  };
  CHECK(ok(examine(home.path(), from_unix_seconds(1800000000)), "folder"));
  CHECK(ok(examine(home.path(), from_unix_seconds(1800000000)), "clock"));
  CHECK_FALSE(ok(examine(home.path(), from_unix_seconds(1000000)), "clock"));
  std::filesystem::permissions(home.path(), std::filesystem::perms(0755));
  CHECK_FALSE(ok(examine(home.path(), from_unix_seconds(1800000000)), "folder"));
}
