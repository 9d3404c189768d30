// The four functions that libsignal calls, defined in the program: curve_switch.h says why and
// when. Return values are libsignal's: 0 is success.
#include <dlfcn.h>
#include <sodium.h>

#include <algorithm>
#include <atomic>

#include "e2ee/curve/curve_switch.h"
#include "e2ee/curve/xeddsa.h"

namespace {

using Agree = int (*)(std::uint8_t*, const std::uint8_t*, const std::uint8_t*);
using Keygen = void (*)(unsigned char*, const unsigned char*);
using Sign = int (*)(unsigned char*, const unsigned char*, const unsigned char*, unsigned long,
                     const unsigned char*);
using Verify = int (*)(const unsigned char*, const unsigned char*, const unsigned char*,
                       unsigned long);

struct Stock {
  Agree agree;
  Keygen keygen;
  Sign sign;
  Verify verify;
};

std::atomic<std::uint64_t> calls{0};
std::atomic<bool> stock_answers{false};

// The next definition in the order of loading: libsignal's own.
template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

const Stock& stock() {
  static const Stock found{next<Agree>("curve25519_donna"), next<Keygen>("curve25519_keygen"),
                           next<Sign>("curve25519_sign"), next<Verify>("curve25519_verify")};
  return found;
}

bool ours() {
  calls.fetch_add(1, std::memory_order_relaxed);
  return !stock_answers.load(std::memory_order_relaxed);
}

bool is_base_point(const std::uint8_t* point) {
  return point[0] == 9 && std::all_of(point + 1, point + 32, [](auto byte) { return byte == 0; });
}

}  // namespace

extern "C" {

std::uint64_t ww_curve_calls() { return calls.load(); }

bool ww_curve_use_stock() {
  const Stock& found = stock();
  if (!found.agree || !found.keygen || !found.sign || !found.verify) return false;
  stock_answers.store(true);
  return true;
}

int curve25519_donna(std::uint8_t* shared, const std::uint8_t* secret, const std::uint8_t* point) {
  if (!ours()) return stock().agree(shared, secret, point);
  // The base has a faster way; a result of zero is refused by the other.
  return is_base_point(point) ? crypto_scalarmult_curve25519_base(shared, secret)
                              : crypto_scalarmult_curve25519(shared, secret, point);
}

void curve25519_keygen(unsigned char* key, const unsigned char* secret) {
  if (!ours()) return stock().keygen(key, secret);
  crypto_scalarmult_curve25519_base(key, secret);
}

int curve25519_sign(unsigned char* signature, const unsigned char* secret,
                    const unsigned char* message, unsigned long size, const unsigned char* random) {
  if (!ours()) return stock().sign(signature, secret, message, size, random);
  return ww::e2ee::xeddsa_sign(signature, secret, message, size, random) ? 0 : -1;
}

int curve25519_verify(const unsigned char* signature, const unsigned char* key,
                      const unsigned char* message, unsigned long size) {
  if (!ours()) return stock().verify(signature, key, message, size);
  return ww::e2ee::xeddsa_verify(signature, key, message, size) ? 0 : -1;
}

}  // extern "C"
