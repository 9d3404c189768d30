// The way from SQLite to ports/disk.h: one VFS per open database, so that a simulated disk and a
// real one serve the same code, and nothing of SQLite reads a clock, a random source or a path of
// its own.
//
// SQLite sees three files: NAME, NAME-wal and NAME-journal. There is no shared memory: the
// connection is exclusive (locking_mode=EXCLUSIVE), and whoever owns the Disk has locked the
// folder.
#pragma once

#include <memory>
#include <string>

#include "ports/disk.h"
#include "ports/random.h"

struct sqlite3_vfs;

namespace ww::store {

class Vfs {
 public:
  Vfs(Disk& disk, Random& random);
  ~Vfs();
  Vfs(const Vfs&) = delete;
  Vfs& operator=(const Vfs&) = delete;
  const char* name() const { return name_.c_str(); }

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace ww::store
