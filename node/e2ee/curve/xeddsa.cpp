#include "e2ee/curve/xeddsa.h"

#include <sodium.h>

#include <algorithm>

#include "e2ee/curve/edwards.h"

namespace ww::e2ee {
namespace {

using Scalar = std::array<std::uint8_t, 32>;
using Wide = std::array<std::uint8_t, 64>;

// SHA-512 over parts, piece by piece: crypto_hash_sha512() itself is a symbol of libsignal's too.
class Sha512 {
 public:
  Sha512() { crypto_hash_sha512_init(&state_); }
  Sha512& add(const std::uint8_t* data, std::size_t size) {
    crypto_hash_sha512_update(&state_, data, size);
    return *this;
  }
  Scalar reduced() {
    Wide wide;
    crypto_hash_sha512_final(&state_, wide.data());
    Scalar scalar;
    crypto_core_ed25519_scalar_reduce(scalar.data(), wide.data());
    sodium_memzero(wide.data(), wide.size());
    sodium_memzero(&state_, sizeof state_);
    return scalar;
  }

 private:
  crypto_hash_sha512_state state_;
};

// The nonce's hash starts with 2^256 - 2 in place of an R, so that it is no other hash of the
// scheme.
Scalar nonce(const std::uint8_t* secret, const std::uint8_t* message, std::size_t size,
             const std::uint8_t* random) {
  Scalar prefix;
  prefix.fill(0xFF);
  prefix[0] = 0xFE;
  return Sha512()
      .add(prefix.data(), prefix.size())
      .add(secret, 32)
      .add(message, size)
      .add(random, 64)
      .reduced();
}

// The last keys that were verified with: members post many messages under one key.
class KeyCache {
 public:
  std::optional<Coordinate> edwards(const Coordinate& key) {
    for (const auto& [u, y] : entries_) {
      if (u == key && y) return y;
    }
    const auto y = edwards_y(key);
    entries_[next_++ % entries_.size()] = {key, y};
    return y;
  }

 private:
  std::array<std::pair<Coordinate, std::optional<Coordinate>>, 64> entries_{};
  std::size_t next_ = 0;
};

}  // namespace

bool xeddsa_sign(std::uint8_t* signature, const std::uint8_t* secret, const std::uint8_t* message,
                 std::size_t size, const std::uint8_t* random) {
  Scalar key;
  if (crypto_scalarmult_ed25519_base_noclamp(key.data(), secret) != 0) return false;
  Scalar r = nonce(secret, message, size, random);
  Scalar big_r;
  if (crypto_scalarmult_ed25519_base_noclamp(big_r.data(), r.data()) != 0) return false;
  const Scalar h = Sha512().add(big_r.data(), 32).add(key.data(), 32).add(message, size).reduced();
  Scalar s;
  crypto_core_ed25519_scalar_mul(s.data(), h.data(), secret);
  crypto_core_ed25519_scalar_add(s.data(), s.data(), r.data());
  sodium_memzero(r.data(), r.size());
  std::copy(big_r.begin(), big_r.end(), signature);
  std::copy(s.begin(), s.end(), signature + 32);
  signature[63] = static_cast<std::uint8_t>((signature[63] & 0x7f) | (key[31] & 0x80));
  return true;
}

bool xeddsa_verify(const std::uint8_t* signature, const std::uint8_t* key,
                   const std::uint8_t* message, std::size_t size) {
  thread_local KeyCache cache;
  Coordinate u;
  std::copy_n(key, u.size(), u.begin());
  auto y = cache.edwards(u);
  if (!y) return false;
  Wide plain;
  std::copy_n(signature, plain.size(), plain.begin());
  (*y)[31] = static_cast<std::uint8_t>((*y)[31] | (plain[63] & 0x80));
  plain[63] &= 0x7f;
  return crypto_sign_ed25519_verify_detached(plain.data(), message, size, y->data()) == 0;
}

}  // namespace ww::e2ee
