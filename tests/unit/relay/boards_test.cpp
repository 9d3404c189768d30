// Goal: a board does what PROTOCOL.md says of BNEW, BPUT, BGET and BCLOSE.
// Method: through the engine, once over a store in memory and once over SQLCipher.
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
  TestBoard board{10};
  RelayClient admin{world}, member{world};
  Fixture() {
    admin.hello();
    member.hello();
    REQUIRE(is_ok(board.make(admin)));
  }
};

}  // namespace

TEST_CASE("what is posted is read by all in one order, and stays") {
  Fixture f;
  CHECK(position_of(f.board.put(f.member, 1, 0xa1)) == 1);
  CHECK(position_of(f.board.put(f.admin, 2, 0xa2)) == 2);
  CHECK(arrived(f.board.get(f.member, 0)) == Items{{1, 0xa1}, {2, 0xa2}});
  CHECK(arrived(f.board.get(f.admin, 0)) == Items{{1, 0xa1}, {2, 0xa2}});
  CHECK(arrived(f.board.get(f.admin, 1)) == Items{{2, 0xa2}});
  CHECK(f.board.get(f.admin, 2, 1).size() == 1);
}

TEST_CASE("a repeated post keeps its position; other bytes under its put id are a conflict") {
  Fixture f;
  CHECK(position_of(f.board.put(f.member, 1, 5)) == 1);
  CHECK(position_of(f.board.put(f.member, 2, 6)) == 2);
  CHECK(position_of(f.board.put(f.member, 1, 5)) == 1);
  CHECK(refusal_of(f.board.put(f.member, 1, 7)) == Refusal::conflict);
  CHECK(arrived(f.board.get(f.member, 0)) == Items{{1, 5}, {2, 6}});
}

TEST_CASE("the same board again is Ok; the same id with other capabilities is taken") {
  Fixture f;
  CHECK(is_ok(f.board.make(f.admin)));
  relay::BoardNew other = f.board.made();
  other.caps.pop_back();
  CHECK(refusal_of(f.admin.ask(other, Cap::admin, other.board, f.board.secret(Cap::admin))) ==
        Refusal::taken);
}

TEST_CASE("a closed board is read, takes nothing new, and still knows a repeated post") {
  Fixture f;
  CHECK(position_of(f.board.put(f.member, 1, 5)) == 1);
  CHECK(is_ok(f.board.close(f.admin)));
  CHECK(is_ok(f.board.close(f.admin)));
  CHECK(position_of(f.board.put(f.member, 1, 5)) == 1);
  CHECK(refusal_of(f.board.put(f.member, 2, 6)) == Refusal::closed);
  const auto answer = f.board.get(f.member, 0, 4, true);  // is not held: nothing can come
  CHECK(arrived(answer) == Items{{1, 5}});
  CHECK(std::get<relay::Item>(answer[0]).closed);
  CHECK(f.board.get(f.member, 1, 1, true).size() == 1);
}

TEST_CASE("each capability of a board does one thing") {
  Fixture f;
  const auto with = [&](const relay::Request& request, Cap used, Cap secret) {
    RelayClient client(f.world);
    client.hello();
    return client.all(request, used, f.board.id(), f.board.secret(secret)).front();
  };
  const relay::BoardPut put{f.board.id(), id_of<PutId>(1), slot_of(1)};
  for (const Cap secret : {Cap::read, Cap::anonymous, Cap::admin}) {
    CHECK(refusal_of(with(put, Cap::write, secret)) == Refusal::auth);
  }
  CHECK(refusal_of(with(relay::BoardClose{f.board.id()}, Cap::admin, Cap::write)) == Refusal::auth);
  const auto read = with(relay::BoardGet{f.board.id(), {}, 1, false}, Cap::read, Cap::write);
  CHECK(std::get<relay::Item>(read).refused == Refusal::auth);
  CHECK(refusal_of(with(put, Cap::read, Cap::read)) == Refusal::malformed);
}

TEST_CASE("a board needs an admin, and a right for each capability") {
  Fixture f;
  relay::BoardNew request = TestBoard{60}.made();
  SECTION("no admin") { request.caps.erase(request.caps.begin()); }
  SECTION("none at all") { request.caps.clear(); }
  SECTION("one without a right") { request.caps[1].rights = 0; }
  SECTION("one with an unknown right") { request.caps[1].rights = 16; }
  CHECK(refusal_of(f.admin.ask(request, Cap::admin, request.board, key_of(64))) ==
        Refusal::malformed);
}

TEST_CASE("a board takes the bound of capabilities, each for one member") {
  Fixture f;
  relay::BoardNew request;
  request.board = id_of<BoardId>(99);
  for (std::size_t i = 0; i < limits::kBoardCapsMax; ++i) {
    const auto right = i == 0 ? relay::Right::admin : relay::Right::write;
    request.caps.push_back(
        {pub_of(static_cast<std::uint8_t>(100 + i)), static_cast<std::uint8_t>(right), 1});
  }
  CHECK(is_ok(f.admin.ask(request, Cap::admin, request.board, key_of(100))));
  const auto put = [&](std::uint8_t put_id, std::uint8_t secret) {
    const relay::BoardPut post{request.board, id_of<PutId>(put_id), slot_of(1)};
    return f.member.ask(post, Cap::write, request.board, key_of(secret));
  };
  CHECK(position_of(put(1, 163)) == 1);
  CHECK(refusal_of(put(2, 163)) == Refusal::full);  // hers, one a day
  CHECK(position_of(put(3, 162)) == 2);
}

TEST_CASE("attack: a full board blocks the slot that leads away from it") {
  Fixture f;
  f.world.start_with([](relay::Options& options) {
    options.tick_least = options.tick_most = Duration{0};
    options.board_slots_max = 3;
    options.posts_per_day = 3;
    options.slots_max = 3;
  });
  RelayClient admin(f.world), member(f.world);
  admin.hello();
  member.hello();
  for (std::uint8_t i = 1; i <= 3; ++i) CHECK(position_of(f.board.put(member, i, i)) == i);
  CHECK(refusal_of(f.board.put(member, 4, 4)) == Refusal::full);
  const auto by_admin = [&](std::uint8_t put_id) {
    const relay::BoardPut post{f.board.id(), id_of<PutId>(put_id), slot_of(put_id)};
    return admin.ask(post, Cap::admin, f.board.id(), f.board.secret(Cap::admin));
  };
  for (std::uint8_t i = 0; i < limits::kBoardAdminSlots; ++i) {
    CHECK(position_of(by_admin(static_cast<std::uint8_t>(100 + i))) == 4u + i);
  }
  CHECK(refusal_of(by_admin(200)) == Refusal::full);  // bounded, too
  const relay::BoardPut post{f.board.id(), id_of<PutId>(201), slot_of(1)};
  CHECK(refusal_of(member.ask(post, Cap::admin, f.board.id(), f.board.secret(Cap::write))) ==
        Refusal::auth);
}

TEST_CASE("a capability asks for less than the relay gives, never for more") {
  Fixture f;
  f.world.start_with([](relay::Options& options) {
    options.tick_least = options.tick_most = Duration{0};
    options.posts_per_day = 2;
  });
  RelayClient admin(f.world);
  admin.hello();
  relay::BoardNew request;
  request.board = id_of<BoardId>(98);
  request.caps = {{pub_of(90), static_cast<std::uint8_t>(relay::Right::admin), 0},
                  {pub_of(91), static_cast<std::uint8_t>(relay::Right::write), 50}};
  REQUIRE(is_ok(admin.ask(request, Cap::admin, request.board, key_of(90))));
  const auto put = [&](std::uint8_t put_id) {
    const relay::BoardPut post{request.board, id_of<PutId>(put_id), slot_of(put_id)};
    return admin.ask(post, Cap::write, request.board, key_of(91));
  };
  CHECK(position_of(put(1)) == 1);
  CHECK(position_of(put(2)) == 2);
  CHECK(refusal_of(put(3)) == Refusal::full);
}

TEST_CASE("attack: a flood on the anonymous lane never blocks named warnings") {
  Fixture f;
  f.world.start_with([](relay::Options& options) {
    options.tick_least = options.tick_most = Duration{0};
    options.board_slots_max = 6;
    options.board_anonymous_slots_max = 3;
    options.anonymous_per_day = 2;
  });
  RelayClient flood(f.world), member(f.world);
  flood.hello();
  member.hello();
  const auto post = [&](std::uint8_t put_id) {
    return f.board.put(flood, put_id, 1, Cap::anonymous);
  };
  CHECK(position_of(post(1)) == 1);
  CHECK(position_of(post(2)) == 2);
  CHECK(refusal_of(post(3)) == Refusal::full);  // of the day
  f.world.now += std::chrono::hours(24);
  CHECK(position_of(post(3)) == 3);
  CHECK(refusal_of(post(4)) == Refusal::full);  // of the lane
  CHECK(position_of(f.board.put(member, 10, 1)) == 4);
  CHECK(position_of(f.board.put(member, 11, 1)) == 5);
  CHECK(position_of(f.board.put(member, 12, 1)) == 6);
  CHECK(refusal_of(f.board.put(member, 13, 1)) == Refusal::full);
}
