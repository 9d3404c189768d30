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
  // Every point of order 1, 2, 4 or 8 of the curve and of its twist, in each of its spellings: the
  // highest bit does not count, and p and p + 1 stand for 0 and 1.
  for (const char* point : {
           "0000000000000000000000000000000000000000000000000000000000000000",
           "0100000000000000000000000000000000000000000000000000000000000000",
           "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
           "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
       }) {
    CAPTURE(point);
    auto bytes = hex<32>(point);
    CHECK_FALSE(crypto::x25519(mine, bytes));
    bytes[31] |= 0x80;
    CHECK_FALSE(crypto::x25519(mine, bytes));
  }
}

namespace {
template <std::size_t N>
ByteArray<N> counting(unsigned first) {
  ByteArray<N> bytes;
  for (std::size_t i = 0; i < N; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}
}  // namespace

TEST_CASE("X25519 agrees with RFC 7748 section 6.1", "[base][crypto]") {
  const crypto::Key bob(
      hex<32>("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
  CHECK(to_hex(crypto::x25519_public(bob)) ==
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  const auto shared = crypto::x25519(
      bob, hex<32>("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
  REQUIRE(shared);
  CHECK(to_hex(shared->view()) ==
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST_CASE("HMAC-SHA256 gives RFC 4231 cases 1, 2 and 6", "[base][crypto]") {
  CHECK(to_hex(crypto::hmac_sha256(Bytes(20, 0x0b), as_bytes("Hi There"))) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(to_hex(crypto::hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(
      to_hex(crypto::hmac_sha256(
          Bytes(131, 0xaa), as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))) ==
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("an Ed25519 key is RFC 8032's, and its signature covers label and digest",
          "[base][crypto]") {
  const crypto::Key seed(
      hex<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  const auto key = crypto::ed25519_public(seed);
  CHECK(to_hex(key) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  auto digest = counting<32>(1);
  auto signature = crypto::ed25519_sign(seed, "test", digest);
  CHECK(to_hex(signature) ==
        "0ab7a647ea1a2f73e04b1b36c9902f9b21caeda27dc7faffc87648a9f14ba08e4239947c442c8e542d561fc7"
        "34c2bff5c29a116b5749081bd126c668a2627706");
  CHECK(crypto::ed25519_verify(key, "test", digest, signature));
  CHECK_FALSE(crypto::ed25519_verify(key, "tesT", digest, signature));
  digest[0] ^= 1;
  CHECK_FALSE(crypto::ed25519_verify(key, "test", digest, signature));
  digest[0] ^= 1;
  signature[63] ^= 0x80;
  CHECK_FALSE(crypto::ed25519_verify(key, "test", digest, signature));
}

TEST_CASE("the AEAD is RFC 8439's with nonce 0", "[base][crypto]") {
  const crypto::Key key(counting<32>(1));
  Bytes sealed = crypto::aead_seal(key, as_bytes("plain text"), as_bytes("associated"));
  CHECK(to_hex(sealed) == "13e6b67f09e2dd5ce33f0ee8293206f28b7e6bb155717e345a75");
  const auto opened = crypto::aead_open(key, sealed, as_bytes("associated"));
  REQUIRE(opened);
  CHECK(as_text(*opened) == "plain text");
  CHECK_FALSE(crypto::aead_open(key, sealed, as_bytes("Associated")));
  CHECK_FALSE(crypto::aead_open(key, ByteView(sealed).first(15)));
  sealed[0] ^= 1;
  CHECK_FALSE(crypto::aead_open(key, sealed, as_bytes("associated")));
}

TEST_CASE("what was sealed under a used key and nonce opens with these alone", "[base][crypto]") {
  const crypto::Key key(counting<32>(1));
  const auto nonce = counting<24>(2);
  const Bytes sealed = crypto::xaead_seal(key, nonce, as_bytes("kept"), as_bytes("where"));
  const auto opened = crypto::xaead_open(key, nonce, sealed, as_bytes("where"));
  REQUIRE(opened);
  CHECK(as_text(opened->view()) == "kept");
  CHECK_FALSE(crypto::xaead_open(key, counting<24>(3), sealed, as_bytes("where")));
  CHECK_FALSE(crypto::xaead_open(key, nonce, sealed, as_bytes("elsewhere")));
  CHECK_FALSE(crypto::xaead_open(crypto::Key(), nonce, sealed, as_bytes("where")));
}

TEST_CASE("a hash separates its names and its parts", "[base][crypto]") {
  CHECK(to_hex(crypto::hash("x", {})) ==
        "454def0d85f0b174e1997a6a37ce23afc7113de8101703ee00b39e0cb9ef607b");
  CHECK(to_hex(crypto::hash("x", {as_bytes("ab"), as_bytes("c")})) ==
        "d97ae3e9aa9719f6f807581bf89ca3907c64ba91d68225486420b54760f931d2");
  CHECK(to_hex(crypto::hash("x", {as_bytes("a"), as_bytes("bc")})) ==
        "43bf07b7036fe1cf6224d036fa3d5b8f84d0ecafbe3466301f13b5de19a4a97a");
}

TEST_CASE("expanding to many bytes goes on where fewer bytes end", "[base][crypto]") {
  const auto key = counting<32>(1);
  const Bytes longer = crypto::expand(key, "x", {}, 100);
  const Bytes shorter = crypto::expand(key, "x", {}, 16);
  CHECK(same_bytes(ByteView(longer).first(16), shorter));
  CHECK(same_bytes(ByteView(longer).first(32), crypto::expand(key, "x").view()));
  CHECK(crypto::expand(key, "x", {}, 255 * 32).size() == 8160);
}

TEST_CASE("a passphrase gives its key again, and another salt another", "[base][crypto]") {
  const auto key = crypto::argon2id(as_bytes("six words"), counting<16>(1), crypto::kCheapForTests);
  const auto again =
      crypto::argon2id(as_bytes("six words"), counting<16>(1), crypto::kCheapForTests);
  const auto other =
      crypto::argon2id(as_bytes("six words"), counting<16>(2), crypto::kCheapForTests);
  REQUIRE(key);
  REQUIRE(again);
  REQUIRE(other);
  CHECK(crypto::equal(key->view(), again->view()));
  CHECK_FALSE(crypto::equal(key->view(), other->view()));
}

TEST_CASE("a comparison sees length and every byte", "[base][crypto]") {
  CHECK(crypto::equal(Bytes{1, 2}, Bytes{1, 2}));
  CHECK_FALSE(crypto::equal(Bytes{1, 2}, Bytes{1, 3}));
  CHECK_FALSE(crypto::equal(Bytes{1, 2}, Bytes{1, 2, 0}));
  CHECK(crypto::equal(Bytes{}, Bytes{}));
}

// FIPS 180-4's long example, and that pieces do not matter.
TEST_CASE("SHA-256 in pieces is SHA-256 of the whole", "[base][crypto]") {
  crypto::Sha256 pieces;
  CHECK(pieces.digest() == crypto::sha256({}));
  const Bytes thousand(1'000, 'a');
  for (int i = 0; i < 1'000; ++i) pieces.update(thousand);
  CHECK(to_hex(pieces.digest()) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  crypto::Sha256 abc;
  abc.update(as_bytes("a")).update({}).update(as_bytes("bc"));
  CHECK(abc.digest() == crypto::sha256(as_bytes("abc")));
  CHECK(abc.digest() == abc.digest());
}

TEST_CASE("Ed25519 of a text gives RFC 8032 section 7.1, tests 1 and 2", "[base][crypto]") {
  const crypto::Key first(
      hex<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  const auto empty = crypto::ed25519_sign_text(first, "");
  CHECK(to_hex(empty) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b4"
        "6bd25bf5f0595bbe24655141438e7a100b");
  const crypto::Key second(
      hex<32>("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  const auto key = crypto::ed25519_public(second);
  const auto signature = crypto::ed25519_sign_text(second, "r");
  CHECK(to_hex(signature) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d"
        "8c387b2eaeb4302aeeb00d291612bb0c00");
  CHECK(crypto::ed25519_verify_text(key, "r", signature));
  CHECK_FALSE(crypto::ed25519_verify_text(key, "s", signature));
  CHECK_FALSE(crypto::ed25519_verify_text(key, "r", empty));
}
