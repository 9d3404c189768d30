// What node and inspector say to each other, as bytes, over one stream.
//
//   inspector  one byte, kReady: it can no longer do anything but read, write and end
//   node       kind (u8), size (u64), then the file's bytes. Nothing before kReady came.
//   inspector  status (u8), then what was asked for, then it ends
//
// The inspector has run parsers on a hostile file, so its answer is a stranger's: the decoders here
// take any bytes. What it shows is made safe to show again, its sizes are bounded, and a rewritten
// picture must be a picture and nothing else (picture.h), whatever the inspector says it did.
//
// Pure.
#pragma once

#include "ports/file_inspector.h"

namespace ww::evidence {

inline constexpr std::uint8_t kReady = 'R';

enum class Ask : std::uint8_t { inspect = 1, rewrite = 2 };
struct Request {
  Ask ask = Ask::inspect;
  std::uint64_t size = 0;  // 1 ... kEvidenceBytes
};
inline constexpr std::size_t kRequestBytes = 9;
Bytes encode_request(const Request& request);
Result<Request> decode_request(ByteView bytes);

inline constexpr std::size_t kInsideMost = 100;
inline constexpr std::size_t kInsideText = 200;  // characters
inline constexpr std::size_t kInsideWhere = 60;
// Above what kInsideMost of the longest texts need.
inline constexpr std::size_t kInspectedBytes = 128 * 1024;
inline constexpr std::size_t kRewrittenBytes = 192u << 20;  // a big picture, badly compressible

Bytes encode_answer(const Result<Inspected>& answer);
Bytes encode_answer(const Result<Rewritten>& answer);
// The answer's own error, or malformed when it is no answer.
Result<Inspected> decode_inspected(ByteView bytes);
Result<Rewritten> decode_rewritten(Bytes bytes);

}  // namespace ww::evidence
