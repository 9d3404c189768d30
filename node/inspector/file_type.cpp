#include "inspector/file_type.h"

#include <magic.h>

namespace ww::inspector {

void FileType::Close::operator()(void* cookie) const {
  ::magic_close(static_cast<magic_t>(cookie));
}

Result<FileType> FileType::load() {
  // Looking into a compressed file would mean to unpack it.
  FileType type(::magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS));
  if (!type.cookie_ || ::magic_load(static_cast<magic_t>(type.cookie_.get()), nullptr) != 0) {
    return fail(Errc::unavailable);
  }
  return type;
}

std::string FileType::of(ByteView bytes) const {
  const char* type =
      ::magic_buffer(static_cast<magic_t>(cookie_.get()), bytes.data(), bytes.size());
  return type ? type : "application/octet-stream";
}

}  // namespace ww::inspector
