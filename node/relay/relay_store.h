// RelayStore: everything a relay keeps. There is no field for an address, a sender, a client key or
// a time finer than a day, so none can be kept.
//
// One transaction at a time, begun and ended by RelayEngine::step. Row calls throw StoreFailed
// (ports/store.h) when the disk or the database fails.
#pragma once

#include <optional>
#include <vector>

#include "domain/relay_message.h"
#include "ports/store.h"
#include "relay/relay_options.h"

namespace ww::relay {

using Day = std::int64_t;  // since 1970-01-01, by the relay's own clock

struct Queue {
  QueueId rid, sid;
  crypto::PublicKey recv_pub{};
  std::optional<crypto::PublicKey> send_pub;
  Ttl ttl = Ttl::month;
  std::uint64_t last = 0;        // number of the newest Put
  std::uint64_t acked = 0;       // these are deleted
  std::uint64_t acked_mark = 0;  // of the slot at `acked`
  crypto::Digest last_hash{};    // of the newest Put's slot, for its repetition after the ack
  Day read_day = 0;              // of the last Get, for the end of idle queues
  Day put_day = 0;               // the day that `puts` counts
  std::uint32_t puts = 0;
  std::uint32_t slots = 0;
};

struct BoardCapRow {
  BoardCap cap;
  Day day = 0;  // the day that `posts` counts
  std::uint32_t posts = 0;
};
struct Board {
  BoardId id;
  Ttl ttl = Ttl::month;
  std::vector<BoardCapRow> caps;  // in the order of BoardNew
  std::uint64_t last = 0;
  std::uint64_t last_mark = 0;  // of the post at `last`
  bool closed = false;
  Day read_day = 0;
  std::uint32_t slots = 0;
  std::uint32_t anonymous_slots = 0;
};

struct Stored {
  std::uint64_t position = 0;
  Slot slot{};
};
struct Totals {
  std::size_t queues = 0, boards = 0, slots = 0;
  std::size_t over = 0;  // slots that queues and boards have beyond their reserve
};

class RelayStore {
 public:
  virtual ~RelayStore() = default;
  virtual Result<> begin() = 0;
  virtual Result<> commit() = 0;  // durable when it returns
  virtual void rollback() = 0;

  virtual std::optional<Queue> queue_by_rid(const QueueId& rid) = 0;
  virtual std::optional<Queue> queue_by_sid(const QueueId& sid) = 0;
  virtual void add_queue(const Queue& queue) = 0;
  virtual void update_queue(const Queue& queue) = 0;  // all but ids, recv_pub and ttl
  virtual void remove_queue(const QueueId& rid) = 0;  // and its slots
  // `ends`: the last day on which the slot is kept.
  virtual void add_slot(const QueueId& rid, std::uint64_t number, Day ends, const Slot& slot) = 0;
  virtual std::optional<Slot> slot(const QueueId& rid, std::uint64_t number) = 0;
  virtual std::vector<Stored> slots(const QueueId& rid, std::uint64_t after, std::size_t most) = 0;
  virtual std::size_t remove_slots(const QueueId& rid, std::uint64_t up_to) = 0;

  virtual std::optional<Board> board(const BoardId& id) = 0;
  virtual void add_board(const Board& board) = 0;
  virtual void update_board(const Board& board) = 0;  // last, closed, read_day and the counts
  virtual void update_cap(const BoardId& id, std::size_t place, const BoardCapRow& cap) = 0;
  virtual void add_post(const BoardId& id, std::uint64_t position, const PutId& put_id,
                        bool anonymous, Day ends, const Slot& slot) = 0;
  virtual std::optional<Stored> post(const BoardId& id, const PutId& put_id) = 0;
  virtual std::vector<Stored> posts(const BoardId& id, std::uint64_t after, std::size_t most) = 0;

  // Removes slots whose last day is before `today`, then queues and boards that nobody has read
  // since before `idle_since`.
  virtual void expire(Day today, Day idle_since) = 0;
  virtual Totals totals(const Reserve& reserve) = 0;
};

}  // namespace ww::relay
