// Goal: a Get that waits is answered once, in whole, at a tick after news or at its end.
#include "support/relay_world.h"

using namespace ww;
using namespace ww::test;
using relay::Refusal;

namespace {

struct Fixture {
  MemoryRelayStore store;
  RelayWorld world{store};
  TestQueue queue{10};
  TestBoard board{40};
  RelayClient reader{world}, writer{world};
  Fixture() {
    world.start_with([](relay::Options& options) {
      options.tick_least = std::chrono::milliseconds(500);
      options.tick_most = std::chrono::milliseconds(1000);
    });
    reader.hello();
    writer.hello();
    REQUIRE(is_ok(queue.make(reader)));
    REQUIRE(is_ok(board.make(reader)));
  }
  // Moves to the instant the engine asked to be woken at.
  std::vector<relay::Reply> wake() {
    world.now = world.wake;
    return reader.replies(world.step({}));
  }
};

}  // namespace

TEST_CASE("a poll is answered at the tick after the news, with all that came by then") {
  Fixture f;
  CHECK(f.queue.get(f.reader, false, 0, 4, true).empty());
  const Instant put_at = f.world.now;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(is_ok(f.queue.put(f.writer, 2, 2)));
  CHECK(f.world.wake >= put_at + std::chrono::milliseconds(500));
  CHECK(f.world.wake <= put_at + std::chrono::milliseconds(1000));
  const auto answer = f.wake();
  REQUIRE(answer.size() == 4);
  CHECK(arrived(answer) == Items{{1, 1}, {2, 2}});
  CHECK(f.world.engine->polls() == 0);
}

TEST_CASE("polls with news at once share one tick") {
  Fixture f;
  CHECK(f.queue.get(f.reader, false, 0, 1, true).empty());
  CHECK(f.board.get(f.reader, 0, 1, true).empty());
  CHECK(position_of(f.board.put(f.writer, 1, 2)) == 1);
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(arrived(f.wake()) == Items{{1, 1}, {1, 2}});
}

TEST_CASE("without news a poll ends with dummies, within 25 s and not at once") {
  Fixture f;
  const Instant asked = f.world.now;
  CHECK(f.queue.get(f.reader, false, 0, 4, true).empty());
  const auto answer = f.wake();
  CHECK(answer.size() == 4);
  CHECK(arrived(answer).empty());
  CHECK(f.world.now - asked <= limits::kPollMost);
  CHECK(f.world.now - asked >= limits::kPollMost * 4 / 5);
}

TEST_CASE("what is there already is answered at once") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(arrived(f.queue.get(f.reader, false, 0, 4, true)) == Items{{1, 1}});
}

TEST_CASE("a refused Put is no news, a Put to another queue neither") {
  Fixture f;
  CHECK(f.queue.get(f.reader, false, 0, 1, true).empty());
  CHECK(refusal_of(f.queue.put(f.writer, 5, 1)) == Refusal::conflict);
  const TestQueue other{80};
  CHECK(is_ok(other.make(f.writer)));
  CHECK(is_ok(other.put(f.writer, 1, 1)));
  CHECK(f.world.wake > f.world.now + std::chrono::seconds(10));
}

TEST_CASE("a connection holds as many polls as the bound, and is told busy past it") {
  Fixture f;
  for (std::size_t i = 0; i < limits::kPollsPerConnection; ++i) {
    CHECK(f.queue.get(f.reader, false, 0, 4, true).empty());
  }
  const auto answer = f.queue.get(f.reader, false, 0, 4, true);
  REQUIRE(answer.size() == 4);
  CHECK(std::get<relay::Item>(answer[0]).refused == Refusal::busy);
  RelayClient other(f.world);
  other.hello();
  CHECK(f.queue.get(other, false, 0, 4, true).empty());
}

TEST_CASE("a peer that leaves leaves no poll behind") {
  Fixture f;
  CHECK(f.queue.get(f.reader, false, 0, 4, true).empty());
  f.world.step({relay::PeerGone{f.reader.peer()}});
  CHECK(f.world.engine->polls() == 0);
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(f.wake().empty());
}

TEST_CASE("a queue deleted while a poll waits is told so at its end") {
  Fixture f;
  CHECK(f.queue.get(f.reader, false, 0, 1, true).empty());
  CHECK(is_ok(f.writer.ask(relay::QueueDelete{f.queue.rid()}, relay::Cap::read, f.queue.rid(),
                           f.queue.read())));
  const auto answer = f.wake();
  REQUIRE(answer.size() == 1);
  CHECK(std::get<relay::Item>(answer[0]).refused == Refusal::auth);
}

TEST_CASE("a board's closing is news") {
  Fixture f;
  CHECK(f.board.get(f.reader, 0, 1, true).empty());
  CHECK(is_ok(f.board.close(f.writer)));
  const auto answer = f.wake();
  REQUIRE(answer.size() == 1);
  CHECK(std::get<relay::Item>(answer[0]).closed);
}
