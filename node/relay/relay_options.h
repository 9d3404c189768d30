// What an operator may set of a relay, and the values it has otherwise.
#pragma once

#include <optional>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/limits.h"
#include "domain/time.h"

namespace ww::relay {

// What each queue and board is sure to have of the relay's slots, however much the others took:
// nothing new is made that would not find this.
struct Reserve {
  std::size_t queue = 16;
  std::size_t board = 200;
};
// Of a slot on the disk: its row, and its place in the indexes.
inline constexpr std::size_t kBytesOnDisk = 4500;

struct Options {
  RelayKey key;  // the CURVE public key that nodes pin
  // Set: `password` mode. Argon2id of the password (core/cap_mac.h); the password itself is
  // nowhere.
  std::optional<crypto::Key> access_key;

  // A held poll that has something is answered at the next tick, together with all others: so that
  // a delivery cannot be tied to the post that caused it by its moment.
  Duration tick_least = std::chrono::milliseconds{500};
  Duration tick_most = std::chrono::milliseconds{1000};
  Duration poll_most = limits::kPollMost;

  std::size_t queue_slots_max = limits::kQueueSlotsMax;
  std::size_t board_slots_max = limits::kBoardSlotsMax;
  std::size_t board_anonymous_slots_max = limits::kBoardAnonymousSlotsMax;
  std::size_t queues_max = limits::kRelayQueuesMax;
  std::size_t boards_max = limits::kRelayBoardsMax;
  std::size_t slots_max = limits::kRelaySlotsMax;
  Reserve reserve;
  std::uint32_t puts_per_day = limits::kPutsPerDay;
  std::uint32_t posts_per_day = limits::kBoardPostsPerDay;
  std::uint32_t anonymous_per_day = limits::kAnonymousPostsPerDay;
};

}  // namespace ww::relay
