// The primitives of the node protocol (proto/PROTOCOL.md), on libsodium 1.0.18.
//
//   H(name; a, b..)  = SHA-256(u8 len | label | each: u32 len | bytes), label = "watchword/1 " +
//   name X(k; name, a..)  = HKDF-SHA256-Expand (RFC 5869) with info framed as in H AEAD =
//   ChaCha20-Poly1305 IETF (RFC 8439), nonce 0: every key is used exactly once X25519           =
//   RFC 7748; a result of zero and keys of low order are refused Ed25519          = RFC 8032, over
//   label | H
//
// Pure: randomness is handed in as bytes. Nothing here reads a clock, a file or the system's random
// source.
#pragma once

#include <initializer_list>
#include <optional>

#include "base/bytes.h"
#include "base/secret.h"

namespace ww::crypto {

using Key = Secret<32>;
using PublicKey = ByteArray<32>;
using Digest = ByteArray<32>;
using Signature = ByteArray<64>;

Digest sha256(ByteView bytes);

// SHA-256 of bytes that come in pieces. digest() is of all pieces so far; more may follow.
class Sha256 {
 public:
  Sha256();
  Sha256& update(ByteView bytes);
  Digest digest() const;

 private:
  ByteArray<104> state_;  // libsodium's state, which only the .cpp may name
};

Digest hmac_sha256(ByteView key, ByteView bytes);

using Parts = std::initializer_list<ByteView>;

// The framing shared by H and X: u8 len | "watchword/1 " name | each part: u32 len | bytes.
Bytes framed(std::string_view name, Parts parts);
Digest hash(std::string_view name, Parts parts);                    // H
Key expand(ByteView key, std::string_view name, Parts parts = {});  // X, 32 bytes
Bytes expand(ByteView key, std::string_view name, Parts parts,
             std::size_t size);  // X, public ids; <= 8160
Key hkdf(ByteView salt, ByteView ikm, std::string_view name, Parts parts);  // extract, then X

PublicKey x25519_public(const Key& secret);
// nullopt when `theirs` is of low order or the result is zero.
std::optional<Key> x25519(const Key& secret, const PublicKey& theirs);

PublicKey ed25519_public(const Key& seed);
Signature ed25519_sign(const Key& seed, std::string_view name, const Digest& digest);
bool ed25519_verify(const PublicKey& key, std::string_view name, const Digest& digest,
                    const Signature& signature);

// Ed25519 over the text itself, without a label: for what others verify with public tools
// (evidence/custody.h). Such a text says in its first words what it is, and such a key signs
// nothing but such texts; otherwise one signature could pass for another.
Signature ed25519_sign_text(const Key& seed, std::string_view text);
bool ed25519_verify_text(const PublicKey& key, std::string_view text, const Signature& signature);

inline constexpr std::size_t kTagSize = 16;
// Ciphertext followed by the tag.
Bytes aead_seal(const Key& key, ByteView plain, ByteView associated = {});
std::optional<Bytes> aead_open(const Key& key, ByteView sealed, ByteView associated = {});

// XChaCha20-Poly1305 with a random nonce, for keys that are used more than once (key slots,
// backups).
inline constexpr std::size_t kXNonceSize = 24;
Bytes xaead_seal(const Key& key, const ByteArray<kXNonceSize>& nonce, ByteView plain,
                 ByteView associated);
std::optional<SecretBytes> xaead_open(const Key& key, const ByteArray<kXNonceSize>& nonce,
                                      ByteView sealed, ByteView associated);

// Argon2id v1.3 (RFC 9106). kModerate is libsodium's MODERATE: 3 passes over 256 MiB.
struct KdfCost {
  unsigned passes;
  std::size_t memory_bytes;
};
inline constexpr KdfCost kModerate{3, std::size_t{256} << 20};
inline constexpr KdfCost kCheapForTests{1, std::size_t{8} << 10};
// nullopt when the memory cannot be had.
std::optional<Key> argon2id(ByteView passphrase, const ByteArray<16>& salt, KdfCost cost);

// In constant time. False when the lengths differ.
bool equal(ByteView a, ByteView b);

}  // namespace ww::crypto
