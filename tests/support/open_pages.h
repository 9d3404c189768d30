// OpenPages: every page of an SQLCipher file, decrypted by the raw key without SQLite. Sees what a
// laboratory with the passphrase would see: free pages, the gaps inside of pages, old pages in the
// log. For tests that say "it is gone".
//
// The format is SQLCipher 3's (which 4 writes too, see store/database.cpp): AES-256-CBC over each
// page of 4096 bytes but for its last 48, which are the IV (16), the MAC (20) and filling. The
// first 16 bytes of page 1 are a salt.
#pragma once

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/crypto.h"

namespace ww::test {

class OpenPages {
 public:
  static constexpr std::size_t kPage = 4096, kReserved = 48, kSalt = 16;
  static constexpr std::size_t kLogHeader = 32, kFrameHeader = 24;

  // What lies behind the database in a container opens to noise.
  void add_file(ByteView file, const crypto::Key& key) {
    for (std::size_t at = 0; at + kPage <= file.size(); at += kPage) {
      add(file.subspan(at, kPage), at == 0, key);
    }
  }
  void add_log(ByteView log, const crypto::Key& key) {
    for (std::size_t at = kLogHeader; at + kFrameHeader + kPage <= log.size();
         at += kFrameHeader + kPage) {
      const ByteView frame = log.subspan(at, kFrameHeader + kPage);
      const bool first = frame[0] == 0 && frame[1] == 0 && frame[2] == 0 && frame[3] == 1;
      add(frame.subspan(kFrameHeader), first, key);
    }
  }

  std::size_t size() const { return pages_.size(); }
  const Bytes& page(std::size_t at) const { return pages_.at(at); }
  // On how many pages it stands.
  std::size_t count(std::string_view text) const {
    return static_cast<std::size_t>(std::count_if(
        pages_.begin(), pages_.end(),
        [&](const Bytes& page) { return as_text(page).find(text) != std::string_view::npos; }));
  }

 private:
  void add(ByteView page, bool first, const crypto::Key& key) {
    const std::size_t from = first ? kSalt : 0;
    const ByteView sealed = page.subspan(from, kPage - kReserved - from);
    Bytes open(sealed.size());
    int size = 0;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    WW_CHECK(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_cbc(), nullptr, key.view().data(),
                                page.data() + kPage - kReserved) == 1);
    EVP_CIPHER_CTX_set_padding(cipher.get(), 0);
    WW_CHECK(EVP_DecryptUpdate(cipher.get(), open.data(), &size, sealed.data(),
                               static_cast<int>(sealed.size())) == 1);
    pages_.push_back(std::move(open));
  }

  std::vector<Bytes> pages_;
};

}  // namespace ww::test
