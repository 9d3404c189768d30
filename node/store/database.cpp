#include "store/database.h"

#include <sqlite3.h>

#include <map>

#include "base/text_codec.h"
#include "store/vfs.h"
#include "store/whole_file.h"

namespace ww::store {
namespace {

[[noreturn]] void throw_storage(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  throw StoreFailed(fail(Errc::storage, file, line));
}

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

class SqlStatement final : public Statement {
 public:
  explicit SqlStatement(sqlite3_stmt* statement) : statement_(statement) {}

  void bind_integer(int at, std::int64_t value) override {
    check(sqlite3_bind_int64(statement_.get(), at, value));
  }
  void bind_text(int at, std::string_view value) override {
    // The caller's bytes live until the statement is done with. An empty view may have no address.
    check(sqlite3_bind_text(statement_.get(), at, value.empty() ? "" : value.data(),
                            static_cast<int>(value.size()), SQLITE_STATIC));
  }
  void bind_bytes(int at, ByteView value) override {
    if (value.empty()) return check(sqlite3_bind_zeroblob(statement_.get(), at, 0));
    check(sqlite3_bind_blob(statement_.get(), at, value.data(), static_cast<int>(value.size()),
                            SQLITE_STATIC));
  }
  void bind_null(int at) override { check(sqlite3_bind_null(statement_.get(), at)); }
  bool step() override {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw_storage();
    return false;
  }
  bool is_null(int column) override {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) override {
    return sqlite3_column_int64(statement_.get(), column);
  }
  std::string_view text(int column) override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return data == nullptr ? std::string_view() : std::string_view(data, size);
  }
  ByteView bytes(int column) override {
    const auto* data =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return data == nullptr ? ByteView() : ByteView(data, size);
  }
  std::uint64_t take_work() noexcept {
    const int done = sqlite3_stmt_status(statement_.get(), SQLITE_STMTSTATUS_VM_STEP, 1);
    return done > 0 ? static_cast<std::uint64_t>(done) : 0;
  }
  void reset() noexcept {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw_storage();
  }
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace

class Database::Impl {
 public:
  Impl(Disk& disk, Random& random, const std::string& name)
      : disk_(disk), name_(name), vfs_(disk, random) {}

  Result<> open(const Secret<32>& key) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(name_.c_str(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs_.name());
    database_.reset(raw);
    if (code != SQLITE_OK) return fail(Errc::storage);
    return configure(key);
  }

  sqlite3* handle() { return database_.get(); }
  bool begun() const { return begun_; }
  void add_work(std::uint64_t work) { work_ += work; }
  std::uint64_t work() const { return work_; }
  bool is_open_transaction() { return sqlite3_get_autocommit(handle()) == 0; }

  Result<> begin() {
    WW_CHECK(!begun_);
    if (!execute("BEGIN IMMEDIATE")) return fail(Errc::storage);
    begun_ = true;
    return done();
  }
  Result<> commit() {
    WW_CHECK(begun_);
    const bool whole = is_open_transaction() && execute("COMMIT");
    if (!whole) rollback();
    begun_ = false;
    return whole ? done() : Result<>(fail(Errc::storage));
  }
  void rollback() {
    if (is_open_transaction()) execute("ROLLBACK");
    begun_ = false;
  }

  SqlStatement& prepared(const char* sql) {
    // A failing disk makes SQLite roll back by itself. What came after would be committed alone.
    if (begun_ && !is_open_transaction()) throw_storage();
    auto& slot = statements_[sql];
    if (!slot) {
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v2(handle(), sql, -1, &statement, nullptr) != SQLITE_OK) {
        sqlite3_finalize(statement);
        statements_.erase(sql);
        throw_storage();
      }
      slot = std::make_unique<SqlStatement>(statement);
    }
    return *slot;
  }

  Result<> empty_log() {
    WW_CHECK(!begun_);
    const bool emptied = pragma_text("PRAGMA wal_checkpoint(TRUNCATE)") == "0";
    return emptied ? done() : Result<>(fail(Errc::storage));
  }
  Result<> keep_copy() {
    // First, so that the one file is the whole database.
    WW_TRY(empty_log());
    return copy_whole(disk_, name_, copy_name());
  }
  Result<> drop_copy() { return disk_.remove(copy_name()); }

  std::vector<std::string> statements() const {
    std::vector<std::string> all;
    for (const auto& [sql, statement] : statements_) all.push_back(sql);
    return all;
  }

  bool execute(const std::string& sql) {
    return sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }

 private:
  Result<> configure(const Secret<32>& key) {
    // A raw key, so that no passphrase derivation runs; every pragma before the first read.
    std::string pragma = "PRAGMA key=\"x'" + to_hex(key.view()) + "'\"";
    const bool keyed = execute(pragma);
    wipe({reinterpret_cast<std::uint8_t*>(pragma.data()), pragma.size()});
    if (!keyed) return fail(Errc::storage);
    if (!is_sqlcipher()) return fail(Errc::internal);
    // The only place that knows of SQLCipher's versions. Debian 13's 4.6 writes the format of
    // Debian 12's 3.4.1, so that a profile moves between the two; 3.4.1 passes over the pragma.
    if (!execute("PRAGMA cipher_compatibility=3") || !execute("PRAGMA cipher_page_size=4096")) {
      return fail(Errc::storage);
    }
    // Exclusive before the first read: a file in WAL mode would else ask the VFS for shared memory.
    if (!execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY")) {
      return fail(Errc::storage);
    }
    WW_TRY(check_key());
    const bool configured = execute(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-8000;");
    if (!configured || pragma_text("PRAGMA journal_mode=WAL") != "wal") return fail(Errc::storage);
    return done();
  }

  // `key` is never refused by itself: only reading tells.
  Result<> check_key() {
    const int code =
        sqlite3_exec(handle(), "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    if (code == SQLITE_NOTADB) return fail(Errc::unauthenticated);
    return code == SQLITE_OK ? done() : Result<>(fail(Errc::storage));
  }

  std::string copy_name() const { return name_ + ".before"; }

  // Plain SQLite takes `key` without a word and writes in clear; it has no cipher_version.
  bool is_sqlcipher() { return !pragma_text("PRAGMA cipher_version").empty(); }

  std::string pragma_text(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(handle(), sql, -1, &statement, nullptr);
    const std::unique_ptr<sqlite3_stmt, Finalize> owner(statement);
    if (code != SQLITE_OK || sqlite3_step(statement) != SQLITE_ROW) return {};
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    return text == nullptr ? std::string() : std::string(text);
  }

  Disk& disk_;
  std::string name_;
  bool begun_ = false;
  std::uint64_t work_ = 0;
  Vfs vfs_;
  std::unique_ptr<sqlite3, Close> database_;
  std::map<std::string, std::unique_ptr<SqlStatement>, std::less<>> statements_;
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(Disk& disk, Random& random,
                                                 const std::string& name, const Secret<32>& key) {
  auto impl = std::make_unique<Impl>(disk, random, name);
  WW_TRY(impl->open(key));
  return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Statement& Database::prepared(const char* sql) { return impl_->prepared(sql); }
void Database::release(Statement& statement) noexcept {
  auto& done = static_cast<SqlStatement&>(statement);
  impl_->add_work(done.take_work());
  done.reset();
}
std::int64_t Database::changes() { return sqlite3_changes(impl_->handle()); }
std::int64_t Database::last_insert_id() { return sqlite3_last_insert_rowid(impl_->handle()); }

void Database::script(const std::string& sql) {
  if (!impl_->execute(sql)) throw_storage();
}

std::vector<std::string> Database::statements() const { return impl_->statements(); }
std::vector<std::string> Database::plan_of(const std::string& sql) {
  SqlStatement& statement = impl_->prepared(("EXPLAIN QUERY PLAN " + sql).c_str());
  std::vector<std::string> steps;
  while (statement.step()) steps.emplace_back(statement.text(3));
  statement.reset();
  return steps;
}

Result<> Database::begin() { return impl_->begin(); }
Result<> Database::commit() { return impl_->commit(); }
void Database::rollback() { impl_->rollback(); }
Result<> Database::empty_log() { return impl_->empty_log(); }
Result<> Database::keep_copy() { return impl_->keep_copy(); }
Result<> Database::drop_copy() { return impl_->drop_copy(); }
std::uint64_t Database::work() const { return impl_->work(); }
bool Database::in_transaction() const { return impl_->begun(); }

}  // namespace ww::store
