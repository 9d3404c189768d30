// Goal: the service answers what belongs to the process, hands the rest to an open journal alone,
// and survives a disk that fails.
// Method: a real profile (with a cheap passphrase) over a disk in memory, and a transport that
// counts.
#include "runtime/node_service.h"

#include <filesystem>

#include "api/journal_api.h"
#include "runtime/node_doctor.h"
#include "runtime/node_profile.h"
#include "support/catch.h"
#include "support/sim_disk.h"
#include "support/temp_folder.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::runtime;
using Kind = api::Problem::Kind;

namespace {

class CountingTransport final : public Transport {
 public:
  int opened = 0, closed = 0;
  void open(Open) override { ++opened; }
  void send(ConnectionId, ByteView) override {}
  void close(ConnectionId) override { ++closed; }
};

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(as_bytes(text)); }

constexpr const char* kRelay =
    "watchword-relay://127.0.0.1:5555/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

struct World {
  test::TempFolder home;
  test::SimDisk disk{1};
  test::TestRandom random{1};
  NullLogger log;
  CountingTransport transport;
  Instant now = from_unix_seconds(1'790'000'000);
  ProfileJournals journals{disk, random, crypto::kCheapForTests};
  std::unique_ptr<NodeService> service = made();
  int changes = 0;
  std::vector<NodeConfig> connected_by;

  std::unique_ptr<NodeService> made() {
    auto made = std::make_unique<NodeService>(
        NodeService::World{home.path(),
                           journals,
                           transport,
                           random,
                           log,
                           [this] { return now; },
                           {},
                           {},
                           [this](const NodeConfig& config) { connected_by.push_back(config); },
                           [] { return std::string("absent"); }});
    made->on_change([this] { ++changes; });
    return made;
  }
  void init() { REQUIRE(service->init({"Robin", "GB", std::nullopt, secret("six words")}).ok()); }
};

template <class T>
Kind kind_of(const api::Answer<T>& answer) {
  REQUIRE_FALSE(answer.ok());
  return answer.error().kind;
}

// One of each sort of call that needs an open journal.
std::vector<Kind> asked(api::NodeApi& node) {
  return {kind_of(node.contacts()),
          kind_of(node.config()),
          kind_of(node.alerts({})),
          kind_of(node.check("07700 900123")),
          kind_of(node.events(0, Duration{0})),
          kind_of(node.journal().note({"words", std::nullopt})),
          kind_of(node.journal().incidents({})),
          kind_of(node.journal().evidence_verify("")),
          kind_of(node.journal().own()),
          kind_of(node.journal().packs())};
}

}  // namespace

TEST_CASE("before there is a profile every call says how to make one", "[runtime][service]") {
  World world;
  const auto status = world.service->status();
  REQUIRE(status.ok());
  CHECK_FALSE(status->exists);
  for (const Kind kind : asked(*world.service)) CHECK(kind == Kind::not_found);
  CHECK(kind_of(world.service->unlock(secret("six words"))) == Kind::not_found);
}

TEST_CASE("init makes a profile once, open, with its name and region", "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "IE", kRelay, secret("six words")}).ok());
  const auto status = world.service->status();
  REQUIRE(status.ok());
  CHECK((status->exists && !status->locked && status->name == "Robin"));
  CHECK(status->relays.size() == 1);
  CHECK(status->journal_bytes > 0);
  CHECK(world.changes > 0);
  const auto settings = world.service->config();
  REQUIRE(settings.ok());
  CHECK(std::find(settings->begin(), settings->end(),
                  std::pair<std::string, std::string>("region", "IE")) != settings->end());
  CHECK(kind_of(world.service->init({"Other", "GB", std::nullopt, secret("x")})) == Kind::other);
  CHECK(world.service->status()->name == "Robin");
}

TEST_CASE("what init is given is judged before anything is made", "[runtime][service]") {
  World world;
  CHECK(kind_of(world.service->init({"", "GB", std::nullopt, secret("x")})) == Kind::invalid);
  CHECK(kind_of(world.service->init({std::string(limits::kNameMax + 1, 'a'), "GB", std::nullopt,
                                     secret("x")})) == Kind::invalid);
  CHECK(kind_of(world.service->init({"A\nB", "GB", std::nullopt, secret("x")})) == Kind::invalid);
  CHECK(kind_of(world.service->init({"A", "GB", std::nullopt, secret("")})) == Kind::usage);
  CHECK(kind_of(world.service->init({"A", "GB", "nowhere", secret("x")})) == Kind::invalid);
  CHECK(kind_of(world.service->init({"A", "Nowhere", std::nullopt, secret("x")})) == Kind::invalid);
  CHECK_FALSE(world.service->status()->exists);
  CHECK(world.service->init({std::string(limits::kNameMax, 'a'), "GB", std::nullopt, secret("x")})
            .ok());
}

TEST_CASE("a locked node answers nothing but that it is locked, and opens by the right words alone",
          "[runtime][service]") {
  World world;
  world.init();
  const auto note = world.service->journal().note({"kept", std::nullopt});
  REQUIRE(note.ok());
  REQUIRE(world.service->lock().ok());
  for (const Kind kind : asked(*world.service)) CHECK(kind == Kind::locked);
  CHECK(world.service->status()->locked);
  CHECK(world.service->status()->name == "");  // not even her name
  CHECK(kind_of(world.service->unlock(secret("six word"))) == Kind::wrong_passphrase);
  CHECK(kind_of(world.service->unlock(secret(""))) == Kind::wrong_passphrase);
  for (const Kind kind : asked(*world.service)) CHECK(kind == Kind::locked);
  REQUIRE(world.service->unlock(secret("six words")).ok());
  REQUIRE(world.service->unlock(secret("anything")).ok());  // it is open already
  CHECK(world.service->journal().incident(note->id, 0).ok());
}

TEST_CASE(
    "the journal's capability outlives locking: it is locked with the node, and opens with it",
    "[runtime][service]") {
  World world;
  api::JournalApi& journal = world.service->journal();
  CHECK(kind_of(journal.note({"words", std::nullopt})) == Kind::not_found);
  world.init();
  CHECK(journal.note({"words", std::nullopt}).ok());
  REQUIRE(world.service->lock().ok());
  CHECK(kind_of(journal.note({"words", std::nullopt})) == Kind::locked);
  REQUIRE(world.service->unlock(secret("six words")).ok());
  CHECK(journal.incidents({})->size() == 1);
}

TEST_CASE("Tor is set before there is a profile, is kept, and holds at once",
          "[runtime][service]") {
  World world;
  CHECK(world.service->status()->tor_state == "off");
  REQUIRE(world.service->tor_set({"require", std::nullopt}).ok());
  REQUIRE(world.connected_by.size() == 1);
  CHECK(world.connected_by[0].tor_required);
  CHECK(read_config(world.home.path())->tor_proxy == "127.0.0.1:9050");
  world.init();
  const auto status = world.service->status();
  CHECK((status->tor && status->tor_required && status->tor_proxy == "127.0.0.1:9050"));
  CHECK(status->tor_state == "absent");
  CHECK(kind_of(world.service->tor_set({"perhaps", std::nullopt})) == Kind::invalid);
  CHECK(world.connected_by.size() == 1);
  REQUIRE(world.service->tor_set({"off", std::nullopt}).ok());
  CHECK(world.service->status()->tor_state == "off");
}

TEST_CASE("a change of Tor ends every connection, and the node makes its own anew",
          "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "GB", kRelay, secret("six words")}).ok());
  REQUIRE(world.service->contact_invite({"Kim"}).ok());
  world.now += std::chrono::minutes{1};
  world.service->on_wake();
  const int before = world.transport.opened;
  REQUIRE(before > 0);
  REQUIRE(world.service->tor_set({"require", std::nullopt}).ok());
  CHECK(world.transport.closed == before);
  REQUIRE(world.service->wake().has_value());
  for (int i = 0; i < 2; ++i) {  // a writing connection starts after a jitter
    world.service->on_wake();
    world.now += std::chrono::minutes{1};
  }
  CHECK(world.transport.opened > before);
}

TEST_CASE("Tor that cannot be written down is not set", "[runtime][service]") {
  World world;
  std::filesystem::remove_all(world.home.path());
  CHECK(kind_of(world.service->tor_set({"require", std::nullopt})) == Kind::other);
  CHECK(world.connected_by.empty());
  CHECK(world.service->status()->tor_state == "off");
}

TEST_CASE("a write that fails is told, and the node goes on from what is on disk",
          "[runtime][service]") {
  World world;
  world.init();
  REQUIRE(world.service->journal().note({"before", std::nullopt}).ok());
  world.disk.fail_after(0);
  CHECK(kind_of(world.service->journal().note({"lost", std::nullopt})) == Kind::other);
  world.disk.heal();
  // The engine was built anew: the journal answers, without what was not written.
  const auto found = world.service->journal().search("lost", 10, 0);
  REQUIRE(found.ok());
  CHECK(found->empty());
  CHECK(world.service->journal().note({"after", std::nullopt}).ok());
  CHECK(world.service->journal().incidents({})->size() == 2);
}

TEST_CASE("help is not locked: cards and helplines answer without the passphrase",
          "[runtime][service]") {
  World world;
  world.init();
  const auto open_cards = world.service->journal().cards({"care.emergency", "GB-LDS", ""});
  REQUIRE(world.service->lock().ok());
  auto& journal = world.service->journal();
  REQUIRE(open_cards.ok());
  const auto locked_cards = journal.cards({"care.emergency", "GB-LDS", ""});
  REQUIRE(locked_cards.ok());
  CHECK(*locked_cards == *open_cards);
  CHECK(journal.cards({})->size() > 20);
  const auto lines = journal.contacts_for("IE-D", "emergency");
  REQUIRE(lines.ok());
  REQUIRE_FALSE(lines->empty());
  CHECK(lines->at(0).phone == "112");
  CHECK_FALSE(journal.contacts_for("", "")->empty());
  CHECK(kind_of(journal.incidents({})) == Kind::locked);
  CHECK(kind_of(journal.care("abcdef")) == Kind::locked);
}

TEST_CASE("a full disk stops writing, and no question", "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "GB", kRelay, secret("six words")}).ok());
  const auto note = world.service->journal().note({"a white van", std::nullopt});
  REQUIRE(note.ok());
  REQUIRE(world.service->contact_invite({"Kim"}).ok());
  REQUIRE(world.service->circle_new({"night shift", {}}).ok());
  world.now += std::chrono::hours{25};  // something is due, and would be written
  world.disk.fail_after(0);
  world.service->on_wake();
  CHECK(kind_of(world.service->journal().note({"lost", std::nullopt})) == Kind::other);
  for (int again = 0; again < 2; ++again) {
    CHECK(world.service->check("07700 900123").ok());
    CHECK(world.service->alerts({}).ok());
    CHECK(world.service->status().ok());
    CHECK(world.service->doctor().ok());
    CHECK(world.service->notices(true).ok());
    CHECK(world.service->contacts()->size() == 1);
    CHECK(world.service->contact("Kim").ok());
    CHECK(world.service->circles()->size() == 1);
    CHECK(world.service->circle("night shift").ok());
    CHECK(world.service->config().ok());
    auto& journal = world.service->journal();
    CHECK(journal.incidents({})->size() == 1);
    CHECK(journal.search("van", 10, 0)->size() == 1);
    CHECK(journal.incident(note->id, 0).ok());
    CHECK(journal.care(note->id).ok());
    CHECK(journal.cards({}).ok());
    CHECK(journal.contacts_for("GB-LDS", "").ok());
    CHECK(journal.subjects(10, 0).ok());
    CHECK(journal.consents("").ok());
    CHECK(journal.reports("").ok());
    CHECK(journal.own().ok());
    CHECK(journal.evidence_list(note->id).ok());
  }
  world.disk.heal();
  CHECK(world.service->journal().note({"after", std::nullopt}).ok());
}

TEST_CASE("a step that fails is tried again later, not at once", "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "GB", kRelay, secret("six words")}).ok());
  REQUIRE(world.service->circle_new({"night shift", {}}).ok());
  world.now += std::chrono::hours{25};  // a day is over: that it was awake is written down
  world.disk.fail_after(0);
  world.service->on_wake();
  REQUIRE(world.service->wake().has_value());
  CHECK(*world.service->wake() > world.now);
  world.disk.heal();
  world.now = *world.service->wake();
  world.service->on_wake();
  CHECK(world.service->contacts().ok());
}

TEST_CASE("locking closes every connection", "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "GB", kRelay, secret("six words")}).ok());
  REQUIRE(world.service->contact_invite({"Kim"}).ok());
  for (int i = 0; i < 20 && world.transport.opened == 0; ++i) {
    world.now = std::max(world.now + 1s, world.service->wake().value_or(world.now));
    world.service->on_wake();
  }
  REQUIRE(world.transport.opened > 0);
  REQUIRE(world.service->lock().ok());
  CHECK(world.transport.closed == world.transport.opened);
  CHECK_FALSE(world.service->wake().has_value());
}

TEST_CASE("stop locks, says so to whoever still asks, and is seen by the loop",
          "[runtime][service]") {
  World world;
  world.init();
  CHECK_FALSE(world.service->stop_asked());
  REQUIRE(world.service->stop().ok());
  CHECK(world.service->stop_asked());
  for (const Kind kind : asked(*world.service)) CHECK(kind == Kind::no_node);
}

TEST_CASE("a profile survives its service", "[runtime][service]") {
  World world;
  world.init();
  REQUIRE(world.service->journal().note({"kept", std::nullopt}).ok());
  world.service.reset();
  world.service = world.made();
  CHECK(world.service->status()->locked);
  REQUIRE(world.service->unlock(secret("six words")).ok());
  CHECK(world.service->journal().search("kept", 10, 0)->size() == 1);
}

TEST_CASE("attack: what was told is still told after a lock, a failed write and a new process",
          "[runtime][service]") {
  World world;
  REQUIRE(world.service->init({"Robin", "GB", kRelay, secret("six words")}).ok());
  REQUIRE(world.service->relay_remove(kRelay).ok());
  const auto told = [&] {
    const auto status = world.service->status();
    REQUIRE(status.ok());
    REQUIRE(status->notices.size() == 1);
    CHECK(status->notices[0].code == "relay_removed");
    return status->notices[0].id;
  };
  const std::string id = told();
  REQUIRE(world.service->lock().ok());
  REQUIRE(world.service->unlock(secret("six words")).ok());
  CHECK(told() == id);
  world.disk.fail_after(0);
  CHECK(kind_of(world.service->journal().note({"lost", std::nullopt})) == Kind::other);
  world.disk.heal();
  CHECK(told() == id);
  world.service.reset();
  world.service = world.made();
  REQUIRE(world.service->unlock(secret("six words")).ok());
  CHECK(told() == id);
  const auto checks = world.service->doctor();
  REQUIRE(checks.ok());
  CHECK(std::any_of(checks->begin(), checks->end(),
                    [](const api::Check& check) { return check.name == "notice" && !check.ok; }));
  CHECK(world.service->notice_done(id).ok());
  CHECK(world.service->notices(false)->empty());
  CHECK(kind_of(world.service->notice_done(id)) == Kind::not_found);
}

TEST_CASE("the doctor looks at the device, and at the relays of an open journal",
          "[runtime][service]") {
  World world;
  const auto relay = [&] {
    const auto checks = world.service->doctor();
    REQUIRE(checks.ok());
    CHECK_FALSE(checks->empty());
    for (const auto& check : *checks) {
      if (check.name == "relay") return std::optional(check.ok);
    }
    return std::optional<bool>();
  };
  CHECK(relay() == std::nullopt);
  world.init();
  CHECK(relay() == false);
  REQUIRE(world.service->relay_add(kRelay, std::nullopt).ok());
  CHECK(relay() == true);
}

TEST_CASE("the doctor names what cannot be reached, and who cannot reach us", "[runtime]") {
  const auto only = [](const std::vector<api::Check>& checks) {
    REQUIRE(checks.size() == 1);
    return checks.front();
  };
  std::vector<api::Check> relays, people, circles, none;
  examine_relays({{"one", "connected", false}, {"two", "unreachable", false}}, relays);
  CHECK_FALSE(only(relays).ok);
  CHECK_THAT(only(relays).detail, ContainsSubstring("two"));
  CHECK_THAT(only(relays).detail, !ContainsSubstring("one"));
  api::ContactInfo kim, lea;
  kim.name = "Kim", kim.failure = "queue_lost", kim.state = "established", lea.name = "Lea";
  examine_people({kim, lea}, people);
  CHECK_FALSE(only(people).ok);
  CHECK_THAT(only(people).detail, ContainsSubstring("Kim") && !ContainsSubstring("Lea"));
  // Of an invite nothing comes back by itself.
  std::vector<api::Check> invites;
  kim.state = "invited";
  examine_people({kim, lea}, invites);
  CHECK(only(invites).name == "invites");
  CHECK_THAT(only(invites).detail, ContainsSubstring("Kim") && ContainsSubstring("make new"));
  api::CircleInfo hull, leeds;
  hull.name = "Hull", hull.state = "not_current", leeds.name = "Leeds", leeds.state = "member";
  examine_circles({hull, leeds}, circles);
  CHECK_FALSE(only(circles).ok);
  CHECK_THAT(only(circles).detail, ContainsSubstring("Hull") && !ContainsSubstring("Leeds"));
  examine_people({lea}, none);
  examine_circles({leeds}, none);
  CHECK(none.empty());
}
