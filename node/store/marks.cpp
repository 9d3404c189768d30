#include "store/marks.h"

#include "base/byte_io.h"
#include "store/whole_file.h"

namespace ww::store {
namespace {

constexpr std::size_t kMark = crypto::kXNonceSize + 8 + crypto::kTagSize;

crypto::Key mark_key(const Unlocked& unlocked) {
  return crypto::expand(unlocked.key.view(), "container-mark");
}

// A missing or cut file is the same as one without our mark.
Result<Bytes> read_marks(Disk& disk, Random* random) {
  auto bytes = read_whole(disk, kMarksName, 2 * kMark);
  if (bytes) return bytes;
  if (bytes.error().code == Errc::storage) return bytes;
  Bytes fresh(2 * kMark);
  if (random != nullptr) random->fill(fresh);
  return fresh;
}

}  // namespace

Result<> make_marks(Disk& disk, Random& random) {
  Bytes bytes(2 * kMark);
  random.fill(bytes);
  return write_whole(disk, kMarksName, bytes);
}

Result<std::optional<std::uint64_t>> read_mark(Disk& disk, const Unlocked& unlocked) {
  WW_TRY_SET(const Bytes bytes, read_marks(disk, nullptr));
  const ByteView mark = ByteView(bytes).subspan(unlocked.container * kMark, kMark);
  const auto plain = crypto::xaead_open(mark_key(unlocked), to_array<crypto::kXNonceSize>(mark),
                                        mark.subspan(crypto::kXNonceSize), {});
  if (!plain) return std::optional<std::uint64_t>();
  return std::optional(ByteReader(plain->view()).u64());
}

Result<> write_mark(Disk& disk, Random& random, const Unlocked& unlocked, std::uint64_t mark) {
  WW_TRY_SET(Bytes bytes, read_marks(disk, &random));
  const auto nonce = random.array<crypto::kXNonceSize>();
  const Bytes sealed =
      crypto::xaead_seal(mark_key(unlocked), nonce, ByteWriter().u64(mark).bytes(), {});
  const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(unlocked.container * kMark);
  std::copy(nonce.begin(), nonce.end(), place);
  std::copy(sealed.begin(), sealed.end(), place + crypto::kXNonceSize);
  return write_whole(disk, kMarksName, bytes);
}

}  // namespace ww::store
