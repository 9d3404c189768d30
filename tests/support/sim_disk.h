// SimDisk: a disk in memory that behaves as badly as a real one may. Never in a program.
//
//   - What was written but not synced may be lost at crash(), as a whole or in part (a write may be
//     torn at any 512-byte sector), by the seed.
//   - fail_after(n): n further changes and syncs succeed, then all fail, as on a dying disk.
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
  // A copy of the medium: what the one does from now on does not touch the other. Nobody may have a
  // file of `other` open.
  SimDisk(const SimDisk& other);
  SimDisk& operator=(const SimDisk&) = delete;

  Result<std::unique_ptr<DiskFile>> open(const std::string& name, bool create) override;
  Result<bool> exists(const std::string& name) override;
  Result<> remove(const std::string& name) override;
  Result<> rename(const std::string& from, const std::string& to) override;
  Result<std::vector<std::string>> list() override;

  // A power cut, in three steps. die(): nothing is written any more, not even by the destructor of
  // a store that would tidy up. Then destroy whoever has files open. Then crash(): what was not
  // synced is lost, and the disk works again.
  void die() { fail_after(0); }
  void crash();
  void fail_after(std::uint64_t operations) { fails_at_ = operations_ + operations + 1; }
  void heal() { fails_at_.reset(); }
  std::uint64_t operations() const { return operations_; }  // writes, truncations and syncs so far
  // What the medium holds now, unsynced writes included.
  Bytes contents(const std::string& name) const;
  // What someone with the medium in hand may do: put back an old copy, flip bits, cut it short.
  void replace(const std::string& name, const Bytes& bytes);

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
