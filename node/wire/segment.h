// One Cap'n Proto segment as plain bytes, both ways: how every message of ours stands in a frame, a
// payload or a row. The only place that deals with the library's limits and exceptions.
#pragma once

#include <capnp/message.h>
#include <capnp/serialize.h>

#include <cstring>
#include <functional>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::wire {

// A builder whose messages fit one segment; `words` is room enough for every message of its kind.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(unsigned words) : message_(words) {}
  template <class T>
  typename T::Builder root() {
    return message_.initRoot<T>();
  }
  Bytes bytes() {
    const auto segments = message_.getSegmentsForOutput();
    WW_CHECK(segments.size() == 1);
    const auto raw = segments[0].asBytes();
    return {raw.begin(), raw.end()};
  }

 private:
  capnp::MallocMessageBuilder message_;
};

// Calls `read` with the root. Untrusted: a copy in aligned memory, reads bounded, nesting bounded,
// and what the library throws becomes `malformed`. `read` returns a Result.
template <class T, class Read>
auto read_segment(ByteView bytes, Read read) -> decltype(read(std::declval<typename T::Reader>())) {
  if (bytes.size() % sizeof(capnp::word) != 0 || bytes.empty()) return fail(Errc::malformed);
  const std::size_t words = bytes.size() / sizeof(capnp::word);
  auto aligned = kj::heapArray<capnp::word>(words);
  std::memcpy(aligned.begin(), bytes.data(), bytes.size());
  const kj::ArrayPtr<const capnp::word> segment = aligned.asPtr();
  capnp::ReaderOptions options;
  options.traversalLimitInWords = words * 4 + 64;  // a message may not be read over and over
  options.nestingLimit = 16;
  try {
    capnp::SegmentArrayMessageReader message(kj::arrayPtr(&segment, 1), options);
    return read(message.getRoot<T>());
  } catch (const kj::Exception&) {
    return fail(Errc::malformed);
  }
}

inline capnp::Data::Reader as_data(ByteView bytes) { return {bytes.data(), bytes.size()}; }
inline ByteView view_of(capnp::Data::Reader data) { return {data.begin(), data.size()}; }

}  // namespace ww::wire
