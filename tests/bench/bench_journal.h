// A person's journal in a temporary folder on the real disk, opened as the node opens it, and the
// engine over it.
#pragma once

#include "e2ee/signal_ratchet.h"
#include "engine/node_engine.h"
#include "runtime/os_disk.h"
#include "store/node_store.h"
#include "support/temp_folder.h"
#include "support/test_random.h"

namespace ww::bench {

class Journal {
 public:
  // `pragma` is run before anything else: what a peer leaves out.
  explicit Journal(const std::string& pragma = "") {
    auto database =
        std::move(*store::Database::open(*disk_, random, "journal", Secret<32>(Bytes(32, 9))));
    if (!pragma.empty()) database->script(pragma);
    database_ = database.get();
    store = std::move(*store::NodeStore::open(std::move(database)));
  }
  store::Database& database() { return *database_; }
  std::uintmax_t size_bytes() const { return std::filesystem::file_size(folder_.file("journal")); }
  std::string path() const { return folder_.path(); }

 private:
  test::TempFolder folder_;
  std::unique_ptr<runtime::OsDisk> disk_ = std::move(*runtime::OsDisk::at(folder_.path()));
  store::Database* database_ = nullptr;

 public:
  test::TestRandom random{1};
  std::unique_ptr<store::NodeStore> store;
};

}  // namespace ww::bench
