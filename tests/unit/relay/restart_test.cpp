// Goal: what was answered Ok is there after any restart, what was not is not, and all of it ends
// when its time is over. Method: once over a store in memory and once over SQLCipher.
#include "support/relay_shelf.h"
#include "support/relay_world.h"

using namespace ww;
using namespace ww::test;
using relay::Refusal;

namespace {

struct Fixture {
  RelayShelf shelf{over_sql()};
  RelayWorld world{shelf.store()};
  TestQueue queue{10};
  TestBoard board{40};
  std::unique_ptr<RelayClient> client;
  Fixture() {
    connect();
    REQUIRE(is_ok(queue.make(*client)));
    REQUIRE(is_ok(board.make(*client)));
  }
  void connect() {
    client = std::make_unique<RelayClient>(world);
    client->hello();
  }
  void restart() {
    world.engine.reset();
    shelf.reopen();
    world.store = &shelf.store();
    world.start();
    connect();
  }
  void pass(int days) {
    world.now += std::chrono::hours(24) * days;
    world.step({});
    connect();
  }
};

}  // namespace

TEST_CASE("a restart loses nothing that was answered Ok") {
  Fixture f;
  CHECK(is_ok(f.queue.put(*f.client, 1, 1)));
  CHECK(is_ok(f.queue.put(*f.client, 2, 2)));
  CHECK(position_of(f.board.put(*f.client, 1, 3)) == 1);
  f.queue.get(*f.client, true, 1);
  f.restart();
  CHECK(f.world.engine->totals().queues == 1);
  CHECK(f.world.engine->totals().boards == 1);
  CHECK(f.world.engine->totals().slots == 2);
  const auto answer = f.queue.get(*f.client, false, 0);
  CHECK(arrived(answer) == Items{{2, 2}});
  CHECK(std::get<relay::Item>(answer[0]).acked == 1);
  CHECK(is_ok(f.queue.put(*f.client, 2, 2)));  // repeated over the restart
  CHECK(is_ok(f.queue.put(*f.client, 3, 4)));
  CHECK(position_of(f.board.put(*f.client, 1, 3)) == 1);
  CHECK(position_of(f.board.put(*f.client, 2, 5)) == 2);
  CHECK(arrived(f.board.get(*f.client, 0)) == Items{{1, 3}, {2, 5}});
}

TEST_CASE("slots end by their class, whole days after the day they came") {
  Fixture f;
  const auto ttl = GENERATE(relay::Ttl::day, relay::Ttl::week, relay::Ttl::fortnight);
  const int days = static_cast<int>(ttl);
  CAPTURE(days);
  const TestQueue queue{80};
  relay::QueueNew request = queue.made();
  request.ttl = ttl;
  REQUIRE(is_ok(f.client->ask(request, relay::Cap::read, queue.rid(), queue.read())));
  CHECK(is_ok(queue.put(*f.client, 1, 1)));
  f.pass(days);
  CHECK(arrived(queue.get(*f.client, false, 0)) == Items{{1, 1}});
  f.pass(1);
  CHECK(arrived(queue.get(*f.client, false, 0)).empty());
  CHECK(f.world.engine->totals().slots == 0);
  CHECK(is_ok(queue.put(*f.client, 2, 2)));  // the numbers go on
}

TEST_CASE("a board's slots end, and its counts with them") {
  Fixture f;
  CHECK(position_of(f.board.put(*f.client, 1, 1, relay::Cap::anonymous)) == 1);
  f.pass(30);
  CHECK(position_of(f.board.put(*f.client, 2, 2)) == 2);
  CHECK(arrived(f.board.get(*f.client, 0)) == Items{{1, 1}, {2, 2}});
  f.pass(1);
  CHECK(arrived(f.board.get(*f.client, 0)) == Items{{2, 2}});
  CHECK(f.world.engine->totals().slots == 1);
  const auto row = f.world.store->board(f.board.id());
  REQUIRE(row);
  CHECK(row->slots == 1);
  CHECK(row->anonymous_slots == 0);
}

TEST_CASE("what nobody reads for 90 days ends; what is read stays") {
  Fixture f;
  const TestQueue read{80};
  REQUIRE(is_ok(read.make(*f.client)));
  f.pass(90);
  read.get(*f.client, false, 0);
  CHECK(f.world.engine->totals().queues == 2);
  CHECK(is_ok(f.queue.put(*f.client, 1, 1)));  // a sender alone does not keep it
  f.pass(1);
  CHECK(f.world.engine->totals().queues == 1);
  CHECK(f.world.engine->totals().boards == 0);
  CHECK(f.world.engine->totals().slots == 0);
  CHECK(refusal_of(f.queue.put(*f.client, 2, 1)) == Refusal::auth);
  CHECK(is_ok(read.put(*f.client, 1, 1)));
}

TEST_CASE("attack: a clock that is set back removes nothing") {
  Fixture f;
  CHECK(is_ok(f.queue.put(*f.client, 1, 1)));
  f.world.now -= std::chrono::hours(24 * 365);
  f.world.step({});
  CHECK(arrived(f.queue.get(*f.client, false, 0)) == Items{{1, 1}});
}

TEST_CASE("a failed commit answers nobody, changes nothing, and breaks the engine") {
  MemoryRelayStore store;
  RelayWorld world(store);
  RelayClient client(world);
  client.hello();
  const TestQueue queue{10};
  const auto frame = client.frame(queue.made(), relay::Cap::read, queue.rid(), queue.read());
  store.fail_commit = true;
  const std::vector<relay::Input> inputs{client.input(frame)};
  const auto failed = world.engine->step(inputs, world.now);
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().code == Errc::storage);
  CHECK(world.engine->broken());
  store.fail_commit = false;
  world.start();
  CHECK(world.engine->totals().queues == 0);
}

TEST_CASE("a batch of any size is one commit") {
  MemoryRelayStore store;
  RelayWorld world(store);
  RelayClient client(world);
  client.hello();
  std::vector<relay::Input> inputs;
  for (std::uint8_t i = 0; i < 20; ++i) {
    const TestQueue queue(static_cast<std::uint8_t>(10 + 2 * i));
    inputs.push_back(
        client.input(client.frame(queue.made(), relay::Cap::read, queue.rid(), queue.read())));
  }
  const int before = store.commits;
  const auto replies = client.replies(world.step(inputs));
  CHECK(store.commits == before + 1);
  REQUIRE(replies.size() == 20);
  for (const auto& reply : replies) CHECK(is_ok(reply));
}

TEST_CASE(
    "a relay's database from before versions began again at 1 is refused, and left as it is") {
  const TempFolder folder;
  TestRandom random{1};
  const auto open = [&](runtime::OsDisk& disk) {
    auto database = store::Database::open(disk, random, "relay.db", Secret<32>(Bytes(32, 9)));
    REQUIRE(database.ok());
    return std::move(*database);
  };
  {
    const auto disk = std::move(*runtime::OsDisk::at(folder.path()));
    const auto database = open(*disk);
    REQUIRE(relay::SqlRelayStore::open(*database).ok());
    database->script("PRAGMA application_id=0");
  }
  const auto disk = std::move(*runtime::OsDisk::at(folder.path()));
  const auto database = open(*disk);
  const auto refused = relay::SqlRelayStore::open(*database);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(std::get<0>(*database->one<std::int64_t>("PRAGMA application_id")) == 0);
}
