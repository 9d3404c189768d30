// Goal: the curve functions that this program defines sign and verify as libsignal's own do, and
// refuse what those let through.
// Method: the stock ones are found behind ours by dlsym; both get the same keys and messages.
#include <dlfcn.h>

#include "e2ee/curve/xeddsa.h"
#include "people.h"

using namespace ww;
using namespace ww::test;

extern "C" int curve25519_donna(std::uint8_t*, const std::uint8_t*, const std::uint8_t*);

namespace {

using Agree = int (*)(std::uint8_t*, const std::uint8_t*, const std::uint8_t*);
using Sign = int (*)(std::uint8_t*, const std::uint8_t*, const std::uint8_t*, unsigned long,
                     const std::uint8_t*);
using Verify = int (*)(const std::uint8_t*, const std::uint8_t*, const std::uint8_t*,
                       unsigned long);

template <class Function>
Function stock(const char* name) {
  const auto found = reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
  REQUIRE(found != nullptr);
  return found;
}

struct Keys {
  explicit Keys(TestRandom& random) : secret(random.array<32>()) {
    secret[0] &= 248;
    secret[31] = static_cast<std::uint8_t>((secret[31] & 127) | 64);
    key = crypto::x25519_public(crypto::Key(secret));
  }
  ByteArray<32> secret;
  crypto::PublicKey key{};
};

}  // namespace

TEST_CASE("ours and the stock curve functions agree on 100 keys") {
  const auto stock_agree = stock<Agree>("curve25519_donna");
  const auto stock_sign = stock<Sign>("curve25519_sign");
  const auto stock_verify = stock<Verify>("curve25519_verify");
  TestRandom random(11);
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    const Keys one(random), two(random);
    ByteArray<32> ours{}, theirs{};
    CHECK(curve25519_donna(ours.data(), one.secret.data(), two.key.data()) == 0);
    CHECK(stock_agree(theirs.data(), one.secret.data(), two.key.data()) == 0);
    CHECK(ours == theirs);

    const auto message = random.array<40>(), noise = random.array<40>();
    const auto salt = random.array<64>();
    crypto::Signature by_us{}, by_stock{};
    CHECK(e2ee::xeddsa_sign(by_us.data(), one.secret.data(), message.data(), 40, salt.data()));
    CHECK(stock_sign(by_stock.data(), one.secret.data(), message.data(), 40, salt.data()) == 0);
    CHECK(by_us == by_stock);
    CHECK(stock_verify(by_us.data(), one.key.data(), message.data(), 40) == 0);
    CHECK(e2ee::xeddsa_verify(by_us.data(), one.key.data(), message.data(), 40));
    CHECK_FALSE(e2ee::xeddsa_verify(by_us.data(), two.key.data(), message.data(), 40));
    CHECK_FALSE(e2ee::xeddsa_verify(by_us.data(), one.key.data(), noise.data(), 40));
  }
}

TEST_CASE("attack: S + L and keys of low order pass the stock functions and not ours") {
  TestRandom random(12);
  const Keys keys(random);
  const auto message = random.array<40>();
  const auto salt = random.array<64>();
  crypto::Signature signature{};
  REQUIRE(e2ee::xeddsa_sign(signature.data(), keys.secret.data(), message.data(), 40, salt.data()));
  const Bytes order = *from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned>(signature[32 + i]) + order[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  CHECK(stock<Verify>("curve25519_verify")(signature.data(), keys.key.data(), message.data(), 40) ==
        0);
  CHECK_FALSE(e2ee::xeddsa_verify(signature.data(), keys.key.data(), message.data(), 40));

  const ByteArray<32> zero{};
  ByteArray<32> shared{};
  CHECK(stock<Agree>("curve25519_donna")(shared.data(), keys.secret.data(), zero.data()) == 0);
  CHECK(curve25519_donna(shared.data(), keys.secret.data(), zero.data()) != 0);
}
