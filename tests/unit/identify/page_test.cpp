// Goal: two pages are the same only when they are about the same person; whatever of an address
// tells nobody apart does not part them either.
#include "identify/normalise.h"
#include "support/catch.h"

using namespace ww;

namespace {

std::string key(std::string_view address) {
  const auto reading = identify::normalise_url(address);
  REQUIRE(reading.ok());
  return identify::tokens_of(domain::IdentifierKind::url, *reading).exact;
}

}  // namespace

TEST_CASE("attack: an innocent person's page is called the same", "[identify][url]") {
  const std::pair<const char*, const char*> kOthers[] = {
      {"https://www.facebook.com/profile.php?id=100000000000001",
       "https://www.facebook.com/profile.php?id=100000000000999"},
      {"https://www.facebook.com/profile.php?id=100000000000001",
       "https://www.facebook.com/profile.php"},
      {"https://directory.example/ViewProfile.asp?UserID=1234567",
       "https://directory.example/ViewProfile.asp?UserID=7654321"},
      {"https://www.youtube.com/watch?v=aaaaaaaaaaa",
       "https://www.youtube.com/watch?v=bbbbbbbbbbb"},
      {"https://forum.example/index.php?u=5", "https://forum.example/index.php?topic=12"},
      {"https://ads.example/?id=812", "https://ads.example/"},
      {"https://maps.example/place?cid=99", "https://maps.example/place?cid=100"},
      {"https://api.whatsapp.com/send?phone=447700900142",
       "https://api.whatsapp.com/send?phone=447700900704"},
      {"https://ads.example/profile.aspx?ID=77", "https://ads.example/profile.aspx?ID=78"},
      {"https://forum.example/member.php?u=17", "https://forum.example/member.php?u=99"},
      {"https://ads.example/show?anything=17", "https://ads.example/show?anything=18"},
      {"https://ads.example/show?812", "https://ads.example/show?813"},
      {"https://ads.example/#/profile/5", "https://ads.example/#/profile/6"},
      {"https://ads.example/show?id=1&id=2", "https://ads.example/show?id=1"},
      {"https://ads.example/Ruby", "https://ads.example/ruby-2"}};
  for (const auto& [one, other] : kOthers) {
    CAPTURE(one, other);
    CHECK(key(one) != key(other));
  }
}

TEST_CASE("one page stays one page, however its address was passed on", "[identify][url]") {
  const std::pair<const char*, const char*> kSame[] = {
      {"https://www.facebook.com/profile.php?id=100000000000001",
       "https://m.facebook.com/profile.php?id=100000000000001&mibextid=ZbWKwL"},
      {"https://www.facebook.com/profile.php?id=100000000000001",
       "facebook.com/profile.php?sk=about&id=100000000000001"},
      {"https://directory.example/ViewProfile.asp?UserID=1234567",
       "http://directory.example/ViewProfile.asp?userid=1234567&utm_source=x#photos"},
      {"https://ads.example/ruby", "http://www.ads.example/ruby/?fbclid=abc"},
      {"https://ads.example/ruby", "https://ads.example/ruby?lang=en&page=2"},
      {"https://ads.example/show?id=7&tab=photos", "https://ads.example/show?id=7"},
      {"https://ads.example/show?b=2&a=1", "https://ads.example/show?a=1&b=2"},
      {"https://scraper.example/a/", "https://scraper.example/a/index.html"}};
  for (const auto& [one, other] : kSame) {
    CAPTURE(one, other);
    CHECK(key(one) == key(other));
  }
}
