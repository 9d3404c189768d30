#include "base/secret.h"

#include <sodium.h>

#include <mutex>

namespace ww {
namespace {

// Small secrets share locked pages. Why: sodium_malloc() takes four pages, two system calls and 25
// us for 32 bytes, and the system lets us lock 8 MiB: 2,000 keys would be all. A cell of the pool
// takes 64 bytes and no call. The blocks keep libsodium's guard pages and canary around them; a
// freed cell is wiped at once, and blocks are never given back, so no page with a key's trace
// becomes ordinary memory.
//
// It is part of the allocator, like malloc's own state, not of any node: it holds no values.
class CellPool {
 public:
  static constexpr std::size_t kCell = 64;

  std::uint8_t* take() {
    const std::lock_guard lock(mutex_);
    if (free_ == nullptr) grow();
    Cell* cell = free_;
    free_ = cell->next;
    sodium_memzero(cell, kCell);
    return reinterpret_cast<std::uint8_t*>(cell);
  }
  void give(std::uint8_t* memory) {
    sodium_memzero(memory, kCell);
    const std::lock_guard lock(mutex_);
    free_ = new (memory) Cell{free_};
  }

 private:
  struct Cell {
    Cell* next;
  };
  void grow() {
    constexpr std::size_t kBlock = std::size_t{16} << 10;
    auto* block = static_cast<std::uint8_t*>(sodium_malloc(kBlock));
    WW_CHECK(block != nullptr);
    for (std::size_t at = 0; at < kBlock; at += kCell) free_ = new (block + at) Cell{free_};
  }
  std::mutex mutex_;
  Cell* free_ = nullptr;
};

// Never destroyed: a Secret in static storage may outlive every other object.
CellPool& pool() {
  static CellPool& instance = *new CellPool;
  return instance;
}

}  // namespace

void init_secret_memory() { WW_CHECK(sodium_init() >= 0); }

void wipe(std::span<std::uint8_t> memory) { sodium_memzero(memory.data(), memory.size()); }

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  init_secret_memory();
  const bool small = size <= CellPool::kCell;
  auto* memory = small ? pool().take() : static_cast<std::uint8_t*>(sodium_malloc(size));
  WW_CHECK(memory != nullptr);
  if (!small) sodium_memzero(memory, size);
  data_ = std::unique_ptr<std::uint8_t, Free>(memory, Free{small});
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes copy(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.span().begin());
  return copy;
}

void SecretBytes::Free::operator()(std::uint8_t* memory) const {
  if (pooled)
    pool().give(memory);
  else
    sodium_free(memory);  // which wipes it
}

}  // namespace ww
