// Goal: a member who keeps to no rule stops nobody's program and no warning, whatever she puts on
// the board or sends the admin, in whatever order. Method: under a seed, slots of every kind, well
// formed and not: what her keys can make, with any part of it changed. Who would end by a check,
// ends this test.
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/circle.h"

using namespace ww;
using namespace ww::test;

namespace {

struct Hostile {
  SimWorld& world;
  SimRandom& random = world.random();

  bool often() { return !random.once_in(4); }
  std::uint8_t byte() { return random.array<1>()[0]; }

  Bytes noise(std::size_t most) {
    const auto some = random.array<32>();
    Bytes bytes(1 + byte() % most);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = some[i % some.size()];
    return bytes;
  }
  // Everything that a content can be, from anybody's place.
  Content content(const StoredCircle& circle) {
    auto samples = sample_contents();
    auto chosen = samples[byte() % samples.size()].second;
    if (auto* leave = std::get_if<content::CircleLeave>(&chosen)) leave->circle = circle.id;
    if (auto* state = std::get_if<content::CircleState>(&chosen)) state->circle = circle.id;
    if (auto* card = std::get_if<content::CircleJoin>(&chosen)) card->circle = circle.id;
    if (auto* welcome = std::get_if<content::CircleWelcome>(&chosen)) welcome->circle = circle.id;
    if (auto* no = std::get_if<content::CircleDecline>(&chosen)) no->circle = CircleId{};
    return chosen;
  }
  Bytes message(engine::Context& context, const StoredCircle& circle, StoredEpoch& epoch) {
    const auto self = engine::self_of(circle);
    Payload payload;
    const Bytes said = often() ? wire::encode_content(content(circle)) : noise(200);
    payload.content = Bytes(
        said.begin(),
        said.begin() + static_cast<std::ptrdiff_t>(std::min(said.size(), limits::kPayloadContent)));
    payload.header.content_length = static_cast<std::uint16_t>(payload.content.size());
    payload.header.message = context.random.id<MessageId>();
    payload.header.sequence = often() ? ++epoch.send_sequence : UINT64_MAX - byte();
    payload.header.epoch = often() ? epoch.epoch : byte();
    payload.header.parts = static_cast<std::uint8_t>(often() ? 1 : 1 + byte() % 16);
    payload.header.part = static_cast<std::uint8_t>(often() ? 0 : byte() % payload.header.parts);
    payload.header.context = core::circle_context(circle.id, epoch.epoch, epoch.hash, self);
    context.store.circles().put_epoch(epoch);
    const auto sealed = context.ratchet.group_encrypt({circle.id, epoch.epoch}, self,
                                                      wire::encode_payload(payload));
    return sealed ? *sealed : noise(200);
  }
  Bytes key_slot(engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch,
                 const Snapshot& roster) {
    const crypto::Key k = context.random.key(), e = context.random.key();
    const core::WrapBinding binding{
        "skdm", epoch.secret,
        core::circle_context(circle.id, epoch.epoch, epoch.hash, engine::self_of(circle))};
    KeySlot slot;
    slot.circle = circle.id;
    slot.epoch = often() ? epoch.epoch : byte();
    slot.snapshot = epoch.hash;
    const auto self = core::index_of(roster, crypto::ed25519_public(circle.sign_seed)).value();
    slot.sender = static_cast<std::uint16_t>(self);
    slot.e_pub = often() ? crypto::x25519_public(e) : crypto::PublicKey{};
    slot.next_kem = often() ? crypto::x25519_public(context.random.key()) : crypto::PublicKey{};
    slot.sealed_skdm = *core::seal_distribution(k, noise(90));
    const std::size_t wraps = often() ? roster.members.size() : limits::kMembersFormat;
    slot.sender = static_cast<std::uint16_t>(slot.sender % wraps);
    for (std::size_t i = 0; i < wraps; ++i) {
      const Member& member = roster.members[i % roster.members.size()];
      slot.wraps.push_back(*core::wrap(e, member.kem_pub, member_id(member.sign_pub), binding, k));
    }
    slot.signature = core::sign_bytes(circle.sign_seed, "key-slot",
                                      wire::signed_part(wire::encode_key_slot(slot)));
    return wire::encode_key_slot(slot);
  }
  Bytes epoch_slot(engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch,
                   const Snapshot& roster) {
    EpochSlot slot;
    slot.circle = circle.id;
    slot.epoch = often() ? epoch.epoch + 1 : byte();
    slot.old_snapshot = often() ? epoch.hash : context.random.id<Digest32>();
    slot.new_snapshot = often() ? context.random.id<Digest32>() : epoch.hash;
    slot.wraps.resize(often() ? roster.members.size() : limits::kMembersFormat);
    slot.signer = static_cast<std::uint16_t>(byte() % slot.wraps.size());
    slot.sealed_route = noise(limits::kSealedRouteMax - 1);
    slot.signature = core::sign_bytes(circle.sign_seed, "epoch-slot",
                                      wire::signed_part(wire::encode_epoch_slot(slot)));
    return wire::encode_epoch_slot(slot);
  }
  Bytes snapshot_part(const StoredEpoch& epoch) {
    const auto parts = wire::split_snapshot(epoch.snapshot);
    Bytes part = parts->at(byte() % parts->size());
    if (!often()) part[byte() % part.size()] ^= byte();
    if (!often()) part[1] = byte();
    return part;
  }
  void puts_something() {
    with_circle(world, 1, "ring",
                [&](engine::Context& context, const StoredCircle& circle, StoredEpoch& epoch) {
                  const auto roster = wire::decode_snapshot(epoch.snapshot);
                  REQUIRE(roster);
                  SlotKind kind = static_cast<SlotKind>(16 + byte() % 7);
                  Bytes body = noise(200);
                  if (kind == SlotKind::sender_key_message && often())
                    body = message(context, circle, epoch);
                  if (kind == SlotKind::key_slot && often())
                    body = key_slot(context, circle, epoch, *roster);
                  if (kind == SlotKind::epoch_slot && often()) {
                    body = epoch_slot(context, circle, epoch, *roster);
                  }
                  if (kind == SlotKind::snapshot && often()) body = snapshot_part(epoch);
                  const auto author =
                      often() ? std::nullopt : std::optional<std::uint16_t>(byte() % 5);
                  add_board_put(context, circle, epoch, kind, body, author);
                });
  }
  void sends_something() {
    Content chosen = content::Unknown{};
    with_circle(world, 1, "ring",
                [&](engine::Context&, const StoredCircle& circle, const StoredEpoch&) {
                  chosen = content(circle);
                });
    // A notice of leaving, properly signed, is her right; these are not.
    if (!std::holds_alternative<content::Unknown>(chosen)) send_raw(world, 1, 0, chosen);
  }
};

}  // namespace

TEST_CASE("attack: a member keeps to no rule: every kind of slot, in any order",
          "[sim][circles][attack]") {
  const auto seed = GENERATE(range(1u, 6u));
  CAPTURE(seed);
  WorldOptions options;
  options.nodes = 3;
  SimWorld world(seed, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(add_to_circle(world, 0, "ring", 2));
  world.run_for(std::chrono::minutes{2});
  REQUIRE(
      world.node(1).api().alert_send(to_circle(alert_about("07700 900620", world.now()), "ring")));
  world.run_for(std::chrono::minutes{2});
  const std::size_t crashes = world.node(0).crashes() + world.node(2).crashes();
  Hostile hostile{world};
  for (int i = 0; i < 150; ++i) {
    hostile.puts_something();
    if (i % 5 == 0) hostile.sends_something();
    if (i % 25 == 0) world.run_for(std::chrono::minutes{1});
  }
  world.run_for(std::chrono::hours{1});
  CHECK(world.node(0).crashes() + world.node(2).crashes() == crashes);
  // Everybody else goes on, on the board where they were.
  CHECK(world.node(0).api().circle("ring")->state == "member");
  CHECK(world.node(2).api().circle("ring")->state == "member");
  REQUIRE(
      world.node(2).api().alert_send(to_circle(alert_about("07700 900621", world.now()), "ring")));
  CHECK(world.run_until([&] { return alert_count(world.node(0)) == 2; }, std::chrono::minutes{30}));
}
