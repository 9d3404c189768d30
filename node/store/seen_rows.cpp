#include "store/seen_rows.h"

#include "domain/limits.h"
#include "store/row_values.h"

namespace ww::store {

const char* const kSeenTables = R"sql(
CREATE TABLE seen_slot (hash BLOB PRIMARY KEY, forget_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX seen_slot_forget ON seen_slot (forget_at);
CREATE TABLE seen_message (
  sender BLOB NOT NULL, message BLOB NOT NULL, forget_at INTEGER NOT NULL,
  PRIMARY KEY (sender, message)
) WITHOUT ROWID;
CREATE INDEX seen_message_forget ON seen_message (forget_at);
CREATE TABLE partial_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, sender BLOB NOT NULL, message BLOB NOT NULL,
  parts INTEGER NOT NULL, forget_at INTEGER NOT NULL, UNIQUE (sender, message)
);
CREATE INDEX partial_message_forget ON partial_message (forget_at);
CREATE TABLE partial_part (
  partial INTEGER NOT NULL REFERENCES partial_message (id) ON DELETE CASCADE, part INTEGER NOT NULL,
  type INTEGER NOT NULL, flags INTEGER NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
  content BLOB NOT NULL, PRIMARY KEY (partial, part)
) WITHOUT ROWID;
)sql";

bool SqlSeenRows::add_slot(const Digest32& slot_hash, Instant forget_at) {
  return db_.run("INSERT OR IGNORE INTO seen_slot VALUES (?,?)", slot_hash, to_ms(forget_at)) == 1;
}

bool SqlSeenRows::knows_slot(const Digest32& slot_hash) {
  return db_.one<std::int64_t>("SELECT 1 FROM seen_slot WHERE hash=?", slot_hash).has_value();
}

bool SqlSeenRows::add_message(ByteView sender, const MessageId& message, Instant forget_at) {
  return db_.run("INSERT OR IGNORE INTO seen_message VALUES (?,?,?)", sender, message,
                 to_ms(forget_at)) == 1;
}

void SqlSeenRows::put_part(ByteView sender, const Payload& payload, Instant forget_at) {
  const PayloadHeader& header = payload.header;
  db_.run("INSERT OR IGNORE INTO partial_message VALUES (NULL,?,?,?,?)", sender, header.message,
          std::int64_t{header.parts}, to_ms(forget_at));
  db_.run(
      "DELETE FROM partial_message WHERE sender=? AND id NOT IN"
      " (SELECT id FROM partial_message WHERE sender=? ORDER BY id DESC LIMIT ?)",
      sender, sender, static_cast<std::int64_t>(limits::kPartialMessages));
  db_.run(
      "INSERT OR IGNORE INTO partial_part SELECT id,?,?,?,?,?,? FROM partial_message"
      " WHERE sender=? AND message=? AND parts=?",
      std::int64_t{header.part}, std::int64_t{header.type}, std::int64_t{header.flags},
      std::int64_t{header.epoch}, header.sequence, payload.content, sender, header.message,
      std::int64_t{header.parts});
}

std::optional<std::vector<Payload>> SqlSeenRows::take_complete(ByteView sender,
                                                               const MessageId& message) {
  const auto partial = db_.one<std::int64_t, std::int64_t>(
      "SELECT id, parts FROM partial_message WHERE sender=? AND message=?", sender, message);
  if (!partial) return std::nullopt;
  const auto [id, parts] = *partial;
  auto rows = db_.all<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, Bytes>(
      "SELECT part, type, flags, epoch, sequence, content FROM partial_part WHERE partial=? ORDER "
      "BY part",
      id);
  if (static_cast<std::int64_t>(rows.size()) < parts) return std::nullopt;
  std::vector<Payload> payloads;
  for (auto& [part, type, flags, epoch, sequence, content] : rows) {
    Payload payload;
    payload.header.part = static_cast<std::uint8_t>(part);
    payload.header.parts = static_cast<std::uint8_t>(parts);
    payload.header.type = static_cast<std::uint8_t>(type);
    payload.header.flags = static_cast<std::uint8_t>(flags);
    payload.header.epoch = static_cast<std::uint32_t>(epoch);
    payload.header.sequence = static_cast<std::uint64_t>(sequence);
    payload.header.message = message;
    payload.header.content_length = static_cast<std::uint16_t>(content.size());
    payload.content = std::move(content);
    payloads.push_back(std::move(payload));
  }
  db_.run("DELETE FROM partial_message WHERE id=?", id);
  return payloads;
}

void SqlSeenRows::forget_before(Instant now) {
  db_.run("DELETE FROM seen_slot WHERE forget_at < ?", to_ms(now));
  db_.run("DELETE FROM seen_message WHERE forget_at < ?", to_ms(now));
  db_.run("DELETE FROM partial_message WHERE forget_at < ?", to_ms(now));
}

}  // namespace ww::store
