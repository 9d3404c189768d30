// Sources: the queues and boards this node reads, and how far it has come in each.
#pragma once

#include <optional>
#include <vector>

#include "base/crypto.h"
#include "domain/contact.h"
#include "domain/ids.h"
#include "domain/route.h"

namespace ww {

using SourceId = std::int64_t;  // local row number

struct Source {
  // queue_before: of the keys before a renewal; nothing but a renewal counts there.
  enum class Kind : std::uint8_t { invite_queue = 1, queue = 2, board = 3, queue_before = 4 };
  SourceId id = 0;  // 0: not stored yet
  Kind kind = Kind::queue;
  ByteArray<16> target{};        // rid of a queue, board id of a board
  ByteArray<16> owner{};         // ContactId, or CircleId
  std::uint32_t generation = 1;  // of a queue; the epoch of a board
  QueueId sid;                   // of a queue: bound into every slot's key
  Route route;
  crypto::Key read_cap;  // X25519 secret that makes the MACs
  // The place of the slot that was processed and committed last: acknowledged with the next Get.
  // What was seen before is known by its hash, never by a position: a relay's store may go back.
  std::uint64_t position = 0;
  std::uint64_t mark = 0;  // relay::mark_of that slot
  std::uint64_t acked_seen =
      0;              // highest mark that the relay showed; more than `position` = a clone reads
  bool live = false;  // made at the relay (its QueueNew or BoardNew is answered): may be read
  bool retiring = false;  // read on until `retire_at`, then dropped
  Instant retire_at;
};

class SourceRows {
 public:
  virtual ~SourceRows() = default;
  virtual SourceId put(const Source& source) = 0;  // inserts when id is 0, else replaces
  virtual std::optional<Source> find(SourceId id) = 0;
  virtual std::optional<Source> find_target(ByteView target) = 0;
  virtual std::vector<Source> of_owner(ByteView owner) = 0;
  virtual std::vector<Source> all() = 0;              // by id
  virtual std::vector<Source> retiring_queues() = 0;  // by id
  virtual void set_place(SourceId id, std::uint64_t position, std::uint64_t mark) = 0;
  virtual void erase(SourceId id) = 0;
};

}  // namespace ww
