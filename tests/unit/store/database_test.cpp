// The database: its key, its file, and what a disk that fails or is cut off leaves of it.
#include "store/database.h"

#include "support/catch.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;

crypto::Key key_for(std::uint64_t seed) { return SimRandom(seed).key(); }

Result<std::unique_ptr<Database>> open_on(Disk& disk, std::uint64_t key_seed = 1) {
  static SimRandom random(99);
  return Database::open(disk, random, "journal", key_for(key_seed));
}

// Writes `rows` rows, each in a transaction of its own; says how many commits were answered for.
std::int64_t write_rows(Database& db, std::int64_t rows) {
  for (std::int64_t i = 0; i < rows; ++i) {
    try {
      if (!db.begin()) return i;
      db.run("INSERT INTO row VALUES (?,?)", i, Bytes(700, static_cast<std::uint8_t>(i)));
      if (!db.commit()) return i;
    } catch (const StoreFailed&) {
      db.rollback();
      return i;
    }
  }
  return rows;
}

constexpr const char* kTable = "CREATE TABLE row (number INTEGER PRIMARY KEY, bytes BLOB)";

void make(SimDisk& disk, std::int64_t rows) {
  auto db = open_on(disk);
  REQUIRE(db.ok());
  (*db)->script(kTable);
  REQUIRE(write_rows(**db, rows) == rows);
}

std::int64_t count(Database& db) {
  return std::get<0>(*db.one<std::int64_t>("SELECT count(*) FROM row"));
}

bool holds(const Bytes& bytes, std::string_view text) {
  return as_text(bytes).find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a database that was closed opens again with its rows") {
  SimDisk disk(1);
  make(disk, 20);
  auto again = open_on(disk);
  REQUIRE(again.ok());
  CHECK(count(**again) == 20);
}

TEST_CASE("attack: a wrong key, a plain file and a cut file are refused") {
  SimDisk disk(2);
  make(disk, 200);
  SECTION("another key") {
    const auto wrong = open_on(disk, 7);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().code == Errc::unauthenticated);
  }
  SECTION("a file that is not encrypted") {
    Bytes plain = to_bytes(as_bytes("SQLite format 3"));
    plain.resize(8192);
    disk.replace("journal", plain);
    CHECK_FALSE(open_on(disk).ok());
  }
  SECTION("the second half is gone") {
    Bytes half = disk.contents("journal");
    half.resize(half.size() / 8192 * 4096);
    disk.replace("journal", half);
    auto opened = open_on(disk);
    CHECK((!opened.ok() || [&] {
      try {
        (*opened)->all<Bytes>("SELECT bytes FROM row");
        return false;
      } catch (const StoreFailed&) {
        return true;
      }
    }()));
  }
}

TEST_CASE("attack: a bit flipped in any page is noticed, never read as something else") {
  SimDisk disk(3);
  make(disk, 60);
  const Bytes whole = disk.contents("journal");
  for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
    CAPTURE(page);
    Bytes bad = whole;
    bad[page * 4096 + 1234] ^= 4;
    disk.replace("journal", bad);
    auto opened = open_on(disk);
    if (!opened.ok()) continue;
    CHECK_THROWS_AS((*opened)->all<Bytes>("SELECT bytes FROM row"), StoreFailed);
  }
}

TEST_CASE("nothing that was written stands in clear in any file") {
  constexpr std::string_view kCanary = "CANARY-of-the-journal";
  SimDisk disk(4);
  auto db = open_on(disk);
  REQUIRE(db.ok());
  (*db)->script("CREATE TABLE note (text TEXT)");
  REQUIRE((*db)->begin().ok());
  (*db)->run("INSERT INTO note VALUES (?)", kCanary);
  REQUIRE((*db)->commit().ok());
  disk.replace("control", to_bytes(as_bytes(kCanary)));
  CHECK(holds(disk.contents("control"), kCanary));  // the search itself works
  CHECK(disk.contents("journal-wal").size() > 4096);
  CHECK_FALSE(holds(disk.contents("journal-wal"), kCanary));
  db->reset();
  CHECK_FALSE(holds(disk.contents("journal"), kCanary));
  CHECK_FALSE(holds(disk.contents("journal"), "SQLite format 3"));
}

TEST_CASE("attack: a power cut at every write and sync loses nothing that was committed") {
  constexpr std::int64_t kRows = 12;
  SimDisk fresh(5);
  make(fresh, 0);
  SimDisk measure(fresh);
  std::uint64_t operations = measure.operations();
  {
    auto db = open_on(measure);
    REQUIRE(db.ok());
    REQUIRE(write_rows(**db, kRows) == kRows);
  }
  operations = measure.operations() - operations;
  REQUIRE(operations > 20);
  for (std::uint64_t cut = 0; cut < operations; ++cut) {
    CAPTURE(cut);
    SimDisk disk(fresh);
    disk.fail_after(cut);
    std::int64_t answered = 0;
    {
      auto db = open_on(disk);
      if (db.ok()) answered = write_rows(**db, kRows);
      db = fail(Errc::storage);  // closes it on the dead disk
    }
    disk.die();
    disk.crash();
    auto again = open_on(disk);
    REQUIRE(again.ok());
    const std::int64_t found = count(**again);
    CHECK(found >= answered);
    CHECK(found <= answered + 1);  // the commit that was cut may have come through whole
    CHECK(std::get<0>(*(*again)->one<std::string>("PRAGMA integrity_check")) == "ok");
  }
}

TEST_CASE(
    "after a failed write nothing of the transaction stays, and none of it is committed alone") {
  SimDisk disk(6);
  make(disk, 3);
  auto db = open_on(disk);
  REQUIRE(db.ok());
  REQUIRE((*db)->begin().ok());
  (*db)->run("INSERT INTO row VALUES (100, NULL)");
  disk.fail_after(0);
  CHECK_FALSE((*db)->commit().ok());
  CHECK_FALSE((*db)->in_transaction());
  disk.heal();
  CHECK(count(**db) == 3);
}

TEST_CASE("a statement that breaks a rule throws, and the transaction can be taken back") {
  SimDisk disk(7);
  make(disk, 1);
  auto db = open_on(disk);
  REQUIRE(db.ok());
  REQUIRE((*db)->begin().ok());
  (*db)->run("INSERT INTO row VALUES (50, NULL)");
  CHECK_THROWS_AS((*db)->run("INSERT INTO row VALUES (0, NULL)"), StoreFailed);
  CHECK_THROWS_AS((*db)->run("INSERT INTO absent VALUES (0)"), StoreFailed);
  (*db)->rollback();
  CHECK(count(**db) == 1);
}

TEST_CASE("values of every kind come back as they went in") {
  SimDisk disk(8);
  auto db = open_on(disk);
  REQUIRE(db.ok());
  (*db)->script("CREATE TABLE kinds (a, b, c, d, e)");
  const std::string text("a\0b", 3);
  (*db)->run("INSERT INTO kinds VALUES (?,?,?,?,?)", INT64_MIN, text, Bytes{0, 1, 255}, Bytes(),
             std::optional<std::int64_t>());
  const auto row =
      (*db)->one<std::int64_t, std::string, SecretBytes, Bytes, std::optional<std::int64_t>>(
          "SELECT a, b, c, d, e FROM kinds");
  REQUIRE(row.has_value());
  CHECK(std::get<0>(*row) == INT64_MIN);
  CHECK(std::get<1>(*row) == text);
  CHECK(to_bytes(std::get<2>(*row).view()) == Bytes{0, 1, 255});
  CHECK(std::get<3>(*row).empty());
  CHECK_FALSE(std::get<4>(*row).has_value());
}

TEST_CASE("a statement that changes thousands of rows needs no file on the disk") {
  SimDisk disk(9);
  make(disk, 0);
  auto db = open_on(disk);
  REQUIRE(db.ok());
  (*db)->script(
      "CREATE TABLE child (row INTEGER PRIMARY KEY REFERENCES row (number) ON DELETE CASCADE)");
  REQUIRE((*db)->begin().ok());
  for (std::int64_t i = 0; i < 3000; ++i) {
    (*db)->run("INSERT INTO row VALUES (?,?)", i, Bytes(100, 1));
    (*db)->run("INSERT INTO child VALUES (?)", i);
  }
  REQUIRE((*db)->commit().ok());
  REQUIRE((*db)->begin().ok());
  CHECK((*db)->run("DELETE FROM row") == 3000);
  REQUIRE((*db)->commit().ok());
  const auto names = disk.list();
  REQUIRE(names.ok());
  CHECK(*names == std::vector<std::string>{"journal", "journal-wal"});
}

}  // namespace ww::store
