#include "store/containers.h"

#include "store/whole_file.h"

namespace ww::store {
namespace {

class ContainerFile final : public DiskFile {
 public:
  ContainerFile(std::unique_ptr<DiskFile> file, Random& random)
      : file_(std::move(file)), random_(random) {}

  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    return file_->read(offset, out);
  }
  Result<> write(std::uint64_t offset, ByteView bytes) override {
    WW_TRY(reach(offset + bytes.size()));
    return file_->write(offset, bytes);
  }
  Result<> truncate(std::uint64_t size) override { return reach(size); }
  Result<> sync() override { return file_->sync(); }
  Result<std::uint64_t> size() override { return file_->size(); }

 private:
  Result<> reach(std::uint64_t end) {
    WW_TRY_SET(const std::uint64_t now, file_->size());
    return end <= now ? done() : grow(*file_, size_class(end), random_);
  }
  std::unique_ptr<DiskFile> file_;
  Random& random_;
};

bool is_container(const std::string& name) {
  return name == container_name(0) || name == container_name(1) || name == kNewContainer;
}

Result<> write_last_block_again(DiskFile& file) {
  constexpr std::uint64_t kBlock = 4096;
  WW_TRY_SET(const std::uint64_t size, file.size());
  Bytes block(kBlock);
  WW_TRY_SET(const std::size_t found, file.read(size - kBlock, block));
  if (found != block.size()) return fail(Errc::storage);
  WW_TRY(file.write(size - kBlock, block));
  return file.sync();
}

}  // namespace

std::string container_name(std::uint8_t container) {
  return "container." + std::to_string(container);
}

std::uint64_t size_class(std::uint64_t size) {
  std::uint64_t least = kContainerLeast;
  while (least < size) least *= 2;
  return least;
}

Result<std::unique_ptr<DiskFile>> ContainerDisk::open(const std::string& name, bool create) {
  WW_TRY_SET(auto file, disk_.open(name, create));
  if (!is_container(name)) return file;
  return std::unique_ptr<DiskFile>(std::make_unique<ContainerFile>(std::move(file), random_));
}

Result<> fill_container(Disk& disk, Random& random, std::uint8_t container) {
  const std::string name = container_name(container);
  WW_TRY(drop_log(disk, name));
  WW_TRY_SET(auto file, disk.open(name, true));
  WW_TRY(file->truncate(0));
  return grow(*file, kContainerLeast, random);
}

Result<> drop_log(Disk& disk, const std::string& container) {
  WW_TRY(disk.remove(container + "-wal"));
  return disk.remove(container + "-journal");
}

Result<> make_equal(Disk& disk, Random& random) {
  WW_TRY_SET(auto first, disk.open(container_name(0), false));
  WW_TRY_SET(auto second, disk.open(container_name(1), false));
  WW_TRY_SET(const std::uint64_t first_size, first->size());
  WW_TRY_SET(const std::uint64_t second_size, second->size());
  const std::uint64_t size = size_class(std::max(first_size, second_size));
  for (DiskFile* file : {first.get(), second.get()}) {
    WW_TRY(grow(*file, size, random));
    WW_TRY(write_last_block_again(*file));
  }
  return done();
}

}  // namespace ww::store
