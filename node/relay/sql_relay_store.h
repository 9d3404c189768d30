// SqlRelayStore: a relay's rows in SQLCipher.
//
// secure_delete is on: who takes the relay's disk and its key must not find what was fetched and
// deleted long ago, and keep it until a reader's keys fall into the same hands.
#pragma once

#include <memory>

#include "relay/relay_store.h"
#include "store/database.h"

namespace ww::relay {

class SqlRelayStore final : public RelayStore {
 public:
  // Brings the tables to this version's form. Fails with `unsupported` for a newer file.
  static Result<std::unique_ptr<SqlRelayStore>> open(store::Database& database);

  Result<> begin() override { return db_.begin(); }
  Result<> commit() override { return db_.commit(); }
  void rollback() override { db_.rollback(); }

  std::optional<Queue> queue_by_rid(const QueueId& rid) override;
  std::optional<Queue> queue_by_sid(const QueueId& sid) override;
  void add_queue(const Queue& queue) override;
  void update_queue(const Queue& queue) override;
  void remove_queue(const QueueId& rid) override;
  void add_slot(const QueueId& rid, std::uint64_t number, Day ends, const Slot& slot) override;
  std::optional<Slot> slot(const QueueId& rid, std::uint64_t number) override;
  std::vector<Stored> slots(const QueueId& rid, std::uint64_t after, std::size_t most) override;
  std::size_t remove_slots(const QueueId& rid, std::uint64_t up_to) override;

  std::optional<Board> board(const BoardId& id) override;
  void add_board(const Board& board) override;
  void update_board(const Board& board) override;
  void update_cap(const BoardId& id, std::size_t place, const BoardCapRow& cap) override;
  void add_post(const BoardId& id, std::uint64_t position, const PutId& put_id, bool anonymous,
                Day ends, const Slot& slot) override;
  std::optional<Stored> post(const BoardId& id, const PutId& put_id) override;
  std::vector<Stored> posts(const BoardId& id, std::uint64_t after, std::size_t most) override;

  void expire(Day today, Day idle_since) override;
  Totals totals(const Reserve& reserve) override;

 private:
  explicit SqlRelayStore(store::Database& database) : db_(database) {}
  store::Database& db_;
};

}  // namespace ww::relay
