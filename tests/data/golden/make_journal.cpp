// Makes the golden journal of today's version: make_journal FOLDER writes FOLDER/journal_N.db, N
// being the schema's version. Run it once when a version is released:
//
//   cmake --build --preset dev --target make_journal
//   build/dev/bin/make_journal tests/data/golden
#include <cstdio>

#include "runtime/os_disk.h"
#include "store/node_store.h"
#include "store/schema.h"
#include "support/golden_journal.h"
#include "support/test_random.h"

int main(int count, char** arguments) {
  using namespace ww;
  if (count != 2) return std::fputs("usage: make_journal FOLDER\n", stderr), 2;
  init_secret_memory();
  auto disk = runtime::OsDisk::at(arguments[1]);
  if (!disk) return 1;
  test::TestRandom random(1);
  const std::string name = "journal_" + std::to_string(store::journal_versions().size()) + ".db";
  auto database = store::Database::open(**disk, random, name, test::golden_key());
  if (!database) return 1;
  auto store = store::NodeStore::open(std::move(*database));
  if (!store || !(*store)->begin()) return 1;
  test::fill_golden_journal(**store);
  return (*store)->commit() ? 0 : 1;
}
