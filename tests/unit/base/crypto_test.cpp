#include "base/crypto.h"

#include "base/text_codec.h"
#include "support/catch.h"

using namespace ww;

namespace {
template <std::size_t N>
ByteArray<N> hex(const char* text) {
  return to_array<N>(*from_hex(text));
}
}  // namespace

TEST_CASE("X25519 gives the first iteration of RFC 7748 section 5.2", "[base][crypto]") {
  const auto nine = hex<32>("0900000000000000000000000000000000000000000000000000000000000000");
  const auto result = crypto::x25519(crypto::Key(nine), nine);
  REQUIRE(result);
  CHECK(to_hex(result->view()) ==
        "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
}

TEST_CASE("attack: a low-order DH point is refused", "[base][crypto][attack]") {
  const crypto::Key mine(ByteArray<32>{1, 2, 3});
  CHECK_FALSE(crypto::x25519(mine, crypto::PublicKey{}));
  CHECK_FALSE(crypto::x25519(mine, crypto::PublicKey{1}));
  CHECK_FALSE(crypto::x25519(
      mine, hex<32>("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")));
}
