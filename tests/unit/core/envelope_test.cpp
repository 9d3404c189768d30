#include "core/envelope.h"

#include "support/catch.h"
#include "support/test_random.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

const crypto::Key kSealKey(test::counting<32>(1)), kSealSecret(test::counting<32>(2)),
    kBoardKey(test::counting<32>(3));
const QueueId kSid{test::counting<16>(4)};
const BoardId kBoard{test::counting<16>(5)};
const Bytes kInner = test::counting_bytes(limits::kSlotInner, 6);

relay::Slot queue_slot(std::uint64_t seed) {
  test::TestRandom random(seed);
  return core::seal_queue_slot(random, crypto::x25519_public(kSealKey), kSealSecret, kSid, kInner)
      .value();
}
relay::Slot board_slot(std::uint64_t seed) {
  test::TestRandom random(seed);
  return core::seal_board_slot(random.array<32>(), kBoardKey, kBoard, kInner);
}

}  // namespace

TEST_CASE("a slot has 3,776 bytes and opens for its reader", "[core][envelope]") {
  CHECK(queue_slot(1).size() == 3776);
  CHECK(core::open_queue_slot(kSealKey, kSealSecret, kSid, queue_slot(1)).value() == kInner);
  CHECK(core::open_board_slot(kBoardKey, kBoard, board_slot(1)).value() == kInner);
}

TEST_CASE("the same inside never looks the same twice", "[core][envelope]") {
  const auto one = queue_slot(1), two = queue_slot(2);
  std::size_t same = 0;
  for (std::size_t i = 0; i < one.size(); ++i) same += one[i] == two[i] ? 1 : 0;
  CHECK(same < 60);  // one in 256 by chance: about 15 of 3,776
  CHECK(board_slot(1) != board_slot(2));
}

TEST_CASE("a slot opens with no other key, queue or board", "[core][envelope]") {
  const auto slot = queue_slot(1);
  const crypto::Key other(test::counting<32>(9));
  const auto error = [](const Result<Bytes>& result) {
    return result ? Errc::internal : result.error().code;
  };
  CHECK(error(core::open_queue_slot(other, kSealSecret, kSid, slot)) == Errc::unauthenticated);
  CHECK(error(core::open_queue_slot(kSealKey, other, kSid, slot)) == Errc::unauthenticated);
  CHECK(error(core::open_queue_slot(kSealKey, kSealSecret, QueueId{}, slot)) ==
        Errc::unauthenticated);
  CHECK(error(core::open_board_slot(other, kBoard, board_slot(1))) == Errc::unauthenticated);
  CHECK(error(core::open_board_slot(kBoardKey, BoardId{}, board_slot(1))) == Errc::unauthenticated);
}

TEST_CASE("a slot that was changed anywhere does not open", "[core][envelope]") {
  const auto queue = queue_slot(1), board = board_slot(1);
  for (std::size_t at = 0; at < queue.size(); at += 13) {
    auto bent_queue = queue, bent_board = board;
    bent_queue[at] ^= 1;
    bent_board[at] ^= 1;
    if (core::open_queue_slot(kSealKey, kSealSecret, kSid, bent_queue)) FAIL("queue byte " << at);
    if (core::open_board_slot(kBoardKey, kBoard, bent_board)) FAIL("board byte " << at);
  }
  // Every bit of what stands before the sealed part: X25519 itself passes over the highest one.
  for (std::size_t bit = 0; bit < 256; ++bit) {
    auto bent_queue = queue, bent_board = board;
    bent_queue[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    bent_board[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    if (core::open_queue_slot(kSealKey, kSealSecret, kSid, bent_queue)) FAIL("queue bit " << bit);
    if (core::open_board_slot(kBoardKey, kBoard, bent_board)) FAIL("board bit " << bit);
  }
}

TEST_CASE("a slot of another size is refused", "[core][envelope]") {
  CHECK(core::open_queue_slot(kSealKey, kSealSecret, kSid, Bytes(3775)).error().code ==
        Errc::malformed);
  CHECK(core::open_board_slot(kBoardKey, kBoard, Bytes(3777)).error().code == Errc::malformed);
}

TEST_CASE("attack: low-order DH point in a slot or as a seal key", "[core][envelope][attack]") {
  test::TestRandom random(1);
  CHECK(
      core::seal_queue_slot(random, crypto::PublicKey{}, kSealSecret, kSid, kInner).error().code ==
      Errc::unauthenticated);
  auto slot = queue_slot(1);
  std::fill_n(slot.begin(), 32, std::uint8_t{0});
  CHECK(core::open_queue_slot(kSealKey, kSealSecret, kSid, slot).error().code ==
        Errc::unauthenticated);
}
