#include "store/outbox_rows.h"

#include "store/row_values.h"

namespace ww::store {

// AUTOINCREMENT: an id is never used again, so the order of a lane is the order of its making.
const char* const kOutboxTables = R"sql(
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, purpose INTEGER NOT NULL, lane BLOB NOT NULL,
  owner BLOB NOT NULL, source INTEGER NOT NULL, relay BLOB NOT NULL, host_port TEXT NOT NULL,
  cap INTEGER NOT NULL, cap_secret BLOB NOT NULL, target BLOB NOT NULL, body BLOB NOT NULL,
  message BLOB NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, expires INTEGER NOT NULL,
  inner BLOB NOT NULL
);
CREATE INDEX outbox_lane ON outbox (lane, id);
CREATE INDEX outbox_message ON outbox (message);
)sql";

OpId SqlOutboxRows::add(const OutboxOp& op) {
  db_.run("INSERT INTO outbox VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          static_cast<std::int64_t>(op.purpose), op.lane, op.owner, op.source, op.route.relay,
          op.route.host_port, static_cast<std::int64_t>(op.cap), op.cap_secret.view(), op.target,
          op.body, op.message, to_ms(op.due), std::int64_t{op.attempts}, to_ms(op.expires),
          op.inner);
  return db_.last_insert_id();
}

OutboxOp SqlOutboxRows::load(OpId id) {
  const auto row =
      db_.one<std::int64_t, Bytes, Bytes, std::int64_t, Bytes, std::string, std::int64_t,
              SecretBytes, Bytes, Bytes, Bytes, std::int64_t, std::int64_t, std::int64_t, Bytes>(
          "SELECT purpose, lane, owner, source, relay, host_port, cap, cap_secret, target, body,"
          " message, due, attempts, expires, inner FROM outbox WHERE id=?",
          id);
  if (!row) throw StoreFailed(fail(Errc::storage));
  OutboxOp op;
  op.id = id;
  op.purpose = static_cast<OutboxOp::Purpose>(std::get<0>(*row));
  op.lane = fixed<16>(std::get<1>(*row));
  op.owner = fixed<16>(std::get<2>(*row));
  op.source = std::get<3>(*row);
  op.route = route_of(std::get<4>(*row), std::get<5>(*row));
  op.cap = static_cast<relay::Cap>(std::get<6>(*row));
  op.cap_secret = key_of(std::get<7>(*row));
  op.target = fixed<16>(std::get<8>(*row));
  op.body = std::get<9>(*row);
  op.message = MessageId{fixed<16>(std::get<10>(*row))};
  op.due = from_ms(std::get<11>(*row));
  op.attempts = static_cast<std::uint32_t>(std::get<12>(*row));
  op.expires = from_ms(std::get<13>(*row));
  op.inner = std::get<14>(*row);
  return op;
}

std::vector<OutboxOp> SqlOutboxRows::load_all(const std::vector<std::tuple<std::int64_t>>& ids) {
  std::vector<OutboxOp> ops;
  for (const auto& [id] : ids) ops.push_back(load(id));
  return ops;
}

std::optional<OutboxOp> SqlOutboxRows::find(OpId id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM outbox WHERE id=?", id)) return std::nullopt;
  return load(id);
}

std::vector<OutboxOp> SqlOutboxRows::heads() {
  return load_all(db_.all<std::int64_t>("SELECT min(id) FROM outbox GROUP BY lane ORDER BY 1"));
}

std::vector<OutboxOp> SqlOutboxRows::lane(ByteView lane, std::size_t most) {
  return load_all(db_.all<std::int64_t>("SELECT id FROM outbox WHERE lane=? ORDER BY id LIMIT ?",
                                        lane, static_cast<std::int64_t>(most)));
}

std::size_t SqlOutboxRows::lane_size(ByteView lane) {
  const auto row = db_.one<std::int64_t>("SELECT count(*) FROM outbox WHERE lane=?", lane);
  return static_cast<std::size_t>(std::get<0>(*row));
}

void SqlOutboxRows::postpone(OpId id, Instant due, std::uint32_t attempts) {
  db_.run("UPDATE outbox SET due=?, attempts=? WHERE id=?", to_ms(due), std::int64_t{attempts}, id);
}

void SqlOutboxRows::erase(OpId id) { db_.run("DELETE FROM outbox WHERE id=?", id); }
void SqlOutboxRows::erase_lane(ByteView lane) { db_.run("DELETE FROM outbox WHERE lane=?", lane); }

std::size_t SqlOutboxRows::waiting_parts(const MessageId& message) {
  const auto row = db_.one<std::int64_t>("SELECT count(*) FROM outbox WHERE message=?", message);
  return static_cast<std::size_t>(std::get<0>(*row));
}

std::size_t SqlOutboxRows::size() {
  return static_cast<std::size_t>(
      std::get<0>(*db_.one<std::int64_t>("SELECT count(*) FROM outbox")));
}

}  // namespace ww::store
