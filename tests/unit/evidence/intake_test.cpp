#include "evidence/intake.h"

#include "domain/journal_limits.h"
#include "support/catch.h"

using namespace ww;
using evidence::Intake;

namespace {

Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 31 + (i >> 8));
  return bytes;
}

}  // namespace

// Goal: whatever the pieces, chunks and digest are those of the whole file.
TEST_CASE("a file that comes in any pieces is cut into the same chunks", "[evidence][intake]") {
  const std::size_t size = GENERATE(1u, 65'535u, 65'536u, 65'537u, 200'000u);
  const std::size_t piece = GENERATE(7'001u, 65'536u, 262'144u);
  CAPTURE(size, piece);
  const Bytes file = pattern(size);
  auto intake = Intake::start(size);
  REQUIRE(intake);
  Bytes stored;
  for (std::size_t at = 0; at < size; at += piece) {
    const auto chunks = intake->append(ByteView(file).subspan(at, std::min(piece, size - at)));
    REQUIRE(chunks);
    for (const Bytes& chunk : *chunks) {
      CHECK(chunk.size() == limits::kEvidenceChunk);
      stored.insert(stored.end(), chunk.begin(), chunk.end());
    }
  }
  const auto end = intake->finish();
  REQUIRE(end);
  CHECK(end->last.size() == size % limits::kEvidenceChunk);
  stored.insert(stored.end(), end->last.begin(), end->last.end());
  CHECK(stored == file);
  CHECK(end->size == size);
  CHECK(end->sha256.bytes == crypto::sha256(file));
}

TEST_CASE("a file of 64 MiB is taken, one byte more and an empty one are not",
          "[evidence][intake]") {
  CHECK(Intake::start(limits::kEvidenceBytes));
  CHECK(Intake::start(limits::kEvidenceBytes + 1).error().code == Errc::too_large);
  CHECK(Intake::start(~std::uint64_t{0}).error().code == Errc::too_large);
  CHECK(Intake::start(0).error().code == Errc::malformed);

  auto intake = Intake::start(limits::kEvidenceBytes).value();
  const Bytes piece(1u << 20, 0xA5);
  std::size_t chunks = 0;
  for (int i = 0; i < 64; ++i) chunks += intake.append(piece).value().size();
  CHECK(chunks == 1024);
  CHECK(intake.append(Bytes{1}).error().code == Errc::too_large);
  CHECK(intake.finish().value().size == limits::kEvidenceBytes);
}

TEST_CASE("attack: a file may not be longer or shorter than it was announced",
          "[evidence][intake][attack]") {
  auto longer = Intake::start(3).value();
  CHECK(longer.append(Bytes{1, 2, 3, 4}).error().code == Errc::too_large);

  auto in_two = Intake::start(3).value();
  REQUIRE(in_two.append(Bytes{1, 2, 3}));
  CHECK(in_two.append(Bytes{4}).error().code == Errc::too_large);

  auto shorter = Intake::start(3).value();
  REQUIRE(shorter.append(Bytes{1, 2}));
  CHECK(shorter.finish().error().code == Errc::malformed);
}
