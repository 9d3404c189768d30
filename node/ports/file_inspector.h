// FileInspector: what parsers of foreign formats say of a file. The real one (runtime/) runs them
// in a child process that can do nothing but read its input and write its answer; no parser of a
// foreign format runs where the keys are.
//
// A hostile file ends the child, not the node: the answer is then Errc::malformed (it crashed or
// wrote nonsense), too_large (memory or output) or expired (time).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace ww {

// What was found inside a file, in words for a person: {"place", "53.80 N, 1.55 W"}.
struct Inside {
  std::string kind;   // place, time, device, software, author, comment, thumbnail, trailing, other
  std::string where;  // segment or chunk: "EXIF", "tEXt Author", "after the end"
  std::string text;   // at most 200 characters, control characters escaped
  bool operator==(const Inside&) const = default;
};
struct Inspected {
  std::string mime;                     // by content
  std::vector<Inside> inside;           // of pictures; at most 100
  bool rewritable = false;              // JPEG, PNG or WebP
  std::uint32_t width = 0, height = 0;  // of pictures; 0 when unknown
  bool operator==(const Inspected&) const = default;
};
struct Rewritten {
  std::string mime;
  Bytes bytes;  // decoded and encoded again, and holding nothing but the picture
};

class FileInspector {
 public:
  // The bytes from `offset` on, at most `most` of them; empty at the end.
  using Read = std::function<Bytes(std::uint64_t offset, std::size_t most)>;

  virtual ~FileInspector() = default;
  virtual Result<Inspected> inspect(std::uint64_t size, const Read& read) = 0;
  // Fails with unsupported for what is no JPEG, PNG or WebP.
  virtual Result<Rewritten> rewrite(std::uint64_t size, const Read& read) = 0;
};

}  // namespace ww
