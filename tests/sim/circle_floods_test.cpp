// Goal: who fills a board is named to all who read it; a full board blocks no way away from it; and
// a member's key is hers, whoever brings it first.
// Method: whole nodes; a member's program that keeps to no rule puts what it likes on the board.
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "sim/sim_notices.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/circle.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions three() {
  WorldOptions options;
  options.nodes = 3;
  return options;
}

struct Ring : SimWorld {
  explicit Ring(std::uint64_t seed) : SimWorld(seed, three()) {
    REQUIRE(befriend(0, 1));
    REQUIRE(befriend(0, 2));
    REQUIRE(node(0).api().circle_new({"ring", {}}));
    REQUIRE(add_to_circle(*this, 0, "ring", 1));
    REQUIRE(add_to_circle(*this, 0, "ring", 2));
    run_for(std::chrono::minutes{2});
  }
  void floods(std::size_t member, std::size_t slots, std::optional<std::uint16_t> as = {}) {
    with_circle(
        *this, member, "ring",
        [&](engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch) {
          for (std::size_t i = 0; i < slots; ++i) {
            const auto noise = context.random.array<32>();
            add_board_put(context, circle, epoch, static_cast<SlotKind>(99), noise, as);
          }
        });
  }
  std::string pseudonym(std::size_t member) {
    std::string name;
    with_circle(*this, member, "ring",
                [&](engine::Context&, const StoredCircle& circle, const StoredEpoch&) {
                  name = circle.pseudonym;
                });
    return name;
  }
  std::size_t times_blamed(std::size_t at) {
    std::size_t times = 0;
    for (const auto& event : node(at).events()) times += event.detail == "flood_by";
    return times;
  }
};

}  // namespace

TEST_CASE("attack: a member fills the board, is named to all, and the admin leads away from it",
          "[sim][circles][attack]") {
  Ring world(41);
  world.floods(1, limits::kBoardPostsPerDay);
  const std::string flooder = world.pseudonym(1);
  CHECK(world.run_until(
      [&] {
        return is_told(world.node(0), "flood_by", flooder) &&
               is_told(world.node(2), "flood_by", flooder);
      },
      std::chrono::hours{1}));
  world.run_for(std::chrono::minutes{20});
  REQUIRE(
      world.node(2).api().alert_send(to_circle(alert_about("07700 900611", world.now()), "ring")));
  world.run_for(std::chrono::minutes{20});
  CHECK(alert_count(world.node(0)) == 0);  // the board is full for today
  REQUIRE(world.node(0).api().circle_remove("ring", "node1"));
  CHECK(world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{30}));
  CHECK(world.times_blamed(0) == 1);
}

TEST_CASE("attack: a member floods under another's name, and one command leads all to a new board",
          "[sim][circles][attack]") {
  Ring world(42);
  world.floods(1, limits::kJunkTold + 10, 0);  // as if the admin had put it there
  CHECK(world.run_until([&] { return times_noticed(world.node(0), "board_junk") == 1; },
                        std::chrono::minutes{30}));
  CHECK(world.times_blamed(0) + world.times_blamed(2) == 0);
  CHECK(times_noticed(world.node(2), "board_junk") == 0);  // who can do nothing about it
  const auto before = world.node(0).api().circle("ring")->epoch;
  REQUIRE(world.node(0).api().circle_move("ring"));
  CHECK(world.run_until(
      [&] {
        return world.node(1).api().circle("ring")->epoch == before + 1 &&
               world.node(2).api().circle("ring")->epoch == before + 1;
      },
      std::chrono::minutes{10}));
  REQUIRE(
      world.node(2).api().alert_send(to_circle(alert_about("07700 900612", world.now()), "ring")));
  CHECK(world.run_until([&] { return alert_count(world.node(0)) == 1; }, std::chrono::minutes{10}));
  CHECK_FALSE(world.node(2).api().circle_move("ring"));  // only who made it
}

TEST_CASE("attack: a member brings another's key first, in another circle",
          "[sim][circles][attack]") {
  const auto seed = GENERATE(range(1u, 7u));
  CAPTURE(seed);
  Ring world(seed);
  REQUIRE(world.node(0).api().circle_new({"other", {}}));
  REQUIRE(add_to_circle(world, 0, "other", 1));
  REQUIRE(add_to_circle(world, 0, "other", 2));
  world.run_for(std::chrono::minutes{2});
  world.set_apart(2, true);
  REQUIRE(
      world.node(0).api().alert_send(to_circle(alert_about("07700 900613", world.now()), "other")));
  world.run_for(std::chrono::minutes{5});
  // The key that node 0 has handed out in `other`, brought by node 1 in `ring` as her own.
  Bytes distribution;
  with_circle(world, 0, "other",
              [&](engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch) {
                distribution = *context.ratchet.distribution({circle.id, epoch.epoch},
                                                             engine::self_of(circle));
              });
  with_circle(
      world, 1, "ring",
      [&](engine::Context& context, const StoredCircle& circle, const StoredEpoch& epoch) {
        const auto roster = wire::decode_snapshot(epoch.snapshot);
        const crypto::Key k = context.random.key(), e = context.random.key();
        const core::WrapBinding binding{
            "skdm", epoch.secret,
            core::circle_context(circle.id, epoch.epoch, epoch.hash, engine::self_of(circle))};
        KeySlot slot;
        slot.circle = circle.id;
        slot.epoch = epoch.epoch;
        slot.snapshot = epoch.hash;
        slot.sender = static_cast<std::uint16_t>(
            *core::index_of(*roster, crypto::ed25519_public(circle.sign_seed)));
        slot.e_pub = crypto::x25519_public(e);
        slot.next_kem = crypto::x25519_public(context.random.key());
        slot.sealed_skdm = *core::seal_distribution(k, distribution);
        for (const Member& member : roster->members) {
          slot.wraps.push_back(
              *core::wrap(e, member.kem_pub, member_id(member.sign_pub), binding, k));
        }
        slot.signature = core::sign_bytes(circle.sign_seed, "key-slot",
                                          wire::signed_part(wire::encode_key_slot(slot)));
        add_board_put(context, circle, epoch, SlotKind::key_slot, wire::encode_key_slot(slot));
      });
  world.run_for(std::chrono::minutes{5});
  world.set_apart(2, false);
  CHECK(world.run_until([&] { return alert_count(world.node(2)) == 1; }, std::chrono::minutes{20}));
}
