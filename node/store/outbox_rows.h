// The outbox in SQL: ports/outbox_rows.h over the journal's database.
#pragma once

#include "ports/outbox_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kOutboxTables;

class SqlOutboxRows final : public OutboxRows {
 public:
  explicit SqlOutboxRows(Database& db) : db_(db) {}
  OpId add(const OutboxOp& op) override;
  std::optional<OutboxOp> find(OpId id) override;
  std::vector<OutboxOp> heads() override;
  std::vector<OutboxOp> lane(ByteView lane, std::size_t most) override;
  std::size_t lane_size(ByteView lane) override;
  void postpone(OpId id, Instant due, std::uint32_t attempts) override;
  void erase(OpId id) override;
  void erase_lane(ByteView lane) override;
  std::size_t waiting_parts(const MessageId& message) override;
  std::size_t size() override;

 private:
  OutboxOp load(OpId id);
  std::vector<OutboxOp> load_all(const std::vector<std::tuple<std::int64_t>>& ids);
  Database& db_;
};

}  // namespace ww::store
