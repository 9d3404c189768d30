#include "runtime/os_file.h"

#include <unistd.h>

namespace ww::runtime {

OsFile& OsFile::operator=(OsFile&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

void OsFile::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

}  // namespace ww::runtime
