#include "store/slot_file.h"

#include "store/whole_file.h"

namespace ww::store {
namespace {

constexpr std::size_t kSalt = 16;
constexpr std::size_t kPlain = 64;
constexpr std::size_t kKeyAt = 32;
constexpr std::uint8_t kVersion = 1;

}  // namespace

SlotFile::SlotFile(Random& random) : bytes_(kSlotFileSize) { random.fill(bytes_); }

Result<SlotFile> SlotFile::read(Disk& disk) {
  WW_TRY_SET(Bytes bytes, read_whole(disk, kSlotFileName, kSlotFileSize));
  return SlotFile(std::move(bytes));
}

Result<> SlotFile::write(Disk& disk) const { return write_whole(disk, kSlotFileName, bytes_); }

Result<> SlotFile::destroy(Disk& disk, Random& random) {
  // The one that opens first; then what a crash in write() may have left.
  const auto main = overwrite(disk, kSlotFileName, random);
  const std::string left = new_name(kSlotFileName);
  const auto spare = overwrite(disk, left, random);
  WW_TRY(disk.remove(left));
  WW_TRY(main);
  return spare;
}

Result<crypto::Key> SlotFile::stretch(ByteView passphrase, crypto::KdfCost cost) const {
  auto key = crypto::argon2id(passphrase, to_array<kSalt>(bytes_), cost);
  if (!key) return fail(Errc::full);
  return std::move(*key);
}

std::optional<SlotFile::Found> SlotFile::find(const crypto::Key& slot_key) const {
  std::optional<Found> found;
  for (std::size_t number = 0; number < kSlots; ++number) {  // all of them: equal time
    auto unlocked = open(number, slot_key);
    if (unlocked && !found) found = Found{number, std::move(*unlocked)};
  }
  return found;
}

std::optional<Unlocked> SlotFile::open(std::size_t number, const crypto::Key& slot_key) const {
  const ByteView slot = ByteView(bytes_).subspan(kSalt + number * kSlotSize, kSlotSize);
  const auto plain = crypto::xaead_open(slot_key, to_array<crypto::kXNonceSize>(slot),
                                        slot.subspan(crypto::kXNonceSize), associated(number));
  if (!plain || plain->size() != kPlain) return std::nullopt;
  const ByteView fields = plain->view();
  if (fields[0] != kVersion || fields[1] > 1) return std::nullopt;
  return Unlocked{crypto::Key(fields.subspan(kKeyAt)), fields[1]};
}

void SlotFile::seal(std::size_t number, const crypto::Key& slot_key, const Unlocked& unlocked,
                    Random& random) {
  SecretBytes plain(kPlain);
  std::fill(plain.span().begin(), plain.span().end(), std::uint8_t{0});
  plain.span()[0] = kVersion;
  plain.span()[1] = unlocked.container;
  std::copy_n(unlocked.key.view().begin(), unlocked.key.size(), plain.span().begin() + kKeyAt);
  const auto nonce = random.array<crypto::kXNonceSize>();
  const Bytes sealed = crypto::xaead_seal(slot_key, nonce, plain.view(), associated(number));
  const auto place = slot(number);
  std::copy(nonce.begin(), nonce.end(), place.begin());
  std::copy(sealed.begin(), sealed.end(), place.begin() + crypto::kXNonceSize);
}

void SlotFile::clear(std::size_t number, Random& random) { random.fill(slot(number)); }

std::span<std::uint8_t> SlotFile::slot(std::size_t number) {
  WW_CHECK(number < kSlots);
  return std::span(bytes_).subspan(kSalt + number * kSlotSize, kSlotSize);
}

Bytes SlotFile::associated(std::size_t number) const {
  Bytes bytes = to_bytes(ByteView(bytes_).first(kSalt));
  bytes.push_back(static_cast<std::uint8_t>(number));
  return bytes;
}

}  // namespace ww::store
