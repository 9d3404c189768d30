// Goal: a queue does what PROTOCOL.md says of QNEW, QSECURE, PUT, GET and QDEL, through the engine,
// frame by frame. Method: each test once over a store in memory and once over SQLCipher.
#include "support/relay_shelf.h"
#include "support/relay_world.h"

using namespace ww;
using namespace ww::test;
using relay::Cap;
using relay::Refusal;

namespace {

struct Fixture {
  RelayShelf shelf{over_sql()};
  RelayWorld world{shelf.store()};
  TestQueue queue{10};
  RelayClient reader{world}, writer{world};
  Fixture() {
    reader.hello();
    writer.hello();
    REQUIRE(is_ok(queue.make(reader)));
  }
};

}  // namespace

TEST_CASE("what is put is got, in order, and deleted by the acknowledgement") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 0xa1)));
  CHECK(is_ok(f.queue.put(f.writer, 2, 0xa2)));
  CHECK(arrived(f.queue.get(f.reader, false, 0)) == Items{{1, 0xa1}, {2, 0xa2}});
  CHECK(arrived(f.queue.get(f.reader, false, 1)) == Items{{2, 0xa2}});
  CHECK(arrived(f.queue.get(f.reader, true, 1)) == Items{{2, 0xa2}});
  CHECK(arrived(f.queue.get(f.reader, true, 2)).empty());
  CHECK(f.world.engine->totals().slots == 0);
}

TEST_CASE("a Get has exactly as many frames as it asked for, dummies and errors included") {
  Fixture f;
  const auto count = GENERATE(std::uint8_t{1}, std::uint8_t{4});
  CHECK(f.queue.get(f.reader, false, 0, count).size() == count);
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(f.queue.get(f.reader, false, 0, count).size() == count);
  const TestQueue unknown{90};
  const auto refused = unknown.get(f.reader, false, 0, count);
  REQUIRE(refused.size() == count);
  for (std::size_t i = 0; i < refused.size(); ++i) {
    const auto& item = std::get<relay::Item>(refused[i]);
    CHECK(item.refused == Refusal::auth);
    CHECK(item.index == i);
    CHECK(item.position == 0);
  }
}

TEST_CASE("the same Put is Ok again, before and after the slot is acknowledged, and stored once") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 7)));
  CHECK(is_ok(f.queue.put(f.writer, 1, 7)));
  CHECK(arrived(f.queue.get(f.reader, false, 0)) == Items{{1, 7}});
  f.queue.get(f.reader, true, 1);
  CHECK(is_ok(f.queue.put(f.writer, 1, 7)));
  CHECK(arrived(f.queue.get(f.reader, true, 1)).empty());
}

TEST_CASE("a skipped, an old and a zero number are conflicts that tell the last one") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(is_ok(f.queue.put(f.writer, 2, 2)));
  const auto number = GENERATE(std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2},
                               std::uint64_t{4}, ~std::uint64_t{0});
  CAPTURE(number);
  const auto reply = f.queue.put(f.writer, number, 99);
  REQUIRE(refusal_of(reply) == Refusal::conflict);
  CHECK(std::get<relay::Refused>(reply).last == 2);
}

TEST_CASE("making the same queue again is Ok; the same ids under another key are taken") {
  Fixture f;
  CHECK(is_ok(f.queue.make(f.reader)));
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(is_ok(f.queue.make(f.reader)));  // nothing was lost by it
  CHECK(arrived(f.queue.get(f.reader, false, 0)) == Items{{1, 1}});

  relay::QueueNew same_rid = f.queue.made();
  same_rid.recv_pub = pub_of(50);
  CHECK(refusal_of(f.reader.ask(same_rid, Cap::read, same_rid.rid, key_of(50))) == Refusal::taken);
  relay::QueueNew same_sid = TestQueue{60}.made();
  same_sid.sid = f.queue.sid();
  CHECK(refusal_of(f.reader.ask(same_sid, Cap::read, same_sid.rid, key_of(60))) == Refusal::taken);
}

TEST_CASE("attack: second taker of an invite") {
  Fixture f;
  const TestQueue invite{30};
  REQUIRE(is_ok(invite.make(f.reader, true)));
  CHECK(refusal_of(invite.put(f.writer, 1, 1)) == Refusal::auth);  // nobody's yet

  const auto secure = [&](RelayClient& client, std::uint8_t seed) {
    const relay::QueueSecure request{invite.sid(), pub_of(seed)};
    return client.ask(request, Cap::write, invite.sid(), key_of(seed));
  };
  CHECK(is_ok(secure(f.writer, 31)));
  CHECK(is_ok(secure(f.writer, 31)));  // repeated
  RelayClient second(f.world);
  second.hello();
  CHECK(refusal_of(secure(second, 77)) == Refusal::taken);
  CHECK(is_ok(invite.put(f.writer, 1, 1)));
  const relay::Put put{invite.sid(), 2, slot_of(2)};
  CHECK(refusal_of(second.ask(put, Cap::write, invite.sid(), key_of(77))) == Refusal::auth);
  CHECK(is_ok(invite.make(f.reader, true)));  // the inviter's repeated QNEW changes nothing
  CHECK(refusal_of(secure(second, 77)) == Refusal::taken);
}

TEST_CASE("a deleted queue is gone with its slots; deleting one tells nobody whether it is there") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  const auto erase = [&] {
    return f.reader.ask(relay::QueueDelete{f.queue.rid()}, Cap::read, f.queue.rid(),
                        f.queue.read());
  };
  const auto by = [&](const QueueId& rid, std::uint8_t key) {
    return refusal_of(f.reader.ask(relay::QueueDelete{rid}, Cap::read, rid, key_of(key)));
  };
  CHECK(by(f.queue.rid(), 99) == Refusal::auth);       // another's
  CHECK(by(id_of<QueueId>(77), 99) == Refusal::auth);  // nobody's
  CHECK(is_ok(erase()));
  CHECK(refusal_of(erase()) == Refusal::auth);
  CHECK(f.world.engine->totals().queues == 0);
  CHECK(f.world.engine->totals().slots == 0);
  CHECK(refusal_of(f.queue.put(f.writer, 2, 1)) == Refusal::auth);
}

TEST_CASE("attack: clone that writes is noticed") {
  // Two devices with one state both send number 2: the second is told so, whichever it is.
  Fixture f;
  RelayClient clone(f.world);
  clone.hello();
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(is_ok(f.queue.put(clone, 2, 0xcc)));
  const auto reply = f.queue.put(f.writer, 2, 2);
  REQUIRE(refusal_of(reply) == Refusal::conflict);
  CHECK(std::get<relay::Refused>(reply).last == 2);
}

TEST_CASE("attack: clone that reads is noticed") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  RelayClient clone(f.world);
  clone.hello();
  f.queue.get(clone, true, 1);
  const auto seen = f.queue.get(f.reader, false, 0, 1);
  CHECK(std::get<relay::Item>(seen[0]).acked == 1);  // the reader acknowledged nothing
}

TEST_CASE("a place that is not known acknowledges nothing and is answered from the beginning") {
  Fixture f;
  CHECK(is_ok(f.queue.put(f.writer, 1, 1)));
  CHECK(is_ok(f.queue.put(f.writer, 2, 2)));
  f.queue.get(f.reader, true, 1);
  CHECK(is_ok(f.queue.put(f.writer, 3, 3)));
  const std::uint64_t right = relay::mark_of(slot_of(2));
  const auto place =
      GENERATE_COPY(relay::Place{2, right + 1}, relay::Place{3, right}, relay::Place{1, right},
                    relay::Place{1000, right}, relay::Place{~std::uint64_t{0}, 0});
  CAPTURE(place.position);
  const auto answer = f.queue.get_from(f.reader, true, place);
  CHECK(arrived(answer) == Items{{2, 2}, {3, 3}});
  CHECK(std::get<relay::Item>(answer[0]).anew);
  CHECK(std::get<relay::Item>(answer[0]).acked == 1);
  const auto known = f.queue.get_from(f.reader, true, {2, right});
  CHECK(arrived(known) == Items{{3, 3}});
  CHECK_FALSE(std::get<relay::Item>(known[0]).anew);
  CHECK(std::get<relay::Item>(known[0]).acked == 2);
}

TEST_CASE(
    "a reader that waits at a place that is not known is told what comes from the beginning") {
  Fixture f;
  CHECK(f.queue.get_from(f.reader, true, {7, 7}, 4, true).empty());
  const auto put = f.writer.frame(relay::Put{f.queue.sid(), 1, slot_of(1)}, Cap::write,
                                  f.queue.sid(), f.queue.write());
  const auto answer = f.reader.replies(f.world.step({f.writer.input(put)}));
  REQUIRE(answer.size() == 4);
  CHECK(arrived(answer) == Items{{1, 1}});
  CHECK(std::get<relay::Item>(answer.at(0)).anew);
}

TEST_CASE("attack: quota exhaustion of a victim's queue") {
  Fixture f;
  f.world.start_with([](relay::Options& options) {
    options.tick_least = options.tick_most = Duration{0};
    options.queue_slots_max = 3;
    options.puts_per_day = 5;
  });
  RelayClient writer(f.world), reader(f.world), stranger(f.world);
  writer.hello();
  reader.hello();
  stranger.hello();

  SECTION("a stranger cannot fill it, nor can the holder of another capability") {
    for (int i = 0; i < 10; ++i) {
      const relay::Put put{f.queue.sid(), 1, slot_of(1)};
      CHECK(refusal_of(stranger.ask(put, Cap::write, f.queue.sid(), key_of(99))) == Refusal::auth);
      CHECK(refusal_of(stranger.ask(put, Cap::write, f.queue.sid(), f.queue.read())) ==
            Refusal::auth);
      if (f.world.kicked.empty()) continue;
      CHECK(f.world.kicked[0] == stranger.peer());
      break;
    }
    CHECK_FALSE(f.world.kicked.empty());
    CHECK(f.world.engine->totals().slots == 0);
  }
  SECTION("its sender has the bound, no more; another queue is untouched by it") {
    for (std::uint8_t number = 1; number <= 3; ++number) {
      CHECK(is_ok(f.queue.put(writer, number, number)));
    }
    CHECK(refusal_of(f.queue.put(writer, 4, 4)) == Refusal::full);
    const TestQueue other{40};
    CHECK(is_ok(other.make(reader)));
    CHECK(is_ok(other.put(writer, 1, 1)));
    f.queue.get(reader, true, 2);
    CHECK(is_ok(f.queue.put(writer, 4, 4)));
    CHECK(is_ok(f.queue.put(writer, 5, 5)));
    f.queue.get(reader, true, 5);
    CHECK(refusal_of(f.queue.put(writer, 6, 6)) == Refusal::full);  // of the day
    f.world.now += std::chrono::hours(24);
    CHECK(is_ok(f.queue.put(writer, 6, 6)));
  }
}
