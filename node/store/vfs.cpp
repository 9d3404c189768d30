#include "store/vfs.h"

#include <sqlite3.h>

#include <cstring>

namespace ww::store {
namespace {

struct World {
  Disk* disk;
  Random* random;
};

// SQLite allocates this itself (szOsFile) and calls the methods below.
struct File {
  sqlite3_file base;
  DiskFile* file;
  Disk* disk;
  char name[128];
  bool delete_on_close;
};

// A file without a name: what a large statement may have to undo. It never leaves memory.
class MemoryFile final : public DiskFile {
 public:
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    const auto from = std::min<std::uint64_t>(offset, bytes_.size());
    const auto count = std::min<std::uint64_t>(out.size(), bytes_.size() - from);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(from), count, out.begin());
    return static_cast<std::size_t>(count);
  }
  Result<> write(std::uint64_t offset, ByteView bytes) override {
    if (bytes_.size() < offset + bytes.size()) bytes_.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
    return done();
  }
  Result<> truncate(std::uint64_t size) override {
    bytes_.resize(size);
    return done();
  }
  Result<> sync() override { return done(); }
  Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }

 private:
  Bytes bytes_;
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
World& world_of(sqlite3_vfs* vfs) { return *static_cast<World*>(vfs->pAppData); }

int close_file(sqlite3_file* handle) {
  File& file = of(handle);
  delete file.file;
  file.file = nullptr;
  if (file.disk != nullptr && file.delete_on_close && !file.disk->remove(file.name))
    return SQLITE_IOERR_DELETE;
  return SQLITE_OK;
}

int read_file(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
  const auto size = static_cast<std::size_t>(amount);
  const auto got = of(handle).file->read(static_cast<std::uint64_t>(offset),
                                         {static_cast<std::uint8_t*>(out), size});
  if (!got) return SQLITE_IOERR_READ;
  if (*got == size) return SQLITE_OK;
  std::memset(static_cast<std::uint8_t*>(out) + *got, 0, size - *got);  // SQLite asks for it
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* handle, const void* bytes, int amount, sqlite3_int64 offset) {
  const ByteView view{static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(amount)};
  return of(handle).file->write(static_cast<std::uint64_t>(offset), view) ? SQLITE_OK
                                                                          : SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
  return of(handle).file->truncate(static_cast<std::uint64_t>(size)) ? SQLITE_OK
                                                                     : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* handle, int) {
  return of(handle).file->sync() ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* handle, sqlite3_int64* out) {
  const auto size = of(handle).file->size();
  if (!size) return SQLITE_IOERR_FSTAT;
  *out = static_cast<sqlite3_int64>(*size);
  return SQLITE_OK;
}

// The folder's lock serves for all locks; see vfs.h.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* out) {
  *out = 0;
  return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int device(sqlite3_file*) { return 0; }  // promises nothing

const sqlite3_io_methods kMethods = {
    1,         close_file, read_file,   write_file,   truncate_file, sync_file, file_size,
    lock_file, lock_file,  is_reserved, file_control, sector_size,   device,    nullptr,
    nullptr,   nullptr,    nullptr,     nullptr,      nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* out_flags) {
  File& file = of(handle);
  file = File{};
  World& world = world_of(vfs);
  if (name == nullptr) {
    file.file = new MemoryFile;
    file.base.pMethods = &kMethods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
  }
  const std::size_t length = std::strlen(name);
  if (length >= sizeof file.name) return SQLITE_CANTOPEN;
  auto opened = world.disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!opened) return SQLITE_CANTOPEN;
  file.file = opened->release();
  file.disk = world.disk;
  std::memcpy(file.name, name, length + 1);
  file.delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  file.base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
  return world_of(vfs).disk->remove(name) ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* out) {
  const auto there = world_of(vfs).disk->exists(name);
  if (!there) return SQLITE_IOERR_ACCESS;
  *out = *there ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, length + 1);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
  world_of(vfs).random->fill(
      {reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
  return size;
}

int sleep_not(sqlite3_vfs*, int) { return 0; }  // nobody else holds a lock to wait for

// No statement of ours asks for the time; a fixed one keeps runs equal.
int no_time(sqlite3_vfs*, double* out) {
  *out = 2440587.5;  // 1970-01-01 as a Julian day
  return SQLITE_OK;
}
int no_time_64(sqlite3_vfs*, sqlite3_int64* out) {
  *out = 210866760000000;
  return SQLITE_OK;
}
int no_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

Vfs::Vfs(Disk& disk, Random& random) : vfs_(std::make_unique<sqlite3_vfs>()) {
  // The registry of VFSes is the process's: the object's own address makes the name.
  name_ = "ww" + std::to_string(reinterpret_cast<std::uintptr_t>(this));
  *vfs_ = sqlite3_vfs{};
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(File);
  vfs_->mxPathname = 127;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = new World{&disk, &random};
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  vfs_->xAccess = access_file;
  vfs_->xFullPathname = full_path;
  vfs_->xRandomness = randomness;
  vfs_->xSleep = sleep_not;
  vfs_->xCurrentTime = no_time;
  vfs_->xGetLastError = no_error;
  vfs_->xCurrentTimeInt64 = no_time_64;
  WW_CHECK(sqlite3_vfs_register(vfs_.get(), 0) == SQLITE_OK);
}

Vfs::~Vfs() {
  sqlite3_vfs_unregister(vfs_.get());
  delete static_cast<World*>(vfs_->pAppData);
}

}  // namespace ww::store
