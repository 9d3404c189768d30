// Database: one keyed SQLCipher connection with typed statements. The only header that callers in
// store/ use for SQL; sqlite3 handles stay behind it.
//
//   db.run("UPDATE contact SET name=? WHERE id=?", name, id);
//   auto row  = db.one<std::string, std::int64_t>("SELECT name, state FROM contact WHERE id=?",
//   id); auto rows = db.all<Bytes>("SELECT hash FROM seen WHERE expires < ?", to_ms(now));
//
// Parameters: integers, bool, std::string_view, ByteView (and what converts to it), std::optional
// of these (NULL). Columns: std::int64_t, bool, std::string, Bytes, SecretBytes, std::optional of
// these. Statements are prepared once and kept. Every failure throws StoreFailed (ports/store.h).
#pragma once

#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "ports/disk.h"
#include "ports/random.h"
#include "ports/store.h"
#include "store/statement.h"

namespace ww::store {

class Database {
 public:
  // Opens or makes `name` on `disk` with a raw 32-byte key (never a passphrase: that would cost 32
  // ms and a weak derivation at every open), page size 4096. Fails with unauthenticated (wrong key
  // or foreign file) or storage. `random` is what SQLite asks its VFS for.
  static Result<std::unique_ptr<Database>> open(Disk& disk, Random& random, const std::string& name,
                                                const Secret<32>& key);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Rows changed.
  template <class... Args>
  std::int64_t run(const char* sql, const Args&... args) {
    const Use use(*this, sql);
    bind_all(use.statement, args...);
    use.statement.step();
    return changes();
  }
  template <class... Columns, class... Args>
  std::optional<std::tuple<Columns...>> one(const char* sql, const Args&... args) {
    const Use use(*this, sql);
    bind_all(use.statement, args...);
    if (!use.statement.step()) return std::nullopt;
    return row<Columns...>(use.statement, std::index_sequence_for<Columns...>());
  }
  template <class... Columns, class... Args>
  std::vector<std::tuple<Columns...>> all(const char* sql, const Args&... args) {
    const Use use(*this, sql);
    bind_all(use.statement, args...);
    std::vector<std::tuple<Columns...>> rows;
    while (use.statement.step()) {
      rows.push_back(row<Columns...>(use.statement, std::index_sequence_for<Columns...>()));
    }
    return rows;
  }

  std::int64_t last_insert_id();
  // What was prepared so far, and how SQLite would go about one of them, a line per step. For tests
  // that no question reads a whole table.
  std::vector<std::string> statements() const;
  std::vector<std::string> plan_of(const std::string& sql);
  void script(const std::string& sql);  // several statements, no parameters: migrations
  Result<> begin();
  Result<> commit();
  void rollback();
  bool in_transaction() const;
  std::uint64_t work() const;  // of all statements so far, in instructions of SQLite's machine
  // The log goes into the file and is cut to nothing: what was erased is no longer in it either.
  Result<> empty_log();
  // The file as it is, beside itself, until drop_copy(): what a migration that went wrong leaves.
  Result<> keep_copy();
  Result<> drop_copy();  // none is fine

  class Impl;

 private:
  // A prepared statement from the cache, reset and unbound when its use ends, also by an exception.
  struct Use {
    Use(Database& database, const char* sql) : statement(database.prepared(sql)), owner(database) {}
    ~Use() { owner.release(statement); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    Statement& statement;
    Database& owner;
  };
  template <class... Args>
  static void bind_all(Statement& statement, const Args&... args) {
    int at = 0;
    (bind(statement, ++at, args), ...);
  }
  template <class... Columns, std::size_t... I>
  static std::tuple<Columns...> row(Statement& statement, std::index_sequence<I...>) {
    return {Column<Columns>::read(statement, static_cast<int>(I))...};
  }

  explicit Database(std::unique_ptr<Impl> impl);
  Statement& prepared(const char* sql);
  void release(Statement& statement) noexcept;
  std::int64_t changes();
  std::unique_ptr<Impl> impl_;
};

}  // namespace ww::store
