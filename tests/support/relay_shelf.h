// RelayShelf: what a relay keeps, once in memory and once in SQLCipher on a real folder, so that
// one test speaks for both.
#pragma once

#include "relay/sql_relay_store.h"
#include "runtime/os_disk.h"
#include "support/catch.h"
#include "support/memory_relay_store.h"
#include "support/temp_folder.h"
#include "support/test_random.h"

namespace ww::test {

class RelayShelf {
 public:
  explicit RelayShelf(bool sql) : sql_(sql) { reopen(); }

  relay::RelayStore& store() { return sql_ ? static_cast<relay::RelayStore&>(*rows_) : memory_; }
  // As a new process finds it.
  void reopen() {
    if (!sql_) return;
    rows_.reset();
    database_.reset();
    disk_ = std::move(*runtime::OsDisk::at(folder_.path()));
    auto database = store::Database::open(*disk_, random_, "relay.db", Secret<32>(Bytes(32, 9)));
    REQUIRE(database.ok());
    database_ = std::move(*database);
    auto rows = relay::SqlRelayStore::open(*database_);
    REQUIRE(rows.ok());
    rows_ = std::move(*rows);
  }

 private:
  const bool sql_;
  MemoryRelayStore memory_;
  TempFolder folder_;
  TestRandom random_{1};
  std::unique_ptr<runtime::OsDisk> disk_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<relay::SqlRelayStore> rows_;
};

// Runs the test once over each.
inline bool over_sql() { return GENERATE(false, true); }

}  // namespace ww::test
