// A strict reader of one flat protobuf message: numbers (wire type 0) and bytes (wire type 2).
//
// Strict means: a field that is not asked for, one that comes twice, a number that is not in its
// shortest spelling or does not fit 32 bits, a length past the end, all refuse the whole message.
#pragma once

#include <array>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::e2ee {

class ProtoFields {
 public:
  static constexpr std::size_t kFieldsMax = 8;  // 1 .. 7 are used
  // Which field numbers may appear, as bits (1 << number): as a number or as bytes.
  struct Allowed {
    unsigned numbers;
    unsigned bytes;
  };
  static Result<ProtoFields> read(ByteView message, Allowed allowed);

  std::optional<std::uint32_t> number(std::size_t field) const { return numbers_[field]; }
  std::optional<ByteView> bytes(std::size_t field) const { return bytes_[field]; }

 private:
  std::array<std::optional<std::uint32_t>, kFieldsMax> numbers_{};
  std::array<std::optional<ByteView>, kFieldsMax> bytes_{};
};

}  // namespace ww::e2ee
