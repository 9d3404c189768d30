// Goal: each kind of identifier has one spelling; what has none is refused with a reason.
#include "identify/normalise.h"

#include "identify/plate.h"
#include "identify/unicode.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::identify;
using domain::IdentifierKind;

namespace {

std::string canon(const Reading& reading) {
  return reading.ok() ? reading->canon : "error " + reading.error().code;
}

}  // namespace

TEST_CASE("e-mail addresses", "[identify]") {
  CHECK(canon(normalise_email(" Clock.Test@Example.COM ")) == "clock.test@example.com");
  CHECK(canon(normalise_email("mailto:a@example.com")) == "a@example.com");
  CHECK(canon(normalise_email("a@bücher.example")) == "a@xn--bcher-kva.example");
  CHECK(canon(normalise_email("a+tag@example.com")) == "a+tag@example.com");
  for (const char* bad : {"", "a", "a@", "@example.com", "a@b@example.com", "a b@example.com",
                          "a@example", "a..b@example.com", ".a@example.com", "a@exa mple.com"}) {
    CAPTURE(bad);
    CHECK(canon(normalise_email(bad)) == "error not_readable");
  }
}

TEST_CASE("handles, with their platform", "[identify]") {
  const auto check = [](std::string_view raw, std::string_view platform) {
    const auto reading = normalise_handle(raw, platform);
    return reading.ok() ? reading->platform + " " + reading->canon
                        : "error " + reading.error().code;
  };
  CHECK(check("Tick_Tock_LDN", "chatapp.example") == "chatapp.example tick_tock_ldn");
  CHECK(check("@tick_tock_ldn", "www.chatapp.example") == "chatapp.example tick_tock_ldn");
  CHECK(check("chatapp.example:tick_tock_ldn", "") == "chatapp.example tick_tock_ldn");
  CHECK(check("https://www.chatapp.example/u/Tick_Tock_LDN?x=1", "") ==
        "chatapp.example tick_tock_ldn");
  CHECK(check("m.adsite.co.uk/ruby", "") == "adsite.co.uk ruby");
  CHECK(check("ru\xE2\x80\x8B\xE2\x80\xAE"
              "by",
              "chatapp.example") == "chatapp.example ruby");
  CHECK(check("two words", "chatapp.example") == "error not_readable");
  CHECK(check("@", "chatapp.example") == "error not_readable");
  CHECK(normalise_handle("@alone", "")->warnings.at(0).code == "no_platform");
}

TEST_CASE("number plates", "[identify][plate]") {
  CHECK(canon(normalise_plate("ab00 tst", "GB")) == "GB:AB00TST");
  CHECK(canon(normalise_plate("GB:AB00-TST", "")) == "GB:AB00TST");
  CHECK(canon(normalise_plate("ab00?s?", "gb")) == "GB:AB00?S?");
  CHECK(canon(normalise_plate("253-D-12345", "IE")) == "IE:253D12345");
  CHECK(canon(normalise_plate("AB00TST", "")) == "AB00TST");
  // Foreign, personal and cloned plates fit no pattern and are never refused.
  CHECK(canon(normalise_plate("B-MW 1234", "DE")) == "DE:BMW1234");
  CHECK(normalise_plate("QQQQQQ", "GB")->warnings.at(0).code == "unusual_plate");
  CHECK(canon(normalise_plate("", "GB")) == "error not_readable");
  CHECK(canon(normalise_plate("AB00TST", "GBR")) == "error not_readable");
  CHECK(canon(normalise_plate("AB*0", "GB")) == "error not_readable");
}

TEST_CASE("B03: a plate with letters for digits is offered, never changed", "[identify][plate]") {
  const auto reading = normalise_plate("ABOO TST", "GB");
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().code == "ambiguous");
  CHECK(reading.error().readings == std::vector<std::string>{"GB:ABOOTST", "GB:AB00TST"});
  CHECK_THAT(reading.error().message, ContainsSubstring("AB00TST"));
}

TEST_CASE("patterns of plates", "[identify][plate]") {
  for (const char* plate : {"AB12CDE", "A123BCD", "ABC123D", "ABC1234", "1ABC", "AIZ1234",
                            "Q123ABC", "AB??CDE", "B8"}) {
    CAPTURE(plate);
    CHECK(fits_pattern(plate, "GB"));
  }
  for (const char* plate : {"IB12CDE", "QB12CDE", "AZ12CDE", "AB12CIE", "ABCDEFG", "1234567"}) {
    CAPTURE(plate);
    CHECK_FALSE(fits_pattern(plate, "GB"));
  }
  CHECK(fits_pattern("12D1", "IE"));
  CHECK(fits_pattern("131LH123456", "IE"));
  CHECK_FALSE(fits_pattern("AB12CDE", "IE"));
  CHECK(confusable_plate("OISZBG") == "015286");
}

TEST_CASE("payment names carry their checksums", "[identify][payment]") {
  CHECK(canon(normalise_payment("GB82 WEST 1234 5698 7654 32")) == "iban:GB82WEST12345698765432");
  CHECK(canon(normalise_payment("iban:gb82west12345698765432")) == "iban:GB82WEST12345698765432");
  CHECK(canon(normalise_payment("iban:GB82WEST12345698765433")) == "error not_readable");
  CHECK(canon(normalise_payment("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")) ==
        "btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
  CHECK(canon(normalise_payment("btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")) ==
        "error not_readable");
  CHECK(canon(normalise_payment("btc:bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")) ==
        "error not_readable");  // mixed case: BIP 173
  CHECK(canon(normalise_payment(
            "btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")) ==
        "btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0");  // BIP 350
  CHECK(canon(normalise_payment("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")) ==
        "btc:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2");
  CHECK(canon(normalise_payment("btc:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3")) == "error not_readable");
  CHECK(canon(normalise_payment("eth:0xDE0B295669A9FD93D5F28D9EC85E40F4CB697BAE")) ==
        "eth:0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae");
  CHECK(canon(normalise_payment("eth:0xDE0B")) == "error not_readable");
  CHECK(canon(normalise_payment("ukacct:12-34-56 12345678")) == "ukacct:123456-12345678");
  CHECK(canon(normalise_payment("ukacct:123456-1234567")) == "error not_readable");
  CHECK(canon(normalise_payment("paypal:Clock.Test@example.com")) ==
        "paypal:clock.test@example.com");
  CHECK(canon(normalise_payment("revtag:@Garda_Test")) == "revtag:garda_test");
  CHECK(canon(normalise_payment("cashtag:$Example")) == "cashtag:example");
  CHECK(canon(normalise_payment("400 pounds")) == "error not_readable");
}

TEST_CASE("addresses", "[identify]") {
  CHECK(canon(normalise_address("9 Example Street, Testville ZZ99 9ZZ")) ==
        "ZZ999ZZ:9:example street");
  CHECK(canon(normalise_address("Flat 2, 9a Exämple Street, Testville, zz999zz")) ==
        "ZZ999ZZ:9a:example street");
  CHECK(canon(normalise_address("zz999zz:9")) == "ZZ999ZZ:9");
  CHECK(canon(normalise_address("12 Example Road, Dublin D01 AB12")) == "D01AB12:12:example road");
  CHECK(canon(normalise_address("Example Street")) == "error not_readable");
  CHECK(canon(normalise_address("somewhere:else")) == "error not_readable");
}

TEST_CASE("names", "[identify]") {
  CHECK(canon(normalise_name("Mark")) == "mark");
  CHECK(canon(normalise_name("  Šimić, Märk ")) == "mark simic");
  CHECK(canon(normalise_name("Марк")) == "mark");
  CHECK(canon(normalise_name("O'Brien")) == "obrien");
  CHECK(canon(normalise_name("!")) == "error not_readable");
}

TEST_CASE("web addresses", "[identify]") {
  CHECK(canon(normalise_url("HTTPS://Scraper.Example/directory/")) ==
        "https://scraper.example/directory/");
  CHECK(canon(normalise_url("scraper.example")) == "https://scraper.example/");
  CHECK(canon(normalise_url("https://scraper.example:443/a/index.html?utm_source=x&b=1#top")) ==
        "https://scraper.example/a/?b=1");
  CHECK(canon(normalise_url("http://scraper.example:8080/A")) == "http://scraper.example:8080/A");
  for (const char* bad : {"", "ftp://scraper.example", "https://", "https://user@scraper.example",
                          "https://scraper", "a b.example", "https://scraper.example:x/"}) {
    CAPTURE(bad);
    CHECK(canon(normalise_url(bad)) == "error not_readable");
  }
}

TEST_CASE("what is not UTF-8 or too long is not read", "[identify]") {
  for (int kind = 0; kind <= static_cast<int>(IdentifierKind::url); ++kind) {
    CAPTURE(kind);
    CHECK_FALSE(normalise(static_cast<IdentifierKind>(kind), "\xFF\xFE", {}).ok());
    CHECK_FALSE(normalise(static_cast<IdentifierKind>(kind), std::string(257, 'a'), {}).ok());
  }
  CHECK(normalise(IdentifierKind::name, std::string(256, 'a'), {}).ok());
}

TEST_CASE("texts that look alike share a form", "[identify]") {
  CHECK(confusable_form("badcIient") == confusable_form("badclient"));
  CHECK(confusable_form(casefold("badcIient")) == confusable_form("badclient"));
  CHECK(confusable_form("Marisol") == confusable_form("М\x61risol"));  // Cyrillic Em
  CHECK(confusable_form("ruby") != confusable_form("rudy"));
  CHECK(is_nfc("é"));
  CHECK_FALSE(is_nfc("e\xCC\x81"));
}
