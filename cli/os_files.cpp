// The real files behind cli/files.h.
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/os_terminal.h"
#include "control/socket_file.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using control::Fd;

Problem cannot(const std::string& what) { return problem(Problem::Kind::other, what); }

std::string last_part(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

class OsInFile final : public InFile {
 public:
  OsInFile(Fd file, std::string path, const struct stat& facts)
      : file_(std::move(file)), path_(std::move(path)), facts_(facts) {}

  std::string name() const override { return last_part(path_); }
  std::uint64_t size() const override { return static_cast<std::uint64_t>(facts_.st_size); }
  std::optional<Instant> changed() const override {
    return from_unix_seconds(facts_.st_mtim.tv_sec);
  }
  Answer<Bytes> read(std::size_t most) override {
    Bytes bytes(most);
    std::size_t got = 0;
    while (got < most) {
      const auto count = ::read(file_.number(), bytes.data() + got, most - got);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot("The file " + path_ + " cannot be read to its end.");
      if (count == 0) break;
      got += static_cast<std::size_t>(count);
    }
    bytes.resize(got);
    return bytes;
  }

 private:
  Fd file_;
  std::string path_;
  struct stat facts_;
};

class OsOutFile final : public OutFile {
 public:
  OsOutFile(Fd file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  ~OsOutFile() override {
    if (!finished_) ::unlink(path_.c_str());
  }
  OsOutFile(const OsOutFile&) = delete;
  OsOutFile& operator=(const OsOutFile&) = delete;

  Answer<> write(ByteView bytes) override {
    while (!bytes.empty()) {
      const auto count = ::write(file_.number(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return cannot("The file " + path_ + " cannot be written. Is the disk full?");
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return Unit{};
  }
  Answer<> finish() override {
    if (::fsync(file_.number()) != 0) {
      return cannot("The file " + path_ + " cannot be written. Is the disk full?");
    }
    finished_ = true;
    return Unit{};
  }

 private:
  Fd file_;
  std::string path_;
  bool finished_ = false;
};

// Nothing but "." and "..". A folder that cannot be listed counts as not empty.
bool is_empty_folder(const std::string& path) {
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return false;
  bool empty = true;
  while (const dirent* entry = ::readdir(folder)) {
    const std::string_view name = entry->d_name;
    empty = empty && (name == "." || name == "..");
  }
  ::closedir(folder);
  return empty;
}

}  // namespace

Answer<std::unique_ptr<InFile>> OsTerminal::open_file(const std::string& path) {
  // Without O_NONBLOCK a pipe that nobody writes to would be waited for here.
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) {
    return problem(errno == ENOENT ? Problem::Kind::not_found : Problem::Kind::other,
                   "The file " + path + " cannot be opened.");
  }
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    return problem(Problem::Kind::invalid, path + " is not a plain file.");
  }
  return std::unique_ptr<InFile>(std::make_unique<OsInFile>(std::move(file), path, facts));
}

Answer<std::unique_ptr<OutFile>> OsTerminal::make_file(const std::string& path) {
  Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.open()) {
    return cannot(errno == EEXIST ? "There is a file " + path + " already. It was left as it is."
                                  : "The file " + path + " cannot be made.");
  }
  return std::unique_ptr<OutFile>(std::make_unique<OsOutFile>(std::move(file), path));
}

Answer<> OsTerminal::make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || is_empty_folder(path)) return Unit{};
  return cannot("The folder " + path + " cannot be made, or there is something in it already.");
}

}  // namespace ww::cli
