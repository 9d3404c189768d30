#include "domain/circle.h"

namespace ww {

MemberId member_id(const crypto::PublicKey& sign_pub) {
  return MemberId{to_array<16>(crypto::hash("member", {sign_pub}))};
}

CircleId circle_id(const crypto::PublicKey& founder, const ByteArray<16>& nonce) {
  return CircleId{to_array<16>(crypto::hash("circle", {founder, nonce}))};
}

}  // namespace ww
