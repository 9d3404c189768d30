#include "e2ee/weak_key.h"

#include "base/text_codec.h"

namespace ww::e2ee {
namespace {

crypto::PublicKey key(const char* hex) { return to_array<32>(*from_hex(hex)); }

}  // namespace

// The u-coordinates of the points of order 1, 2, 4 and 8 on the curve and its twist, with every
// spelling below 2^255; the top bit is ignored by X25519 and so it is here.
bool is_weak_key(const crypto::PublicKey& candidate) {
  static const std::array weak{
      key("0000000000000000000000000000000000000000000000000000000000000000"),
      key("0100000000000000000000000000000000000000000000000000000000000000"),
      key("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
      key("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
      key("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      key("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      key("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
  };
  crypto::PublicKey plain = candidate;
  plain[31] &= 0x7f;
  return std::find(weak.begin(), weak.end(), plain) != weak.end();
}

}  // namespace ww::e2ee
