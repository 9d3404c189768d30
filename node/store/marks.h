// The marks: how often each container was opened or closed, kept outside of it, so that an older
// copy of a container that someone put back is noticed.
//
//   file "marks" = 2 x (nonce 24 | XChaCha20-Poly1305(X(database key; "container-mark"); u64) 24)
//
// The mark of a container that is not used is random bytes. An old copy of the whole folder carries
// its old marks along and is not noticed here; the relays' acknowledged positions show that one.
#pragma once

#include "ports/disk.h"
#include "ports/random.h"
#include "store/slot_file.h"

namespace ww::store {

inline constexpr const char* kMarksName = "marks";

Result<> make_marks(Disk& disk, Random& random);
// nullopt: no mark that this key opens.
Result<std::optional<std::uint64_t>> read_mark(Disk& disk, const Unlocked& unlocked);
Result<> write_mark(Disk& disk, Random& random, const Unlocked& unlocked, std::uint64_t mark);

}  // namespace ww::store
