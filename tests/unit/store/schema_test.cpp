// How a database of an older version becomes today's, and what is left when that fails.
#include "store/schema.h"

#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;

const std::vector<Version> kFirst = {{"CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1);"}};
const std::vector<Version> kSecond = {kFirst[0], {"ALTER TABLE a ADD COLUMN m INTEGER"}};
const std::vector<Version> kBroken = {
    kFirst[0], {"INSERT INTO a VALUES (2); CREATE TABLE b (n);", "CREATE TABLE b (n)"}};

std::unique_ptr<Database> open_on(Disk& disk) {
  static SimRandom random(1);
  auto db = Database::open(disk, random, "journal", SimRandom(2).key());
  REQUIRE(db.ok());
  return std::move(*db);
}

std::int64_t version(Database& db) {
  return std::get<0>(*db.one<std::int64_t>("PRAGMA user_version"));
}

bool has_copy(SimDisk& disk) { return *disk.exists("journal.before"); }

}  // namespace

TEST_CASE("a new journal is made in today's version, and opening it again changes nothing") {
  SimDisk disk(1);
  REQUIRE(NodeStore::open(open_on(disk)).ok());
  REQUIRE(NodeStore::open(open_on(disk)).ok());
  CHECK(version(*open_on(disk)) == static_cast<std::int64_t>(journal_versions().size()));
  CHECK_FALSE(has_copy(disk));
}

TEST_CASE("an older database is brought up with its rows, and its copy goes afterwards") {
  SimDisk disk(2);
  REQUIRE(bring_up_to_date(*open_on(disk), kFirst).ok());
  auto db = open_on(disk);
  REQUIRE(bring_up_to_date(*db, kSecond).ok());
  CHECK(version(*db) == 2);
  CHECK(db->one<std::int64_t>("SELECT n FROM a WHERE m IS NULL").has_value());
  CHECK_FALSE(has_copy(disk));
}

TEST_CASE("a migration that fails leaves the old version whole, and its copy beside it") {
  SimDisk disk(3);
  REQUIRE(bring_up_to_date(*open_on(disk), kFirst).ok());
  const auto failed = bring_up_to_date(*open_on(disk), kBroken);
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().code == Errc::storage);
  auto db = open_on(disk);
  CHECK(version(*db) == 1);
  CHECK(std::get<0>(*db->one<std::int64_t>("SELECT count(*) FROM a")) == 1);
  db.reset();
  CHECK(has_copy(disk));
  disk.replace("journal", disk.contents("journal.before"));  // the copy is a database by itself
  CHECK(version(*open_on(disk)) == 1);
}

TEST_CASE("attack: a power cut at every step of a migration leaves the old or the new version") {
  SimDisk fresh(4);
  REQUIRE(bring_up_to_date(*open_on(fresh), kFirst).ok());
  std::size_t old_ones = 0, new_ones = 0;
  for (std::uint64_t cut = 0; cut < 60; ++cut) {
    CAPTURE(cut);
    SimDisk disk(fresh);
    {
      auto db = open_on(disk);
      disk.fail_after(cut);
      static_cast<void>(bring_up_to_date(*db, kSecond).ok());
      disk.die();
    }
    disk.crash();
    auto db = open_on(disk);
    const std::int64_t found = version(*db);
    (found == 1 ? old_ones : new_ones) += 1;
    CHECK((found == 1 || found == 2));
    REQUIRE(bring_up_to_date(*db, kSecond).ok());
    CHECK(db->one<std::int64_t>("SELECT n FROM a WHERE m IS NULL").has_value());
    CHECK_FALSE(has_copy(disk));
  }
  CHECK(old_ones > 0);
  CHECK(new_ones > 0);
}

TEST_CASE("a database from before versions began again at 1 is refused and stays as it is") {
  SimDisk disk(6);
  {
    auto db = open_on(disk);
    db->script("CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1); PRAGMA user_version=1");
  }
  const Bytes before = disk.contents("journal");
  const auto refused = bring_up_to_date(*open_on(disk), kSecond);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(disk.contents("journal") == before);
  CHECK_FALSE(has_copy(disk));
}

TEST_CASE("a database of a newer version is refused and stays as it is") {
  SimDisk disk(5);
  REQUIRE(bring_up_to_date(*open_on(disk), kSecond).ok());
  const auto refused = bring_up_to_date(*open_on(disk), kFirst);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(version(*open_on(disk)) == 2);
}

}  // namespace ww::store
