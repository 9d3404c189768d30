#include "runtime/os_home.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace ww::runtime {
namespace {

Result<> make_folders(const std::filesystem::path& folder) {
  if (folder.empty() || ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return done();
  if (errno != ENOENT || folder == folder.parent_path()) return fail(Errc::storage);
  WW_TRY(make_folders(folder.parent_path()));
  return ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST ? done() : fail(Errc::storage);
}

Result<OsFile> open_lock(const std::string& path) {
  OsFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open()) return fail(Errc::storage);
  return file;
}

bool lock(const OsFile& file, int how) {
  while (::flock(file.descriptor(), how) != 0) {
    if (errno != EINTR) return false;
  }
  return true;
}

}  // namespace

Result<> make_home(const std::string& home) {
  WW_TRY(make_folders(std::filesystem::path(home).lexically_normal()));
  struct stat info {};
  if (::stat(home.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return fail(Errc::storage);
  if (info.st_uid != ::geteuid()) return fail(Errc::refused);
  if ((info.st_mode & 077) == 0) return done();
  std::error_code error;
  const bool empty = std::filesystem::is_empty(home, error);
  if (error || !empty || ::chmod(home.c_str(), 0700) != 0) return fail(Errc::refused);
  return done();
}

Result<HomeLock> HomeLock::take(const std::string& home, const std::string& name) {
  WW_TRY_SET(OsFile starting, open_lock(home + "/" + name + ".start"));
  if (!lock(starting, LOCK_EX)) return fail(Errc::storage);
  WW_TRY_SET(OsFile held, open_lock(home + "/" + name + ".lock"));
  if (lock(held, LOCK_EX | LOCK_NB)) return HomeLock(std::move(starting), std::move(held));
  // A command that waits for a node's end holds it shared for an instant. That is no node.
  if (!lock(held, LOCK_SH | LOCK_NB)) return fail(Errc::full);
  if (!lock(held, LOCK_EX)) return fail(Errc::storage);
  return HomeLock(std::move(starting), std::move(held));
}

}  // namespace ww::runtime
