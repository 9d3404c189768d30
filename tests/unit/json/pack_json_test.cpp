// Goal: a pack file means one thing, or is refused with the place that is wrong.
#include "json/pack_json.h"

#include <algorithm>

#include "domain/pack_limits.h"
#include "json/pack_compose.h"
#include "support/catch.h"

using namespace ww;

namespace {

const std::string kGood = R"({"schema": "watchword.pack/1", "id": "gb-eng", "nation": "GB-ENG",
 "edition": "2026-11-25", "lang": "en", "retention": {"review_months": 6},
 "sources": {"page": {"name": "Page", "url": "https://example.com", "checked": "2026-11-01"},
             "memory": {"name": "Memory", "url": "", "checked": null}},
 "cards": [{"id": "a", "kind": "law", "title": "A", "body": ["x"], "sources": ["page", "memory"]},
           {"id": "b", "kind": "checklist", "title": "B", "items": [{"id": "i", "text": "t"}]}],
 "windows": [{"id": "w", "purpose": "forensic", "title": "W", "route": "oral", "best_hours": 12,
              "last_hours": 48, "body": ["y"], "sources": ["page"]}],
 "contacts": [{"id": "c", "name": "C", "purposes": ["police", "stalking"], "regions": ["GB-LDS"],
               "phone": "101", "sources": ["page"]}],
 "letters": [{"id": "l", "lang": "en", "title": "L", "body": ["{{gap}}"], "sources": []}]})";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The code of the first error at this place.
std::string code_at(const std::string& text, const std::string& field) {
  for (const auto& error : json::read_pack(text).errors) {
    if (error.field == field) return error.code;
  }
  return "none";
}

}  // namespace

TEST_CASE("a pack is read into values, and written again", "[json][pack]") {
  const auto read = json::read_pack(kGood);
  REQUIRE(read.ok());
  const auto& pack = read.pack;
  CHECK(pack.nation == "GB-ENG");
  CHECK(pack.retention.review_months == 6);
  REQUIRE(pack.cards.size() == 2);
  REQUIRE(pack.cards[0].sources.size() == 2);
  CHECK(pack.cards[0].sources[0].checked == "2026-11-01");
  CHECK_FALSE(pack.cards[0].sources[1].checked);
  CHECK(pack.windows[0].route == domain::AssaultRoute::oral);
  CHECK(pack.windows[0].last_hours == 48);
  CHECK(pack.contacts[0].purposes.size() == 2);
  CHECK(pack.letters[0].body[0] == "{{gap}}");
  const auto again = json::read_pack(json::write_pack(pack));
  REQUIRE(again.ok());
  CHECK(again.pack == pack);
}

TEST_CASE("what nobody asked for, or is of another type or name, is refused", "[json][pack]") {
  CHECK(code_at(with("\"id\": \"gb-eng\",", "\"id\": \"gb-eng\", \"html\": \"\","), "html") ==
        "unknown_key");
  CHECK(code_at(with("\"kind\": \"law\"", "\"kind\": \"advice\""), "cards[0].kind") ==
        "not_allowed");
  CHECK(code_at(with("\"last_hours\": 48", "\"last_hours\": \"48\""), "windows[0].last_hours") ==
        "wrong_type");
  CHECK(code_at(with("\"route\": \"oral\"", "\"route\": \"skin\""), "windows[0].route") ==
        "not_allowed");
  CHECK(code_at(with("pack/1", "pack/2"), "schema") == "not_allowed");
  CHECK(code_at(with("\"title\": \"W\", ", ""), "windows[0].title") == "missing");
}

TEST_CASE("forgetting when it was checked is not saying that nobody did", "[json][pack]") {
  CHECK(code_at(with(", \"checked\": null", ""), "sources.memory.checked") == "missing");
}

TEST_CASE("a source that is not there is told", "[json][pack]") {
  CHECK(code_at(with("[\"page\", \"memory\"]", "[\"pag\"]"), "cards[0].sources") ==
        "unknown_source");
}

TEST_CASE("a file of one byte too many is not read", "[json][pack]") {
  std::string text = kGood;
  text.append(limits::kPackBytes - text.size(), ' ');
  CHECK(json::read_pack(text).ok());
  CHECK(code_at(text + " ", "") == "too_large");
}

// ---- composing

namespace {

const std::string kPart = R"({"schema": "watchword.pack-part/1",
 "sources": {"page": {"name": "Old", "url": "", "checked": null},
             "unused": {"name": "Unused", "url": "", "checked": null}},
 "cards": [{"id": "a", "kind": "tip", "title": "Of the part", "body": ["p"], "sources": []},
           {"id": "p", "kind": "tip", "title": "P", "body": ["p"], "sources": ["page"]}]})";

json::ComposedPack compose(const std::string& own, const std::string& part = kPart) {
  return json::compose_pack(own, [&](const std::string& name) -> std::optional<std::string> {
    return name == "part" ? std::optional(part) : std::nullopt;
  });
}

std::string own_file() {
  return with("\"lang\": \"en\", ", "\"lang\": \"en\", \"parts\": [\"part\"], ");
}

}  // namespace

TEST_CASE("a nation's own entries take the place of its parts'", "[json][pack]") {
  const auto composed = compose(own_file());
  REQUIRE(composed.ok());
  const auto pack = json::read_pack(composed.text).pack;
  REQUIRE(pack.cards.size() == 3);
  CHECK(pack.cards[0].title == "A");  // in the part's place, with its own words
  CHECK(pack.cards[1].title == "P");
  CHECK(pack.cards[1].sources[0].name == "Page");
  CHECK(composed.text.find("Unused") == std::string::npos);
}

TEST_CASE("composing is the same every time", "[json][pack]") {
  CHECK(compose(own_file()).text == compose(own_file()).text);
}

TEST_CASE("composing says what is wrong with a part", "[json][pack]") {
  CHECK_FALSE(compose(with("\"lang\": \"en\", ", "\"lang\": \"en\", \"parts\": [\"x\"], ")).ok());
  CHECK_FALSE(compose(with("\"lang\": \"en\", ", "\"lang\": \"en\", \"parts\": [1], ")).ok());
  for (const char* part :
       {"", "[]", "{}", R"({"schema": "watchword.pack-part/1", "nation": "IE"})",
        R"({"schema": "watchword.pack-part/1", "sources": []})",
        R"({"schema": "watchword.pack-part/1", "cards": [{"id": "d"}, {"id": "d"}]})",
        R"({"schema": "watchword.pack-part/1", "cards": [1]})",
        R"({"schema": "watchword.pack-part/1", "cards": "x"})"}) {
    CAPTURE(part);
    CHECK_FALSE(compose(own_file(), part).ok());
  }
}
