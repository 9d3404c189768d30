// Attacks with moves: by a contact who keeps to no rule, and by whoever finds out what she sent.
#include <set>

#include "ports/outbox_rows.h"
#include "sim/sim_forge.h"
#include "sim/sim_move.h"
#include "sim/sim_notices.h"
#include "support/wire_samples.h"
#include "wire/frame.h"

using namespace ww;
using namespace ww::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// Where a node writes for a contact, or would.
std::set<RelayKey> written_to(SimWorld& world, std::size_t at, std::size_t other) {
  std::set<RelayKey> keys;
  with_contact(world, at, other, [&](engine::Context& context, Contact& contact) {
    for (const Route& route : contact.peer_routes) keys.insert(route.relay);
    for (const OutboxOp& op : context.store.outbox().lane(contact.id, 100)) {
      keys.insert(op.route.relay);
    }
  });
  return keys;
}

Places after(SimWorld& world, const content::Move& move) {
  send_raw(world, 1, 0, move);
  world.run_for(minutes{5});
  return places(world, 0, 1);
}

bool reaches(SimWorld& world, std::size_t from, std::size_t to, const std::string& number) {
  const std::string id = warn(world, from, to, number);
  return !id.empty() && world.run_until([&] { return has(world, to, id); }, minutes{10});
}

}  // namespace

TEST_CASE("attack: a move that skips a generation, goes back, or is played again",
          "[sim][attack]") {
  SimWorld world(81, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  const Route before = places(world, 0, 1).peer_route;
  const Route elsewhere = world.relay(2).route();
  for (const std::uint32_t generation : {0u, 1u, 3u, 4u, 1000u, 1001u, UINT32_MAX}) {
    CAPTURE(generation);
    const Places seen = after(world, {generation, elsewhere});
    CHECK(seen.peer == 1);
    CHECK(seen.peer_route == before);
  }
  CHECK(reaches(world, 0, 1, "07700 900580"));
  // A true one; then the same again, and the same generation at another place.
  REQUIRE(leave(world, 1, 1));
  REQUIRE(world.run_until([&] { return places(world, 0, 1).peer == 2; }, hours{1}));
  const Route moved = places(world, 0, 1).peer_route;
  CHECK(after(world, {2, moved}).peer == 2);
  for (const Route& route : {before, elsewhere, world.relay(0).route()}) {
    const Places seen = after(world, {2, route});
    CHECK(seen.peer == 2);
    CHECK(seen.peer_route == moved);
  }
  for (const std::uint32_t generation : {0u, 1u}) {  // back to where it was
    const Places seen = after(world, {generation, before});
    CHECK(seen.peer == 2);
    CHECK(seen.peer_route == moved);
  }
  CHECK(reaches(world, 0, 1, "07700 900581"));
  CHECK(reaches(world, 1, 0, "07700 900582"));
}

TEST_CASE("attack: a move leads to a machine of our own network, or to a strange relay",
          "[sim][attack]") {
  SimWorld world(82, calm_world(2, 2));
  REQUIRE(world.befriend(0, 1));
  const Route before = places(world, 0, 1).peer_route;
  // The simulator knows no such relay: it would stop at the first connection.
  const RelayKey key{counting<32>(1)};
  const std::string host_port = GENERATE(as<std::string>(), "127.0.0.1:7077", "192.168.1.1:80",
                                         "localhost:22", "strange.example.com:7077");
  CAPTURE(host_port);
  const Places seen = after(world, {2, {key, host_port}});
  CHECK(seen.peer == 1);
  CHECK(seen.peer_route == before);
  CHECK(is_told(world.node(0), "relay_not_added", to_address({key, host_port})));
  CHECK_FALSE(written_to(world, 0, 1).contains(key));
  // Another place under the same number does not take its place, and she is written to as before.
  CHECK(after(world, {2, world.relay(0).route()}).peer == 1);
  CHECK(reaches(world, 0, 1, "07700 900583"));
}

TEST_CASE("a strange relay of a move is used once its owner adds it, and not before", "[sim]") {
  SimWorld world(83, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  REQUIRE(leave(world, 1, 2)->gone);  // unknown to her
  REQUIRE(leave(world, 0, 1));        // so that the new place is relay 2
  const auto removed = leave(world, 0, 0);
  REQUIRE(removed);
  REQUIRE(removed->place == to_address(world.relay(2).route()));
  world.run_for(minutes{10});
  CHECK(is_told(world.node(1), "relay_not_added", removed->place));
  CHECK(places(world, 1, 0).peer == 1);
  CHECK(places(world, 0, 1).moving);
  CHECK(reaches(world, 1, 0, "07700 900584"));
  REQUIRE(world.node(1).api().relay_add(removed->place, std::nullopt));
  CHECK(places(world, 1, 0).peer == 2);
  CHECK(reaches(world, 1, 0, "07700 900585"));
  CHECK_FALSE(places(world, 0, 1).moving);
}

TEST_CASE("attack: two relays compare what a move left with both", "[sim][attack]") {
  SimWorld world(84, calm_world(2, 3));
  REQUIRE(world.befriend(0, 1));
  world.run_for(minutes{5});
  world.relay(0).crash(world.now());
  // What the old relay may have seen, and its answer never came.
  const std::string id = warn(world, 1, 0, "07700 900586");
  std::set<ByteArray<16>> sids;
  std::set<relay::Slot> slots;
  const auto note = [&](ByteView frame) {
    const auto request = wire::decode_request(frame);
    const auto* put = request ? std::get_if<relay::Put>(&request->request) : nullptr;
    if (put == nullptr) return;
    sids.insert(put->sid.bytes);
    slots.insert(put->slot);
  };
  with_contact(world, 1, 0, [&](engine::Context& context, Contact& contact) {
    const auto ops = context.store.outbox().lane(contact.id, 10);
    REQUIRE(ops.size() == 1);
    note(wire::request_frame(ops[0].body, ops[0].cap, 1, ops[0].target));
  });
  REQUIRE(sids.size() == 1);
  world.on_request = [&](std::uint64_t, const crypto::PublicKey&, ByteView frame) { note(frame); };
  REQUIRE(leave(world, 0, 0));
  // It arrives, though the relay that it was sealed for is dead.
  REQUIRE(world.run_until([&] { return has(world, 0, id); }, hours{1}));
  CHECK(slots.size() > 1);
  std::set<Bytes> pieces;
  std::size_t count = 0;
  for (const relay::Slot& slot : slots) {
    for (std::size_t at = 0; at + 16 <= slot.size(); at += 16, ++count) {
      pieces.insert(to_bytes(ByteView(slot).subspan(at, 16)));
    }
  }
  CHECK(pieces.size() == count);  // no two have as much as a block in common
  CHECK(times_told(world.node(0), id) == 1);
}
