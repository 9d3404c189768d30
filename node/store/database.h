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

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "ports/disk.h"
#include "ports/store.h"

namespace ww::store {

class Statement;  // statement.h, private to store/

class Database {
 public:
  // Opens or makes `name` on `disk` with a raw 32-byte key (never a passphrase: LIBRARIES B1.2),
  // page size 4096. Fails with unauthenticated (wrong key or foreign file), storage, corrupt file
  // as storage.
  static Result<std::unique_ptr<Database>> open(Disk& disk, const std::string& name,
                                                const Secret<32>& key);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  template <class... Args>
  std::int64_t run(const char* sql, const Args&... args);  // rows changed
  template <class... Columns, class... Args>
  std::optional<std::tuple<Columns...>> one(const char* sql, const Args&... args);
  template <class... Columns, class... Args>
  std::vector<std::tuple<Columns...>> all(const char* sql, const Args&... args);

  std::int64_t last_insert_id();
  void script(const std::string& sql);  // several statements, no parameters: migrations
  Result<> begin();
  Result<> commit();
  void rollback();
  bool in_transaction() const;

  class Impl;

 private:
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ww::store
