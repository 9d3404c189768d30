// Goal: a look-up finds every alert that it should, however many others share a part of the plate.
// Method: the real engine over a real SQLCipher journal, with alerts put straight into it.
#include "e2ee/signal_ratchet.h"
#include "engine/alert_tokens.h"
#include "engine/node_engine.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

const Instant kNow = from_unix_seconds(1'790'000'000);

std::unique_ptr<store::NodeStore> opened(SimDisk& disk, TestRandom& random) {
  auto database = store::Database::open(disk, random, "journal", Secret<32>(Bytes(32, 9)));
  REQUIRE(database);
  auto store = store::NodeStore::open(std::move(*database));
  REQUIRE(store);
  return std::move(*store);
}

struct Journal {
  SimDisk disk{1};
  TestRandom random{1};
  NullLogger log;
  std::unique_ptr<store::NodeStore> store = opened(disk, random);
  e2ee::SignalRatchet ratchet{store->ratchet(), random, log};
  engine::NodeEngine engine{*store, ratchet, random, log, {}};

  // Alerts with a British plate each, whose ids count up from `first`.
  void add(const std::vector<std::string>& plates, std::uint8_t first) {
    REQUIRE(store->begin());
    std::uint16_t number = 0;
    for (const auto& plate : plates) {
      WireAlert alert;
      alert.nonce = {first, static_cast<std::uint8_t>(number >> 8),
                     static_cast<std::uint8_t>(number & 0xFF)};
      ++number;
      alert.expires = kNow + std::chrono::hours{24};
      wire::set_id(alert);
      alert.body.lang = "en";
      alert.body.who.emplace();
      domain::Vehicle vehicle;
      vehicle.plate = plate;
      vehicle.cc = "GB";
      alert.body.who->vehicles = {vehicle};
      store->alerts().put(engine::stored_alert(alert, wire::encode_alert(alert), {}),
                          engine::tokens_of(alert.body));
    }
    REQUIRE(store->commit());
  }
  std::vector<std::string> found(const std::string& text) {
    const auto called =
        engine.call<api::Checked>(kNow, [&] { return engine.alerts().check(text); });
    REQUIRE(called);
    REQUIRE(called->answer);
    std::vector<std::string> plates;
    for (const auto& match : called->answer->matches) plates.push_back(match.identifier);
    return plates;
  }
};

using Plates = std::vector<std::string>;

}  // namespace

TEST_CASE("a plate is found whole, misread and with unknown characters", "[engine][check]") {
  Journal journal;
  journal.add({"AB00TST", "AB0??ST", "CD00XYZ"}, 1);
  CHECK(journal.found("AB00 TST") == Plates{"AB00TST", "AB0??ST"});
  CHECK(journal.found("GB:A800TST") == Plates{"AB00TST", "AB0??ST"});
  CHECK(journal.found("AB0? TST") == Plates{"AB00TST", "AB0??ST"});
  CHECK(journal.found("CD00 X??") == Plates{"CD00XYZ"});
  CHECK(journal.found("AB01 UVW").empty());
}

TEST_CASE("attack: a thousand plates that begin alike hide none", "[engine][check]") {
  Journal journal;
  Plates alike;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (const char* end : {"X", "Y"}) alike.push_back(std::string("AB01") + a + b + end);
    }
  }
  REQUIRE(alike.size() > 1'000);
  journal.add(alike, 1);
  journal.add({"AB00TST"}, 255);  // the last that the index would give
  CHECK(journal.found("GB:AB00???") == Plates{"AB00TST"});
  CHECK(journal.found("AB00 TST") == Plates{"AB00TST"});
}
