#include "domain/ids.h"

#include "domain/circle.h"
#include "support/catch.h"

using namespace ww;

TEST_CASE("an id takes exactly its own length", "[domain][ids]") {
  CHECK(AlertId::from(Bytes(16)));
  CHECK_FALSE(AlertId::from(Bytes(15)));
  CHECK_FALSE(AlertId::from(Bytes(17)));
  CHECK_FALSE(Digest32::from(Bytes(16)));
}

TEST_CASE("an alert's id is 26 characters and reads back in either case", "[domain][ids]") {
  const AlertId id{ByteArray<16>{1, 2, 3, 255}};
  std::string text = id.base32();
  CHECK(text.size() == 26);
  CHECK(AlertId::from_base32(text) == id);
  for (char& c : text) c = (c >= 'a' && c <= 'z') ? static_cast<char>(c - 32) : c;
  CHECK(AlertId::from_base32(text) == id);
  CHECK_FALSE(AlertId::from_base32(text + "a"));
}

TEST_CASE("a member's id and a circle's id are hashes of their own kind", "[domain][ids]") {
  const crypto::PublicKey key{1};
  CHECK(member_id(key).bytes == to_array<16>(crypto::hash("member", {key})));
  CHECK(member_id(key).bytes != circle_id(key, {}).bytes);
  CHECK(circle_id(key, {1}) != circle_id(key, {2}));
}
