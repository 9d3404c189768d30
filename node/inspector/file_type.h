// FileType: what a file is, by its content (libmagic). A name and its ending say nothing here.
#pragma once

#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::inspector {

class FileType {
 public:
  // Reads the database: before the sandbox. Fails with unavailable.
  static Result<FileType> load();
  // "image/jpeg"; "application/octet-stream" when it is nothing that is known.
  std::string of(ByteView bytes) const;

 private:
  struct Close {
    void operator()(void* cookie) const;
  };
  explicit FileType(void* cookie) : cookie_(cookie) {}
  std::unique_ptr<void, Close> cookie_;  // a magic_t
};

}  // namespace ww::inspector
