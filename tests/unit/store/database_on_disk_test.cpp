// Goal: a database that was closed, or whose process died, opens again with what was committed, and
// with no other key.
#include "store/database.h"

#include "runtime/os_disk.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

Secret<32> key(std::uint8_t fill) { return Secret<32>(Bytes(32, fill)); }

std::unique_ptr<store::Database> opened(Disk& disk, Random& random) {
  auto database = store::Database::open(disk, random, "a.db", key(1));
  REQUIRE(database.ok());
  return std::move(*database);
}

void fill(store::Database& database) {
  database.script("CREATE TABLE t(n INTEGER)");
  REQUIRE(database.begin().ok());
  database.run("INSERT INTO t VALUES(?)", std::int64_t{7});
  REQUIRE(database.commit().ok());
}

std::int64_t kept(store::Database& database) {
  return std::get<0>(*database.one<std::int64_t>("SELECT n FROM t"));
}

}  // namespace

TEST_CASE("a database opens again after it was closed") {
  const TempFolder folder;
  const auto disk = std::move(*runtime::OsDisk::at(folder.path()));
  TestRandom random(1);
  fill(*opened(*disk, random));
  CHECK(kept(*opened(*disk, random)) == 7);
  CHECK(kept(*opened(*disk, random)) == 7);
}

TEST_CASE("another key does not open it, and is told apart from a broken disk") {
  const TempFolder folder;
  const auto disk = std::move(*runtime::OsDisk::at(folder.path()));
  TestRandom random(1);
  fill(*opened(*disk, random));
  const auto wrong = store::Database::open(*disk, random, "a.db", key(2));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().code == Errc::unauthenticated);
  CHECK(kept(*opened(*disk, random)) == 7);
}
