// Goal: a pack that was changed, is old, or is of nowhere never replaces a good one.
// Method: a key of the test's own; the built-in packs are the good ones, and each test breaks one
// thing.
#include "packs/accept.h"

#include "json/pack_json.h"
#include "packs/packs.h"
#include "support/catch.h"

using namespace ww;
using packs::PackRefusal;

namespace {

const crypto::Key& test_key() {
  static const crypto::Key key{Bytes(32, 0x42)};
  return key;
}

struct File {
  std::string text;
  crypto::Signature signature;
};
File signed_by_test(std::string text) {
  const auto signature = crypto::ed25519_sign_text(test_key(), text);
  return {std::move(text), signature};
}
File signed_by_test(const domain::Pack& pack) { return signed_by_test(json::write_pack(pack)); }

auto accept(const File& file, std::vector<packs::KnownEdition> newest = {}) {
  return packs::accept_pack(as_bytes(file.text), file.signature, crypto::ed25519_public(test_key()),
                            newest);
}

domain::Pack good() { return json::read_pack(packs::built_in_packs().front().text).pack; }

PackRefusal refusal(const domain::Pack& pack) {
  const auto result = accept(signed_by_test(pack));
  REQUIRE_FALSE(result.ok());
  return result.error();
}

}  // namespace

TEST_CASE("a pack with everything in it is taken, and is what was written", "[packs]") {
  const auto result = accept(signed_by_test(good()));
  REQUIRE(result.ok());
  CHECK(*result == good());
}

TEST_CASE("what is built in is signed by the key that is built in", "[packs]") {
  for (const auto& pack : packs::built_in_packs()) {
    CAPTURE(pack.id);
    const auto result =
        packs::accept_pack(as_bytes(pack.text), pack.signature, packs::pack_public_key());
    REQUIRE(result.ok());
    CHECK(result->id == pack.id);
  }
}

TEST_CASE("one changed byte breaks the signature", "[packs]") {
  File file = signed_by_test(good());
  for (const std::size_t at : {std::size_t{0}, file.text.size() / 2, file.text.size() - 1}) {
    File changed = file;
    changed.text[at] = static_cast<char>(changed.text[at] ^ 1);
    CHECK(accept(changed).error() == PackRefusal::signature);
  }
  file.signature[63] ^= 1;
  CHECK(accept(file).error() == PackRefusal::signature);
}

TEST_CASE("a signature of another key or another length is none", "[packs]") {
  const File file = signed_by_test(good());
  CHECK(packs::accept_pack(as_bytes(file.text), file.signature, packs::pack_public_key()).error() ==
        PackRefusal::signature);
  const auto key = crypto::ed25519_public(test_key());
  for (const std::size_t size : {std::size_t{0}, std::size_t{63}}) {
    const auto part = ByteView(file.signature).first(size);
    CHECK(packs::accept_pack(as_bytes(file.text), part, key).error() == PackRefusal::signature);
  }
  Bytes longer = to_bytes(file.signature);
  longer.push_back(0);
  CHECK(packs::accept_pack(as_bytes(file.text), longer, key).error() == PackRefusal::signature);
}

TEST_CASE("signed nonsense is malformed", "[packs]") {
  for (const char* text : {"", "{}", "[]", "{\"schema\":\"watchword.pack/2\"}"}) {
    CHECK(accept(signed_by_test(std::string(text))).error() == PackRefusal::malformed);
  }
}

TEST_CASE("only a newer edition of the same nation is taken", "[packs]") {
  auto pack = good();
  pack.edition = "2027-03-01";
  const File file = signed_by_test(pack);
  CHECK(accept(file, {{pack.nation, "2027-02-28"}}).ok());
  CHECK(accept(file, {{"IE", "2027-12-31"}}).ok());
  CHECK(accept(file, {{pack.nation, "2027-03-01"}}).error() == PackRefusal::older_edition);
  CHECK(accept(file, {{pack.nation, "2026-11-25"}, {pack.nation, "2027-03-02"}}).error() ==
        PackRefusal::older_edition);
}

TEST_CASE("a nation that the program does not know is refused as such", "[packs]") {
  auto pack = good();
  pack.nation = "FR";
  CHECK(refusal(pack) == PackRefusal::unknown_nation);
}

TEST_CASE("an edition without its care card takes it from nobody", "[packs]") {
  auto pack = good();
  std::erase_if(pack.cards, [](const domain::Card& card) { return card.id == "care.first"; });
  CHECK(refusal(pack) == PackRefusal::malformed);
}

TEST_CASE("a hint that sounds like a verdict is refused", "[packs]") {
  auto pack = good();
  for (auto& card : pack.cards) {
    if (card.id == "hint.h1") card.body = {"This is harassment."};
  }
  CHECK(refusal(pack) == PackRefusal::malformed);
}

TEST_CASE("a letter in other languages only is no letter yet", "[packs]") {
  auto pack = good();
  for (auto& letter : pack.letters) {
    if (letter.id == "boundary.first" && letter.lang == "en") letter.lang = "nl";
  }
  CHECK(refusal(pack) == PackRefusal::malformed);
}
