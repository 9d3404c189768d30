// Goal: an older copy of a member's, or the admin's, node is brought back: she is in the circle as
// before, reads and is read, and no circle is split or stopped by it.
#include "sim/sim_alerts.h"
#include "support/catch.h"
#include "wire/circle.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kCircle = "night shift";

struct CircleOfThree : SimWorld {
  explicit CircleOfThree(std::uint64_t seed) : SimWorld(seed, options()) {
    for (std::size_t i = 1; i < 4; ++i) REQUIRE(befriend(0, i));
    REQUIRE(node(0).api().circle_new({kCircle, {}}));
    REQUIRE(node(0).api().circle_add(kCircle, "node1"));
    REQUIRE(node(0).api().circle_add(kCircle, "node2"));
    REQUIRE(settled({0, 1, 2}));
    for (std::size_t i = 0; i < 3; ++i) reaches(i, {0, 1, 2});
  }
  static WorldOptions options() {
    WorldOptions four;
    four.nodes = 4;
    return four;
  }
  api::CircleInfo circle(std::size_t at) {
    const auto shown = node(at).api().circle(kCircle);
    return shown ? *shown : api::CircleInfo{};
  }
  bool settled(const std::vector<std::size_t>& people) {
    const bool all = run_until(
        [&] {
          for (const std::size_t i : people) {
            if (circle(i).state != "member" || circle(i).epoch != circle(people[0]).epoch ||
                circle(i).members.size() != people.size())
              return false;
          }
          return true;
        },
        std::chrono::hours{6});
    for (const std::size_t i : people) {
      if (all) break;
      const auto now = circle(i);
      UNSCOPED_INFO(name_of(i) << ": " << now.state << ", epoch " << now.epoch << ", "
                               << now.members.size() << " people");
    }
    return all;
  }
  void reaches(std::size_t from, const std::vector<std::size_t>& people) {
    CAPTURE(from);
    const std::string number = "07700 900" + std::to_string(600 + ++alerts_);
    const auto sent = node(from).api().alert_send(to_circle(alert_about(number, now()), kCircle));
    REQUIRE(sent);
    for (const std::size_t i : people) {
      CAPTURE(i);
      CHECK(run_until([&] { return node(i).api().alert(sent->id).ok(); }, std::chrono::hours{2}));
    }
  }
  // As a week later.
  void key_slot_is_due(std::size_t at) {
    auto& engine = node(at).engine();
    REQUIRE(engine.call<Unit>(now(), [&]() -> api::Answer<> {
      auto& circles = engine.context().store.circles();
      auto epoch = circles.epoch(circles.find_by_name(kCircle)->current);
      epoch->key_slot_at.reset();
      circles.put_epoch(*epoch);
      return Unit{};
    }));
  }
  bool words_again(std::size_t a, std::size_t b) {
    const auto stands = [&](std::size_t at, std::size_t other) {
      const auto contact = node(at).api().contact(name_of(other));
      return contact && contact->state == "established" && contact->words.has_value();
    };
    return run_until([&] { return stands(a, b) && stands(b, a); }, std::chrono::hours{2}) &&
           confirm_words(node(a), name_of(b)).ok() && confirm_words(node(b), name_of(a)).ok();
  }

 private:
  int alerts_ = 0;
};

}  // namespace

TEST_CASE("a member's older copy is brought back: she reads and is read, in the same epoch",
          "[sim]") {
  CircleOfThree world(61);
  const auto backup = world.node(1).image(world.now());
  for (std::size_t i = 0; i < 3; ++i) world.reaches(i, {0, 1, 2});
  const auto had = alert_count(world.node(1));
  const auto epoch = world.circle(0).epoch;
  world.node(1).bring_back(backup, world.now());
  REQUIRE(world.settled({0, 1, 2}));
  CHECK(world.circle(1).epoch == epoch);
  // What stands on the board is read once more; her own warning was in the lost copy alone.
  CHECK(world.run_until([&] { return alert_count(world.node(1)) == had - 1; },
                        std::chrono::hours{1}));
  for (std::size_t i = 0; i < 3; ++i) world.reaches(i, {0, 1, 2});
}

TEST_CASE("attack: an older copy uses no sender key of the circle again", "[sim][attack]") {
  CircleOfThree world(62);
  const auto own_key = [&] {
    auto& engine = world.node(1).engine();
    const auto epoch = world.circle(1).epoch;
    Bytes skdm;
    const auto called = engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
      const auto circle = engine.context().store.circles().find_by_name(kCircle);
      REQUIRE(circle);
      skdm = *engine.context().ratchet.distribution({circle->id, epoch}, engine::self_of(*circle));
      return api::Problem{};  // rolled back
    });
    REQUIRE(called);
    return skdm;
  };
  const Bytes before = own_key();
  world.node(1).bring_back(world.node(1).image(world.now()), world.now());
  const Bytes after = own_key();
  // Nothing of the two is the same but the version: neither key id nor signing key.
  REQUIRE(before.size() == after.size());
  CHECK(!std::equal(before.end() - 32, before.end(), after.end() - 32));
}

TEST_CASE("a member's older copy follows the circle into the epochs that it missed", "[sim]") {
  CircleOfThree world(63);
  const auto backup = world.node(1).image(world.now());
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  REQUIRE(world.settled({0, 1, 2, 3}));
  REQUIRE(world.node(0).api().circle_remove(kCircle, "node2"));
  REQUIRE(world.settled({0, 1, 3}));
  world.node(1).bring_back(backup, world.now());
  REQUIRE(world.settled({0, 1, 3}));
  for (const std::size_t i : {0u, 1u, 3u}) world.reaches(i, {0, 1, 3});
}

TEST_CASE("a member whose kem key was lost with the newer copy is not taken for removed", "[sim]") {
  CircleOfThree world(64);
  const auto backup = world.node(1).image(world.now());
  world.key_slot_is_due(1);  // with it goes out a new kem key; the next epoch is wrapped to that
  world.reaches(1, {0, 1, 2});
  world.run_for(std::chrono::hours{1});
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  REQUIRE(world.settled({0, 1, 2, 3}));
  world.node(1).bring_back(backup, world.now());
  world.run_for(std::chrono::hours{2});
  CHECK(world.circle(1).state == "not_current");
  // Whoever has an old copy could be asking: the admin answers once the words are compared.
  REQUIRE(world.words_again(0, 1));
  REQUIRE(world.settled({0, 1, 2, 3}));
  // What the others post before they have read her new key is wrapped to the lost one: she misses
  // it.
  world.run_for(std::chrono::minutes{10});
  for (std::size_t i = 0; i < 4; ++i) world.reaches(i, {0, 1, 2, 3});
}

TEST_CASE("the admin's older copy is brought back: no second epoch is made beside the lost one",
          "[sim]") {
  CircleOfThree world(65);
  const auto backup = world.node(0).image(world.now());
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  REQUIRE(world.settled({0, 1, 2, 3}));
  const auto epoch = world.circle(0).epoch;
  world.node(0).bring_back(backup, world.now());
  // At once, before the board was read: refused, with the reason.
  const auto early = world.node(0).api().circle_remove(kCircle, "node2");
  REQUIRE_FALSE(early);
  REQUIRE(world.settled({0, 1, 2, 3}));
  CHECK(world.circle(0).epoch == epoch);
  for (std::size_t i = 1; i < 4; ++i) REQUIRE(world.words_again(0, i));
  world.run_for(std::chrono::minutes{2});
  REQUIRE(world.node(0).api().circle_remove(kCircle, "node2"));
  REQUIRE(world.settled({0, 1, 3}));
  for (const std::size_t i : {0u, 1u, 3u}) world.reaches(i, {0, 1, 3});
  CHECK(world.circle(2).state == "removed");
}

TEST_CASE("the admin's copy from before a card came is brought back: she knows who came in",
          "[sim]") {
  CircleOfThree world(66);
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  const auto copy = world.node(0).image(world.now());
  REQUIRE(world.settled({0, 1, 2, 3}));
  const auto epoch = world.circle(0).epoch;
  world.node(0).bring_back(copy, world.now());
  for (std::size_t i = 1; i < 4; ++i) REQUIRE(world.words_again(0, i));
  REQUIRE(world.settled({0, 1, 2, 3}));
  CHECK(world.circle(0).epoch == epoch);
  // By the name of her contact, which the copy had forgotten to be hers.
  REQUIRE(world.node(0).api().circle_remove(kCircle, "node3"));
  REQUIRE(world.settled({0, 1, 2}));
  CHECK(world.circle(3).state == "removed");
  for (std::size_t i = 0; i < 3; ++i) world.reaches(i, {0, 1, 2});
}

TEST_CASE("the admin's copy with a card that was let in since is brought back: once is enough",
          "[sim]") {
  CircleOfThree world(67);
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  auto copy = world.node(0).image(world.now());
  REQUIRE(world.settled({0, 1, 2, 3}));
  const auto epoch = world.circle(0).epoch;
  const auto rows_at = [&](auto&& work) {
    auto& engine = world.node(0).engine();
    REQUIRE(engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
      auto& circles = engine.context().store.circles();
      work(circles, *circles.find_by_name(kCircle));
      return Unit{};
    }));
  };
  std::optional<Member> card;
  rows_at([&](CircleRows& rows, const StoredCircle& circle) {
    card = wire::decode_snapshot(rows.epoch(circle.current)->snapshot)->members.back();
  });
  world.node(0).bring_back(copy, world.now());
  rows_at([&](CircleRows& rows, const StoredCircle& circle) {
    for (StoredOffer& offer : rows.offers(circle.id)) {
      offer.card = card;
      rows.put_offer(offer);
    }
  });
  REQUIRE(world.settled({0, 1, 2, 3}));
  world.run_for(std::chrono::hours{1});
  CHECK(world.circle(0).epoch == epoch);
  REQUIRE(world.node(0).api().circle_remove(kCircle, "node3"));
  REQUIRE(world.settled({0, 1, 2}));
}

TEST_CASE("the admin's copy of the middle of an announcement is brought back: the circle goes on",
          "[sim]") {
  // The new board is being made; it stands; the others are being told.
  const auto moment = std::chrono::milliseconds{GENERATE(0, 500, 3'000)};
  const bool another = GENERATE(false, true);
  CAPTURE(moment.count(), another);
  CircleOfThree world(68);
  const auto epoch = world.circle(0).epoch;
  REQUIRE(world.node(0).api().circle_add(kCircle, "node3"));
  REQUIRE(world.run_until([&] { return world.circle(0).epoch > epoch; }, std::chrono::hours{1}));
  world.run_for(moment);
  const auto copy = world.node(0).image(world.now());
  REQUIRE(world.settled({0, 1, 2, 3}));
  std::vector<std::size_t> people{0, 1, 2, 3};
  if (another) {
    REQUIRE(world.node(0).api().circle_remove(kCircle, "node2"));
    people = {0, 1, 3};
    REQUIRE(world.settled(people));
  }
  world.node(0).bring_back(copy, world.now());
  REQUIRE(world.settled(people));
  for (const std::size_t i : people) {
    if (i != 0) REQUIRE(world.words_again(0, i));
  }
  world.run_for(std::chrono::minutes{2});
  for (const std::size_t i : people) world.reaches(i, people);
  // She can still make epochs, and the others follow.
  REQUIRE(world.node(0).api().circle_remove(kCircle, "node1"));
  std::erase(people, std::size_t{1});
  REQUIRE(world.settled(people));
  for (const std::size_t i : people) world.reaches(i, people);
}
