// Goal: fingerprints fit from both sides, and their bounds hold.
#include "e2ee/fingerprint.h"

#include "e2ee/library.h"
#include "people.h"

using namespace ww;
using namespace ww::test;
using e2ee::FingerprintOf;

namespace {
struct Sides {
  TestRandom random{1};
  e2ee::Library library{random};
  FingerprintOf ann{"ann", crypto::x25519_public(crypto::Key(Bytes(32, 1)))};
  FingerprintOf bea{"bea", crypto::x25519_public(crypto::Key(Bytes(32, 2)))};
};
}  // namespace

TEST_CASE("both sides show the same digits and scan one another, in every version") {
  Sides sides;
  const std::uint32_t version = GENERATE(0U, 1U, 2U);
  CAPTURE(version);
  const auto one = e2ee::fingerprint(sides.library, 5200, version, sides.ann, sides.bea);
  const auto two = e2ee::fingerprint(sides.library, 5200, version, sides.bea, sides.ann);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(one->digits.size() == 60);
  CHECK(one->digits == two->digits);
  CHECK(*e2ee::scannable_match(sides.library, one->scannable, two->scannable));
  FingerprintOf other = sides.bea;
  other.identity = crypto::x25519_public(crypto::Key(Bytes(32, 3)));
  const auto three = e2ee::fingerprint(sides.library, 5200, version, other, sides.ann);
  CHECK(three->digits != one->digits);
  CHECK_FALSE(*e2ee::scannable_match(sides.library, one->scannable, three->scannable));
}

TEST_CASE("iterations, ids and scannable bytes out of range are refused") {
  Sides sides;
  for (const std::uint32_t iterations : {0U, 100001U, 0xFFFFFFFFU}) {
    CHECK(code(e2ee::fingerprint(sides.library, iterations, 1, sides.ann, sides.bea)) ==
          Errc::malformed);
  }
  CHECK(e2ee::fingerprint(sides.library, 1, 255, sides.ann, sides.bea).ok());
  CHECK(code(e2ee::fingerprint(sides.library, 1, 256, sides.ann, sides.bea)) == Errc::malformed);
  sides.ann.id = std::string("a\0b", 3);
  CHECK(code(e2ee::fingerprint(sides.library, 1, 1, sides.ann, sides.bea)) == Errc::malformed);
  const Bytes large(513, 8);
  CHECK(code(e2ee::scannable_match(sides.library, {}, {})) == Errc::malformed);
  CHECK(code(e2ee::scannable_match(sides.library, large, large)) == Errc::malformed);
}
