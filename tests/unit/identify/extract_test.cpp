// Goal: whatever is pasted, what could be looked up in it is found.
#include "identify/extract.h"

#include "support/catch.h"

using namespace ww;

namespace {

std::vector<std::string> found(std::string_view text, const std::string& home = "GB") {
  std::vector<std::string> out;
  for (const auto& candidate : identify::extract(text, home)) {
    out.push_back(std::string(to_name(candidate.kind)) + " " +
                  (candidate.platform.empty() ? "" : candidate.platform + ":") + candidate.canon);
  }
  return out;
}
using Found = std::vector<std::string>;
bool holds(const Found& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST_CASE("one identifier is found as what it is", "[identify][extract]") {
  CHECK(found("+447700900123") == Found{"phone +447700900123"});
  CHECK(found("00 44 (0)7700 900123") == Found{"phone +447700900123"});
  CHECK(found("GB:AB00TST") == Found{"plate GB:AB00TST"});
  CHECK(found("AB00 TST") == Found{"plate AB00TST"});
  CHECK(found("GB:AB00?S?") == Found{"plate GB:AB00?S?"});
  CHECK(found("chatapp.example:tick_tock_ldn") == Found{"handle chatapp.example:tick_tock_ldn"});
  CHECK(found("Clock.Test@example.com") == Found{"email clock.test@example.com"});
  CHECK(holds(found("GB82 WEST 1234 5698 7654 32"), "payment iban:GB82WEST12345698765432"));
  CHECK(holds(found("https://chatapp.example/ruby"), "url https://chatapp.example/ruby"));
  CHECK(holds(found("https://chatapp.example/ruby"), "handle chatapp.example:ruby"));
  CHECK(found("9 Example Street, Testville ZZ99 9ZZ") == Found{"address ZZ999ZZ:9:example street"});
}

TEST_CASE("at home in a part of a country, what is found is the same", "[identify][extract]") {
  for (const char* text : {"07700 900123", "ABOO TST", "rang from 07700 900123 in AB00 TST"}) {
    CAPTURE(text);
    CHECK(found(text, "GB-LDS") == found(text, "GB"));
  }
  CHECK(found("07700 900123", "GB-LDS") == Found{"phone +447700900123"});
}

TEST_CASE("a whole message gives all of its identifiers", "[identify][extract]") {
  const auto all = found(
      "He rang from 07700 900123, then 0121 496 0999! Silver car (AB00 TST). Wrote as @clocktick "
      "and clock.test@example.com; wants money to "
      "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 or IBAN GB82 WEST 1234 5698 7654 32. Site: "
      "https://scraper.example/directory/.");
  for (const char* one :
       {"phone +447700900123", "phone +441214960999", "plate AB00TST", "handle clocktick",
        "email clock.test@example.com", "payment btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "payment iban:GB82WEST12345698765432"}) {
    CAPTURE(one);
    CHECK(holds(all, one));
  }
}

TEST_CASE("ordinary words and prices are no identifiers", "[identify][extract]") {
  for (const char* text : {"400 pounds", "Flat used for work", "see you at 10", "", "   ", "mark",
                           "999", "\xFF\xFE", "closed"}) {
    CAPTURE(text);
    CHECK(found(text).empty());
  }
}

TEST_CASE("what can be read in several ways is given in each, as a guess", "[identify][extract]") {
  const auto both = identify::extract("07700-900-123/124", "GB");
  REQUIRE(both.size() == 2);
  CHECK_FALSE(both[0].tokens.guessed);  // it stands there in full
  CHECK(both[1].tokens.guessed);
  CHECK(found("07700-900-123/124") == Found{"phone +447700900123", "phone +447700900124"});
  CHECK(found("O77OO 9OO123") == Found{"phone +447700900123"});
  CHECK(holds(found("ABOO TST"), "plate GB:AB00TST"));
  CHECK(found("07700 900123", "IE") == Found{"phone +3537700900123", "phone +447700900123"});
  CHECK(identify::extract("07700 900123", "IE").at(1).tokens.guessed);
}

TEST_CASE("two numbers of one message are no guesses", "[identify][extract]") {
  const auto all = identify::extract("07700 900123 or 07700 900124", "GB");
  REQUIRE(all.size() == 2);
  CHECK_FALSE(all[0].tokens.guessed);
  CHECK_FALSE(all[1].tokens.guessed);
}

TEST_CASE("a text longer than the bound is read up to it, in whole characters, and that is said",
          "[identify][extract]") {
  const std::string number = " +447700900123";
  const std::string text(identify::kExtractBytes - number.size(), 'a');
  CHECK(found(text + number).size() == 1);
  CHECK(identify::find_candidates(text + number, "GB").unread.empty());
  for (const auto& longer : {text + "aaaa" + number,
                             std::string(identify::kExtractBytes - 1, 'a') + "\xC3\xA9" + number}) {
    CHECK(found(longer).empty());
    const auto unread = identify::find_candidates(longer, "GB").unread;
    REQUIRE(unread.size() == 1);
    CHECK_THAT(unread[0].what, ContainsSubstring("last"));
    CHECK_THAT(unread[0].why, ContainsSubstring(std::to_string(identify::kExtractBytes)));
  }
}

TEST_CASE("text in another encoding is read, and that is said", "[identify][extract]") {
  using namespace std::string_literals;
  std::string little = "\xFF\xFE", big;
  for (const char c : "call 07700 900123"s) little += std::string(1, c) + '\0';
  for (const char c : "call 07700 900123"s) big += '\0' + std::string(1, c);
  for (const std::string& text : {"he paid \xA3"s
                                  "200, rang from 07700 900123",
                                  "hello \xFF He is on 07700 900123"s,
                                  "\x93"
                                  "07700 900123\x94"s,
                                  "caf\xE9 \xC3\xA9 07700 900123"s, little, big}) {
    CAPTURE(text);
    const auto candidates = identify::find_candidates(text, "GB");
    REQUIRE(candidates.read.size() == 1);
    CHECK(candidates.read[0].canon == "+447700900123");
    REQUIRE(candidates.unread.size() == 1);
    CHECK(candidates.unread[0].what == "the encoding");
  }
  CHECK(identify::find_candidates("caf\xC3\xA9", "GB").unread.empty());
  CHECK(identify::find_candidates("a\0b 07700 900123"s, "GB").read.size() == 1);
}

TEST_CASE("no more candidates than the bound are given", "[identify][extract]") {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "a" + std::to_string(i) + "@example.com ";
  CHECK(found(text).size() == identify::kCandidates);
}
