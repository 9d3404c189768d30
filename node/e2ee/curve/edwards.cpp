#include "e2ee/curve/edwards.h"

#include <openssl/bn.h>

#include <memory>

namespace ww::e2ee {
namespace {

struct Free {
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

Number prime() {
  Number p(BN_new());
  if (BN_set_bit(p.get(), 255) != 1 || BN_sub_word(p.get(), 19) != 1) return nullptr;
  return p;
}

Number read(Coordinate u) {
  u[31] &= 0x7f;
  return Number(BN_lebin2bn(u.data(), static_cast<int>(u.size()), nullptr));
}

}  // namespace

std::optional<Coordinate> edwards_y(const Coordinate& u) {
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  const Number p = prime(), above = read(u), below = read(u), y(BN_new());
  if (!context || !p || !above || !below || !y) return std::nullopt;
  if (BN_sub_word(above.get(), 1) != 1 || BN_add_word(below.get(), 1) != 1) return std::nullopt;
  if (BN_mod_inverse(below.get(), below.get(), p.get(), context.get()) == nullptr) {
    return std::nullopt;
  }
  Coordinate out{};
  if (BN_mod_mul(y.get(), above.get(), below.get(), p.get(), context.get()) != 1 ||
      BN_is_negative(y.get()) || BN_bn2lebinpad(y.get(), out.data(), 32) != 32) {
    return std::nullopt;
  }
  return out;
}

}  // namespace ww::e2ee
