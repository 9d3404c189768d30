// Goal: nothing in a pack is past its bound or of another form than the screen expects.
// Method: one good pack; each test sets one value to its bound, then one past it.
#include "domain/pack_rules.h"

#include "domain/pack_limits.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::domain;

namespace {

Source source() { return {"Example", "https://example.com/page", "2026-11-01"}; }

Pack good() {
  Pack pack;
  pack.id = "gb-eng";
  pack.nation = "GB-ENG";
  pack.edition = "2026-11-25";
  pack.lang = "en";
  pack.cards = {{"law.example", CardKind::law, "Example", {"It may be."}, {}, {source()}},
                {"checklist.example", CardKind::checklist, "List", {}, {{"one", "Do it."}}, {}}};
  pack.windows = {{"pep", WindowPurpose::pep, "PEP", {}, 24, 72, {"Ask anyway."}, {source()}}};
  pack.contacts = {{"help",
                    "Help",
                    {HelpPurpose::other},
                    {"GB-LDS"},
                    "0113 496 0000",
                    "https://example.com",
                    "",
                    "",
                    "",
                    "",
                    {"en"},
                    {source()}}};
  pack.letters = {{"boundary.first", "en", "No", {"No."}, {source()}}};
  return pack;
}

std::string only_code(const Pack& pack) {
  const auto errors = check_pack(pack);
  REQUIRE(errors.size() == 1);
  return errors[0].code;
}

std::string letters(std::size_t count) { return std::string(count, 'a'); }

}  // namespace

TEST_CASE("a good pack has no fault", "[pack]") { CHECK(check_pack(good()).empty()); }

TEST_CASE("days are of the calendar", "[pack]") {
  for (const char* day : {"2026-11-25", "2024-02-29", "0001-01-01"}) CHECK(is_iso_day(day));
  for (const char* day : {"2026-02-29", "2026-11-31", "2026-13-01", "2026-00-10", "2026-1-1",
                          "26-11-2025", "2026-11-25T00:00:00Z", "2026-11-2x", ""}) {
    CAPTURE(day);
    CHECK_FALSE(is_iso_day(day));
  }
}

TEST_CASE("addresses are https and can be typed", "[pack]") {
  CHECK(is_https_address("https://example.com"));
  CHECK(is_https_address("https://" + letters(limits::kPackUrl - 12) + ".com"));
  CHECK_FALSE(is_https_address("https://" + letters(limits::kPackUrl - 11) + ".com"));
  for (const char* url :
       {"http://example.com", "https://", "https://example", "example.com",
        "https://example.com/a b", "https://ex\xc3\xa4mple.com", "javascript:x.y"}) {
    CAPTURE(url);
    CHECK_FALSE(is_https_address(url));
  }
}

TEST_CASE("texts end at their bound", "[pack]") {
  auto pack = good();
  pack.cards[0].title = letters(limits::kPackTitle);
  pack.cards[0].body = {letters(limits::kPackParagraph)};
  pack.cards[1].items[0].text = letters(limits::kPackItem);
  CHECK(check_pack(pack).empty());
  pack.cards[0].title += "a";
  CHECK(only_code(pack) == "too_long");
  pack = good();
  pack.cards[0].body = {letters(limits::kPackParagraph + 1)};
  CHECK(only_code(pack) == "too_long");
  pack = good();
  pack.cards[1].items[0].text = letters(limits::kPackItem + 1);
  CHECK(only_code(pack) == "too_long");
  pack = good();
  pack.cards[0].body.assign(limits::kPackParagraphs, "It may be.");
  CHECK(check_pack(pack).empty());
  pack.cards[0].body.push_back("It may be.");
  CHECK(only_code(pack) == "too_many");
}

TEST_CASE("text that could hide or move other text is refused", "[pack]") {
  for (const char* text : {"a\nb", "a\x1b[2Jb",
                           "a\xe2\x80\xae"
                           "b"}) {
    auto pack = good();
    pack.cards[0].body = {text};
    CHECK(only_code(pack) == "control_characters");
  }
}

TEST_CASE("ids have one form and stand once", "[pack]") {
  auto pack = good();
  pack.cards[0].id = letters(limits::kPackId);
  CHECK(check_pack(pack).empty());
  for (const std::string& id : {letters(limits::kPackId + 1), std::string("a b"), std::string()}) {
    pack.cards[0].id = id;
    CHECK(only_code(pack) == "malformed");
  }
  pack = good();
  pack.cards.push_back(pack.cards[0]);
  CHECK(only_code(pack) == "duplicate");
  pack = good();
  pack.letters.push_back(pack.letters[0]);
  CHECK(only_code(pack) == "duplicate");
  pack.letters[1].lang = "pl";  // the same letter in another language
  CHECK(check_pack(pack).empty());
}

TEST_CASE("hours of a window are at least one, and at most a year", "[pack]") {
  auto pack = good();
  pack.windows[0].best_hours = 1;
  pack.windows[0].last_hours = limits::kPackHours;
  CHECK(check_pack(pack).empty());
  pack.windows[0].last_hours = limits::kPackHours + 1;
  CHECK(only_code(pack) == "out_of_range");
  pack = good();
  pack.windows[0].best_hours = 0;
  CHECK(only_code(pack) == "out_of_range");
  pack.windows[0].best_hours = 73;  // after the last
  CHECK(only_code(pack) == "out_of_range");
}

TEST_CASE("only an examination depends on what happened where", "[pack]") {
  auto pack = good();
  pack.windows[0].route = AssaultRoute::oral;
  CHECK(only_code(pack) == "malformed");
  pack.windows[0].purpose = WindowPurpose::forensic;
  CHECK(check_pack(pack).empty());
}

TEST_CASE("what has a number has a source", "[pack]") {
  auto pack = good();
  pack.contacts[0].sources.clear();
  CHECK(only_code(pack) == "no_source");
  pack = good();
  pack.cards[0].sources.clear();  // a law card
  CHECK(only_code(pack) == "no_source");
  pack = good();
  pack.windows[0].sources.clear();
  CHECK(check_pack(pack).size() == 2);  // of both limits
}

TEST_CASE("nothing was checked after its edition", "[pack]") {
  auto pack = good();
  pack.cards[0].sources[0].checked = "2026-11-25";
  CHECK(check_pack(pack).empty());
  pack.cards[0].sources[0].checked = "2026-11-26";
  CHECK(only_code(pack) == "after_edition");
  pack.cards[0].sources[0].checked = "yesterday";
  CHECK(only_code(pack) == "malformed");
  pack.cards[0].sources[0].checked.reset();  // nobody looked: may be said
  CHECK(check_pack(pack).empty());
}

TEST_CASE("a checklist has items, and nothing else has", "[pack]") {
  auto pack = good();
  pack.cards[1].items.clear();
  CHECK(check_pack(pack).size() == 2);  // it says nothing either
  pack = good();
  pack.cards[0].items = {{"one", "Do it."}};
  CHECK(only_code(pack) == "malformed");
}

TEST_CASE("nation, edition, language and retention are what they say", "[pack]") {
  auto pack = good();
  pack.nation = "GB";
  CHECK(only_code(pack) == "unknown_nation");
  pack = good();
  pack.lang = "e";
  CHECK(only_code(pack) == "malformed");
  pack = good();
  pack.contacts[0].regions = {"Leeds"};
  CHECK(only_code(pack) == "malformed");
  pack = good();
  pack.contacts[0].purposes.clear();
  CHECK(only_code(pack) == "missing");
  for (const std::int32_t months : {0, limits::kPackReviewMonths + 1}) {
    pack = good();
    pack.retention.review_months = months;
    CHECK(only_code(pack) == "out_of_range");
  }
  pack.retention.review_months = limits::kPackReviewMonths;
  CHECK(check_pack(pack).empty());
}

TEST_CASE("a pack holds so many entries and no more", "[pack]") {
  auto pack = good();
  while (pack.letters.size() < limits::kPackEntries) {
    auto letter = pack.letters[0];
    letter.id = "l" + std::to_string(pack.letters.size());
    pack.letters.push_back(letter);
  }
  CHECK(check_pack(pack).empty());
  pack.letters.push_back(pack.letters[1]);
  pack.letters.back().id = "one-more";
  CHECK(only_code(pack) == "too_many");
}
