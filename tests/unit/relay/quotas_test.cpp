// Goal: one client that fills a relay takes nothing from the queues and boards that are there.
// Method: seeded crowds make queues and boards, put and acknowledge as they like; after each
// request everybody who has a queue or board must find its reserve, and the totals must be those of
// the rows.
#include "support/relay_shelf.h"
#include "support/relay_world.h"
#include "support/sim_random.h"

using namespace ww;
using namespace ww::test;
using relay::Refusal;

namespace {

constexpr std::size_t kQueue = 3, kBoard = 5, kSlots = 60;

void small(relay::Options& options) {
  options.tick_least = options.tick_most = Duration{0};
  options.slots_max = kSlots;
  options.reserve = {kQueue, kBoard};
}

struct Crowd {
  explicit Crowd(bool sql) : shelf(sql), world(shelf.store()) {
    world.start_with(small);
    connect();
  }
  void connect() {
    client = std::make_unique<RelayClient>(world);
    client->hello();
  }
  // A connection makes 32 queues and boards, and sends 512 frames at once.
  void rest() {
    world.now += std::chrono::seconds(10);
    connect();
  }
  bool make() {
    rest();
    const TestQueue fresh(static_cast<std::uint8_t>(2 * queues.size() + 2));
    if (!is_ok(fresh.make(*client))) return false;
    queues.push_back(fresh);
    held.push_back(0);
    acked.push_back(0);
    return true;
  }
  bool put(std::size_t at) {
    const std::uint64_t number = held[at] + acked[at] + 1;
    if (!is_ok(queues[at].put(*client, number, static_cast<std::uint8_t>(number)))) return false;
    ++held[at];
    return true;
  }
  void acknowledge(std::size_t at) {
    acked[at] += held[at];
    held[at] = 0;
    queues[at].get(*client, true, acked[at]);
  }

  RelayShelf shelf;
  RelayWorld world;
  std::unique_ptr<RelayClient> client;
  std::vector<TestQueue> queues;
  std::vector<std::uint64_t> held, acked;
};

}  // namespace

TEST_CASE(
    "attack: one client fills a relay, and every queue and board that is there has its reserve",
    "[relay][attack]") {
  Crowd crowd(over_sql());
  const TestBoard board{200};
  REQUIRE(is_ok(board.make(*crowd.client)));
  REQUIRE(crowd.make());  // the victim, who has nothing yet
  while (crowd.make()) {
    while (crowd.put(crowd.queues.size() - 1)) {  // as much as she can
    }
    crowd.rest();
  }
  CHECK(crowd.world.engine->totals().slots < kSlots);
  const TestQueue late{240};
  CHECK(refusal_of(late.make(*crowd.client)) == Refusal::full);
  CHECK(refusal_of(TestBoard{220}.make(*crowd.client)) == Refusal::full);
  for (std::size_t i = 0; i < kQueue; ++i) CHECK(crowd.put(0));
  CHECK_FALSE(crowd.put(0));
  for (std::uint8_t i = 1; i <= kBoard; ++i) CHECK(position_of(board.put(*crowd.client, i, i)));
  CHECK(refusal_of(board.put(*crowd.client, 99, 99)) == Refusal::full);
  CHECK(crowd.world.engine->totals().slots <= kSlots);
}

TEST_CASE("whatever a crowd does, a relay has room for every reserve, and no more than its slots",
          "[relay][property]") {
  const std::uint64_t seed = GENERATE(1, 2, 3, 4, 5, 6);
  CAPTURE(seed);
  SimRandom random(seed);
  Crowd crowd(seed % 2 == 0);
  for (int step = 0; step < 400; ++step) {
    if (step % 20 == 0) crowd.rest();
    const bool has = !crowd.queues.empty();
    const std::size_t at = has ? random.below(crowd.queues.size()) : 0;
    switch (random.below(8)) {
      case 0:
        if (crowd.queues.size() < 60) crowd.make();
        break;
      case 1:
        if (has) crowd.acknowledge(at);
        break;
      default:
        if (has && !crowd.put(at)) CHECK(crowd.held[at] >= kQueue);
    }
    std::size_t slots = 0, promised = 0;
    for (const std::uint64_t each : crowd.held) {
      slots += each;
      promised += std::max<std::uint64_t>(each, kQueue);
    }
    REQUIRE(promised <= kSlots);
    const auto& totals = crowd.world.engine->totals();
    REQUIRE(totals.slots == slots);
    REQUIRE(totals.queues * kQueue + totals.over == promised);
    REQUIRE(crowd.shelf.store().begin().ok());
    const auto counted = crowd.shelf.store().totals({kQueue, kBoard});
    crowd.shelf.store().rollback();
    REQUIRE(counted.over == totals.over);
  }
}
