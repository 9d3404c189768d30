// What was seen before, in SQL: ports/seen_rows.h over the journal's database.
#pragma once

#include "ports/seen_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kSeenTables;

class SqlSeenRows final : public SeenRows {
 public:
  explicit SqlSeenRows(Database& db) : db_(db) {}
  bool add_slot(const Digest32& slot_hash, Instant forget_at) override;
  bool knows_slot(const Digest32& slot_hash) override;
  bool add_message(ByteView sender, const MessageId& message, Instant forget_at) override;
  void put_part(ByteView sender, const Payload& payload, Instant forget_at) override;
  std::optional<std::vector<Payload>> take_complete(ByteView sender,
                                                    const MessageId& message) override;
  void forget_before(Instant now) override;

 private:
  Database& db_;
};

}  // namespace ww::store
