// Goal: the system's side of the ports does what they promise, on a real folder.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <future>

#include "runtime/os_clock.h"
#include "runtime/os_disk.h"
#include "runtime/os_home.h"
#include "runtime/os_log.h"
#include "runtime/os_random.h"
#include "support/catch.h"
#include "support/temp_folder.h"

using namespace ww;
using namespace ww::runtime;

namespace {

std::unique_ptr<OsDisk> disk_at(const test::TempFolder& folder) {
  auto disk = OsDisk::at(folder.path());
  REQUIRE(disk.ok());
  return std::move(disk).value();
}
unsigned mode_of(const std::string& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 07777;
}

}  // namespace

TEST_CASE("a file keeps what was written, and a read past its end is short", "[runtime]") {
  test::TempFolder folder;
  const auto disk = disk_at(folder);
  auto file = disk->open("a", true);
  REQUIRE(file.ok());
  REQUIRE((*file)->write(3, as_bytes("hello")).ok());
  REQUIRE((*file)->sync().ok());
  CHECK(*(*file)->size() == 8);
  ByteArray<10> out{};
  CHECK(*(*file)->read(4, out) == 4);
  CHECK(as_text(ByteView(out).first(4)) == "ello");
  CHECK(*(*file)->read(100, out) == 0);
  REQUIRE((*file)->truncate(4).ok());
  CHECK(folder.read("a") == std::string("\0\0\0h", 4));
  CHECK(mode_of(folder.file("a")) == 0600);
}

TEST_CASE("names are made, found, renamed, listed and removed", "[runtime]") {
  test::TempFolder folder;
  const auto disk = disk_at(folder);
  CHECK(disk->open("a", false).error().code == Errc::not_found);
  REQUIRE(disk->open("a", true).ok());
  REQUIRE(disk->open("b", true).ok());
  CHECK(*disk->exists("a"));
  REQUIRE(disk->rename("a", "b").ok());
  CHECK_FALSE(*disk->exists("a"));
  CHECK(*disk->list() == std::vector<std::string>{"b"});
  CHECK(*disk->list() == std::vector<std::string>{"b"});  // reading it moves nothing
  REQUIRE(disk->remove("b").ok());
  REQUIRE(disk->remove("b").ok());  // absent is fine
  CHECK(disk->list()->empty());
  CHECK(disk->rename("b", "c").error().code == Errc::not_found);
  CHECK(OsDisk::at(folder.file("none")).error().code == Errc::not_found);
}

TEST_CASE("attack: a symbolic link lies where a file is expected", "[runtime]") {
  test::TempFolder folder;
  folder.write("elsewhere", "precious");
  REQUIRE(::symlink(folder.file("elsewhere").c_str(), folder.file("journal").c_str()) == 0);
  CHECK_FALSE(disk_at(folder)->open("journal", true).ok());
  CHECK(OsLog::to_file(folder.file("journal")) == nullptr);
  CHECK(folder.read("elsewhere") == "precious");
}

TEST_CASE("randomness fills all of it and does not repeat", "[runtime]") {
  OsRandom random;
  const auto one = random.array<4096>(), other = random.array<4096>();
  CHECK(one != other);
  CHECK(std::count(one.begin(), one.end(), 0) < 100);  // 16 are expected
}

TEST_CASE("the clock is past the day this was written", "[runtime]") {
  CHECK(os_now() > from_unix_seconds(1700000000));
}

TEST_CASE("a home is made whole and closed to others", "[runtime]") {
  test::TempFolder folder;
  const auto home = folder.file("deep/er/home");
  REQUIRE(make_home(home).ok());
  REQUIRE(make_home(home).ok());
  CHECK(mode_of(home) == 0700);
  CHECK(mode_of(folder.file("deep")) == 0700);
}

TEST_CASE("an empty home that is open to others is closed, a used one is refused", "[runtime]") {
  test::TempFolder folder;
  const auto home = folder.file("home");
  REQUIRE(::mkdir(home.c_str(), 0755) == 0);
  REQUIRE(::chmod(home.c_str(), 0755) == 0);
  REQUIRE(make_home(home).ok());
  CHECK(mode_of(home) == 0700);
  REQUIRE(::chmod(home.c_str(), 0750) == 0);
  folder.write("home/file", "x");
  CHECK(make_home(home).error().code == Errc::refused);
  CHECK(mode_of(home) == 0750);
  CHECK(make_home(folder.file("home/file")).error().code == Errc::storage);
}

TEST_CASE("one process at a time has a home", "[runtime]") {
  test::TempFolder folder;
  {
    auto first = HomeLock::take(folder.path(), "node");
    REQUIRE(first.ok());
    first->started();
    CHECK(HomeLock::take(folder.path(), "node").error().code == Errc::full);
    CHECK(HomeLock::take(folder.path(), "relay").ok());
  }
  CHECK(HomeLock::take(folder.path(), "node").ok());
}

TEST_CASE("a command that looks whether a node has ended does not keep one from starting",
          "[runtime]") {
  test::TempFolder folder;
  OsFile looking(::open(folder.file("node.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  REQUIRE(::flock(looking.descriptor(), LOCK_SH) == 0);
  auto taking =
      std::async(std::launch::async, [&]() { return HomeLock::take(folder.path(), "node").ok(); });
  REQUIRE(::flock(looking.descriptor(), LOCK_UN) == 0);
  CHECK(taking.get());
}

TEST_CASE("the log holds the event and its number, closed to others, and stays small",
          "[runtime]") {
  test::TempFolder folder;
  const auto log = OsLog::to_file(folder.file("node.log"));
  REQUIRE(log);
  log->info("the node started", 42);
  CHECK_THAT(folder.read("node.log"), ContainsSubstring("info the node started 42"));
  CHECK(folder.read("node.log").find(':') == std::string::npos);  // a day, and no hour
  CHECK(mode_of(folder.file("node.log")) == 0600);
  const std::string event(1000, 'e');
  for (int i = 0; i < 600; ++i) log->warning(event, i);
  std::uintmax_t all = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    all += entry.file_size();
  }
  CHECK(all <= 2 * OsLog::kLogBytes);
}

TEST_CASE("attack: the log tells nothing of earlier runs of the node", "[runtime][attack]") {
  test::TempFolder folder;
  {
    const auto log = OsLog::to_file(folder.file("node.log"));
    REQUIRE(log);
    const std::string event(1000, 'e');
    for (int i = 0; i < 600; ++i) log->warning(event, i);
    log->warning("of the first run", 1);
  }
  REQUIRE(std::filesystem::exists(folder.file("node.1.log")));
  const auto log = OsLog::to_file(folder.file("node.log"));
  REQUIRE(log);
  log->info("the node started", 2);
  CHECK_FALSE(std::filesystem::exists(folder.file("node.1.log")));
  CHECK(folder.read("node.log").find("first run") == std::string::npos);
  CHECK(folder.read("node.log").size() < 100);
}
