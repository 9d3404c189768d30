// The two containers: files of one size that look like random bytes, used or not.
//
// A container is an SQLCipher file with random bytes behind it, up to its size class (1 MiB, 2, 4,
// ..). SQLite takes the database's size from its first page and leaves what lies behind alone, as
// it does with files that grow in chunks. Nothing ever makes a container smaller.
#pragma once

#include <memory>

#include "ports/disk.h"
#include "ports/random.h"

namespace ww::store {

inline constexpr std::uint64_t kContainerLeast = std::uint64_t{1} << 20;

std::string container_name(std::uint8_t container);  // "container.0", "container.1"
inline constexpr const char* kNewContainer = "container.new";
std::uint64_t size_class(std::uint64_t size);

// Gives SQLite its files: those of containers grow by size classes, with random bytes.
class ContainerDisk final : public Disk {
 public:
  ContainerDisk(Disk& disk, Random& random) : disk_(disk), random_(random) {}
  Result<std::unique_ptr<DiskFile>> open(const std::string& name, bool create) override;
  Result<bool> exists(const std::string& name) override { return disk_.exists(name); }
  Result<> remove(const std::string& name) override { return disk_.remove(name); }
  Result<> rename(const std::string& from, const std::string& to) override {
    return disk_.rename(from, to);
  }
  Result<std::vector<std::string>> list() override { return disk_.list(); }

 private:
  Disk& disk_;
  Random& random_;
};

// A container that nobody uses: random bytes of the least size, in place of what was there.
Result<> fill_container(Disk& disk, Random& random, std::uint8_t container);
// Removes what SQLite left beside a container.
Result<> drop_log(Disk& disk, const std::string& container);
// Both containers get the greater one's size class, and both the same time of change: the last
// block of each is written again as it is.
Result<> make_equal(Disk& disk, Random& random);

}  // namespace ww::store
