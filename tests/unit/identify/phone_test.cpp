// Goal: a number has one spelling whoever wrote it, and is never changed silently.
#include "identify/normalise.h"
#include "support/catch.h"

using namespace ww;
using identify::normalise_phone;

namespace {

std::string canon(std::string_view raw, const std::string& home = "GB") {
  const auto reading = normalise_phone(raw, home);
  return reading.ok() ? reading->canon : "error " + reading.error().code;
}
std::vector<std::string> warnings(std::string_view raw, const std::string& home = "GB") {
  std::vector<std::string> out;
  const auto reading = normalise_phone(raw, home);
  REQUIRE(reading.ok());
  for (const auto& notice : reading->warnings) out.push_back(notice.code);
  return out;
}

}  // namespace

TEST_CASE("every way to write a number gives one spelling", "[identify][phone]") {
  for (const char* raw :
       {"+447700900123", "07700 900123", "07700-900-123", "07700.900.123", "(07700) 900123",
        "00 44 (0)7700 900123", "+44 (0)7700 900 123", "tel:+44-7700-900123", "٠٧٧٠٠ ٩٠٠١٢٣",
        "０７７００９００１２３", "07700–900–123", "\xE2\x80\xAA+447700900123\xE2\x80\xAC",
        "  07700 900123 ext. 5"}) {
    CAPTURE(raw);
    CHECK(canon(raw) == "+447700900123");
  }
  CHECK(canon("0121 496 0999") == "+441214960999");
  CHECK(canon("020 915 0123", "IE") == "+353209150123");
}

TEST_CASE("a home that is a part of a country gives its numbers the country", "[identify][phone]") {
  CHECK(canon("07700 900123", "GB-LDS") == "+447700900123");
  CHECK(canon("085 012 3456", "IE-D") == canon("085 012 3456", "IE"));
  CHECK(canon("O77OO 900123", "GB-ENG") == canon("O77OO 900123", "GB"));
  CHECK(warnings("07700 900123", "GB-SCT") == warnings("07700 900123", "GB"));
}

TEST_CASE("B02: two numbers in one are named and never joined", "[identify][phone]") {
  const std::vector<std::string> both{"+447700900123", "+447700900124"};
  for (const char* raw : {"07700-900-123/124", "07700 900123 / 07700 900124",
                          "07700 900123 or 07700 900124", "07700900123, 07700900124"}) {
    CAPTURE(raw);
    const auto reading = normalise_phone(raw, "GB");
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().code == "ambiguous");
    CHECK(reading.error().readings == both);
    CHECK_THAT(reading.error().message, ContainsSubstring("+44 7700 900123"));
    CHECK_THAT(reading.error().message, ContainsSubstring("+44 7700 900124"));
  }
  CHECK(canon("07700900123124") == "error not_readable");  // too long for one
}

TEST_CASE("B03: letters in the place of digits are offered, never changed", "[identify][phone]") {
  for (const char* raw : {"O77OO 9OO123", "077OO 9OO123", "07700 9OOl23", "０77ОО 900123"}) {
    CAPTURE(raw);
    const auto reading = normalise_phone(raw, "GB");
    REQUIRE_FALSE(reading.ok());
  }
  const auto reading = normalise_phone("O77OO 9OO123", "GB");
  CHECK(reading.error().code == "ambiguous");
  CHECK(reading.error().readings == std::vector<std::string>{"+447700900123"});
  CHECK(canon("0800 FLOWERS") == "error not_readable");
  CHECK(normalise_phone("bO", "GB").error().readings.empty());     // found by fuzzing
  CHECK(normalise_phone("soils", "GB").error().readings.empty());  // a word
  CHECK(canon("mark") == "error not_readable");
  CHECK(canon("") == "error not_readable");
  CHECK(canon("12") == "error not_readable");
}

TEST_CASE("a spelling that would be read back as another number is none", "[identify][phone]") {
  // Found by fuzzing: with Ireland's code it would be written with a zero that reading drops.
  const auto reading = normalise_phone("0-0091-23/124", "IE");
  REQUIRE_FALSE(reading.ok());
  for (const auto& one : reading.error().readings) CHECK(canon(one) == one);
}

TEST_CASE("a doubtful number is kept, with a warning", "[identify][phone]") {
  CHECK(warnings("0121 496 0999").empty());
  CHECK(warnings("+441214960999").empty());
  CHECK(warnings("0808 802 030") == std::vector<std::string>{"check_digits", "other_country"});
  CHECK(warnings("+447700900123") == std::vector<std::string>{"check_digits"});
}

TEST_CASE("a number typed on a node of another country is offered in both", "[identify][phone]") {
  const auto reading = normalise_phone("07700 900123", "IE");
  REQUIRE(reading.ok());
  CHECK(reading->canon == "+3537700900123");
  CHECK(reading->others == std::vector<std::string>{"+447700900123"});
  CHECK(reading->partial);
  CHECK(warnings("07700 900123", "IE") ==
        std::vector<std::string>{"check_digits", "other_country"});
  CHECK_FALSE(normalise_phone("+447700900123", "IE")->partial);
}
