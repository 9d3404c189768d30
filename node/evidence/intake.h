// Intake: bytes of a file as they come, made into chunks to be stored, and measured on the way.
//
// Rules
//   - The digest is of the bytes themselves, and complete before any parser has seen one of them:
//     what a parser does to us or to them, the record says what came in.
//   - At most one chunk is held. A file of 64 MiB never stands in memory.
//   - As many bytes as were announced, no more and no fewer: a copy that broke off is no evidence.
//     An empty file shows nothing and is refused.
//
// Pure. After an error it is of no more use: drop the upload.
#pragma once

#include <vector>

#include "base/crypto.h"
#include "base/result.h"
#include "domain/ids.h"

namespace ww::evidence {

class Intake {
 public:
  // Fails with too_large past kEvidenceBytes, with malformed for an empty file.
  static Result<Intake> start(std::uint64_t announced);

  // The chunks that became whole: each kEvidenceChunk bytes. too_large when more came than was
  // announced.
  Result<std::vector<Bytes>> append(ByteView bytes);

  struct End {
    Bytes last;  // the last chunk, shorter; empty when the file ends with a whole one
    Digest32 sha256;
    std::uint64_t size = 0;
  };
  // malformed when fewer came than was announced.
  Result<End> finish();

  std::uint64_t taken() const { return taken_; }

 private:
  explicit Intake(std::uint64_t announced) : announced_(announced) {}

  std::uint64_t announced_;
  std::uint64_t taken_ = 0;
  Bytes open_;  // less than a chunk
  crypto::Sha256 digest_;
};

}  // namespace ww::evidence
