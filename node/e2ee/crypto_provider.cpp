#define OPENSSL_SUPPRESS_DEPRECATED  // SHA256_Init and friends: crypto_provider.h says why
#include "e2ee/crypto_provider.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <new>

#include "e2ee/signal_ref.h"
#include "ports/random.h"

namespace ww::e2ee {
namespace {

using Block = std::array<std::uint8_t, SHA256_CBLOCK>;

// Wiped by the cleanup call: it is made from the key.
struct Hmac {
  SHA256_CTX inner;
  SHA256_CTX outer;
};

void start(SHA256_CTX& hash, const Block& key, std::uint8_t pad) {
  Block padded;
  for (std::size_t i = 0; i < padded.size(); ++i) {
    padded[i] = static_cast<std::uint8_t>(key[i] ^ pad);
  }
  SHA256_Init(&hash);
  SHA256_Update(&hash, padded.data(), padded.size());
  OPENSSL_cleanse(padded.data(), padded.size());
}

int random_fill(std::uint8_t* data, std::size_t size, void* user) {
  try {
    static_cast<Random*>(user)->fill({data, size});
    return SG_SUCCESS;
  } catch (...) {
    return SG_ERR_UNKNOWN;  // nothing may be thrown through the library's C frames
  }
}

int hmac_init(void** context, const std::uint8_t* key, std::size_t size, void*) {
  auto* hmac = new (std::nothrow) Hmac;
  if (hmac == nullptr) return SG_ERR_NOMEM;
  Block block{};
  if (size > block.size()) {
    SHA256(key, size, block.data());
  } else {
    std::copy_n(key, size, block.begin());
  }
  start(hmac->inner, block, 0x36);
  start(hmac->outer, block, 0x5c);
  OPENSSL_cleanse(block.data(), block.size());
  *context = hmac;
  return SG_SUCCESS;
}

int hmac_update(void* context, const std::uint8_t* data, std::size_t size, void*) {
  SHA256_Update(&static_cast<Hmac*>(context)->inner, data, size);
  return SG_SUCCESS;
}

int hmac_final(void* context, signal_buffer** output, void*) {
  auto* hmac = static_cast<Hmac*>(context);
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256_Final(digest.data(), &hmac->inner);
  SHA256_Update(&hmac->outer, digest.data(), digest.size());
  SHA256_Final(digest.data(), &hmac->outer);
  *output = signal_buffer_create(digest.data(), digest.size());
  OPENSSL_cleanse(digest.data(), digest.size());
  return *output != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

void hmac_cleanup(void* context, void*) {
  if (context == nullptr) return;
  OPENSSL_cleanse(context, sizeof(Hmac));
  delete static_cast<Hmac*>(context);
}

int sha512_init(void** context, void*) {
  auto* hash = new (std::nothrow) SHA512_CTX;
  if (hash == nullptr) return SG_ERR_NOMEM;
  SHA512_Init(hash);
  *context = hash;
  return SG_SUCCESS;
}

int sha512_update(void* context, const std::uint8_t* data, std::size_t size, void*) {
  SHA512_Update(static_cast<SHA512_CTX*>(context), data, size);
  return SG_SUCCESS;
}

// Leaves the context ready for the next hash: the library goes on with it.
int sha512_final(void* context, signal_buffer** output, void*) {
  auto* hash = static_cast<SHA512_CTX*>(context);
  std::array<std::uint8_t, SHA512_DIGEST_LENGTH> digest;
  SHA512_Final(digest.data(), hash);
  SHA512_Init(hash);
  *output = signal_buffer_create(digest.data(), digest.size());
  return *output != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

void sha512_cleanup(void* context, void*) {
  if (context == nullptr) return;
  OPENSSL_cleanse(context, sizeof(SHA512_CTX));
  delete static_cast<SHA512_CTX*>(context);
}

struct CipherFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherFree>;

bool fits(int cipher, std::size_t key_size, std::size_t iv_size, std::size_t size) {
  return cipher == SG_CIPHER_AES_CBC_PKCS5 && key_size == 32 && iv_size == 16 &&
         size <= (std::size_t{1} << 24);  // the gate is far below; EVP counts in int
}

// CBC never makes more than one block beyond its input. The answer is cut to its true length.
int finish(signal_buffer** output, const BufferRef& room, int size) {
  *output = signal_buffer_n_copy(room.get(), static_cast<std::size_t>(size));
  return *output != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

int aes_encrypt(signal_buffer** output, int cipher, const std::uint8_t* key, std::size_t key_size,
                const std::uint8_t* iv, std::size_t iv_size, const std::uint8_t* plain,
                std::size_t size, void*) {
  if (!fits(cipher, key_size, iv_size, size)) return SG_ERR_INVAL;
  const Cipher context(EVP_CIPHER_CTX_new());
  const BufferRef room(signal_buffer_alloc(size + 16));
  if (!context || !room) return SG_ERR_NOMEM;
  std::uint8_t* data = signal_buffer_data(room.get());
  int body = 0, last = 0;
  if (EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key, iv) != 1 ||
      EVP_EncryptUpdate(context.get(), data, &body, plain, static_cast<int>(size)) != 1 ||
      EVP_EncryptFinal_ex(context.get(), data + body, &last) != 1) {
    return SG_ERR_UNKNOWN;
  }
  return finish(output, room, body + last);
}

// What does not decrypt is the sender's doing, so it is an invalid message and not a fault of ours.
int aes_decrypt(signal_buffer** output, int cipher, const std::uint8_t* key, std::size_t key_size,
                const std::uint8_t* iv, std::size_t iv_size, const std::uint8_t* sealed,
                std::size_t size, void*) {
  if (!fits(cipher, key_size, iv_size, size)) return SG_ERR_INVALID_MESSAGE;
  const Cipher context(EVP_CIPHER_CTX_new());
  const BufferRef room(signal_buffer_alloc(size + 16));
  if (!context || !room) return SG_ERR_NOMEM;
  std::uint8_t* data = signal_buffer_data(room.get());
  int body = 0, last = 0;
  if (EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key, iv) != 1 ||
      EVP_DecryptUpdate(context.get(), data, &body, sealed, static_cast<int>(size)) != 1 ||
      EVP_DecryptFinal_ex(context.get(), data + body, &last) != 1) {
    return SG_ERR_INVALID_MESSAGE;
  }
  return finish(output, room, body + last);
}

}  // namespace

bool set_crypto_provider(signal_context* context, Random& random) {
  signal_crypto_provider provider{};
  provider.random_func = random_fill;
  provider.hmac_sha256_init_func = hmac_init;
  provider.hmac_sha256_update_func = hmac_update;
  provider.hmac_sha256_final_func = hmac_final;
  provider.hmac_sha256_cleanup_func = hmac_cleanup;
  provider.sha512_digest_init_func = sha512_init;
  provider.sha512_digest_update_func = sha512_update;
  provider.sha512_digest_final_func = sha512_final;
  provider.sha512_digest_cleanup_func = sha512_cleanup;
  provider.encrypt_func = aes_encrypt;
  provider.decrypt_func = aes_decrypt;
  provider.user_data = &random;
  return signal_context_set_crypto_provider(context, &provider) >= 0;
}

}  // namespace ww::e2ee
