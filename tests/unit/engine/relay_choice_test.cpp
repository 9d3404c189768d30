// Goal: no peer leads a node to a machine of its owner's own network, by whatever way its address
// comes: an invite, a source that is read, an earlier yes.
// Method: real engines over real journals; what they would connect to is what their effects open.
#include "engine/relay_choice.h"

#include "e2ee/signal_ratchet.h"
#include "engine/local_api.h"
#include "ports/settings_rows.h"
#include "ports/source_rows.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

const Instant kNow = from_unix_seconds(1'790'000'000);
const Route kInside{RelayKey{ByteArray<32>{1}}, "192.168.1.1:7077"};
const Route kLoopback{RelayKey{ByteArray<32>{2}}, "127.1:7077"};  // as only a resolver reads it
const Route kOutside{RelayKey{ByteArray<32>{3}}, "relay.example.com:7077"};

struct OneNode {
  explicit OneNode(std::uint64_t seed, bool tor = false) : random(seed) {
    auto database = store::Database::open(disk, random, "journal", Secret<32>(Bytes(32, 9)));
    REQUIRE(database);
    auto opened = store::NodeStore::open(std::move(*database));
    REQUIRE(opened);
    store = std::move(*opened);
    ratchet = std::make_unique<e2ee::SignalRatchet>(store->ratchet(), random, log);
    engine::Options options;
    options.tor = tor;
    engine = std::make_unique<engine::NodeEngine>(*store, *ratchet, random, log, options);
    api = std::make_unique<engine::LocalApi>(
        *engine, [] { return kNow; }, [](const engine::Effects&) {});
  }
  void add(const Route& route) { REQUIRE(api->relay_add(to_address(route), std::nullopt)); }
  bool chosen(const Route& route) { return engine::relay_is_chosen(engine->context(), route); }
  // Whether the node connects to where a source lies, whoever wrote that into its rows.
  bool opens(const Route& route) {
    REQUIRE(store->begin());
    Source source;
    source.kind = Source::Kind::queue;
    source.target.fill(7);
    source.route = route;
    source.read_cap = random.key();
    source.live = true;
    store->sources().put(source);
    REQUIRE(store->commit());
    const auto effects = engine->step({}, kNow);
    REQUIRE(effects);
    for (const auto& open : effects->open) {
      if (open.route == route) return true;
    }
    return false;
  }

  SimDisk disk{1};
  TestRandom random;
  NullLogger log;
  std::unique_ptr<store::NodeStore> store;
  std::unique_ptr<e2ee::SignalRatchet> ratchet;
  std::unique_ptr<engine::NodeEngine> engine;
  std::unique_ptr<engine::LocalApi> api;
};

}  // namespace

TEST_CASE("a relay is chosen by adding it or by a yes, over Tor too", "[engine][relay_choice]") {
  OneNode direct(1), over_tor(2, true);
  for (OneNode* node : {&direct, &over_tor}) {
    CHECK_FALSE(node->chosen(kOutside));
    engine::allow_relay(node->engine->context(), kOutside);
    CHECK(node->chosen(kOutside));
  }
  for (const Route& inside : {kInside, kLoopback}) {
    for (OneNode* node : {&direct, &over_tor}) {
      CHECK_FALSE(node->chosen(inside));
      node->add(inside);
      CHECK(node->chosen(inside));
    }
  }
}

TEST_CASE("attack: a private address is connected to only when it was added, over Tor too",
          "[engine][relay_choice][attack]") {
  const bool tor = GENERATE(false, true);
  CHECK_FALSE(OneNode(3, tor).opens(kInside));
  CHECK_FALSE(OneNode(3, tor).opens(kLoopback));
  CHECK_FALSE(OneNode(3, tor).opens(kOutside));
  OneNode hers(3, tor);
  hers.add(kInside);
  CHECK(hers.opens(kInside));
}

TEST_CASE("attack: over Tor, too, an invite leads to nobody's relay before its reader says yes",
          "[engine][relay_choice][attack]") {
  OneNode ana(6), eve(7, true);
  ana.add(kOutside);
  const auto made = ana.api->contact_invite({"eve"});
  REQUIRE(made);
  const auto refused = eve.api->contact_accept({made->text, "ana", false});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == api::Problem::Kind::unchecked_words);
  CHECK(refused.error().message.find("--allow-relay") != std::string::npos);
  CHECK_FALSE(eve.chosen(kOutside));
  CHECK(eve.api->contact_accept({made->text, "ana", true}));
  CHECK(eve.chosen(kOutside));
}

TEST_CASE(
    "attack: an invite into her own network is refused until she allows or adds that very relay",
    "[engine][relay_choice][attack]") {
  const bool tor = GENERATE(false, true);
  OneNode ana(4), eve(5, tor);
  ana.add(kInside);
  const auto made = ana.api->contact_invite({"eve"});
  REQUIRE(made);
  const auto refused = eve.api->contact_accept({made->text, "ana", false});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == api::Problem::Kind::unchecked_words);
  CHECK(refused.error().message.find("watchword relay add " + to_address(kInside)) !=
        std::string::npos);
  CHECK(eve.api->contacts()->empty());
  const bool adds = GENERATE(false, true);
  if (adds) eve.add(kInside);
  CHECK(eve.api->contact_accept({made->text, "ana", !adds}));
  CHECK(eve.chosen(kInside));
  CHECK_FALSE(eve.chosen(kLoopback));
}
