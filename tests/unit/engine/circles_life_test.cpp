// What happens to a circle in the run of its life: people late and long away, coming and going,
// slots early, twice and out of order, nodes that crash.
#include "engine/circles.h"

#include "core/envelope.h"
#include "support/circle_net.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kCircle = "night shift";

struct Three {
  explicit Three(std::uint64_t seed = 1)
      : net(seed), ada(net.add("Ada")), bea(net.add("Bea")), cleo(net.add("Cleo")) {
    REQUIRE(ada.circles().create({kCircle, {}}).ok());
  }
  void add(const char* name) {
    REQUIRE(ada.circles().add(kCircle, name).ok());
    net.settle();
  }
  void both() {
    net.settle();
    add("Bea");
    add("Cleo");
  }
  CircleNet net;
  Person &ada, &bea, &cleo;
};

}  // namespace

TEST_CASE("what is sent right after `circle add` reaches her, and nobody sees it twice") {
  Three three;
  three.net.settle();
  three.add("Bea");
  three.net.pass(std::chrono::hours{1});
  REQUIRE(three.ada.say(kCircle, "long before").ok());
  three.net.settle();
  three.net.pass(std::chrono::hours{1});
  three.cleo.online = false;
  REQUIRE(three.ada.circles().add(kCircle, "Cleo").ok());
  REQUIRE(three.ada.say(kCircle, "right after").ok());
  three.net.settle();
  CHECK(three.ada.circles().standing(three.ada.circle(kCircle).id)->others == 2);
  CHECK(three.bea.times_read("right after") == 1);
  three.net.pass(std::chrono::hours{24 * 3});
  three.cleo.online = true;
  three.net.settle();
  CHECK(three.cleo.inbox == std::vector<std::string>{"right after"});
  CHECK(three.bea.times_read("right after") == 1);
  CHECK(three.ada.handed_over.size() == 2);
}

TEST_CASE("a message older than 7 days is not posted again for who is added") {
  Three three;
  three.net.settle();
  three.add("Bea");
  three.cleo.online = false;
  REQUIRE(three.ada.circles().add(kCircle, "Cleo").ok());
  REQUIRE(three.ada.say(kCircle, "right after").ok());
  three.net.settle();
  SECTION("at the limit it is") {
    three.net.pass(limits::kOwnPostLife - Duration{1});
    three.cleo.online = true;
    three.net.settle();
    CHECK(three.cleo.read("right after"));
  }
  SECTION("one past it is not") {
    three.net.pass(limits::kOwnPostLife + Duration{1});
    three.cleo.online = true;
    three.net.settle();
    CHECK(three.cleo.state(kCircle) == "member");
    CHECK_FALSE(three.cleo.read("right after"));
  }
}

TEST_CASE("late joiner: she holds nothing older, and reads all that comes") {
  Three three;
  three.net.settle();
  three.add("Bea");
  REQUIRE(three.bea.say(kCircle, "older").ok());
  three.net.settle();
  three.net.pass(std::chrono::hours{24});
  three.add("Cleo");
  REQUIRE(three.bea.say(kCircle, "newer").ok());
  three.net.settle();
  CHECK(three.cleo.inbox == std::vector<std::string>{"newer"});
  CHECK(three.cleo.store.circle_rows.epochs(three.cleo.circle(kCircle).id).size() == 1);
}

TEST_CASE("who was away while others came and went follows epoch by epoch") {
  Three three;
  three.both();
  three.bea.online = false;
  Person& dora = three.net.add("Dora");
  three.add("Dora");
  REQUIRE(dora.say(kCircle, "in epoch 4").ok());
  three.net.settle();
  REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
  three.net.settle();
  REQUIRE(dora.say(kCircle, "in epoch 5").ok());
  three.net.settle();
  three.bea.online = true;
  three.net.settle();
  CHECK(three.bea.epoch(kCircle) == 5);
  CHECK(three.bea.times_read("in epoch 4") == 1);
  CHECK(three.bea.times_read("in epoch 5") == 1);
  CHECK_FALSE(three.cleo.read("in epoch 5"));
}

TEST_CASE("what she posts while the epoch changes is posted again in the new one") {
  Three three;
  three.both();
  three.bea.online = false;
  REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
  three.net.settle();
  // Bea does not know of it; her post stands in her outbox, for a board that is closed.
  REQUIRE(three.bea.say(kCircle, "late").ok());
  three.bea.online = true;
  three.net.settle();
  CHECK(three.ada.times_read("late") == 1);
  CHECK_FALSE(three.cleo.read("late"));
  CHECK(three.bea.handed_over.size() == 1);
  three.net.pass(std::chrono::minutes{10});  // what a closed board refused is tried once more
  three.net.settle();
  CHECK(three.bea.store.outbox_rows.size() == 0);
}

TEST_CASE("long-absent member: she asks where they are, and is welcomed if she still belongs") {
  Three three;
  three.both();
  three.bea.online = false;
  Person& dora = three.net.add("Dora");
  three.add("Dora");
  REQUIRE(three.ada.circles().remove(kCircle, "Dora").ok());
  three.net.settle();
  SECTION("she does") {
    REQUIRE(three.cleo.say(kCircle, "while away").ok());
    three.net.settle();
    three.net.pass(limits::kAbsence + std::chrono::hours{48});
    // The old boards are gone by now, and so are the letters of then.
    const BoardId now = three.ada.circle(kCircle).current;
    std::erase_if(three.net.relay.boards, [&](const auto& board) { return board.first != now; });
    three.net.letters.clear();
    three.bea.online = true;
    three.net.settle();
    CHECK(three.bea.state(kCircle) == "member");
    CHECK(three.bea.epoch(kCircle) == 5);
    REQUIRE(three.cleo.say(kCircle, "welcome back").ok());
    REQUIRE(three.bea.say(kCircle, "here I am").ok());
    three.net.settle();
    CHECK(three.bea.read("welcome back"));
    CHECK(three.cleo.read("here I am"));
    CHECK_FALSE(dora.read("here I am"));
  }
  SECTION("she does not") {
    REQUIRE(three.ada.circles().remove(kCircle, "Bea").ok());
    three.net.settle();
    three.net.pass(limits::kAbsence + std::chrono::hours{48});
    const BoardId now = three.ada.circle(kCircle).current;
    std::erase_if(three.net.relay.boards, [&](const auto& board) { return board.first != now; });
    three.net.letters.clear();
    three.bea.online = true;
    three.net.settle();
    CHECK(three.bea.state(kCircle) == "not_current");
    REQUIRE(three.cleo.say(kCircle, "without Bea").ok());
    three.net.settle();
    CHECK_FALSE(three.bea.read("without Bea"));
  }
}

TEST_CASE("a quiet circle is asked after, once a week at most, and is current when told so") {
  Three three;
  three.both();
  three.net.pass(limits::kAbsence + Duration{1});
  int questions = 0;
  three.net.loses = [&](const CircleNet::Letter&, const Content& content) {
    questions += std::holds_alternative<content::CircleState>(content) ? 1 : 0;
    return false;
  };
  three.net.settle();
  CHECK(questions == 2);  // Bea's and Cleo's
  CHECK(three.bea.was_told("not_current"));
  CHECK(three.bea.state(kCircle) == "member");
}

TEST_CASE("a quiet circle is told as not current, whether or not somebody can be asked") {
  Three three;
  three.both();
  three.bea.store.contact_rows.erase(CircleNet::contact_id("Ada"));  // who brought her in
  three.net.pass(limits::kAbsence);
  three.net.settle();
  CHECK(three.bea.state(kCircle) == "member");
  three.net.pass(Duration{1} + std::chrono::hours{24});
  three.net.settle();
  CHECK(three.bea.state(kCircle) == "not_current");
  CHECK(three.ada.state(kCircle) == "not_current");  // its founder has nobody to ask
  three.net.pass(std::chrono::hours{24 * 8});
  three.net.settle();
  for (const Person* person : {&three.ada, &three.bea}) {
    const auto& events = person->context.events;
    CHECK(std::count_if(events.begin(), events.end(), [](const api::Event& event) {
            return event.detail == "not_current";
          }) == 1);
  }
  REQUIRE(three.cleo.say(kCircle, "still here").ok());
  three.net.settle();
  CHECK(three.ada.state(kCircle) == "member");
  CHECK(three.bea.state(kCircle) == "member");
}

TEST_CASE("a founder who is alone is not told that her circle is quiet") {
  Three three;
  three.net.pass(limits::kAbsence * 2);
  three.net.settle();
  CHECK(three.ada.state(kCircle) == "member");
}

TEST_CASE("the only admin cannot leave others behind whom nobody could remove") {
  Three three;
  three.both();
  const auto refused = three.ada.circles().leave(kCircle);
  REQUIRE_FALSE(refused.ok());
  CHECK_THAT(refused.error().message, ContainsSubstring("watchword circle remove 'night shift'"));
  CHECK(three.ada.state(kCircle) == "member");
  REQUIRE(three.bea.circles().leave(kCircle).ok());  // others may go
  three.net.settle();
  CHECK_FALSE(three.ada.circles().leave(kCircle).ok());
  REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
  three.net.settle();
  CHECK(three.cleo.state(kCircle) == "removed");
  SECTION("somebody who was asked counts, until that is taken back") {
    three.bea.online = false;
    REQUIRE(three.ada.circles().add(kCircle, "Bea").ok());
    CHECK_FALSE(three.ada.circles().leave(kCircle).ok());
    REQUIRE(three.ada.circles().remove(kCircle, "Bea").ok());
  }
  CHECK(three.ada.circles().leave(kCircle).ok());
  CHECK(three.ada.state(kCircle) == "left");
}

TEST_CASE("repeated and reordered slots change nothing") {
  Three three;
  three.net.repeat_slots = true;
  three.both();
  REQUIRE(three.bea.say(kCircle, "one").ok());
  REQUIRE(three.bea.say(kCircle, "two").ok());
  three.cleo.online = false;
  three.net.settle();
  // Cleo's relay hands out the messages before the key slot that opens them.
  auto& board = three.net.relay.boards.at(three.cleo.circle(kCircle).current);
  REQUIRE(board.slots.size() == 4);  // snapshot, key slot, two messages
  std::swap(board.slots[1], board.slots[3]);
  three.cleo.store.source_rows.set_place(
      three.cleo.store.source_rows.find_target(three.cleo.circle(kCircle).current)->id, 1, 0);
  three.cleo.online = true;
  three.net.settle();
  CHECK(three.cleo.times_read("one") == 1);
  CHECK(three.cleo.times_read("two") == 1);
  CHECK(three.ada.times_read("two") == 1);
  CHECK(three.cleo.store.circle_rows.held_rows.empty());
}

TEST_CASE("nodes that restart after every step, and lose every answer once, lose nothing") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    Three three(seed * 100);
    three.net.crash_always = true;
    three.net.repeat_slots = true;
    three.both();
    REQUIRE(three.bea.say(kCircle, "one").ok());
    three.net.step();
    REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
    three.net.step();
    REQUIRE(three.bea.say(kCircle, "two").ok());
    three.net.settle();
    REQUIRE(three.ada.say(kCircle, "three").ok());
    three.net.settle();
    CHECK(three.ada.times_read("one") == 1);
    CHECK(three.ada.times_read("two") == 1);
    CHECK(three.bea.times_read("three") == 1);
    CHECK_FALSE(three.cleo.read("three"));
    CHECK(three.bea.epoch(kCircle) == three.ada.epoch(kCircle));
    CHECK(three.ada.store.outbox_rows.size() == 0);
    CHECK(three.bea.store.outbox_rows.size() == 0);
  }
}

TEST_CASE("an admin who crashes between two steps of a change goes on where she was") {
  Three three;
  three.both();
  int allowed = 0;
  three.net.relay.refuses_work = [&](const OutboxOp& op) {
    return op.owner == three.ada.circle(kCircle).id.bytes && allowed-- <= 0;
  };
  REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
  for (int step = 0; step < 8; ++step) {
    allowed = 1;
    three.ada.restart();
    three.net.settle();
  }
  CHECK(three.bea.epoch(kCircle) == 4);
  CHECK(three.cleo.state(kCircle) == "removed");
  CHECK(three.ada.store.outbox_rows.size() == 0);
}

TEST_CASE("nobody is sent to a board before its snapshot stands there") {
  Three three;
  three.both();
  three.net.relay.refuses_work = [&](const OutboxOp& op) {
    return op.message ==
           engine::mark_of(
               three.ada.store.circle_rows.epoch(three.ada.circle(kCircle).current)->snapshot);
  };
  REQUIRE(three.ada.circles().remove(kCircle, "Cleo").ok());
  three.net.settle();
  CHECK(three.ada.epoch(kCircle) == 4);
  CHECK(three.bea.epoch(kCircle) == 3);
  REQUIRE(three.bea.say(kCircle, "before the epoch slot").ok());
  three.net.settle();
  CHECK(three.ada.read("before the epoch slot"));
  three.net.relay.refuses_work = nullptr;
  three.net.settle();
  CHECK(three.bea.epoch(kCircle) == 4);
}

TEST_CASE("who leaves is out by her own signed notice") {
  Three three;
  three.both();
  REQUIRE(three.bea.circles().leave(kCircle).ok());
  CHECK(three.bea.state(kCircle) == "left");
  three.net.settle();
  CHECK(three.ada.circles().show(kCircle)->members.size() == 2);
  CHECK(three.cleo.epoch(kCircle) == 4);
  REQUIRE(three.cleo.say(kCircle, "without Bea").ok());
  three.net.settle();
  CHECK(three.ada.read("without Bea"));
  CHECK_FALSE(three.bea.read("without Bea"));
  CHECK_FALSE(three.bea.say(kCircle, "after").ok());
  SECTION("and can be added again, under another pseudonym") {
    three.add("Bea");
    CHECK(three.bea.state(kCircle) == "member");
    REQUIRE(three.cleo.say(kCircle, "hello again").ok());
    three.net.settle();
    CHECK(three.bea.inbox == std::vector<std::string>{"hello again"});
  }
}

TEST_CASE("with `circles` set to ask, an offer waits for her") {
  Three three;
  three.net.settle();
  three.bea.store.settings_rows.set("circles", "ask");
  three.add("Bea");
  CHECK(three.bea.state(kCircle) == "joining");
  CHECK(three.bea.was_told("offered_by: Ada"));
  CHECK(three.ada.epoch(kCircle) == 1);
  SECTION("yes") {
    REQUIRE(three.bea.circles().join(kCircle).ok());
    three.net.settle();
    CHECK(three.bea.state(kCircle) == "member");
    CHECK(three.bea.circles().join(kCircle).ok());
  }
  SECTION("no") {
    REQUIRE(three.bea.circles().leave(kCircle).ok());
    three.net.settle();
    CHECK(three.ada.was_told("declined: Bea"));
    CHECK(three.ada.circles().show(kCircle)->members.size() == 1);
  }
}

TEST_CASE("a key slot comes before a first message, every 7 days, and every 100 messages") {
  Three three;
  three.net.settle();
  three.add("Bea");
  const auto key_slots = [&] { return three.ada.store.circle_rows.kem_rows.size(); };
  const auto before = key_slots();
  REQUIRE(three.ada.say(kCircle, "1").ok());
  CHECK(key_slots() == before + 1);
  for (int i = 2; i <= 100; ++i) REQUIRE(three.ada.say(kCircle, "more").ok());
  CHECK(key_slots() == before + 1);
  REQUIRE(three.ada.say(kCircle, "101").ok());
  CHECK(key_slots() == before + 2);
  three.net.settle();
  three.net.pass(limits::kKeySlotEvery - Duration{1});
  REQUIRE(three.ada.say(kCircle, "not yet").ok());
  CHECK(key_slots() == before + 2);
  three.net.pass(Duration{1});
  REQUIRE(three.ada.say(kCircle, "now").ok());
  CHECK(key_slots() == before + 3);
  three.net.settle();
  CHECK(three.bea.read("101"));
  CHECK(three.bea.read("now"));
  // Her old kem keys end 30 days after the relay has the newer one, by a clock that is confirmed.
  three.net.pass(limits::kOldKemLife + std::chrono::hours{25});
  three.ada.context.may_erase = false;
  three.net.settle();
  CHECK(key_slots() == before + 3);
  three.ada.context.may_erase = true;
  three.net.settle();
  CHECK(key_slots() == 1);
  REQUIRE(three.bea.say(kCircle, "to her newest key").ok());
  three.net.settle();
  CHECK(three.ada.read("to her newest key"));
}

TEST_CASE("a message of several parts arrives whole") {
  Three three;
  three.both();
  const std::string longest(32'000, 'x');
  REQUIRE(three.bea.say(kCircle, longest).ok());
  three.net.settle();
  CHECK(three.ada.times_read(longest) == 1);
  CHECK(three.cleo.times_read(longest) == 1);
  CHECK(three.bea.handed_over.size() == 1);
}

TEST_CASE("what a person asks wrongly is answered in plain words, and changes nothing") {
  Three three;
  three.net.settle();
  using Kind = api::Problem::Kind;
  const auto kind_of = [](const auto& answer) {
    REQUIRE_FALSE(answer.ok());
    CHECK_FALSE(answer.error().message.empty());
    return answer.error().kind;
  };
  CHECK(kind_of(three.ada.circles().create({"Night Shift", {}})) == Kind::invalid);
  CHECK(kind_of(three.ada.circles().create({"", {}})) == Kind::invalid);
  CHECK(three.ada.circles().create({std::string(32, 'n'), {}}).ok());
  CHECK(kind_of(three.ada.circles().create({std::string(33, 'n'), {}})) == Kind::invalid);
  CHECK(kind_of(three.ada.circles().add("no such", "Bea")) == Kind::not_found);
  CHECK(kind_of(three.ada.circles().add(kCircle, "nobody")) == Kind::not_found);
  CHECK(kind_of(three.ada.circles().remove(kCircle, "nobody")) == Kind::not_found);
  CHECK(kind_of(three.ada.circles().show("no such")) == Kind::not_found);
  CHECK(kind_of(three.ada.circles().leave("no such")) == Kind::not_found);
  const auto own = three.ada.circle(kCircle).pseudonym;
  CHECK(kind_of(three.ada.circles().remove(kCircle, own)) == Kind::invalid);
  SECTION("an unverified contact cannot be added") {
    CircleNet::introduce(three.ada, three.bea, Trust::unchecked);
    CHECK(kind_of(three.ada.circles().add(kCircle, "Bea")) == Kind::unchecked_words);
    CircleNet::introduce(three.ada, three.bea, Trust::changed);
    CHECK(kind_of(three.ada.circles().add(kCircle, "Bea")) == Kind::unchecked_words);
    CHECK(three.net.letters.empty());
  }
  SECTION("somebody who is no admin changes nothing") {
    three.add("Bea");
    CHECK(kind_of(three.bea.circles().add(kCircle, "Cleo")) == Kind::other);
    CHECK(kind_of(three.bea.circles().remove(kCircle, "Ada")) == Kind::other);
  }
  SECTION("without a relay there is no circle") {
    three.bea.store.settings_rows.own.clear();
    CHECK(kind_of(three.bea.circles().create({"mine", {}})) == Kind::other);
  }
  SECTION("50 circles, not 51") {
    for (std::size_t i = three.ada.circles().list()->size(); i < limits::kCirclesMax; ++i) {
      REQUIRE(three.ada.circles().create({"circle " + std::to_string(i), {}}).ok());
    }
    CHECK(kind_of(three.ada.circles().create({"one more", {}})) == Kind::invalid);
  }
}

TEST_CASE("who takes part under a name that is used already gets another one for it here") {
  Three three;
  three.net.settle();
  REQUIRE(three.bea.circles().create({kCircle, {}}).ok());
  three.add("Bea");
  CHECK(three.bea.state("night shift 2") == "member");
  CHECK(three.bea.circles().show(kCircle)->admin);
}

TEST_CASE("somebody brought in within 7 days is a fresh invitee of who brought her") {
  Three three;
  three.both();
  const auto circle = three.ada.circle(kCircle).id;
  const MemberId ada = engine::self_of(three.ada.circle(kCircle));
  const MemberId bea = engine::self_of(three.bea.circle(kCircle));
  CHECK(three.cleo.circles().is_fresh_invitee_of(circle, bea, ada));
  CHECK_FALSE(three.cleo.circles().is_fresh_invitee_of(circle, ada, bea));
  CHECK_FALSE(three.cleo.circles().is_fresh_invitee_of(circle, ada, ada));
  three.net.pass(limits::kFreshInvitee);
  CHECK_FALSE(three.cleo.circles().is_fresh_invitee_of(circle, bea, ada));
}

TEST_CASE("a relay that is not hers is named to who is welcomed there, and not read by itself") {
  Three three;
  three.net.settle();
  three.bea.store.settings_rows.own.clear();
  three.add("Bea");
  CHECK(three.bea.was_told("relay_not_added"));
}

namespace {
relay::Slot by_cleo(Three& three, const StoredEpoch& epoch, std::uint8_t kind, ByteView message) {
  const auto seed = three.cleo.circle(kCircle).sign_seed.clone();
  return board_slot(three.cleo.random, epoch, kind, message, seed, place_of(epoch, seed));
}
}  // namespace

TEST_CASE("a slot of a kind that is not known is kept aside and stops nothing") {
  Three three;
  three.both();
  const auto epoch = three.ada.store.circle_rows.epoch(three.ada.circle(kCircle).current);
  three.net.relay.boards.at(epoch->board)
      .slots.push_back(by_cleo(three, *epoch, 99, Bytes{1, 2, 3}));
  REQUIRE(three.bea.say(kCircle, "and on").ok());
  three.net.settle();
  CHECK(three.ada.read("and on"));
  CHECK(three.ada.store.circle_rows.held_rows.size() == 1);
}

TEST_CASE("what cannot be read yet is held: 64 slots of a member, 16 letters, and no more") {
  Three three;
  three.both();
  const auto epoch = three.ada.store.circle_rows.epoch(three.ada.circle(kCircle).current);
  const auto& held = three.bea.store.circle_rows.held_rows;
  // Epoch slots over a roster that nobody has seen.
  EpochSlot slot;
  slot.circle = three.ada.circle(kCircle).id;
  slot.epoch = 99;
  slot.wraps.resize(2);
  slot.sealed_route.resize(40);
  const auto unknown = [&](std::uint8_t number) {
    slot.old_snapshot.bytes.fill(number);
    return wire::encode_epoch_slot(slot);
  };
  for (std::uint8_t i = 1; i <= limits::kHeldPairwise + 1; ++i) {
    three.bea.circles().on_pair_content(CircleNet::contact_id("Cleo"),
                                        content::CircleEpoch{unknown(i)});
    CHECK(held.size() == std::min<std::size_t>(i, limits::kHeldPairwise));
  }
  auto& board = three.net.relay.boards.at(epoch->board);
  for (std::size_t i = 0; i < limits::kHeldSlots; ++i) {
    board.slots.push_back(by_cleo(three, *epoch, static_cast<std::uint8_t>(SlotKind::epoch_slot),
                                  unknown(static_cast<std::uint8_t>(i))));
  }
  three.net.settle();
  CHECK(held.size() == limits::kHeldPairwise + limits::kHeldPerMember);
  REQUIRE(three.ada.say(kCircle, "all the same").ok());
  three.net.settle();
  CHECK(three.bea.read("all the same"));
}
