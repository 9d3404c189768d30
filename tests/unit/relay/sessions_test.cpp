// Goal: only who holds the capability, on this connection, at this relay, now, is obeyed; and the
// same answer tells nothing to all others.
#include "support/relay_world.h"

using namespace ww;
using namespace ww::test;
using relay::Cap;
using relay::Refusal;

namespace {

struct Fixture {
  MemoryRelayStore store;
  RelayWorld world{store};
  TestQueue queue{10};
  RelayClient owner{world};
  Fixture() {
    owner.hello();
    REQUIRE(is_ok(queue.make(owner)));
  }
  relay::Reply one(RelayClient& client, const wire::Frame& frame) {
    return client.one(world.step({client.input(frame)}));
  }
  wire::Frame put(RelayClient& client, std::uint64_t number) {
    return client.frame(relay::Put{queue.sid(), number, slot_of(1)}, Cap::write, queue.sid(),
                        queue.write());
  }
};

}  // namespace

TEST_CASE("every connection has its own challenge, all of a day one session key") {
  Fixture f;
  RelayClient a(f.world), b(f.world), c(f.world);
  const auto first = a.hello();
  const auto second = b.hello();
  CHECK(first.session == second.session);
  CHECK(first.challenge != second.challenge);
  CHECK_FALSE(first.password);
  f.world.now += limits::kRelaySessionLife;
  CHECK(c.hello().session != first.session);
}

TEST_CASE("a connection keeps its session for a day after the change, and no longer") {
  Fixture f;
  f.world.now += 2 * limits::kRelaySessionLife - Duration{1};
  CHECK(is_ok(f.queue.put(f.owner, 1, 1)));
  f.world.now += Duration{1};
  CHECK(refusal_of(f.queue.put(f.owner, 2, 2)) == Refusal::sequence);
  CHECK(f.world.kicked == std::vector<PeerId>{f.owner.peer()});
}

TEST_CASE("before its HELLO a connection is told so, and cut off") {
  Fixture f;
  RelayClient early(f.world);
  early.binding() = f.owner.binding();
  CHECK(refusal_of(f.one(early, f.put(early, 1))) == Refusal::sequence);
  CHECK(f.world.kicked == std::vector<PeerId>{early.peer()});
}

TEST_CASE("attack: a frame sent again, left out or out of order is refused") {
  Fixture f;
  const auto first = f.put(f.owner, 1);
  CHECK(is_ok(f.one(f.owner, first)));
  SECTION("again") { CHECK(refusal_of(f.one(f.owner, first)) == Refusal::sequence); }
  SECTION("one left out") {
    f.put(f.owner, 2);
    CHECK(refusal_of(f.one(f.owner, f.put(f.owner, 2))) == Refusal::sequence);
  }
  SECTION("a second HELLO") {
    CHECK(refusal_of(f.one(f.owner, f.owner.hello_frame())) == Refusal::sequence);
  }
  CHECK(f.world.kicked == std::vector<PeerId>{f.owner.peer()});
}

TEST_CASE("attack: frame re-sent on a new session") {
  Fixture f;
  const auto recorded = f.put(f.owner, 1);  // with sequence 2, never delivered
  RelayClient thief(f.world);
  SECTION("on another connection of the same session") {}
  SECTION("after the relay's restart") { f.world.start(); }
  thief.hello();
  thief.set_sequence(1);
  f.world.step(
      {thief.input(wire::request_frame(wire::encode_body(relay::Noop{}), Cap::none, 1, {}))});
  CHECK(refusal_of(f.one(thief, recorded)) == Refusal::auth);
  CHECK(f.world.engine->totals().slots == 0);
}

TEST_CASE("attack: freshness by the relay's clock: set back and ahead, it makes no frame fresh") {
  // Challenge and sequence alone say what is fresh. A recorded frame stays stale whatever the clock
  // shows, on its own connection and on another; and a fresh one is taken while it jumps about.
  const auto seed = GENERATE(1U, 2U, 3U, 4U);
  CAPTURE(seed);
  TestRandom random(seed);
  constexpr Duration kYears = std::chrono::hours{24 * 730};
  Fixture f;
  const Instant made = f.world.now;
  std::vector<wire::Frame> recorded;
  for (std::uint64_t number = 1; number <= 20; ++number) {
    // Anywhere in two years before, or in the life of the connection's session.
    const auto jump = random.between(-kYears, 2 * limits::kRelaySessionLife - Duration{1});
    f.world.now = made + jump;
    recorded.push_back(f.put(f.owner, number));
    CAPTURE(number, jump.count());
    CHECK(is_ok(f.one(f.owner, recorded.back())));
  }
  for (const auto& frame : {recorded.front(), recorded.back()}) {
    f.world.now = made + random.between(-kYears, kYears);
    CHECK(refusal_of(f.one(f.owner, frame)) == Refusal::sequence);
  }
  CHECK_FALSE(f.world.kicked.empty());
  // On a new connection, with the very key of the old one and the sequence that fits.
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    f.world.now = made + random.between(-kYears, kYears);
    RelayClient thief(f.world);
    thief.binding().client = f.owner.binding().client;
    thief.hello();
    for (std::uint64_t sequence = 1; sequence < i + 2; ++sequence) {
      f.world.step({thief.input(
          wire::request_frame(wire::encode_body(relay::Noop{}), Cap::none, sequence, {}))});
    }
    CHECK(refusal_of(f.one(thief, recorded[i])) == Refusal::auth);
  }
}

TEST_CASE("attack: MAC relayed to another relay") {
  // A hostile relay hands its victim the honest relay's session and challenge as its own, and
  // passes the frames on, over a connection of its own or even with the victim's client key.
  Fixture f;
  RelayClient relayed(f.world);
  relayed.hello();
  relayed.binding().relay = RelayKey{pub_of(66)};  // what the victim pinned
  const auto frame = f.put(relayed, 1);
  CHECK(refusal_of(f.one(relayed, frame)) == Refusal::auth);

  RelayClient between(f.world);
  between.hello();
  between.binding().client = pub_of(67);  // the victim's key towards the hostile relay
  const auto other = f.put(between, 1);
  between.binding().client = crypto::PublicKey{};
  CHECK(f.world.engine->totals().slots == 0);
  const RelayFrame forwarded{between.peer(), pub_of(68), to_bytes(other)};
  const auto sent = f.world.step({forwarded});
  CHECK(refusal_of(between.one(sent)) == Refusal::auth);
  CHECK(f.world.engine->totals().slots == 0);
}

TEST_CASE("an unknown id and a wrong MAC have the same answer") {
  Fixture f;
  RelayClient stranger(f.world);
  stranger.hello();
  const TestQueue unknown{80};
  const auto of_unknown = unknown.put(stranger, 1, 1);
  const auto of_known =
      stranger.ask(relay::Put{f.queue.sid(), 1, slot_of(1)}, Cap::write, f.queue.sid(), key_of(81));
  CHECK(refusal_of(of_unknown) == Refusal::auth);
  CHECK(refusal_of(of_known) == Refusal::auth);
}

TEST_CASE("one changed byte of a frame breaks its MAC") {
  Fixture f;
  const auto place = GENERATE(std::size_t{8}, std::size_t{30}, std::size_t{40}, std::size_t{1000},
                              std::size_t{2000});
  CAPTURE(place);
  auto frame = f.put(f.owner, 1);
  frame[place] ^= 1;
  const auto replies = f.owner.replies(f.world.step({f.owner.input(frame)}));
  REQUIRE(replies.size() == 1);
  CHECK_FALSE(is_ok(replies[0]));
  CHECK(f.world.engine->totals().slots == 0);
}

TEST_CASE("a capability does only what it is for") {
  Fixture f;
  const auto put = relay::Put{f.queue.sid(), 1, slot_of(1)};
  CHECK(refusal_of(f.owner.ask(put, Cap::write, f.queue.sid(), f.queue.read())) == Refusal::auth);
  CHECK(refusal_of(f.owner.ask(put, Cap::read, f.queue.sid(), f.queue.write())) ==
        Refusal::malformed);
  CHECK(refusal_of(f.owner.ask(put, Cap::write, f.queue.rid(), f.queue.write())) == Refusal::auth);
  const auto read = f.owner.all(relay::Get{f.queue.rid(), {}, false, 1, false}, Cap::read,
                                f.queue.rid(), f.queue.write());
  CHECK(std::get<relay::Item>(read.at(0)).refused == Refusal::auth);
}

TEST_CASE("who fails as often as the bound is cut off, and not one time before") {
  Fixture f;
  RelayClient stranger(f.world);
  stranger.hello();
  for (std::size_t i = 1; i < limits::kFailuresPerConnection; ++i) {
    CHECK(refusal_of(TestQueue{80}.put(stranger, 1, 1)) == Refusal::auth);
  }
  CHECK(f.world.kicked.empty());
  CHECK(refusal_of(TestQueue{80}.put(stranger, 1, 1)) == Refusal::auth);
  CHECK(f.world.kicked == std::vector<PeerId>{stranger.peer()});
}

TEST_CASE("bytes that are no frame are refused by name and counted") {
  Fixture f;
  Bytes junk(limits::kFrame, 0xff);
  const auto sent = f.world.step({RelayFrame{f.owner.peer(), f.owner.binding().client, junk}});
  const auto why = refusal_of(f.owner.one(sent));
  CHECK((why == Refusal::malformed || why == Refusal::unsupported));
  f.owner.set_sequence(f.owner.sequence() + 1);
  CHECK(is_ok(f.queue.put(f.owner, 1, 1)));
}

TEST_CASE("a connection's frames are bounded: a burst, then a steady flow") {
  Fixture f;
  std::vector<relay::Input> inputs;
  const std::size_t used = 2;  // HELLO and QNEW
  for (std::size_t i = used; i < limits::kFrameBurst + 1; ++i) {
    f.owner.set_sequence(f.owner.sequence() + 1);
    inputs.push_back(f.owner.input(
        wire::request_frame(wire::encode_body(relay::Noop{}), Cap::none, f.owner.sequence(), {})));
  }
  auto replies = f.owner.replies(f.world.step(inputs));
  REQUIRE(replies.size() == inputs.size());
  CHECK(is_ok(replies[replies.size() - 2]));
  CHECK(refusal_of(replies.back()) == Refusal::busy);
  f.world.now += std::chrono::seconds(1);
  CHECK(is_ok(f.queue.put(f.owner, 1, 1)));
}

TEST_CASE("attack: shared relay password") {
  // Who holds a relay's password may make queues there. Nothing else follows from it.
  Fixture f;
  const auto access_key = key_of(150);
  f.world.start_with([&](relay::Options& options) { options.access_key = access_key.clone(); });
  RelayClient member(f.world), outsider(f.world);
  CHECK(member.hello().password);
  outsider.hello();

  const TestQueue fresh{30};
  const auto made_by = [&](RelayClient& client, const crypto::Key& password_key,
                           const TestQueue& queue) {
    relay::QueueNew request = queue.made();
    request.access =
        core::access_proof(password_key, client.binding(), queue.rid(), request.recv_pub);
    return client.ask(request, Cap::read, queue.rid(), queue.read());
  };
  CHECK(refusal_of(fresh.make(outsider)) == Refusal::access);
  CHECK(refusal_of(made_by(outsider, key_of(151), fresh)) == Refusal::access);
  CHECK(is_ok(made_by(member, access_key, fresh)));

  SECTION("a proof seen elsewhere makes no other queue and serves no other connection") {
    relay::QueueNew stolen = TestQueue{40}.made();
    stolen.access =
        core::access_proof(access_key, member.binding(), fresh.rid(), fresh.made().recv_pub);
    CHECK(refusal_of(outsider.ask(stolen, Cap::read, stolen.rid, key_of(40))) == Refusal::access);
    CHECK(refusal_of(member.ask(stolen, Cap::read, stolen.rid, key_of(40))) == Refusal::access);
  }
  SECTION("the password reads, writes, takes and deletes nothing of others") {
    const TestQueue victim{10};  // made before the password was
    const auto put = relay::Put{victim.sid(), 1, slot_of(1)};
    CHECK(refusal_of(member.ask(put, Cap::write, victim.sid(), access_key)) == Refusal::auth);
    const auto read = member.all(relay::Get{victim.rid(), {}, false, 1, false}, Cap::read,
                                 victim.rid(), access_key);
    CHECK(std::get<relay::Item>(read.at(0)).refused == Refusal::auth);
    CHECK(refusal_of(member.ask(relay::QueueDelete{victim.rid()}, Cap::read, victim.rid(),
                                access_key)) == Refusal::auth);
    relay::QueueNew same = victim.made();
    same.recv_pub = pub_of(44);
    same.access = core::access_proof(access_key, member.binding(), same.rid, same.recv_pub);
    CHECK(refusal_of(member.ask(same, Cap::read, same.rid, key_of(44))) == Refusal::taken);
  }
  SECTION("nobody needs it to use a queue that is there") {
    CHECK(is_ok(f.queue.put(outsider, 1, 1)));
  }
}

TEST_CASE("a connection makes as many queues as the bound, and not one more") {
  Fixture f;
  RelayClient maker(f.world);
  maker.hello();
  for (std::uint8_t i = 0; i < limits::kNewPerConnection; ++i) {
    REQUIRE(is_ok(TestQueue(static_cast<std::uint8_t>(100 + 2 * i)).make(maker)));
  }
  CHECK(refusal_of(TestQueue{20}.make(maker)) == Refusal::full);
}
