#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "domain/journal_limits.h"
#include "inspector/codec.h"
#include "runtime/child_inspector.h"
#include "runtime/child_process.h"
#include "support/catch.h"
#include "support/picture_samples.h"
#include "support/temp_folder.h"

using namespace ww;
using runtime::ChildInspector;
using namespace std::chrono_literals;

namespace {

// Long enough for any machine: none of these tests waits for it.
constexpr auto kLong = 120s;

FileInspector::Read reader(const Bytes& file) {
  return [&file](std::uint64_t offset, std::size_t most) {
    const std::size_t left = file.size() - static_cast<std::size_t>(offset);
    return to_bytes(ByteView(file).subspan(static_cast<std::size_t>(offset), std::min(left, most)));
  };
}
Result<Inspected> inspect(const std::string& program, const Bytes& file) {
  return ChildInspector(program, kLong).inspect(file.size(), reader(file));
}
Result<Rewritten> rewrite(const std::string& program, const Bytes& file) {
  return ChildInspector(program, kLong).rewrite(file.size(), reader(file));
}
Bytes plain_jpeg() {
  inspector::Pixels pixels;
  pixels.width = 24, pixels.height = 16;
  pixels.bytes.assign(pixels.row_bytes() * pixels.height, 0x80);
  return inspector::encode_jpeg(pixels).value();
}
// A program that is not ours: says what it likes.
std::string script(const test::TempFolder& folder, const std::string& body) {
  folder.write("script", "#!/bin/sh\n" + body + "\n");
  REQUIRE(::chmod(folder.file("script").c_str(), 0700) == 0);
  return folder.file("script");
}
std::size_t open_descriptors() {
  DIR* folder = ::opendir("/proc/self/fd");
  REQUIRE(folder != nullptr);
  std::size_t count = 0;
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}
bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD; }
std::string proc_file(pid_t pid, const char* name) {
  std::ostringstream all;
  all << std::ifstream("/proc/" + std::to_string(pid) + "/" + name).rdbuf();
  return all.str();
}

}  // namespace

TEST_CASE("the program is found beside this one, and answers through its sandbox",
          "[runtime][child]") {
  const std::string program = ChildInspector::find_program();
  CHECK(program == WATCHWORD_INSPECT);
  const Bytes file = test::telling_jpeg(plain_jpeg(), 6);
  const auto inspected = inspect(program, file);
  REQUIRE(inspected);
  CHECK(inspected->mime == "image/jpeg");
  CHECK(inspected->rewritable);
  REQUIRE_FALSE(inspected->inside.empty());
  CHECK(inspected->inside[0] == Inside{"place", "EXIF", "53.8008 N, 1.5491 W"});
  CHECK(inspected->inside.size() > 12);

  const auto rewritten = rewrite(program, file);
  REQUIRE(rewritten);
  CHECK(rewritten->mime == "image/jpeg");
  CHECK(as_text(rewritten->bytes).find("CANARY") == std::string_view::npos);
  const auto pixels = inspector::decode_jpeg(rewritten->bytes);
  REQUIRE(pixels);
  CHECK((pixels->width == 16 && pixels->height == 24));
}

// Goal: the sandbox is up before the first byte of a file, in the very program that is shipped.
// Method: the kernel's own words about a child that waits for its request.
TEST_CASE("attack: before it is told of a file, the program is in its sandbox",
          "[runtime][child][attack]") {
  int leak[2];  // no close-on-exec: what the parent forgot to keep to itself
  REQUIRE(::pipe(leak) == 0);
  auto child =
      runtime::ChildProcess::start(WATCHWORD_INSPECT, runtime::ChildProcess::Clock::now() + kLong);
  REQUIRE(child);
  REQUIRE(child->receive(1).value() == Bytes{evidence::kReady});
  // Nobody has the pipe's other end any more: not the child, which is alive and waits.
  ::close(leak[1]);
  pollfd end{leak[0], POLLIN, 0};
  REQUIRE(::poll(&end, 1, 0) == 1);
  CHECK((end.revents & POLLHUP) != 0);
  ::close(leak[0]);
  const std::string status = proc_file(child->pid(), "status");
  CHECK_THAT(status, ContainsSubstring("Seccomp:\t2\n"));
  CHECK_THAT(status, ContainsSubstring("NoNewPrivs:\t1\n"));
  CHECK_THAT(status, ContainsSubstring("Threads:\t1\n"));
  const std::string limits = proc_file(child->pid(), "limits");
  CHECK_THAT(limits, ContainsSubstring("Max cpu time              10 "));
  CHECK_THAT(limits, ContainsSubstring("Max file size             0 "));
  CHECK_THAT(limits, ContainsSubstring("Max core file size        0 "));
  CHECK_THAT(limits, ContainsSubstring("Max open files            0 "));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK_THAT(limits, ContainsSubstring("Max address space         1073741824 "));
#endif
  CHECK(proc_file(child->pid(), "environ").empty());
}

TEST_CASE("a file of 64 MiB is taken, one byte more and an empty one are not even begun",
          "[runtime][child]") {
  const auto zeros = [](std::uint64_t, std::size_t most) { return Bytes(most, 0); };
  ChildInspector inspector(WATCHWORD_INSPECT, kLong);
  const auto largest = inspector.inspect(limits::kEvidenceBytes, zeros);
  REQUIRE(largest);
  CHECK(largest->mime == "application/octet-stream");
  ChildInspector none("/nonexistent", kLong);
  CHECK(none.inspect(limits::kEvidenceBytes + 1, zeros).error().code == Errc::too_large);
  CHECK(none.rewrite(0, zeros).error().code == Errc::malformed);
  CHECK(none.inspect(1, zeros).error().code == Errc::unavailable);
}

// What libraries do now and then only: XMP's parser takes chance, Exiv2 complains in words, a
// picture with transparency is sorted.
TEST_CASE("in its sandbox the program can do all that it must", "[runtime][child]") {
  inspector::Pixels pixels;
  pixels.width = pixels.height = 64, pixels.channels = 4;
  for (std::size_t i = 0; i < 64 * 64 * 4; ++i) {
    pixels.bytes.push_back(static_cast<std::uint8_t>(i * i / 7));
  }
  const Bytes lossy = inspector::encode_webp(pixels).value();
  const Bytes png = inspector::encode_png(pixels).value();
  pixels.lossless = true;
  const Bytes lossless = inspector::encode_webp(pixels).value();
  for (const Bytes& picture : {lossy, lossless, png, test::telling_png(png)}) {
    CHECK(rewrite(WATCHWORD_INSPECT, picture));
    CHECK(inspect(WATCHWORD_INSPECT, picture));
  }
  const auto telling = inspect(WATCHWORD_INSPECT, test::telling_webp(lossless, 64, 64));
  REQUIRE(telling);
  const auto& inside = telling->inside;
  CHECK(std::find(inside.begin(), inside.end(),
                  Inside{"author", "XMP creator", "CANARY-CREATOR"}) != inside.end());
  const auto unknown = inspect(WATCHWORD_INSPECT, to_bytes(as_bytes("<svg xmlns='x'></svg>")));
  REQUIRE(unknown);
  CHECK(unknown->mime == "image/svg+xml");
  CHECK(inspect(WATCHWORD_INSPECT, to_bytes(as_bytes("GIF89a\1\0\1\0")))->mime == "image/gif");
}

TEST_CASE("what cannot be rewritten is refused by its reason, through the child",
          "[runtime][child]") {
  CHECK(rewrite(WATCHWORD_INSPECT, to_bytes(as_bytes("GIF89a"))).error().code == Errc::unsupported);
  Bytes cut = plain_jpeg();
  cut.resize(cut.size() / 2);
  CHECK(rewrite(WATCHWORD_INSPECT, cut).error().code == Errc::malformed);
}

TEST_CASE("a file that cannot be read to its end is a failing store", "[runtime][child]") {
  const auto ends_early = [](std::uint64_t, std::size_t) { return Bytes(); };
  CHECK(ChildInspector(WATCHWORD_INSPECT, kLong).inspect(9, ends_early).error().code ==
        Errc::storage);
}

TEST_CASE("attack: a program that never answers is given up and killed",
          "[runtime][child][attack]") {
  const Bytes file{1};
  ChildInspector silent("/bin/cat", 1ms);
  CHECK(silent.inspect(1, reader(file)).error().code == Errc::expired);
  CHECK_FALSE(has_children());
}

TEST_CASE("attack: a program that lies, floods or dies is an error and no more",
          "[runtime][child][attack]") {
  const test::TempFolder folder;
  const Bytes file(200'000, 1);
  const auto code = [&](const std::string& body) {
    return inspect(script(folder, body), file).error().code;
  };
  CHECK(code("exit 3") == Errc::unavailable);
  CHECK(code("printf X") == Errc::unavailable);
  CHECK(code("printf R") == Errc::malformed);
  CHECK(code("printf 'R\\377'") == Errc::malformed);
  CHECK(code("printf 'R\\002'") == Errc::unsupported);
  CHECK(code("printf R; kill -SEGV $$") == Errc::malformed);
  CHECK(code("printf R; kill -KILL $$") == Errc::malformed);
  CHECK(code("printf R; kill -XCPU $$") == Errc::expired);
  CHECK(
      code("printf R; /bin/cat >/dev/null; while printf "
           "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; do :; done") ==
      Errc::too_large);
  CHECK(rewrite(script(folder, "printf R; /bin/cat >/dev/null; printf '\\0\\012\\0image/jpegno'"),
                file)
            .error()
            .code == Errc::malformed);
}

TEST_CASE("attack: a program gets no environment and no word about us",
          "[runtime][child][attack]") {
  const test::TempFolder folder;
  ::setenv("WW_TEST_SECRET", "CANARY", 1);
  (void)inspect(script(folder, "/bin/cat /proc/$$/environ /proc/$$/cmdline >'" +
                                   folder.file("seen") + "'; printf R"),
                Bytes{1});
  ::unsetenv("WW_TEST_SECRET");
  const std::string seen = folder.read("seen");
  CHECK_THAT(seen, ContainsSubstring("script"));
  CHECK_THAT(seen, !ContainsSubstring("CANARY"));
}

TEST_CASE("a hundred children leave no descriptor and no zombie", "[runtime][child]") {
  const test::TempFolder folder;
  const std::string program = script(folder, "printf R");
  const Bytes file{1};
  (void)inspect(program, file);
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 100; ++i) (void)inspect(program, file);
  (void)inspect("/nonexistent", file);
  CHECK(open_descriptors() == before);
  CHECK_FALSE(has_children());
}
