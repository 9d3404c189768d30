// The folder of a profile or relay, and the lock that keeps it to one process.
#pragma once

#include <string>

#include "base/result.h"
#include "runtime/os_file.h"

namespace ww::runtime {

// Makes the folder and what leads to it, of mode 0700. One that is there must belong to this user;
// if it is open to others it is closed when it is still empty, and otherwise `refused`.
Result<> make_home(const std::string& home);

class HomeLock {
 public:
  // Two locks, "NAME.start" and "NAME.lock". Starting is waited for, so that whoever is told
  // `full` (another process has the folder) may count on that process to be ready.
  static Result<HomeLock> take(const std::string& home, const std::string& name);
  // The process serves now: others who start may look.
  void started() { starting_.close(); }

 private:
  HomeLock(OsFile starting, OsFile held) : starting_(std::move(starting)), held_(std::move(held)) {}
  OsFile starting_, held_;
};

}  // namespace ww::runtime
