#include "base/byte_io.h"

#include "support/catch.h"

using namespace ww;

TEST_CASE("integers are written little-endian and read back", "[base][byte_io]") {
  ByteWriter out;
  out.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090A0B0C0D0E0F).zeros(2).raw(Bytes{9, 8});
  CHECK(out.bytes() ==
        Bytes{1, 3, 2, 7, 6, 5, 4, 0x0F, 0x0E, 0x0D, 0x0C, 0x0B, 0x0A, 0x09, 0x08, 0, 0, 9, 8});
  ByteReader in(out.bytes());
  CHECK(in.u8() == 1);
  CHECK(in.u16() == 0x0203);
  CHECK(in.u32() == 0x04050607);
  CHECK(in.u64() == 0x08090A0B0C0D0E0F);
  CHECK(in.raw(2).size() == 2);
  CHECK_FALSE(in.finished());
  CHECK(in.array<2>() == ByteArray<2>{9, 8});
  CHECK(in.finished());
}

TEST_CASE("a reader that ran short stays failed and hands out zeros", "[base][byte_io]") {
  const Bytes bytes{1, 2, 3};
  ByteReader in(bytes);
  CHECK(in.u32() == 0);
  CHECK_FALSE(in.ok());
  CHECK(in.u8() == 0);
  CHECK(in.raw(1).empty());
  CHECK(in.array<4>() == ByteArray<4>{});
  CHECK_FALSE(in.finished());
}

TEST_CASE("a reader takes a huge length for what it is", "[base][byte_io]") {
  const Bytes bytes(4);
  ByteReader in(bytes);
  CHECK(in.raw(static_cast<std::size_t>(-1)).empty());
  CHECK_FALSE(in.ok());
}
