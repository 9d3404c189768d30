#include "store/source_rows.h"

#include "store/row_values.h"

namespace ww::store {

const char* const kSourceTables = R"sql(
CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, target BLOB NOT NULL UNIQUE,
  owner BLOB NOT NULL, generation INTEGER NOT NULL, sid BLOB NOT NULL, relay BLOB NOT NULL,
  host_port TEXT NOT NULL, read_cap BLOB NOT NULL, position INTEGER NOT NULL,
  mark INTEGER NOT NULL, acked_seen INTEGER NOT NULL, live INTEGER NOT NULL, retiring INTEGER NOT NULL,
  retire_at INTEGER NOT NULL
);
CREATE INDEX source_owner ON source (owner);
)sql";

SourceId SqlSourceRows::put(const Source& s) {
  if (s.id == 0) {
    db_.run("INSERT INTO source VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            static_cast<std::int64_t>(s.kind), s.target, s.owner, std::int64_t{s.generation}, s.sid,
            s.route.relay, s.route.host_port, s.read_cap.view(), s.position,
            static_cast<std::int64_t>(s.mark), s.acked_seen, s.live, s.retiring,
            to_ms(s.retire_at));
    return db_.last_insert_id();
  }
  db_.run(
      "UPDATE source SET kind=?, target=?, owner=?, generation=?, sid=?, relay=?, host_port=?,"
      " read_cap=?, position=?, mark=?, acked_seen=?, live=?, retiring=?, retire_at=? WHERE id=?",
      static_cast<std::int64_t>(s.kind), s.target, s.owner, std::int64_t{s.generation}, s.sid,
      s.route.relay, s.route.host_port, s.read_cap.view(), s.position,
      static_cast<std::int64_t>(s.mark), s.acked_seen, s.live, s.retiring, to_ms(s.retire_at),
      s.id);
  return s.id;
}

Source SqlSourceRows::load(SourceId id) {
  const auto row = db_.one<std::int64_t, Bytes, Bytes, std::int64_t, Bytes, Bytes, std::string,
                           SecretBytes, std::int64_t, std::int64_t, std::int64_t, bool, bool,
                           std::int64_t>(
      "SELECT kind, target, owner, generation, sid, relay, host_port, read_cap, position, mark, "
      "acked_seen,"
      " live, retiring, retire_at FROM source WHERE id=?",
      id);
  if (!row) throw StoreFailed(fail(Errc::storage));
  Source s;
  s.id = id;
  s.kind = static_cast<Source::Kind>(std::get<0>(*row));
  s.target = fixed<16>(std::get<1>(*row));
  s.owner = fixed<16>(std::get<2>(*row));
  s.generation = static_cast<std::uint32_t>(std::get<3>(*row));
  s.sid = QueueId{fixed<16>(std::get<4>(*row))};
  s.route = route_of(std::get<5>(*row), std::get<6>(*row));
  s.read_cap = key_of(std::get<7>(*row));
  s.position = static_cast<std::uint64_t>(std::get<8>(*row));
  s.mark = static_cast<std::uint64_t>(std::get<9>(*row));
  s.acked_seen = static_cast<std::uint64_t>(std::get<10>(*row));
  s.live = std::get<11>(*row);
  s.retiring = std::get<12>(*row);
  s.retire_at = from_ms(std::get<13>(*row));
  return s;
}

std::vector<Source> SqlSourceRows::load_all(const std::vector<std::tuple<std::int64_t>>& ids) {
  std::vector<Source> sources;
  for (const auto& [id] : ids) sources.push_back(load(id));
  return sources;
}

std::optional<Source> SqlSourceRows::find(SourceId id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM source WHERE id=?", id)) return std::nullopt;
  return load(id);
}

std::optional<Source> SqlSourceRows::find_target(ByteView target) {
  const auto row = db_.one<std::int64_t>("SELECT id FROM source WHERE target=?", target);
  if (!row) return std::nullopt;
  return load(std::get<0>(*row));
}

std::vector<Source> SqlSourceRows::of_owner(ByteView owner) {
  return load_all(db_.all<std::int64_t>("SELECT id FROM source WHERE owner=? ORDER BY id", owner));
}

std::vector<Source> SqlSourceRows::all() {
  return load_all(db_.all<std::int64_t>("SELECT id FROM source ORDER BY id"));
}

std::vector<Source> SqlSourceRows::retiring_queues() {
  return load_all(
      db_.all<std::int64_t>("SELECT id FROM source WHERE retiring=1 AND kind<>? ORDER BY id",
                            static_cast<std::int64_t>(Source::Kind::board)));
}

void SqlSourceRows::set_place(SourceId id, std::uint64_t position, std::uint64_t mark) {
  db_.run("UPDATE source SET position=?, mark=? WHERE id=?", position,
          static_cast<std::int64_t>(mark), id);
}

void SqlSourceRows::erase(SourceId id) { db_.run("DELETE FROM source WHERE id=?", id); }

}  // namespace ww::store
