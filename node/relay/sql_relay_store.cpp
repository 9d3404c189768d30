#include "relay/sql_relay_store.h"

#include "store/schema.h"

namespace ww::relay {
namespace {

constexpr std::int64_t kVersion = 1;

// A slot's row fills one page of 4,096 bytes, so the keys are indexes beside it.
constexpr const char* kTables = R"sql(
CREATE TABLE queue(
  rid BLOB PRIMARY KEY, sid BLOB NOT NULL UNIQUE, recv_pub BLOB NOT NULL, send_pub BLOB,
  ttl INTEGER NOT NULL, last INTEGER NOT NULL, acked INTEGER NOT NULL, acked_mark INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  read_day INTEGER NOT NULL, put_day INTEGER NOT NULL, puts INTEGER NOT NULL,
  slots INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE slot(rid BLOB NOT NULL, number INTEGER NOT NULL, ends INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE UNIQUE INDEX slot_of_queue ON slot(rid, number);
CREATE INDEX slot_ends ON slot(ends);
CREATE TABLE board(
  id BLOB PRIMARY KEY, ttl INTEGER NOT NULL, last INTEGER NOT NULL, last_mark INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  read_day INTEGER NOT NULL, slots INTEGER NOT NULL, anonymous_slots INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE board_cap(
  board BLOB NOT NULL, place INTEGER NOT NULL, pub BLOB NOT NULL, rights INTEGER NOT NULL,
  per_day INTEGER NOT NULL, day INTEGER NOT NULL, posts INTEGER NOT NULL,
  PRIMARY KEY(board, place)) WITHOUT ROWID;
CREATE TABLE post(
  board BLOB NOT NULL, position INTEGER NOT NULL, put_id BLOB NOT NULL, anonymous INTEGER NOT NULL,
  ends INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE UNIQUE INDEX post_of_board ON post(board, position);
CREATE UNIQUE INDEX post_by_put_id ON post(board, put_id);
CREATE INDEX post_ends ON post(ends);
PRAGMA user_version = 1;
)sql";

#define WW_QUEUE_COLUMNS                                                                       \
  "rid, sid, recv_pub, send_pub, ttl, last, acked, acked_mark, last_hash, read_day, put_day, " \
  "puts, slots"

using QueueColumns =
    std::tuple<Bytes, Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, std::int64_t,
               std::int64_t, Bytes, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

// The file is authenticated page by page and written by this class alone: a field of another length
// is damage, and the step that reads it is dropped.
template <std::size_t N>
ByteArray<N> fixed(const Bytes& bytes) {
  if (bytes.size() != N) throw StoreFailed(fail(Errc::storage));
  return to_array<N>(bytes);
}

template <class T>
T number(std::int64_t value) {
  return static_cast<T>(value);
}

Queue queue_from(const QueueColumns& row) {
  Queue queue;
  queue.rid = QueueId{fixed<16>(std::get<0>(row))};
  queue.sid = QueueId{fixed<16>(std::get<1>(row))};
  queue.recv_pub = fixed<32>(std::get<2>(row));
  if (std::get<3>(row)) queue.send_pub = fixed<32>(*std::get<3>(row));
  queue.ttl = number<Ttl>(std::get<4>(row));
  queue.last = number<std::uint64_t>(std::get<5>(row));
  queue.acked = number<std::uint64_t>(std::get<6>(row));
  queue.acked_mark = number<std::uint64_t>(std::get<7>(row));
  queue.last_hash = fixed<32>(std::get<8>(row));
  queue.read_day = std::get<9>(row);
  queue.put_day = std::get<10>(row);
  queue.puts = number<std::uint32_t>(std::get<11>(row));
  queue.slots = number<std::uint32_t>(std::get<12>(row));
  return queue;
}

std::optional<Queue> maybe_queue(const std::optional<QueueColumns>& row) {
  return row ? std::optional(queue_from(*row)) : std::nullopt;
}

std::optional<ByteView> maybe_view(const std::optional<crypto::PublicKey>& key) {
  return key ? std::optional<ByteView>(*key) : std::nullopt;
}

// Positions above what SQLite's integers hold do not exist: nobody gets there.
std::int64_t bounded(std::uint64_t position) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(position, INT64_MAX));
}

std::vector<Stored> stored_from(const std::vector<std::tuple<std::int64_t, Bytes>>& rows) {
  std::vector<Stored> stored;
  for (const auto& [position, bytes] : rows) {
    stored.push_back({number<std::uint64_t>(position), fixed<limits::kSlot>(bytes)});
  }
  return stored;
}

}  // namespace

Result<std::unique_ptr<SqlRelayStore>> SqlRelayStore::open(store::Database& database) {
  try {
    const auto version = database.one<std::int64_t>("PRAGMA user_version");
    const std::int64_t found = version ? std::get<0>(*version) : 0;
    if (found > kVersion || !store::is_of_this_line(database)) return fail(Errc::unsupported);
    database.script("PRAGMA secure_delete = ON;");
    if (found == 0) {
      WW_TRY(database.begin());
      database.script(kTables);
      store::mark_line(database);
      WW_TRY(database.commit());
    }
    return std::unique_ptr<SqlRelayStore>(new SqlRelayStore(database));
  } catch (const StoreFailed& failed) {
    if (database.in_transaction()) database.rollback();
    return failed.error();
  }
}

// ---- queues -------------------------------------------------------------------------------------

std::optional<Queue> SqlRelayStore::queue_by_rid(const QueueId& rid) {
  return maybe_queue(
      db_.one<Bytes, Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, std::int64_t,
              std::int64_t, Bytes, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
          "SELECT " WW_QUEUE_COLUMNS " FROM queue WHERE rid = ?", rid.view()));
}

std::optional<Queue> SqlRelayStore::queue_by_sid(const QueueId& sid) {
  return maybe_queue(
      db_.one<Bytes, Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, std::int64_t,
              std::int64_t, Bytes, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
          "SELECT " WW_QUEUE_COLUMNS " FROM queue WHERE sid = ?", sid.view()));
}

void SqlRelayStore::add_queue(const Queue& queue) {
  db_.run("INSERT INTO queue(" WW_QUEUE_COLUMNS ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
          queue.rid.view(), queue.sid.view(), ByteView(queue.recv_pub), maybe_view(queue.send_pub),
          static_cast<std::int64_t>(queue.ttl), bounded(queue.last), bounded(queue.acked),
          static_cast<std::int64_t>(queue.acked_mark), ByteView(queue.last_hash), queue.read_day,
          queue.put_day, static_cast<std::int64_t>(queue.puts),
          static_cast<std::int64_t>(queue.slots));
}

void SqlRelayStore::update_queue(const Queue& queue) {
  db_.run(
      "UPDATE queue SET send_pub=?, last=?, acked=?, acked_mark=?, last_hash=?, read_day=?, "
      "put_day=?, puts=?, "
      "slots=? WHERE rid=?",
      maybe_view(queue.send_pub), bounded(queue.last), bounded(queue.acked),
      static_cast<std::int64_t>(queue.acked_mark), ByteView(queue.last_hash), queue.read_day,
      queue.put_day, static_cast<std::int64_t>(queue.puts), static_cast<std::int64_t>(queue.slots),
      queue.rid.view());
}

void SqlRelayStore::remove_queue(const QueueId& rid) {
  db_.run("DELETE FROM slot WHERE rid = ?", rid.view());
  db_.run("DELETE FROM queue WHERE rid = ?", rid.view());
}

void SqlRelayStore::add_slot(const QueueId& rid, std::uint64_t number, Day ends, const Slot& slot) {
  db_.run("INSERT INTO slot(rid, number, ends, bytes) VALUES(?,?,?,?)", rid.view(), bounded(number),
          ends, ByteView(slot));
}

std::optional<Slot> SqlRelayStore::slot(const QueueId& rid, std::uint64_t number) {
  const auto row = db_.one<Bytes>("SELECT bytes FROM slot WHERE rid = ? AND number = ?", rid.view(),
                                  bounded(number));
  return row ? std::optional(fixed<limits::kSlot>(std::get<0>(*row))) : std::nullopt;
}

std::vector<Stored> SqlRelayStore::slots(const QueueId& rid, std::uint64_t after,
                                         std::size_t most) {
  return stored_from(db_.all<std::int64_t, Bytes>(
      "SELECT number, bytes FROM slot WHERE rid = ? AND number > ? ORDER BY number LIMIT ?",
      rid.view(), bounded(after), static_cast<std::int64_t>(most)));
}

std::size_t SqlRelayStore::remove_slots(const QueueId& rid, std::uint64_t up_to) {
  return static_cast<std::size_t>(
      db_.run("DELETE FROM slot WHERE rid = ? AND number <= ?", rid.view(), bounded(up_to)));
}

// ---- boards -------------------------------------------------------------------------------------

std::optional<Board> SqlRelayStore::board(const BoardId& id) {
  const auto row = db_.one<std::int64_t, std::int64_t, std::int64_t, bool, std::int64_t,
                           std::int64_t, std::int64_t>(
      "SELECT ttl, last, last_mark, closed, read_day, slots, anonymous_slots FROM board WHERE id = "
      "?",
      id.view());
  if (!row) return std::nullopt;
  Board board;
  board.id = id;
  board.ttl = number<Ttl>(std::get<0>(*row));
  board.last = number<std::uint64_t>(std::get<1>(*row));
  board.last_mark = number<std::uint64_t>(std::get<2>(*row));
  board.closed = std::get<3>(*row);
  board.read_day = std::get<4>(*row);
  board.slots = number<std::uint32_t>(std::get<5>(*row));
  board.anonymous_slots = number<std::uint32_t>(std::get<6>(*row));
  const auto caps = db_.all<Bytes, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
      "SELECT pub, rights, per_day, day, posts FROM board_cap WHERE board = ? ORDER BY place",
      id.view());
  for (const auto& [pub, rights, per_day, day, posts] : caps) {
    const BoardCap cap{fixed<32>(pub), number<std::uint8_t>(rights),
                       number<std::uint16_t>(per_day)};
    board.caps.push_back({cap, day, number<std::uint32_t>(posts)});
  }
  return board;
}

void SqlRelayStore::add_board(const Board& board) {
  db_.run(
      "INSERT INTO board(id, ttl, last, last_mark, closed, read_day, slots, anonymous_slots) "
      "VALUES(?,?,?,?,?,?,?,?)",
      board.id.view(), static_cast<std::int64_t>(board.ttl), bounded(board.last),
      static_cast<std::int64_t>(board.last_mark), board.closed, board.read_day,
      static_cast<std::int64_t>(board.slots), static_cast<std::int64_t>(board.anonymous_slots));
  for (std::size_t place = 0; place < board.caps.size(); ++place) {
    const BoardCapRow& row = board.caps[place];
    db_.run(
        "INSERT INTO board_cap(board, place, pub, rights, per_day, day, posts) "
        "VALUES(?,?,?,?,?,?,?)",
        board.id.view(), static_cast<std::int64_t>(place), ByteView(row.cap.pub),
        static_cast<std::int64_t>(row.cap.rights), static_cast<std::int64_t>(row.cap.per_day),
        row.day, static_cast<std::int64_t>(row.posts));
  }
}

void SqlRelayStore::update_board(const Board& board) {
  db_.run(
      "UPDATE board SET last=?, last_mark=?, closed=?, read_day=?, slots=?, anonymous_slots=? "
      "WHERE id=?",
      bounded(board.last), static_cast<std::int64_t>(board.last_mark), board.closed, board.read_day,
      static_cast<std::int64_t>(board.slots), static_cast<std::int64_t>(board.anonymous_slots),
      board.id.view());
}

void SqlRelayStore::update_cap(const BoardId& id, std::size_t place, const BoardCapRow& cap) {
  db_.run("UPDATE board_cap SET day=?, posts=? WHERE board=? AND place=?", cap.day,
          static_cast<std::int64_t>(cap.posts), id.view(), static_cast<std::int64_t>(place));
}

void SqlRelayStore::add_post(const BoardId& id, std::uint64_t position, const PutId& put_id,
                             bool anonymous, Day ends, const Slot& slot) {
  db_.run("INSERT INTO post(board, position, put_id, anonymous, ends, bytes) VALUES(?,?,?,?,?,?)",
          id.view(), bounded(position), put_id.view(), anonymous, ends, ByteView(slot));
}

std::optional<Stored> SqlRelayStore::post(const BoardId& id, const PutId& put_id) {
  const auto row = db_.one<std::int64_t, Bytes>(
      "SELECT position, bytes FROM post WHERE board = ? AND put_id = ?", id.view(), put_id.view());
  if (!row) return std::nullopt;
  return Stored{number<std::uint64_t>(std::get<0>(*row)), fixed<limits::kSlot>(std::get<1>(*row))};
}

std::vector<Stored> SqlRelayStore::posts(const BoardId& id, std::uint64_t after, std::size_t most) {
  return stored_from(db_.all<std::int64_t, Bytes>(
      "SELECT position, bytes FROM post WHERE board = ? AND position > ? ORDER BY position LIMIT ?",
      id.view(), bounded(after), static_cast<std::int64_t>(most)));
}

// ---- ends ---------------------------------------------------------------------------------------

void SqlRelayStore::expire(Day today, Day idle_since) {
  db_.run("DELETE FROM slot WHERE rid IN (SELECT rid FROM queue WHERE read_day < ?)", idle_since);
  db_.run("DELETE FROM queue WHERE read_day < ?", idle_since);
  db_.run("DELETE FROM post WHERE board IN (SELECT id FROM board WHERE read_day < ?)", idle_since);
  db_.run("DELETE FROM board_cap WHERE board IN (SELECT id FROM board WHERE read_day < ?)",
          idle_since);
  db_.run("DELETE FROM board WHERE read_day < ?", idle_since);
  const auto slots = db_.run("DELETE FROM slot WHERE ends < ?", today);
  const auto posts = db_.run("DELETE FROM post WHERE ends < ?", today);
  if (slots > 0) {
    db_.run(
        "UPDATE queue SET slots = (SELECT count(*) FROM slot WHERE slot.rid = queue.rid) "
        "WHERE slots > 0");
  }
  if (posts > 0) {
    db_.run(
        "UPDATE board SET slots = (SELECT count(*) FROM post WHERE post.board = board.id), "
        "anonymous_slots = (SELECT coalesce(sum(anonymous), 0) FROM post WHERE post.board = "
        "board.id) "
        "WHERE slots > 0");
  }
}

Totals SqlRelayStore::totals(const Reserve& reserve) {
  const auto count = [this](const char* sql) {
    return number<std::size_t>(std::get<0>(*db_.one<std::int64_t>(sql)));
  };
  const auto over = [this](const char* sql, std::size_t most) {
    return number<std::size_t>(
        std::get<0>(*db_.one<std::int64_t>(sql, static_cast<std::int64_t>(most))));
  };
  return {count("SELECT count(*) FROM queue"), count("SELECT count(*) FROM board"),
          count("SELECT (SELECT count(*) FROM slot) + (SELECT count(*) FROM post)"),
          over("SELECT coalesce(sum(max(slots - ?, 0)), 0) FROM queue", reserve.queue) +
              over("SELECT coalesce(sum(max(slots - ?, 0)), 0) FROM board", reserve.board)};
}

}  // namespace ww::relay
