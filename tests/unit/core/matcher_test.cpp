// Goal: what may be the same person is found, and how sure it is is said truly.
#include "core/matcher.h"

#include "core/never_match.h"
#include "identify/alert_identifiers.h"
#include "identify/extract.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using domain::IdentifierKind;
using domain::MatchTokens;
using std::chrono::year;

namespace {

const Instant kNow{std::chrono::sys_days{year{2025} / 6 / 1}};

domain::Identifier identifier(IdentifierKind kind, std::string canon) {
  domain::Identifier id;
  id.kind = kind;
  id.canon = std::move(canon);
  return id;
}
MatchTokens stored(IdentifierKind kind, std::string canon) {
  return identify::tokens_of(identifier(kind, std::move(canon)));
}
MatchTokens handle(const char* platform, const char* name) {
  auto id = identifier(IdentifierKind::handle, name);
  id.platform = platform;
  return identify::tokens_of(id);
}

// "exact", "possible", "faded" or "": the best of what was extracted from `text`. The index must
// find every pair that compares as a match.
std::string best(std::string_view text, const MatchTokens& alert, const std::string& home = "GB") {
  std::string best;
  for (const auto& candidate : identify::extract(text, home)) {
    const auto match = compare(candidate.tokens, alert, kNow);
    if (!match) continue;
    const auto keys = match_keys(alert);
    const auto wanted = match_keys(candidate.tokens);
    CHECK(std::find_first_of(keys.begin(), keys.end(), wanted.begin(), wanted.end()) != keys.end());
    if (best.empty() || match->strength != MatchStrength::possible) {
      best = to_string(match->strength);
    }
  }
  return best;
}

}  // namespace

TEST_CASE("the same number matches in any spelling", "[core][matcher]") {
  const auto alert = stored(IdentifierKind::phone, "+447700900123");
  CHECK(best("00 44 (0)7700 900123", alert) == "exact");
  CHECK(best("07700 900123", alert) == "exact");
  CHECK(best("his number is 07700-900-123.", alert) == "exact");
  CHECK(best("07700 900124", alert).empty());
}

TEST_CASE("a number of which not all is sure is only possible", "[core][matcher]") {
  const auto alert = stored(IdentifierKind::phone, "+447700900123");
  CHECK(best("07700 900123", alert, "IE") == "possible");  // the other country's reading
  CHECK(best("O77OO 9OO123", alert) == "possible");
  CHECK(best("0123", alert).empty());
  CHECK(best("0161 496 0123", stored(IdentifierKind::phone, "+441164960123")).empty());
  CHECK(best("4960123", stored(IdentifierKind::phone, "+441164960123")) == "possible");
  // Written with its country, another country's number that ends alike is another number.
  CHECK(best("+353 87 090 0123", alert).empty());
  auto partly = identifier(IdentifierKind::phone, "+447700900123");
  partly.conf = domain::Confidence::partial;
  CHECK(best("+353 87 090 0123", identify::tokens_of(partly)) == "possible");
}

TEST_CASE("a number last seen long ago fades and is never hidden", "[core][matcher]") {
  auto id = identifier(IdentifierKind::phone, "+447700900123");
  id.last_seen = year{2025} / 3;
  CHECK(best("+447700900123", identify::tokens_of(id)) == "exact");
  id.last_seen = year{2023} / 12;  // 517 days from the end of that month
  CHECK(best("+447700900123", identify::tokens_of(id)) == "faded");
  id.last_seen = year{2001} / 1;
  CHECK(best("+447700900123", identify::tokens_of(id)) == "faded");
}

TEST_CASE("a partial plate is only ever possible", "[core][matcher]") {
  const auto partial = stored(IdentifierKind::plate, "AB00?S?");
  CHECK(best("GB:AB00TST", partial) == "possible");
  CHECK(best("AB00 TST", partial) == "possible");
  CHECK(best("GB:AB00?S?", partial) == "possible");
  CHECK(best("GB:AB00TTT", partial).empty());
  CHECK(best("GB:AB00TS", partial).empty());
  const auto full = stored(IdentifierKind::plate, "GB:AB00TST");
  CHECK(best("GB:AB00TST", full) == "exact");
  CHECK(best("AB00TST", full) == "exact");
  CHECK(best("GB:AB00???", full) == "possible");  // four known characters
  CHECK(best("GB:AB0????", full).empty());        // three
  CHECK(best("GB:A?0?T?T", full) == "possible");
  CHECK(best("IE:AB00TST", full) == "possible");  // another country
  CHECK(best("GB:A800TST", full) == "possible");  // misread
  CHECK(best("ABOO TST", full) == "possible");
}

// Few characters and many unknown ones, so that many of the pairs match.
TEST_CASE("plates that match share as many keys as the index asks for", "[core][matcher]") {
  constexpr std::string_view kCharacters = "AB08OS???";
  test::TestRandom random(GENERATE(1u, 2u, 3u));
  const auto plate = [&](std::size_t size) {
    std::string text(size, '?');
    for (char& c : text) c = kCharacters[random.below(kCharacters.size())];
    return text;
  };
  std::size_t matched = 0, fewest = 1000;
  for (int i = 0; i < 20'000; ++i) {
    const std::size_t size = 1 + random.below(8);
    const auto question = stored(IdentifierKind::plate, plate(size));
    const auto alert = stored(IdentifierKind::plate, plate(size));
    if (!compare(question, alert, kNow)) continue;
    CAPTURE(question.canon, alert.canon);
    const auto wanted = match_keys(question), keys = match_keys(alert);
    std::vector<std::string> shared;
    std::set_intersection(wanted.begin(), wanted.end(), keys.begin(), keys.end(),
                          std::back_inserter(shared));
    REQUIRE(shared.size() >= least_shared_keys(question));
    if (least_shared_keys(question) > 1) fewest = std::min(fewest, shared.size());
    ++matched;
  }
  CHECK(matched > 100);
  CHECK(fewest == 4);  // so one more would lose some
}

TEST_CASE("handles match on their platform, and are a hint elsewhere", "[core][matcher]") {
  const auto alert = handle("chatapp.example", "tick_tock_ldn");
  CHECK(best("chatapp.example:Tick_Tock_LDN", alert) == "exact");
  CHECK(best("https://www.chatapp.example/tick_tock_ldn", alert) == "exact");
  CHECK(best("other.example:tick_tock_ldn", alert) == "possible");
  CHECK(best("@tick_tock_ldn", alert) == "possible");
  CHECK(best("chatapp.example:tlck_tock_ldn", alert) == "possible");
  CHECK(best("chatapp.example:somebody", alert).empty());
}

TEST_CASE("mailboxes, payments, pages and places", "[core][matcher]") {
  const auto mail = stored(IdentifierKind::email, "clock.test@gmail.com");
  CHECK(best("Clock.Test@GMAIL.com", mail) == "exact");
  CHECK(best("clocktest+new@googlemail.com", mail) == "possible");
  CHECK(best("clocktest@example.com", mail).empty());
  CHECK(best("GB82 WEST 1234 5698 7654 32",
             stored(IdentifierKind::payment, "iban:GB82WEST12345698765432")) == "exact");
  CHECK(best("http://scraper.example/directory",
             stored(IdentifierKind::url, "https://scraper.example/directory/")) == "exact");
  CHECK(best("Flat 2, 9 Other St, ZZ99 9ZZ", stored(IdentifierKind::address, "ZZ999ZZ:9")) ==
        "exact");
}

TEST_CASE("a name is a hint and never more", "[core][matcher]") {
  const auto mark = stored(IdentifierKind::name, "mark simic");
  CHECK(match_keys(mark) == std::vector<std::string>{"name~:simic"});
  const auto match = compare(mark, mark, kNow);
  REQUIRE(match);
  CHECK(match->strength == MatchStrength::possible);
  CHECK_FALSE(compare(stored(IdentifierKind::name, "ana simic"), mark, kNow));
}

TEST_CASE("kinds do not mix", "[core][matcher]") {
  CHECK_FALSE(compare(stored(IdentifierKind::phone, "+447700900123"),
                      stored(IdentifierKind::plate, "447700900123"), kNow));
}

TEST_CASE("helplines, role mailboxes and repeated digits are never matched", "[core][matcher]") {
  const auto list =
      NeverMatch::parse("# a list\n\n  phone:+441616299861   # a scheme\r\nurl:example.com\n");
  CHECK(list.size() == 2);
  CHECK(list.holds(stored(IdentifierKind::phone, "+441616299861")));
  CHECK_FALSE(list.holds(stored(IdentifierKind::phone, "+441616299862")));
  CHECK(list.holds(stored(IdentifierKind::phone, "+440000000000")));
  CHECK(list.holds(stored(IdentifierKind::email, "info@example.com")));
  CHECK_FALSE(list.holds(stored(IdentifierKind::email, "info.clock@example.com")));
  CHECK(list.holds(stored(IdentifierKind::url, "https://www.example.com/")));
  CHECK_FALSE(list.holds(stored(IdentifierKind::url, "https://www.example.com/page")));
}

TEST_CASE("an alert's identifiers and plates become keys with their place", "[core][matcher]") {
  domain::Alert alert;
  alert.who.emplace();
  alert.who->ids = {identifier(IdentifierKind::name, "mark"),
                    identifier(IdentifierKind::phone, "+447700900123")};
  alert.who->vehicles = {domain::Vehicle{}, domain::Vehicle{}};
  alert.who->vehicles->at(1).plate = "AB00?S?";
  alert.who->vehicles->at(1).cc = "GB";
  const auto tokens = identify::tokens_of_alert(alert);
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[1].index == 1);
  CHECK(tokens[2].index == identify::kVehicleIndex + 1);
  CHECK(tokens[2].text == "AB00?S?");
  CHECK(best("GB:AB00TST", tokens[2].tokens) == "possible");
  CHECK(identify::tokens_of_alert({}).empty());
}
