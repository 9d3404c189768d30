// Files that are read, replaced, copied, overwritten or filled as a whole.
#pragma once

#include "ports/disk.h"
#include "ports/random.h"

namespace ww::store {

std::string new_name(const std::string& name);
// Fails with not_found, malformed (another size) or storage.
Result<Bytes> read_whole(Disk& disk, const std::string& name, std::size_t size);
// Beside the old one, synced, then renamed: a crash leaves the old or the new, whole.
Result<> write_whole(Disk& disk, const std::string& name, ByteView bytes);
// A file of any size, synced; what stood under `to` is gone.
Result<> copy_whole(Disk& disk, const std::string& from, const std::string& to);
// Random bytes over what lies there; absent is fine.
Result<> overwrite(Disk& disk, const std::string& name, Random& random);
// Random bytes from the end of the file up to `size`, synced.
Result<> grow(DiskFile& file, std::uint64_t size, Random& random);

}  // namespace ww::store
