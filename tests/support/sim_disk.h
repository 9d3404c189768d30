// SimDisk: a disk in memory that behaves as badly as a real one may. Never in a program.
//
//   - What was written but not synced may be lost at crash(), as a whole or in part (a write may be
//   torn
//     at any 512-byte sector), in any order, by the seed.
//   - fail_after(n): the nth write or sync from now fails, and all after it, as on a full or dying
//   disk.
//   - Opening, removing and renaming are durable at once (a journaling file system with a synced
//   folder).
#pragma once

#include <map>
#include <memory>

#include "ports/disk.h"
#include "support/sim_random.h"

namespace ww::test {

class SimDisk final : public Disk {
 public:
  explicit SimDisk(std::uint64_t seed) : random_(seed) {}

  Result<std::unique_ptr<DiskFile>> open(const std::string& name, bool create) override;
  Result<bool> exists(const std::string& name) override;
  Result<> remove(const std::string& name) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<std::vector<std::string>> list() override;

  // Power cut. Files that are open stay readable as they were; reopen them.
  void crash();
  void fail_after(std::uint64_t operations) { fails_at_ = operations_ + operations; }
  void heal() { fails_at_.reset(); }
  std::uint64_t operations() const { return operations_; }  // writes, truncations and syncs so far
  // What the medium holds now, unsynced writes included.
  Bytes contents(const std::string& name) const;

 private:
  friend class SimDiskFile;
  struct Write {
    std::uint64_t offset = 0;
    Bytes bytes;
    std::optional<std::uint64_t> truncate_to;
  };
  struct File {
    Bytes durable, current;
    std::vector<Write> unsynced;
  };
  static void apply(Bytes& target, const Write& write);
  bool may_write();
  void lose(File& file);

  SimRandom random_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::uint64_t operations_ = 0;
  std::optional<std::uint64_t> fails_at_;
};

}  // namespace ww::test
