#include "base/secret.h"

#include <sodium.h>

namespace ww {

void init_secret_memory() { WW_CHECK(sodium_init() >= 0); }

void wipe(std::span<std::uint8_t> memory) { sodium_memzero(memory.data(), memory.size()); }

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  init_secret_memory();
  // sodium_malloc puts guard pages around the block, locks it, and wipes it in sodium_free().
  data_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
  WW_CHECK(data_ != nullptr);
  sodium_memzero(data_.get(), size);
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes copy(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.span().begin());
  return copy;
}

void SecretBytes::Free::operator()(std::uint8_t* memory) const { sodium_free(memory); }

}  // namespace ww
