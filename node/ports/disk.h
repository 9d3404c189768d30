// Disk: the files of one profile or relay, as the store needs them. The real one is
// runtime/os_disk; the simulator's loses unsynced writes at a crash, tears them, and fails on
// demand.
//
// Names are plain (no '/'); the folder is the implementation's. All calls are synchronous.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace ww {

class DiskFile {
 public:
  virtual ~DiskFile() = default;
  // Reads exactly out.size() bytes at `offset`, or says how many there were (short at the end of
  // the file).
  virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
  virtual Result<> write(std::uint64_t offset, ByteView bytes) = 0;
  virtual Result<> truncate(std::uint64_t size) = 0;
  // What was written before is on the medium when this returns.
  virtual Result<> sync() = 0;
  virtual Result<std::uint64_t> size() = 0;
};

class Disk {
 public:
  virtual ~Disk() = default;
  // Opens for reading and writing; made if absent and `create`. Fails with not_found or storage.
  virtual Result<std::unique_ptr<DiskFile>> open(const std::string& name, bool create) = 0;
  virtual Result<bool> exists(const std::string& name) = 0;
  virtual Result<> remove(const std::string& name) = 0;                         // absent is fine
  virtual Result<> rename(const std::string& from, const std::string& to) = 0;  // replaces, durably
  virtual Result<std::vector<std::string>> list() = 0;
};

}  // namespace ww
