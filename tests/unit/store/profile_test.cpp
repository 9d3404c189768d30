// A profile's files: what opens them, what they tell, and what an older copy cannot hide.
#include "store/profile.h"

#include "store/marks.h"
#include "support/catch.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;
constexpr auto kCost = crypto::kCheapForTests;

ByteView real() { return as_bytes("four words by heart"); }
ByteView other() { return as_bytes("another one"); }

SimDisk made(std::uint64_t seed) {
  SimDisk disk(seed);
  SimRandom random(seed);
  REQUIRE(Profile::create(disk, random, real(), kCost).ok());
  return disk;
}

Errc error_of(Disk& disk, ByteView passphrase) {
  SimRandom random(5);
  const auto profile = Profile::open(disk, random, passphrase, kCost);
  return profile.ok() ? Errc::internal : profile.error().code;
}

// Opens, writes one row, closes in order. True when the profile says that it was rolled back.
bool use(Disk& disk, ByteView passphrase, const std::string& note = "", std::size_t size = 10) {
  SimRandom random(6);
  auto profile = Profile::open(disk, random, passphrase, kCost);
  REQUIRE(profile.ok());
  bool rolled_back = false;
  {
    auto database = (*profile)->open_database();
    REQUIRE(database.ok());
    rolled_back = Profile::is_rolled_back(**database);
    (*database)->script("CREATE TABLE IF NOT EXISTS note (text TEXT, bytes BLOB)");
    (*database)->run("INSERT INTO note VALUES (?,?)", note, Bytes(size, 7));
    CHECK(std::get<0>(*(*database)->one<std::string>("PRAGMA integrity_check")) == "ok");
  }
  REQUIRE((*profile)->close().ok());
  return rolled_back;
}

std::vector<std::string> notes(Disk& disk, ByteView passphrase) {
  SimRandom random(7);
  auto profile = Profile::open(disk, random, passphrase, kCost);
  REQUIRE(profile.ok());
  std::vector<std::string> texts;
  {
    auto database = (*profile)->open_database();
    REQUIRE(database.ok());
    for (auto& [text] : (*database)->all<std::string>("SELECT text FROM note ORDER BY rowid")) {
      texts.push_back(text);
    }
  }
  REQUIRE((*profile)->close().ok());
  return texts;
}

// Random bytes have each value about equally often; text, zeros and tables do not.
bool looks_random(const Bytes& bytes) {
  std::array<double, 256> counts{};
  for (const auto byte : bytes) ++counts[byte];
  const double expected = static_cast<double>(bytes.size()) / 256;
  double chi = 0;
  for (const double count : counts) chi += (count - expected) * (count - expected) / expected;
  return chi < 400;  // 255 expected, 22.6 standard deviation
}

}  // namespace

TEST_CASE("a profile from before versions began again at 1 is refused and stays as it is") {
  SimDisk disk = made(30);
  SimRandom random(30);
  auto profile = Profile::open(disk, random, real(), kCost);
  REQUIRE(profile.ok());
  {
    auto database = (*profile)->open_database();
    REQUIRE(database.ok());
    (*database)->script("PRAGMA application_id=0; PRAGMA user_version=6");
  }
  const Bytes slots = disk.contents("slots"), marks = disk.contents("marks");
  const Bytes one = disk.contents("container.0"), other_one = disk.contents("container.1");
  const auto refused = (*profile)->open_database();
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(disk.contents("slots") == slots);
  CHECK(disk.contents("marks") == marks);
  CHECK(disk.contents("container.0") == one);
  CHECK(disk.contents("container.1") == other_one);
}

TEST_CASE("a profile opens with its passphrase and with no other") {
  SimDisk disk = made(1);
  use(disk, real(), "kept");
  CHECK(notes(disk, real()) == std::vector<std::string>{"kept"});
  CHECK(error_of(disk, other()) == Errc::wrong_passphrase);
  CHECK(error_of(disk, {}) == Errc::wrong_passphrase);
  SimDisk empty(1);
  CHECK(error_of(empty, real()) == Errc::not_found);
  SimRandom random(1);
  const auto again = Profile::create(disk, random, other(), kCost);
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == Errc::duplicate);
}

TEST_CASE("attack: a cut, longer or flipped slot file opens nothing") {
  SimDisk disk = made(2);
  const Bytes whole = disk.contents("slots");
  REQUIRE(whole.size() == kSlotFileSize);
  Bytes bad = whole;
  bad.pop_back();
  disk.replace("slots", bad);
  CHECK(error_of(disk, real()) == Errc::malformed);
  bad = whole;
  bad.push_back(0);
  disk.replace("slots", bad);
  CHECK(error_of(disk, real()) == Errc::malformed);
  std::size_t refused = 0;
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    bad = whole;
    bad[16 + slot * kSlotSize + 50] ^= 1;
    disk.replace("slots", bad);
    refused += error_of(disk, real()) == Errc::wrong_passphrase ? 1 : 0;
  }
  CHECK(refused == 1);  // the one slot that is used
}

TEST_CASE(
    "attack: a closed profile tells neither which container is used nor whether there is a decoy") {
  const auto seed = GENERATE(11U, 12U, 13U, 14U);
  CAPTURE(seed);
  SimDisk disk = made(seed);
  SimRandom random(seed);
  use(disk, real(), "note", 100);
  const auto check = [&] {
    const auto names = disk.list();
    REQUIRE(names.ok());
    CHECK(*names == std::vector<std::string>{"container.0", "container.1", "marks", "slots"});
    CHECK(disk.contents("container.0").size() == disk.contents("container.1").size());
    for (const auto& name : *names) {
      CAPTURE(name);
      CHECK(looks_random(disk.contents(name)));
    }
  };
  check();
  const std::size_t slots = disk.contents("slots").size();
  REQUIRE(Profile::add_decoy(disk, random, real(), other(), kCost).ok());
  check();
  CHECK(disk.contents("slots").size() == slots);
  use(disk, other(), "dull", 3'000'000);
  check();
  CHECK(disk.contents("container.0").size() == 4 * kContainerLeast);
  use(disk, real());
  check();
}

TEST_CASE("a decoy opens its own database, and the real one stays as it was") {
  SimDisk disk = made(21);
  SimRandom random(21);
  use(disk, real(), "true");
  REQUIRE(Profile::add_decoy(disk, random, real(), other(), kCost).ok());
  CHECK_FALSE(use(disk, other(), "dull"));
  CHECK_FALSE(use(disk, real(), "also true"));
  CHECK(notes(disk, other()) == std::vector<std::string>{"dull"});
  CHECK(notes(disk, real()) == std::vector<std::string>{"true", "also true"});
  const auto same = Profile::add_decoy(disk, random, real(), real(), kCost);
  REQUIRE_FALSE(same.ok());
  CHECK(same.error().code == Errc::conflict);
}

TEST_CASE("a new passphrase takes the old one's place, unless it is another slot's") {
  SimDisk disk = made(22);
  SimRandom random(22);
  use(disk, real(), "kept");
  REQUIRE(Profile::add_decoy(disk, random, real(), other(), kCost).ok());
  const auto taken = Profile::change_passphrase(disk, random, real(), other(), kCost);
  REQUIRE_FALSE(taken.ok());
  CHECK(taken.error().code == Errc::conflict);
  const ByteView third = as_bytes("a third one");
  REQUIRE(Profile::change_passphrase(disk, random, real(), third, kCost).ok());
  CHECK(error_of(disk, real()) == Errc::wrong_passphrase);
  CHECK(notes(disk, third) == std::vector<std::string>{"kept"});
  use(disk, other());
}

TEST_CASE("attack: a power cut at every step of a new passphrase leaves one of the two") {
  const SimDisk fresh = made(23);
  for (std::uint64_t cut = 0; cut < 8; ++cut) {
    CAPTURE(cut);
    SimDisk disk(fresh);
    SimRandom random(cut);
    disk.fail_after(cut);
    const bool changed = Profile::change_passphrase(disk, random, real(), other(), kCost).ok();
    disk.die();
    disk.crash();
    CHECK((error_of(disk, real()) == Errc::internal) !=
          (error_of(disk, other()) == Errc::internal));
    if (changed) CHECK(error_of(disk, other()) == Errc::internal);
  }
}

TEST_CASE(
    "attack: a power cut at every step of a use loses nothing and never looks like a rollback") {
  SimDisk fresh = made(24);
  use(fresh, real(), "first");
  for (std::uint64_t cut = 0; cut < 1500; cut += cut < 60 ? 1 : 23) {
    CAPTURE(cut);
    SimDisk disk(fresh);
    SimRandom random(cut);
    disk.fail_after(cut);
    bool committed = false;
    {
      auto profile = Profile::open(disk, random, real(), kCost);
      REQUIRE(profile.ok());
      auto database = (*profile)->open_database();
      if (database.ok()) {
        try {
          (*database)->run("INSERT INTO note VALUES ('second', ?)", Bytes(2'000'000, 1));
          committed = true;
        } catch (const StoreFailed&) {
        }
      }
      database = fail(Errc::storage);                         // closes it
      if (committed) static_cast<void>((*profile)->close());  // may fail: the disk is dead
    }
    disk.die();
    disk.crash();
    CHECK_FALSE(use(disk, real(), "last"));
    const auto found = notes(disk, real());
    CHECK(found.front() == "first");
    CHECK(found.back() == "last");
    if (committed) CHECK(found.size() == 3);
    CHECK(disk.contents("container.0").size() == disk.contents("container.1").size());
  }
}

TEST_CASE("attack: old database restored is noticed, and stays noticed until it is dealt with") {
  SimDisk disk = made(31);
  use(disk, real(), "one");
  const Bytes old_first = disk.contents("container.0");
  const Bytes old_second = disk.contents("container.1");
  CHECK_FALSE(use(disk, real(), "two"));
  disk.replace("container.0", old_first);
  disk.replace("container.1", old_second);
  CHECK(use(disk, real()));
  CHECK(use(disk, real()));
  SimRandom random(31);
  {
    auto profile = Profile::open(disk, random, real(), kCost);
    REQUIRE(profile.ok());
    auto database = (*profile)->open_database();
    REQUIRE(database.ok());
    // A transaction that comes to nothing leaves it as it was.
    REQUIRE((*database)->begin().ok());
    Profile::accept_rollback(**database);
    (*database)->rollback();
    CHECK(Profile::is_rolled_back(**database));
    REQUIRE((*database)->begin().ok());
    Profile::accept_rollback(**database);
    REQUIRE((*database)->commit().ok());
    CHECK_FALSE(Profile::is_rolled_back(**database));
  }
  CHECK_FALSE(use(disk, real()));
}

TEST_CASE("attack: marks taken away do not hide a rollback") {
  SimDisk disk = made(32);
  CHECK_FALSE(use(disk, real()));
  REQUIRE(disk.remove("marks").ok());
  CHECK(use(disk, real()));
}

TEST_CASE("panic: after destroy no passphrase opens anything, and the files look as before") {
  SimDisk disk = made(41);
  SimRandom random(42);  // not the one that filled the slots
  use(disk, real());
  const Bytes before = disk.contents("slots");
  disk.replace("slots.new", before);  // what a crash while writing left
  REQUIRE(Profile::destroy(disk, random).ok());
  CHECK(error_of(disk, real()) == Errc::wrong_passphrase);
  const auto names = disk.list();
  REQUIRE(names.ok());
  CHECK(*names == std::vector<std::string>{"container.0", "container.1", "marks", "slots"});
  CHECK(disk.contents("slots").size() == before.size());
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    const auto at = static_cast<std::ptrdiff_t>(16 + slot * kSlotSize);
    const auto end = at + static_cast<std::ptrdiff_t>(kSlotSize);
    const Bytes now = disk.contents("slots");
    CHECK_FALSE(std::equal(before.begin() + at, before.begin() + end, now.begin() + at));
  }
}

TEST_CASE("a size class is the next power of two, from one mebibyte") {
  CHECK(size_class(0) == kContainerLeast);
  CHECK(size_class(kContainerLeast) == kContainerLeast);
  CHECK(size_class(kContainerLeast + 1) == 2 * kContainerLeast);
}

}  // namespace ww::store
