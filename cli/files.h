// Files that are read or written piece by piece, because evidence may be 64 MiB.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "api/node_api.h"

namespace ww::cli {

class InFile {
 public:
  virtual ~InFile() = default;
  virtual std::string name() const = 0;  // its last part
  virtual std::uint64_t size() const = 0;
  virtual std::optional<Instant> changed() const = 0;
  virtual api::Answer<Bytes> read(std::size_t most) = 0;  // empty at the end
};

class OutFile {
 public:
  virtual ~OutFile() = default;
  virtual api::Answer<> write(ByteView bytes) = 0;
  // On the disk when it returns. Without it the file is taken away again.
  virtual api::Answer<> finish() = 0;
};

}  // namespace ww::cli
