// Secret memory: locked against swapping, wiped when it ends, not printable, not copied by
// accident.
//
// Secret<N> is N bytes in memory from libsodium's guarded allocator (small ones share its pages).
// Moving moves the owner; copying is an explicit clone(). A moved-from Secret is empty and may only
// be destroyed or assigned. SecretBytes is the same with a length known at run time (passphrases,
// padded plaintexts).
#pragma once

#include <cstddef>
#include <memory>

#include "base/bytes.h"
#include "base/check.h"

namespace ww {

// Call once before any secret is made. Safe to call again.
void init_secret_memory();
// Overwrites memory in a way the compiler may not remove.
void wipe(std::span<std::uint8_t> memory);

class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);
  static SecretBytes copy_of(ByteView bytes);
  SecretBytes clone() const { return copy_of(view()); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::span<std::uint8_t> span() { return {data_.get(), size_}; }
  ByteView view() const { return {data_.get(), size_}; }

 private:
  struct Free {
    Free() : pooled(false) {}
    explicit Free(bool is_pooled) : pooled(is_pooled) {}
    bool pooled;
    void operator()(std::uint8_t* memory) const;
  };
  std::unique_ptr<std::uint8_t, Free> data_;
  std::size_t size_ = 0;
};

template <std::size_t N>
class Secret {
 public:
  Secret() : bytes_(N) {}
  explicit Secret(ByteView bytes) : bytes_(SecretBytes::copy_of(bytes)) {
    WW_CHECK(bytes.size() == N);
  }
  Secret clone() const { return Secret(view()); }

  static constexpr std::size_t size() { return N; }
  std::span<std::uint8_t, N> span() { return bytes_.span().template first<N>(); }
  std::span<const std::uint8_t, N> view() const { return bytes_.view().template first<N>(); }

 private:
  SecretBytes bytes_;
};

}  // namespace ww
