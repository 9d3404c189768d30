#include "base/secret.h"

#include "support/catch.h"

using namespace ww;

TEST_CASE("a secret begins with zeros and holds what it is given", "[base][secret]") {
  CHECK(same_bytes(Secret<32>().view(), ByteArray<32>{}));
  const ByteArray<32> value{1, 2, 3};
  CHECK(same_bytes(Secret<32>(value).view(), value));
}

TEST_CASE("moving a secret moves the owner, cloning makes a second one", "[base][secret]") {
  const ByteArray<32> value{4, 5};
  Secret<32> first(value);
  Secret<32> second = first.clone();
  first.span()[0] = 9;
  CHECK(same_bytes(second.view(), value));
  const auto* where = second.view().data();
  const Secret<32> third = std::move(second);
  CHECK(third.view().data() == where);
}

TEST_CASE("a secret's memory is wiped before it is used again", "[base][secret]") {
  const std::uint8_t* where = nullptr;
  {
    const Secret<32> gone(ByteArray<32>{7, 7, 7, 7});
    where = gone.view().data();
  }
  const Secret<32> next;  // the pool gives the cell that was freed last
  REQUIRE(next.view().data() == where);
  CHECK(same_bytes(next.view(), ByteArray<32>{}));
}

TEST_CASE("secrets of every size keep to their own bytes", "[base][secret]") {
  std::vector<SecretBytes> held;
  for (std::size_t size = 1; size < 200; size += 3) {
    held.emplace_back(size);
    for (auto& byte : held.back().span()) byte = static_cast<std::uint8_t>(size);
  }
  std::size_t size = 1;
  for (const auto& secret : held) {
    REQUIRE(secret.size() == size);
    for (const auto byte : secret.view()) REQUIRE(byte == static_cast<std::uint8_t>(size));
    size += 3;
  }
}

TEST_CASE("an empty secret is empty", "[base][secret]") {
  CHECK(SecretBytes().empty());
  CHECK(SecretBytes::copy_of({}).empty());
}

TEST_CASE("wiping leaves zeros", "[base][secret]") {
  ByteArray<4> bytes{1, 2, 3, 4};
  wipe(bytes);
  CHECK(bytes == ByteArray<4>{});
}
