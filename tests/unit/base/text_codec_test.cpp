#include "base/text_codec.h"

#include "support/catch.h"

using namespace ww;

TEST_CASE("base32 has one spelling per value", "[base][text]") {
  CHECK(to_base32(as_bytes("foobar")) ==
        "mzxw6ytboi");  // RFC 4648 section 10, lower case, unpadded
  CHECK(from_base32("MZXW6YTBOI") == to_bytes(as_bytes("foobar")));
  CHECK_FALSE(from_base32("mzxw6ytboj"));  // leftover bits that are not zero
  CHECK_FALSE(from_base32("m"));           // no byte has this length
  CHECK_FALSE(from_base32("mz1w"));        // 1 is no digit
}

TEST_CASE("hex reads both cases and refuses the rest", "[base][text]") {
  CHECK(to_hex(ByteArray<2>{0x0a, 0xff}) == "0aff");
  CHECK(from_hex("0AfF") == Bytes{0x0a, 0xff});
  CHECK_FALSE(from_hex("abc"));
  CHECK_FALSE(from_hex("zz"));
}

TEST_CASE("base64 gives RFC 4648 section 10 and reads it back", "[base][text_codec]") {
  const std::pair<std::string_view, std::string_view> rows[] = {{"", ""},
                                                                {"f", "Zg=="},
                                                                {"fo", "Zm8="},
                                                                {"foo", "Zm9v"},
                                                                {"foob", "Zm9vYg=="},
                                                                {"fooba", "Zm9vYmE="},
                                                                {"foobar", "Zm9vYmFy"},
                                                                {"\xff\xfe", "//4="}};
  for (const auto& [plain, coded] : rows) {
    CHECK(to_base64(as_bytes(plain)) == coded);
    const auto back = from_base64(coded);
    REQUIRE(back);
    CHECK(as_text(*back) == plain);
  }
}

TEST_CASE("base64 has one spelling for each value", "[base][text_codec]") {
  for (const char* other : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm-v",
                            "Z===", "=Zg=", "Zg==Zg==", "====", "Zm=v"}) {
    CAPTURE(other);
    CHECK_FALSE(from_base64(other));
  }
}
