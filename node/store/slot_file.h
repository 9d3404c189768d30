// The slot file: eight equal key slots under one salt. The whole file looks like random bytes.
//
//   salt 16 | 8 x slot 104          slot = nonce 24 | XChaCha20-Poly1305(slot key; 64 bytes) 80
//   64 bytes = version 1 | container 1 | zeros 30 | database key 32; associated: salt | slot number
//   slot key = Argon2id(passphrase, salt): once per attempt, then all eight are tried, always
//
// A slot that is not used is random bytes. So nobody tells how many passphrases there are; neither
// can we: whoever writes a slot must know which others may be lost (profile.h).
#pragma once

#include "base/crypto.h"
#include "ports/disk.h"
#include "ports/random.h"

namespace ww::store {

inline constexpr std::size_t kSlots = 8;
inline constexpr std::size_t kSlotSize = 104;
inline constexpr std::size_t kSlotFileSize = 16 + kSlots * kSlotSize;
inline constexpr const char* kSlotFileName = "slots";

// What a slot holds: one person's database key, and which of the two containers it opens.
struct Unlocked {
  crypto::Key key;
  std::uint8_t container = 0;  // 0 or 1
};

class SlotFile {
 public:
  explicit SlotFile(Random& random);  // no slot is used
  // Fails with not_found, malformed (a file of another size) or storage.
  static Result<SlotFile> read(Disk& disk);
  // Beside the old one, synced, then renamed: a crash leaves the old or the new, whole.
  Result<> write(Disk& disk) const;
  // Overwrites the file where it lies, and a half-written one beside it.
  static Result<> destroy(Disk& disk, Random& random);

  // Fails with `full` when the memory for it cannot be had.
  Result<crypto::Key> stretch(ByteView passphrase, crypto::KdfCost cost) const;
  struct Found {
    std::size_t slot = 0;
    Unlocked unlocked;
  };
  std::optional<Found> find(const crypto::Key& slot_key) const;
  void seal(std::size_t slot, const crypto::Key& slot_key, const Unlocked& unlocked,
            Random& random);
  void clear(std::size_t slot, Random& random);
  ByteView bytes() const { return bytes_; }

 private:
  explicit SlotFile(Bytes bytes) : bytes_(std::move(bytes)) {}
  std::span<std::uint8_t> slot(std::size_t number);
  Bytes associated(std::size_t number) const;
  std::optional<Unlocked> open(std::size_t number, const crypto::Key& slot_key) const;
  Bytes bytes_;
};

}  // namespace ww::store
