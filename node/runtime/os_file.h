// OsFile: one descriptor with one owner.
#pragma once

#include <utility>

namespace ww::runtime {

class OsFile {
 public:
  OsFile() = default;
  explicit OsFile(int descriptor) : descriptor_(descriptor) {}
  OsFile(OsFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OsFile& operator=(OsFile&& other) noexcept;
  ~OsFile() { close(); }

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  void close();

 private:
  int descriptor_ = -1;
};

}  // namespace ww::runtime
