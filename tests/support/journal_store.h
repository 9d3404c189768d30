// JournalStore: a whole journal in memory for unit tests: a NodeStore over a SimDisk, encrypted and
// on its schema like a real one (a few milliseconds each). A transaction is always open.
//
//   JournalStore journal;
//   journal->journal().put_incident(..);
//   journal.open_again();  // commits, closes, opens: what was stored is still there
#pragma once

#include "ports/evidence_rows.h"
#include "ports/journal_rows.h"
#include "store/node_store.h"
#include "support/sim_disk.h"

namespace ww::test {

// Every slice.
inline Result<> scrub_all(JournalRows& journal) {
  for (;;) {
    WW_TRY_SET(const std::uint32_t left, journal.scrub_some());
    if (left == 0) return done();
  }
}

class JournalStore {
 public:
  JournalStore() { open(); }

  store::NodeStore& operator*() { return *store_; }
  store::NodeStore* operator->() { return store_.get(); }
  SimDisk& disk() { return disk_; }
  SimRandom& random() { return random_; }
  static crypto::Key key() { return SimRandom(3).key(); }
  static constexpr const char* kName = "journal";

  void commit() {
    WW_CHECK(store_->commit().ok());
    WW_CHECK(store_->begin().ok());
  }
  void open_again() {
    WW_CHECK(store_->commit().ok());
    store_.reset();
    open();
  }
  // Outside of a transaction, as it must be.
  Result<> scrub() {
    store_->journal().owe_scrub();
    WW_CHECK(store_->commit().ok());
    const auto scrubbed = scrub_all(store_->journal());
    WW_CHECK(store_->begin().ok());
    return scrubbed;
  }

 private:
  void open() {
    auto db = store::Database::open(disk_, random_, kName, key());
    WW_CHECK(db.ok());
    auto opened = store::NodeStore::open(std::move(*db));
    WW_CHECK(opened.ok());
    store_ = std::move(*opened);
    WW_CHECK(store_->begin().ok());
  }

  SimDisk disk_{1};
  SimRandom random_{2};
  std::unique_ptr<store::NodeStore> store_;
};

}  // namespace ww::test
