// store/database.h over plain libsqlite3, without a key and through SQLite's own files: the peer of
// bench_journal. Every other setting is the store's. Never in a program.
#include <sqlite3.h>

#include <map>

#include "store/database.h"

namespace ww::store {
namespace {

void must(bool is_so) {
  if (!is_so) throw StoreFailed(fail(Errc::storage));
}

class PlainStatement final : public Statement {
 public:
  explicit PlainStatement(sqlite3_stmt* statement) : statement_(statement) {}
  ~PlainStatement() override { sqlite3_finalize(statement_); }
  void bind_integer(int at, std::int64_t value) override {
    must(sqlite3_bind_int64(statement_, at, value) == SQLITE_OK);
  }
  void bind_text(int at, std::string_view value) override {
    must(sqlite3_bind_text(statement_, at, value.empty() ? "" : value.data(),
                           static_cast<int>(value.size()), SQLITE_STATIC) == SQLITE_OK);
  }
  void bind_bytes(int at, ByteView value) override {
    must(sqlite3_bind_blob(statement_, at,
                           value.empty() ? static_cast<const void*>("") : value.data(),
                           static_cast<int>(value.size()), SQLITE_STATIC) == SQLITE_OK);
  }
  void bind_null(int at) override { must(sqlite3_bind_null(statement_, at) == SQLITE_OK); }
  bool step() override {
    const int code = sqlite3_step(statement_);
    must(code == SQLITE_ROW || code == SQLITE_DONE);
    return code == SQLITE_ROW;
  }
  bool is_null(int column) override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) override { return sqlite3_column_int64(statement_, column); }
  std::string_view text(int column) override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  ByteView bytes(int column) override {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  void reset() noexcept {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

class Database::Impl {
 public:
  explicit Impl(const std::string& path) {
    must(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
    must(
        run("PRAGMA page_size=4096; PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY;"
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            "PRAGMA cache_size=-8000; PRAGMA journal_mode=WAL"));
  }
  ~Impl() {
    statements_.clear();
    sqlite3_close(handle_);
  }
  bool run(const std::string& sql) {
    return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  sqlite3* handle() { return handle_; }
  PlainStatement& prepared(const char* sql) {
    auto& slot = statements_[sql];
    if (!slot) {
      sqlite3_stmt* statement = nullptr;
      must(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) == SQLITE_OK);
      slot = std::make_unique<PlainStatement>(statement);
    }
    return *slot;
  }

 private:
  sqlite3* handle_ = nullptr;
  std::map<std::string, std::unique_ptr<PlainStatement>> statements_;
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

// `name` is a path here.
Result<std::unique_ptr<Database>> Database::open(Disk&, Random&, const std::string& name,
                                                 const Secret<32>&) {
  return std::unique_ptr<Database>(new Database(std::make_unique<Impl>(name)));
}

Statement& Database::prepared(const char* sql) { return impl_->prepared(sql); }
void Database::release(Statement& statement) noexcept {
  static_cast<PlainStatement&>(statement).reset();
}
std::int64_t Database::changes() { return sqlite3_changes(impl_->handle()); }
std::int64_t Database::last_insert_id() { return sqlite3_last_insert_rowid(impl_->handle()); }
void Database::script(const std::string& sql) { must(impl_->run(sql)); }
Result<> Database::begin() {
  return impl_->run("BEGIN IMMEDIATE") ? done() : Result<>(fail(Errc::storage));
}
Result<> Database::commit() {
  return impl_->run("COMMIT") ? done() : Result<>(fail(Errc::storage));
}
void Database::rollback() { impl_->run("ROLLBACK"); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(impl_->handle()) == 0; }
Result<> Database::empty_log() {
  return impl_->run("PRAGMA wal_checkpoint(TRUNCATE)") ? done() : Result<>(fail(Errc::storage));
}

}  // namespace ww::store
