// Goal: who is asked into a circle, or only knows of it, and keeps to no rule, stops nobody, shuts
// nobody out and costs nobody more than a bounded amount of work.
// Method: whole nodes; what her own program would not send is put into her outbox.
#include "sim/sim_circles.h"
#include "sim/sim_forge.h"
#include "sim/sim_notices.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/circle.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions nodes(std::size_t count) {
  WorldOptions options;
  options.nodes = count;
  return options;
}

// A card as a program could make it for any key of its own.
content::CircleJoin card_of(const CircleId& circle, const crypto::Key& seed,
                            const crypto::PublicKey& kem, const std::string& name) {
  content::CircleJoin card{circle, crypto::ed25519_public(seed), kem, name, {}};
  card.signature = crypto::ed25519_sign(
      seed, "join",
      crypto::hash("join", {card.circle, card.sign_pub, card.kem_pub, as_bytes(name)}));
  return card;
}

// An offer of a circle, signed by whatever key `founder` is.
content::CircleOffer offer_by(SimWorld& world, std::size_t from, std::size_t to,
                              const crypto::Key& founder, std::uint64_t number) {
  content::CircleOffer offer;
  offer.name = "offer " + std::to_string(number);
  offer.founder = crypto::ed25519_public(founder);
  for (std::size_t i = 0; i < 8; ++i) {
    offer.nonce[i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  offer.circle = circle_id(offer.founder, offer.nonce);
  with_contact(world, from, to, [&](engine::Context&, Contact& contact) {
    offer.signature = crypto::ed25519_sign(
        founder, "offer",
        crypto::hash("offer",
                     {offer.circle, core::pair_context(contact.k, direction_from(contact))}));
  });
  return offer;
}

CircleId id_of(SimWorld& world, std::size_t at, const std::string& name) {
  CircleId id;
  with_circle(
      world, at, name,
      [&](engine::Context&, const StoredCircle& circle, const StoredEpoch&) { id = circle.id; });
  return id;
}

std::uint64_t puts_to(SimWorld& world, std::size_t from, std::size_t to) {
  std::uint64_t number = 0;
  with_contact(world, from, to,
               [&](engine::Context&, Contact& contact) { number = contact.put_number; });
  return number;
}

}  // namespace

TEST_CASE("attack: two who are asked in answer with the same card", "[sim][circles][attack]") {
  const auto seed = GENERATE(range(1u, 6u));
  CAPTURE(seed);
  SimWorld world(seed, nodes(4));
  for (std::size_t i = 1; i < 4; ++i) REQUIRE(world.befriend(0, i));
  REQUIRE(world.node(2).api().config_set("circles", "ask"));
  REQUIRE(world.node(3).api().config_set("circles", "ask"));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  for (std::size_t i = 1; i < 4; ++i) {
    REQUIRE(world.node(0).api().circle_add("ring", SimWorld::name_of(i)));
  }
  // The admin is away while all three answer: she reads them within a second of each other, and
  // makes one epoch at a time.
  world.set_apart(0, true);
  world.run_for(std::chrono::minutes{1});
  const crypto::Key key(Bytes(32, 9)), kem(Bytes(32, 8));
  const auto card = card_of(id_of(world, 0, "ring"), key, crypto::x25519_public(kem), "One of Two");
  send_raw(world, 2, 0, card);
  send_raw(world, 3, 0, card);
  world.run_for(std::chrono::minutes{1});
  world.set_apart(0, false);
  CHECK(world.run_until(
      [&] {
        const auto ring = world.node(0).api().circle("ring");
        return ring && std::count_if(ring->members.begin(), ring->members.end(),
                                     [](const auto& m) { return m.state == "joined"; }) == 3;
      },
      std::chrono::minutes{10}));
  world.run_for(std::chrono::minutes{10});
  const auto ring = world.node(0).api().circle("ring");
  std::size_t with_card = 0;
  for (const auto& member : ring->members) with_card += member.pseudonym == "One of Two" ? 1 : 0;
  CHECK(with_card == 1);
  CHECK((is_told(world.node(0), "card_of_another", "node2") ||
         is_told(world.node(0), "card_of_another", "node3")));
  CHECK(world.node(1).api().circle("ring")->state == "member");
}

// Signed by her own key, as it should be: who it is that brings it is what is wrong.
TEST_CASE("attack: somebody asked in brings another member's true card", "[sim][circles][attack]") {
  SimWorld world(26, nodes(3));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.node(2).api().config_set("circles", "ask"));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  REQUIRE(world.node(0).api().circle_add("ring", "node2"));
  world.run_for(std::chrono::minutes{2});
  crypto::Key seed;
  std::string name;
  with_circle(world, 1, "ring",
              [&](engine::Context&, const StoredCircle& circle, const StoredEpoch&) {
                seed = circle.sign_seed.clone();
                name = circle.pseudonym;
              });
  const crypto::Key kem(Bytes(32, 8));
  send_raw(world, 2, 0, card_of(id_of(world, 0, "ring"), seed, crypto::x25519_public(kem), name));
  world.run_for(std::chrono::minutes{5});
  CHECK(is_told(world.node(0), "card_of_another", "node2"));
  // Nothing of node1's was given to her: taking her offer back puts nobody out.
  REQUIRE(world.node(0).api().circle_remove("ring", "node2"));
  world.run_for(std::chrono::minutes{5});
  CHECK(world.node(0).api().circle("ring")->members.size() == 2);
  CHECK(world.node(1).api().circle("ring")->state == "member");
}

TEST_CASE("attack: a contact's offers leave no room for other circles", "[sim][circles][attack]") {
  SimWorld world(21, nodes(3));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.befriend(1, 2));
  const crypto::Key founder(Bytes(32, 7));
  for (std::uint64_t i = 0; i < 60; ++i) send_raw(world, 1, 2, offer_by(world, 1, 2, founder, i));
  world.run_for(std::chrono::minutes{30});
  CHECK(world.node(2).api().circles()->size() == limits::kCirclesPerContact);
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  CHECK(add_to_circle(world, 0, "ring", 2));
  CHECK(world.node(2).api().circle_new({"my own", {}}));
  // None of her circles is there. What nobody makes good ends.
  world.all_off(limits::kOfferLife);
  CHECK(world.run_until([&] { return world.node(2).api().circles()->size() == 2; },
                        std::chrono::hours{2}));
}

TEST_CASE("attack: a member offers the circle before its admin does", "[sim][circles][attack]") {
  SimWorld world(22, nodes(3));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(0, 2));
  REQUIRE(world.befriend(1, 2));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  crypto::Key seed;
  Snapshot roster;
  with_circle(world, 1, "ring",
              [&](engine::Context&, const StoredCircle& circle, const StoredEpoch& epoch) {
                seed = circle.sign_seed.clone();
                roster = *wire::decode_snapshot(epoch.snapshot);
              });
  content::CircleOffer offer = offer_by(world, 1, 2, seed, 0);
  offer.circle = roster.circle;
  offer.founder = roster.founder;
  offer.nonce = roster.nonce;
  send_raw(world, 1, 2, offer);
  world.run_for(std::chrono::minutes{5});
  CHECK(world.node(2).api().circles()->empty());
  CHECK(add_to_circle(world, 0, "ring", 2));
}

TEST_CASE("attack: an offer that was heard is handed on as one's own", "[sim][circles][attack]") {
  SimWorld world(23, nodes(3));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.befriend(1, 2));
  const crypto::Key founder(Bytes(32, 7));
  send_raw(world, 1, 2, offer_by(world, 0, 1, founder, 1));
  world.run_for(std::chrono::minutes{5});
  CHECK(world.node(2).api().circles()->empty());
}

TEST_CASE("attack: a member asks without end where the circle is", "[sim][circles][attack]") {
  SimWorld world(24, nodes(2));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.node(0).api().circle_new({"ring", {}}));
  REQUIRE(add_to_circle(world, 0, "ring", 1));
  world.run_for(std::chrono::minutes{5});
  const CircleId ring = id_of(world, 1, "ring");
  const std::uint64_t before = puts_to(world, 0, 1);
  for (int i = 0; i < 100; ++i) send_raw(world, 1, 0, content::CircleState{ring, 1});
  world.run_for(std::chrono::minutes{30});
  CHECK(puts_to(world, 0, 1) - before == 1);
  // What she asked meanwhile is answered, once, when its time has come.
  world.run_for(std::chrono::hours{2});
  CHECK(puts_to(world, 0, 1) - before == 2);
}
