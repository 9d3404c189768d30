#include "base/crypto.h"

#include <sodium.h>

#include <cstring>
#include <type_traits>

#include "base/byte_io.h"

namespace ww::crypto {
namespace {

constexpr std::string_view kLabel = "watchword/1 ";

Bytes signed_bytes(std::string_view name, const Digest& digest) {
  return ByteWriter().raw(as_bytes(kLabel)).raw(as_bytes(name)).raw(digest).take();
}

void hmac_into(ByteView key, ByteView bytes, Digest& digest) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
}

// RFC 5869 section 2.3. `out` may be up to 255 blocks long.
void hkdf_expand(ByteView key, ByteView info, std::span<std::uint8_t> out) {
  WW_CHECK(out.size() <= 255 * 32);
  Digest block{};
  std::size_t done = 0;
  Bytes input;
  input.reserve(block.size() + info.size() + 1);  // one that grows leaves copies behind
  for (std::uint8_t counter = 1; done < out.size(); ++counter) {
    input.clear();
    if (counter > 1) input.insert(input.end(), block.begin(), block.end());
    input.insert(input.end(), info.begin(), info.end());
    input.push_back(counter);
    hmac_into(key, input, block);
    const std::size_t take = std::min(block.size(), out.size() - done);
    std::copy_n(block.begin(), take, out.begin() + static_cast<std::ptrdiff_t>(done));
    done += take;
  }
  wipe(input);
  wipe(block);
}

// libsodium wants seed | public key.
Secret<64> expanded_seed(const Key& seed) {
  Secret<64> pair;
  PublicKey unused;
  crypto_sign_ed25519_seed_keypair(unused.data(), pair.span().data(), seed.view().data());
  return pair;
}

constexpr ByteArray<12> kZeroNonce{};

}  // namespace

// What is hashed may be a key: the state, which holds the last block, is wiped.
Digest sha256(ByteView bytes) {
  Digest digest;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, bytes.data(), bytes.size());
  crypto_hash_sha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

Sha256::Sha256() {
  crypto_hash_sha256_state state;
  static_assert(sizeof state == sizeof state_ && std::is_trivially_copyable_v<decltype(state)>);
  crypto_hash_sha256_init(&state);
  std::memcpy(state_.data(), &state, sizeof state);
}

Sha256& Sha256::update(ByteView bytes) {
  crypto_hash_sha256_state state;
  std::memcpy(&state, state_.data(), sizeof state);
  crypto_hash_sha256_update(&state, bytes.data(), bytes.size());
  std::memcpy(state_.data(), &state, sizeof state);
  return *this;
}

Digest Sha256::digest() const {
  crypto_hash_sha256_state state;
  std::memcpy(&state, state_.data(), sizeof state);
  Digest digest;
  crypto_hash_sha256_final(&state, digest.data());
  return digest;
}

Digest hmac_sha256(ByteView key, ByteView bytes) {
  Digest digest;
  hmac_into(key, bytes, digest);
  return digest;
}

Bytes framed(std::string_view name, Parts parts) {
  WW_CHECK(kLabel.size() + name.size() < 256);
  Bytes out;  // one that grows would leave copies of what it holds
  std::size_t size = 1 + kLabel.size() + name.size();
  for (const ByteView part : parts) size += 4 + part.size();
  out.reserve(size);
  const auto add = [&out](ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); };
  out.push_back(static_cast<std::uint8_t>(kLabel.size() + name.size()));
  add(as_bytes(kLabel));
  add(as_bytes(name));
  for (const ByteView part : parts) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.push_back(static_cast<std::uint8_t>(part.size() >> shift));
    }
    add(part);
  }
  return out;
}

Digest hash(std::string_view name, Parts parts) {
  Bytes bytes = framed(name, parts);
  const Digest digest = sha256(bytes);
  wipe(bytes);
  return digest;
}

Key expand(ByteView key, std::string_view name, Parts parts) {
  Key out;
  hkdf_expand(key, framed(name, parts), out.span());
  return out;
}

Bytes expand(ByteView key, std::string_view name, Parts parts, std::size_t size) {
  Bytes out(size);
  hkdf_expand(key, framed(name, parts), out);
  return out;
}

Key hkdf(ByteView salt, ByteView ikm, std::string_view name, Parts parts) {
  // RFC 5869 section 2.2: an absent salt is a block of zeros.
  constexpr Digest kNoSalt{};
  Digest prk = hmac_sha256(salt.empty() ? ByteView(kNoSalt) : salt, ikm);
  Key out = expand(prk, name, parts);
  wipe(prk);
  return out;
}

PublicKey x25519_public(const Key& secret) {
  PublicKey key;
  crypto_scalarmult_curve25519_base(key.data(), secret.view().data());
  return key;
}

std::optional<Key> x25519(const Key& secret, const PublicKey& theirs) {
  Key shared;
  // libsodium refuses the points of low order and a zero result.
  if (crypto_scalarmult_curve25519(shared.span().data(), secret.view().data(), theirs.data()) !=
      0) {
    return std::nullopt;
  }
  return shared;
}

PublicKey ed25519_public(const Key& seed) {
  const Secret<64> pair = expanded_seed(seed);
  return to_array<32>(ByteView(pair.view()).subspan(32));
}

Signature ed25519_sign(const Key& seed, std::string_view name, const Digest& digest) {
  const Secret<64> pair = expanded_seed(seed);
  const Bytes message = signed_bytes(name, digest);
  Signature signature;
  crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(),
                               pair.view().data());
  return signature;
}

bool ed25519_verify(const PublicKey& key, std::string_view name, const Digest& digest,
                    const Signature& signature) {
  const Bytes message = signed_bytes(name, digest);
  return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(),
                                             key.data()) == 0;
}

Signature ed25519_sign_text(const Key& seed, std::string_view text) {
  const Secret<64> pair = expanded_seed(seed);
  const ByteView message = as_bytes(text);
  Signature signature;
  crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(),
                               pair.view().data());
  return signature;
}

bool ed25519_verify_text(const PublicKey& key, std::string_view text, const Signature& signature) {
  const ByteView message = as_bytes(text);
  return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(),
                                             key.data()) == 0;
}

Bytes aead_seal(const Key& key, ByteView plain, ByteView associated) {
  Bytes sealed(plain.size() + kTagSize);
  crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                            associated.data(), associated.size(), nullptr,
                                            kZeroNonce.data(), key.view().data());
  return sealed;
}

std::optional<Bytes> aead_open(const Key& key, ByteView sealed, ByteView associated) {
  if (sealed.size() < kTagSize) return std::nullopt;
  Bytes plain(sealed.size() - kTagSize);
  if (crypto_aead_chacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                sealed.size(), associated.data(), associated.size(),
                                                kZeroNonce.data(), key.view().data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

Bytes xaead_seal(const Key& key, const ByteArray<kXNonceSize>& nonce, ByteView plain,
                 ByteView associated) {
  Bytes sealed(plain.size() + kTagSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                             associated.data(), associated.size(), nullptr,
                                             nonce.data(), key.view().data());
  return sealed;
}

std::optional<SecretBytes> xaead_open(const Key& key, const ByteArray<kXNonceSize>& nonce,
                                      ByteView sealed, ByteView associated) {
  if (sealed.size() < kTagSize) return std::nullopt;
  SecretBytes plain(sealed.size() - kTagSize);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          plain.span().data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
          associated.size(), nonce.data(), key.view().data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

std::optional<Key> argon2id(ByteView passphrase, const ByteArray<16>& salt, KdfCost cost) {
  Key key;
  const std::string_view text = passphrase.empty() ? "" : as_text(passphrase);  // never null
  if (crypto_pwhash_argon2id(key.span().data(), key.size(), text.data(), text.size(), salt.data(),
                             cost.passes, cost.memory_bytes,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return std::nullopt;
  }
  return key;
}

bool equal(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ww::crypto
