#include "runtime/os_disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ww::runtime {
namespace {

constexpr mode_t kOnlyOurs = 0600;

bool is_plain(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

Errc from_errno() { return errno == ENOENT ? Errc::not_found : Errc::storage; }

class OsDiskFile final : public DiskFile {
 public:
  explicit OsDiskFile(OsFile file) : file_(std::move(file)) {}

  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    std::size_t done = 0;
    while (done < out.size()) {
      const auto got = ::pread(file_.descriptor(), out.data() + done, out.size() - done,
                               static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return fail(Errc::storage);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  Result<> write(std::uint64_t offset, ByteView bytes) override {
    while (!bytes.empty()) {
      const auto put =
          ::pwrite(file_.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) return fail(Errc::storage);
      bytes = bytes.subspan(static_cast<std::size_t>(put));
      offset += static_cast<std::uint64_t>(put);
    }
    return ww::done();
  }

  Result<> truncate(std::uint64_t size) override {
    if (::ftruncate(file_.descriptor(), static_cast<off_t>(size)) != 0) return fail(Errc::storage);
    return ww::done();
  }

  // Size and content. A failed sync is never tried again: the kernel may have dropped the pages.
  Result<> sync() override {
    if (::fdatasync(file_.descriptor()) != 0) return fail(Errc::storage);
    return ww::done();
  }

  Result<std::uint64_t> size() override {
    struct stat info {};
    if (::fstat(file_.descriptor(), &info) != 0) return fail(Errc::storage);
    return static_cast<std::uint64_t>(info.st_size);
  }

 private:
  OsFile file_;
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

Result<std::unique_ptr<OsDisk>> OsDisk::at(const std::string& folder) {
  OsFile file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.is_open()) return fail(from_errno());
  return std::unique_ptr<OsDisk>(new OsDisk(std::move(file)));
}

Result<std::unique_ptr<DiskFile>> OsDisk::open(const std::string& name, bool create) {
  WW_CHECK(is_plain(name));
  constexpr int kFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
  OsFile file(::openat(folder_.descriptor(), name.c_str(), kFlags));
  if (!file.is_open() && errno == ENOENT && create) {
    file = OsFile(::openat(folder_.descriptor(), name.c_str(), kFlags | O_CREAT, kOnlyOurs));
    if (file.is_open()) WW_TRY(sync_folder());
  }
  if (!file.is_open()) return fail(from_errno());
  return std::unique_ptr<DiskFile>(std::make_unique<OsDiskFile>(std::move(file)));
}

Result<bool> OsDisk::exists(const std::string& name) {
  WW_CHECK(is_plain(name));
  struct stat info {};
  if (::fstatat(folder_.descriptor(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) return true;
  if (errno == ENOENT) return false;
  return fail(Errc::storage);
}

Result<> OsDisk::remove(const std::string& name) {
  WW_CHECK(is_plain(name));
  if (::unlinkat(folder_.descriptor(), name.c_str(), 0) == 0) return sync_folder();
  return errno == ENOENT ? done() : fail(Errc::storage);
}

Result<> OsDisk::rename(const std::string& from, const std::string& to) {
  WW_CHECK(is_plain(from) && is_plain(to));
  const int folder = folder_.descriptor();
  if (::renameat(folder, from.c_str(), folder, to.c_str()) != 0) return fail(from_errno());
  return sync_folder();
}

Result<std::vector<std::string>> OsDisk::list() {
  // A descriptor of its own: reading moves its position.
  const int again = ::openat(folder_.descriptor(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, CloseFolder> folder(again < 0 ? nullptr : ::fdopendir(again));
  if (!folder) {
    OsFile(again).close();
    return fail(Errc::storage);
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (is_plain(entry->d_name)) names.emplace_back(entry->d_name);
  }
  return names;
}

Result<> OsDisk::sync_folder() {
  if (::fsync(folder_.descriptor()) != 0) return fail(Errc::storage);
  return done();
}

}  // namespace ww::runtime
