#include "store/whole_file.h"

namespace ww::store {
namespace {

constexpr std::uint64_t kPiece = 65536;

Result<> fill(DiskFile& file, std::uint64_t from, std::uint64_t to, Random& random) {
  Bytes piece;
  for (; from < to; from += piece.size()) {
    piece.resize(static_cast<std::size_t>(std::min(kPiece, to - from)));
    random.fill(piece);
    WW_TRY(file.write(from, piece));
  }
  return done();
}

}  // namespace

std::string new_name(const std::string& name) { return name + ".new"; }

Result<Bytes> read_whole(Disk& disk, const std::string& name, std::size_t size) {
  WW_TRY_SET(auto file, disk.open(name, false));
  Bytes bytes(size + 1);  // one more shows a longer file
  WW_TRY_SET(const std::size_t found, file->read(0, bytes));
  if (found != size) return fail(Errc::malformed);
  bytes.resize(size);
  return bytes;
}

Result<> write_whole(Disk& disk, const std::string& name, ByteView bytes) {
  const std::string beside = new_name(name);
  {
    WW_TRY_SET(auto file, disk.open(beside, true));
    WW_TRY(file->truncate(0));
    WW_TRY(file->write(0, bytes));
    WW_TRY(file->sync());
  }
  return disk.rename(beside, name);
}

Result<> copy_whole(Disk& disk, const std::string& from, const std::string& to) {
  WW_TRY_SET(auto source, disk.open(from, false));
  WW_TRY_SET(auto target, disk.open(to, true));
  WW_TRY(target->truncate(0));
  Bytes piece(kPiece);
  for (std::uint64_t at = 0;; at += kPiece) {
    WW_TRY_SET(const std::size_t found, source->read(at, piece));
    WW_TRY(target->write(at, ByteView(piece).first(found)));
    if (found < piece.size()) break;
  }
  return target->sync();
}

Result<> overwrite(Disk& disk, const std::string& name, Random& random) {
  auto file = disk.open(name, false);
  if (!file && file.error().code == Errc::not_found) return done();
  if (!file) return file.error();
  WW_TRY_SET(const std::uint64_t size, (*file)->size());
  WW_TRY(fill(**file, 0, size, random));
  return (*file)->sync();
}

Result<> grow(DiskFile& file, std::uint64_t size, Random& random) {
  WW_TRY_SET(const std::uint64_t now, file.size());
  WW_TRY(fill(file, now, size, random));
  return file.sync();
}

}  // namespace ww::store
