// Writing and reading fixed layouts: little-endian integers, arrays, counted bytes.
//
// The reader never throws and never reads past the end: after the first short read it stays failed,
// hands out zeros, and ok() says so. Check ok() (or finished()) before using what was read.
#pragma once

#include <cstring>

#include "base/bytes.h"

namespace ww {

class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value) { return put(value, 1); }
  ByteWriter& u16(std::uint16_t value) { return put(value, 2); }
  ByteWriter& u32(std::uint32_t value) { return put(value, 4); }
  ByteWriter& u64(std::uint64_t value) { return put(value, 8); }
  ByteWriter& raw(ByteView bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  ByteWriter& zeros(std::size_t count) {
    bytes_.resize(bytes_.size() + count);
    return *this;
  }
  std::size_t size() const { return bytes_.size(); }
  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  ByteWriter& put(std::uint64_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    return *this;
  }
  Bytes bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : rest_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(get(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(get(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(get(4)); }
  std::uint64_t u64() { return get(8); }
  // Borrowed from what the reader was given.
  ByteView raw(std::size_t count) {
    if (count > rest_.size()) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  template <std::size_t N>
  ByteArray<N> array() {
    const ByteView taken = raw(N);
    return taken.size() == N ? to_array<N>(taken) : ByteArray<N>{};
  }
  ByteView rest() const { return rest_; }
  bool ok() const { return !failed_; }
  bool finished() const { return !failed_ && rest_.empty(); }

 private:
  std::uint64_t get(std::size_t count) {
    const ByteView taken = raw(count);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) value |= std::uint64_t{taken[i]} << (8 * i);
    return value;
  }
  ByteView rest_;
  bool failed_ = false;
};

}  // namespace ww
