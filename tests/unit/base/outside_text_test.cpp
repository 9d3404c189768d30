// Goal: whatever bytes come from outside, they become text, and no letter of it is lost.
#include "base/outside_text.h"

#include <string>

#include "base/utf8.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using ReadAs = OutsideText::ReadAs;

namespace {

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (take_code_point(text) == kNotUtf8) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("UTF-8 from outside stays as it is, byte for byte", "[base][text]") {
  for (const std::string text : {"", "plain", "Zo\xC3\xAB \xE2\x80\xAA+44\xE2\x80\xAC\t\r\n\f\v",
                                 "\xF0\x9F\x98\x80", "a\xEF\xBB\xBF z", "\x7F\xC2\x85"}) {
    const auto read = read_outside_text(text);
    CHECK(read.text == text);
    CHECK(read.read_as == ReadAs::utf8);
    CHECK(words_about(read.read_as).empty());
  }
  CHECK(read_outside_text(std::string("a\0b", 3)).text == std::string("a\0b", 3));
}

TEST_CASE("a byte order mark is no letter", "[base][text]") {
  CHECK(read_outside_text("\xEF\xBB\xBF"
                          "account: x")
            .text == "account: x");
}

TEST_CASE("bytes that are no UTF-8 are Windows-1252, and that is said", "[base][text]") {
  const auto read = read_outside_text(
      "Zo\xEB paid \xA3"
      "150 \x96 \x93hi\x94");
  CHECK(read.text ==
        "Zo\xC3\xAB paid \xC2\xA3"
        "150 \xE2\x80\x93 \xE2\x80\x9Chi\xE2\x80\x9D");
  CHECK(read.read_as == ReadAs::windows_1252);
  CHECK_FALSE(words_about(read.read_as).empty());
  // Beside letters that are UTF-8 already.
  CHECK(read_outside_text("caf\xC3\xA9 caf\xE9").text == "caf\xC3\xA9 caf\xC3\xA9");
  // Cut in the middle of a letter, and a surrogate.
  CHECK(read_outside_text("a\xE2\x80").text == "a\xC3\xA2\xE2\x82\xAC");
  CHECK(is_utf8(read_outside_text("\xED\xA0\x80").text));
}

TEST_CASE("UTF-16 is read by its mark, or by its zeros", "[base][text]") {
  using namespace std::string_literals;
  CHECK(read_outside_text("\xFF\xFEH\0i\0"s).text == "Hi");
  CHECK(read_outside_text("\xFE\xFF\0H\0i"s).text == "Hi");
  CHECK(read_outside_text("0\0"
                          "7\0"
                          "7\0"
                          "0\0"
                          "0\0"s)
            .text == "07700");
  CHECK(read_outside_text("\0"
                          "0\0"
                          "7\0"
                          "7\0"
                          "0\0"
                          "0"s)
            .text == "07700");
  // A pair, and half of one.
  CHECK(read_outside_text("\xFF\xFE\x3D\xD8\x00\xDE"s).text == "\xF0\x9F\x98\x80");
  CHECK(read_outside_text("\xFF\xFE\x3D\xD8!\0"s).text == "\xEF\xBF\xBD!");
  CHECK(read_outside_text("\xFF\xFEH\0i\0"s).read_as == ReadAs::utf16);
}

TEST_CASE("attack: any bytes at all become text", "[base][text]") {
  test::TestRandom random(7);
  for (int round = 0; round < 2'000; ++round) {
    Bytes bytes(static_cast<std::size_t>(round % 40));
    random.fill(bytes);
    const std::string text(as_text(bytes));
    CAPTURE(round);
    const auto read = read_outside_text(text);
    REQUIRE(is_utf8(read.text));
    // Once read it stays.
    if (read.read_as == ReadAs::windows_1252) {
      REQUIRE((read_outside_text(read.text).text == read.text ||
               read.text.find('\0') != std::string::npos));
    }
  }
}
