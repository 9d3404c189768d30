// Writes protobuf fields, to forge messages with.
#pragma once

#include "base/bytes.h"

namespace ww::test {

class ProtoWriter {
 public:
  ProtoWriter& number(unsigned field, std::uint64_t value) {
    return varint(field << 3U).varint(value);
  }
  ProtoWriter& bytes(unsigned field, ByteView value) {
    varint(field << 3U | 2U).varint(value.size());
    out_.insert(out_.end(), value.begin(), value.end());
    return *this;
  }
  ProtoWriter& raw(ByteView value) {
    out_.insert(out_.end(), value.begin(), value.end());
    return *this;
  }
  Bytes take() { return std::move(out_); }

 private:
  ProtoWriter& varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) out_.push_back(static_cast<std::uint8_t>(value | 0x80));
    out_.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  Bytes out_;
};

}  // namespace ww::test
