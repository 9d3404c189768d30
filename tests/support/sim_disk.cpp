#include "support/sim_disk.h"

namespace ww::test {

class SimDiskFile final : public DiskFile {
 public:
  SimDiskFile(SimDisk& disk, std::shared_ptr<SimDisk::File> file)
      : disk_(disk), file_(std::move(file)) {}

  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    const Bytes& bytes = file_->current;
    if (offset >= bytes.size()) return std::size_t{0};
    const std::size_t count = std::min(out.size(), bytes.size() - static_cast<std::size_t>(offset));
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, out.begin());
    return count;
  }
  Result<> write(std::uint64_t offset, ByteView bytes) override {
    return change({offset, to_bytes(bytes), std::nullopt});
  }
  Result<> truncate(std::uint64_t size) override { return change({0, {}, size}); }
  Result<> sync() override {
    if (!disk_.may_write()) return fail(Errc::storage);
    file_->durable = file_->current;
    file_->unsynced.clear();
    return done();
  }
  Result<std::uint64_t> size() override { return std::uint64_t{file_->current.size()}; }

 private:
  Result<> change(SimDisk::Write write) {
    if (!disk_.may_write()) return fail(Errc::storage);
    SimDisk::apply(file_->current, write);
    file_->unsynced.push_back(std::move(write));
    return done();
  }
  SimDisk& disk_;
  std::shared_ptr<SimDisk::File> file_;
};

SimDisk::SimDisk(const SimDisk& other)
    : random_(other.random_), operations_(other.operations_), fails_at_(other.fails_at_) {
  for (const auto& [name, file] : other.files_) files_[name] = std::make_shared<File>(*file);
}

void SimDisk::replace(const std::string& name, const Bytes& bytes) {
  files_[name] = std::make_shared<File>(File{bytes, bytes, {}});
}

void SimDisk::apply(Bytes& target, const Write& write) {
  if (write.truncate_to) {
    target.resize(static_cast<std::size_t>(*write.truncate_to));
    return;
  }
  const auto end = static_cast<std::size_t>(write.offset) + write.bytes.size();
  if (target.size() < end) target.resize(end);
  std::copy(write.bytes.begin(), write.bytes.end(),
            target.begin() + static_cast<std::ptrdiff_t>(write.offset));
}

bool SimDisk::may_write() {
  ++operations_;
  return !fails_at_ || operations_ < *fails_at_;
}

Result<std::unique_ptr<DiskFile>> SimDisk::open(const std::string& name, bool create) {
  auto& file = files_[name];
  if (!file) {
    if (!create || !may_write()) {
      files_.erase(name);
      return fail(create ? Errc::storage : Errc::not_found);
    }
    file = std::make_shared<File>();
  }
  return std::unique_ptr<DiskFile>(std::make_unique<SimDiskFile>(*this, file));
}

Result<bool> SimDisk::exists(const std::string& name) { return files_.contains(name); }

Result<> SimDisk::remove(const std::string& name) {
  if (!may_write()) return fail(Errc::storage);
  files_.erase(name);
  return done();
}

Result<> SimDisk::rename(const std::string& from, const std::string& to) {
  if (!may_write()) return fail(Errc::storage);
  const auto found = files_.find(from);
  if (found == files_.end()) return fail(Errc::not_found);
  auto file = found->second;
  files_.erase(found);
  files_[to] = std::move(file);
  return done();
}

Result<std::vector<std::string>> SimDisk::list() {
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) names.push_back(name);
  return names;
}

void SimDisk::crash() {
  for (auto& [name, file] : files_) {
    auto survivor = std::make_shared<File>(*file);  // whoever has it open keeps a file of yesterday
    lose(*survivor);
    file = survivor;
  }
  fails_at_.reset();
}

void SimDisk::lose(File& file) {
  constexpr std::size_t kSector = 512;
  for (Write& write : file.unsynced) {
    const std::uint64_t fate = random_.below(3);
    if (fate == 0) continue;  // never reached the medium
    if (fate == 1 && !write.truncate_to) {
      write.bytes.resize(kSector *
                         static_cast<std::size_t>(random_.below(write.bytes.size() / kSector + 1)));
    }
    apply(file.durable, write);
  }
  file.unsynced.clear();
  file.current = file.durable;
}

Bytes SimDisk::contents(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? Bytes() : found->second->current;
}

}  // namespace ww::test
