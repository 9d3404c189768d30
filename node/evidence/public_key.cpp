#include "base/text_codec.h"
#include "evidence/manifest.h"

namespace ww::evidence {
namespace {

// SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }: RFC 8410 section 4.
constexpr ByteArray<12> kDerPrefix = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                      0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----\n";
constexpr std::string_view kEnd = "\n-----END PUBLIC KEY-----\n";

Bytes der_of(const crypto::PublicKey& key) {
  Bytes der(kDerPrefix.begin(), kDerPrefix.end());
  der.insert(der.end(), key.begin(), key.end());
  return der;
}

}  // namespace

std::string public_key_pem(const crypto::PublicKey& key) {
  return std::string(kBegin) + to_base64(der_of(key)) + std::string(kEnd);  // one line: 60 < 64
}

std::optional<crypto::PublicKey> read_public_key_pem(std::string_view pem) {
  if (pem.size() != kBegin.size() + 60 + kEnd.size()) return std::nullopt;
  const auto der = from_base64(pem.substr(kBegin.size(), 60));
  if (!der || der->size() != kDerPrefix.size() + 32) return std::nullopt;
  const auto key = to_array<32>(ByteView(*der).subspan(kDerPrefix.size()));
  if (public_key_pem(key) != pem) return std::nullopt;
  return key;
}

Digest32 fingerprint(const crypto::PublicKey& key) { return Digest32{crypto::sha256(der_of(key))}; }

}  // namespace ww::evidence
