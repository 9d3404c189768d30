// Messages of somebody who may write to us, made to stop a node, to be taken for something else, or
// to cost it its day: real engines, ratchets and stores.
#include "domain/ratchet_limits.h"
#include "engine/budgets.h"
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/circle.h"
#include "wire/content.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kRing = "ring";

// Node 0 with two contacts and a circle of all three.
struct Ring : ThreeFriends {
  explicit Ring(std::uint64_t seed) : ThreeFriends(seed) {
    REQUIRE(node(0).api().circle_new({kRing, {}}));
    REQUIRE(add_to_circle(*this, 0, kRing, 1));
    REQUIRE(add_to_circle(*this, 0, kRing, 2));
    run_for(std::chrono::minutes{10});
  }
  std::string alert(std::size_t from, const api::SendRequest& request) {
    const auto sent = node(from).api().alert_send(request);
    REQUIRE(sent);
    return sent->id;
  }
  bool reaches(const std::string& id, std::size_t who, Duration most) {
    return run_until([&] { return node(who).running() && node(who).api().alert(id).ok(); }, most);
  }
};

// The node dies and comes back, as after a message that had stopped it.
void die_and_return(SimWorld& world, std::size_t node) {
  world.node(node).crash(world.now());
  world.node(node).start(world.now());
  world.run_for(std::chrono::minutes{2});
}

std::vector<Bytes> poisons() {
  Bytes deep(3400, 0);  // a segment whose pointers lead to themselves
  for (std::size_t i = 0; i < deep.size(); i += 8) deep[i] = 1, deep[i + 6] = 1;
  content::Alert large;
  large.bytes = Bytes(limits::kPayloadContent - 200, 0xA5);
  return {
      {}, Bytes(8, 0xFF), Bytes(limits::kPayloadContent, 0xFF), deep, wire::encode_content(large)};
}

}  // namespace

TEST_CASE("attack: oversize message crash loop, on a queue", "[sim][attack]") {
  ThreeFriends world(91);
  const std::size_t crashes = world.node(0).crashes();
  std::uint64_t position = read_up_to(world, 0, 1);
  std::size_t sent = 0;
  const auto is_passed = [&] {
    world.run_for(std::chrono::minutes{2});
    CHECK(world.node(0).crashes() == crashes + sent);  // ours alone
    CHECK(read_up_to(world, 0, 1) == position + 1);
    position = read_up_to(world, 0, 1);
    die_and_return(world, 0);
    ++sent;
    CHECK(read_up_to(world, 0, 1) == position);  // and it is not met again
  };
  const Bytes full(limits::kSlotMessage, 0xFF);
  for (const SlotKind kind : {SlotKind::prekey_message, SlotKind::signal_message, SlotKind::renew,
                              SlotKind::anonymous, static_cast<SlotKind>(255)}) {
    put_message(world, 1, 0, kind, full);
    is_passed();
  }
  put_plain(world, 1, 0, Bytes(limits::kPayload, 0xFF));
  is_passed();
  put_plain(world, 1, 0, Bytes(1, 0));
  is_passed();
  for (const Bytes& content : poisons()) {
    put_payload(world, 1, 0, content, [](PayloadHeader&) {});
    is_passed();
  }
  // A part of a message whose other parts never come.
  put_payload(world, 1, 0, Bytes(limits::kPayloadContent, 1),
              [](PayloadHeader& header) { header.parts = limits::kPartsMax; });
  is_passed();
  const auto honest =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900550", world.now()), "node0"));
  REQUIRE(honest);
  CHECK(world.run_until([&] { return world.node(0).api().alert(honest->id).ok(); },
                        std::chrono::minutes{10}));
}

TEST_CASE("attack: oversize message crash loop, on a board", "[sim][attack]") {
  Ring world(92);
  const std::size_t crashes = world.node(0).crashes();
  std::size_t sent = 0;
  const auto is_passed = [&](const std::function<void()>& post) {
    const std::uint64_t position = read_up_to(world, 0, kRing);
    post();
    world.run_for(std::chrono::minutes{2});
    CHECK(world.node(0).crashes() == crashes + sent);
    const std::uint64_t after = read_up_to(world, 0, kRing);
    CHECK(after > position);
    die_and_return(world, 0);
    ++sent;
    CHECK(read_up_to(world, 0, kRing) >= after);
  };
  const Bytes full(limits::kSlotMessage - 66, 0xFF);  // with her tag
  for (const SlotKind kind : {SlotKind::sender_key_message, SlotKind::anonymous, SlotKind::key_slot,
                              SlotKind::snapshot, SlotKind::epoch_slot}) {
    is_passed([&] {
      with_circle(
          world, 1, kRing,
          [&](engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch) {
            add_board_put(context, circle, epoch, kind, full);
          });
    });
  }
  // Properly signed by a member, and no alert.
  is_passed([&] {
    content::Alert alert;
    alert.bytes = Bytes(limits::kPayloadContent - 200, 0xA5);
    post_raw(world, 1, kRing, alert);
  });
  const std::string honest =
      world.alert(1, to_circle(alert_about("07700 900551", world.now()), kRing));
  CHECK(world.reaches(honest, 0, std::chrono::minutes{10}));
}

TEST_CASE("attack: a contact's message of another context is dropped, though its key is right",
          "[sim][attack]") {
  ThreeFriends world(93);
  const auto forged = [&] { return forge(world, world.random().key()); };
  const auto shown = [&](const Forged& alert) {
    world.run_for(std::chrono::minutes{3});
    return world.node(0).api().alert(alert.alert.id.base32()).ok();
  };
  // What she wrote to somebody else, or what was written to her, given to us; or to nobody at all.
  Digest32 of_other;
  with_contact(world, 2, 0, [&](engine::Context&, const Contact& contact) {
    of_other = core::pair_context(contact.k, direction_from(contact));
  });
  Digest32 sent_back;
  with_contact(world, 1, 0, [&](engine::Context&, const Contact& contact) {
    const auto back = direction_from(contact) == core::Direction::to_inviter
                          ? core::Direction::to_acceptor
                          : core::Direction::to_inviter;
    sent_back = core::pair_context(contact.k, back);
  });
  for (const Digest32& context : {of_other, sent_back, Digest32{}}) {
    const Forged alert = forged();
    put_payload(world, 1, 0, wire::encode_content(alert.content()),
                [&](PayloadHeader& header) { header.context = context; });
    CHECK_FALSE(shown(alert));
  }
  const Forged right = forged();  // all the same but for the context
  put_payload(world, 1, 0, wire::encode_content(right.content()), [](PayloadHeader&) {});
  CHECK(shown(right));
}

TEST_CASE("attack: a member's message of another context is dropped, though its key is right",
          "[sim][attack]") {
  Ring world(94);
  world.alert(1, to_circle(alert_about("07700 900552", world.now()), kRing));  // her key is known
  world.run_for(std::chrono::minutes{10});
  const auto posted_with = [&](const auto& change) {
    const Forged alert = forge(world, world.random().key());
    with_circle(
        world, 1, kRing,
        [&](engine::Context& context, const StoredCircle& circle, StoredEpoch& epoch) {
          const auto self = engine::self_of(circle);
          const auto roster = wire::decode_snapshot(epoch.snapshot);
          REQUIRE(roster);
          MemberId other;
          for (const Member& member : roster->members) {
            if (member_id(member.sign_pub) != self) other = member_id(member.sign_pub);
          }
          Payload payload;
          payload.header.message = context.random.id<MessageId>();
          payload.header.sequence = ++epoch.send_sequence;
          payload.header.previous = epoch.send_previous;
          payload.header.epoch = epoch.epoch;
          payload.header.context = core::circle_context(circle.id, epoch.epoch, epoch.hash, self);
          payload.content = wire::encode_content(alert.content());
          payload.header.content_length = static_cast<std::uint16_t>(payload.content.size());
          change(payload.header, circle, epoch, other);
          const Bytes plain = wire::encode_payload(payload);
          epoch.send_previous = Digest32{crypto::sha256(plain)};
          context.store.circles().put_epoch(epoch);
          const auto message = context.ratchet.group_encrypt({circle.id, epoch.epoch}, self, plain);
          REQUIRE(message);
          add_board_put(context, circle, epoch, SlotKind::sender_key_message, *message);
        });
    world.run_for(std::chrono::minutes{3});
    return world.node(0).api().alert(alert.alert.id.base32()).ok();
  };
  CHECK_FALSE(posted_with([](PayloadHeader& header, const StoredCircle& circle,
                             const StoredEpoch& epoch, const MemberId& other) {
    header.context = core::circle_context(circle.id, epoch.epoch, epoch.hash, other);
  }));
  CHECK_FALSE(posted_with([](PayloadHeader& header, const StoredCircle& circle,
                             const StoredEpoch& epoch, const MemberId&) {
    header.context =
        core::circle_context(circle.id, epoch.epoch, Digest32{}, engine::self_of(circle));
  }));
  CHECK_FALSE(posted_with([](PayloadHeader& header, const StoredCircle&, const StoredEpoch&,
                             const MemberId&) { header.epoch += 1; }));
  CHECK(
      posted_with([](PayloadHeader&, const StoredCircle&, const StoredEpoch&, const MemberId&) {}));
}

TEST_CASE(
    "attack: a contact's flood of junk costs bounded work, delays only herself, and not for "
    "ever",
    "[sim][attack]") {
  ThreeFriends world(95);
  constexpr std::size_t kJunk = 120;
  const std::uint64_t before = read_up_to(world, 0, 1);
  world.set_apart(0, true);
  with_contact(world, 1, 0, [&](engine::Context& context, Contact& contact) {
    Bytes junk(3600, 0x33);  // version 3, and then nothing that could be read
    for (std::size_t i = 0; i < kJunk; ++i) {
      junk[1 + i % 100] ^= static_cast<std::uint8_t>(1 + i);
      add_put(context, contact, static_cast<std::uint8_t>(SlotKind::signal_message), junk);
    }
  });
  const auto of1 =
      world.node(1).api().alert_send(to_contact(alert_about("07700 900553", world.now()), "node0"));
  const auto of2 =
      world.node(2).api().alert_send(to_contact(alert_about("07700 900554", world.now()), "node0"));
  REQUIRE((of1 && of2));
  REQUIRE(
      world.run_until([&] { return world.node(1).api().alert(of1->id)->delivery == "handed_over"; },
                      std::chrono::minutes{30}));
  world.set_apart(0, false);
  const Instant start = world.now();
  const auto has = [&](const std::string& id) { return world.node(0).api().alert(id).ok(); };
  const auto tried = [&] { return read_up_to(world, 0, 1) - before; };
  const auto most = [&] {
    const auto minutes = std::chrono::duration<double, std::ratio<60>>(world.now() - start).count();
    return static_cast<std::uint64_t>((1 + minutes) * limits::kPairFailuresPerMinute) + 1;
  };
  CHECK(world.run_until([&] { return has(of2->id); }, std::chrono::minutes{1}));
  for (int i = 0; i < 4; ++i) {
    world.run_for(std::chrono::seconds{45});
    CHECK(tried() <= most());
    CHECK_FALSE(has(of1->id));
  }
  CHECK(tried() > limits::kPairFailuresPerMinute);
  CHECK(world.run_until([&] { return has(of1->id); }, std::chrono::minutes{6}));
}

TEST_CASE("budgets are per sender, ten sessions an hour, and bounded", "[sim]") {
  engine::Budgets budgets;
  const ByteArray<16> who{1}, other{2};
  Instant now = Instant{std::chrono::hours{24 * 365 * 56}};
  std::uint32_t begun = 0;
  for (int second = 0; second < 3600; ++second, now += std::chrono::seconds{1}) {
    if (budgets.may_open(who, now) > now) continue;
    budgets.spend(who, false, {0, 1, 0}, now);
    ++begun;
  }
  CHECK(begun >= limits::kSessionsPerHour);
  CHECK(begun <= 2 * limits::kSessionsPerHour);
  CHECK(budgets.may_open(other, now) == now);
  // Bounded by who is known, and those who have all of theirs are forgotten first.
  for (std::uint32_t i = 0; i < 3 * limits::kBudgetsKept; ++i) {
    ByteArray<16> each{};
    each[0] = static_cast<std::uint8_t>(i), each[1] = static_cast<std::uint8_t>(i >> 8),
    each[2] = 3;
    budgets.spend(each, true, {1, 0, 0}, now);
    now += std::chrono::seconds{1};
  }
  CHECK(budgets.size() <= limits::kBudgetsKept);
}
