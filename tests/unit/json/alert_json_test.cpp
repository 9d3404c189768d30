// Goal: the model goes through JSON unchanged, and nothing but the model gets in.
#include "json/alert_json.h"

#include "domain/alert_limits.h"
#include "support/alert_samples.h"
#include "support/catch.h"

using namespace ww;
using domain::Origin;

namespace {

// "" when the text is fine; else "field code" of the first error.
std::string first_error(const std::string& text, Origin origin = Origin::author) {
  const auto read = json::read_alert(text, origin);
  return read.ok() ? "" : read.errors[0].field + " " + read.errors[0].code;
}
std::string error_of(const nlohmann::json& alert, Origin origin = Origin::author) {
  return first_error(alert.dump(), origin);
}
std::string bent(const std::string& pointer, nlohmann::json value) {
  auto alert = test::plain_alert();
  alert[nlohmann::json::json_pointer(pointer)] = std::move(value);
  return error_of(alert);
}

}  // namespace

TEST_CASE("every sample comes back equal", "[json][alert]") {
  for (const auto& sample : test::alert_samples()) {
    CAPTURE(sample.name);
    const auto read = json::read_alert(sample.alert.dump(), Origin::author);
    CAPTURE(read.ok() ? "" : read.errors[0].field + ": " + read.errors[0].message);
    REQUIRE(read.ok());
    CHECK(nlohmann::json::parse(json::write_alert(read.alert)) == sample.alert);
    const auto again = json::read_alert(json::write_alert(read.alert, 1), Origin::author);
    CHECK(again.alert == read.alert);
  }
}

TEST_CASE("empty lists, zero and false are kept apart from absence", "[json][alert]") {
  auto alert = test::plain_alert();
  alert["id"] = "itdn6hsrq3wy2nwqujnz6s35by";
  alert["refs"] = nlohmann::json::array();
  alert["advice"] = nlohmann::json::array();
  alert["share"]["hops"] = 0;
  alert["share"]["support"] = false;
  alert["who"] = {{"n", 0},
                  {"withheld", false},
                  {"people", nlohmann::json::array()},
                  {"ids", nlohmann::json::array()},
                  {"vehicles", nlohmann::json::array({nlohmann::json::object()})}};
  alert["when"] = nlohmann::json::object();
  alert["where"] = {{"online", nlohmann::json::object()}, {"locality", ""}};
  alert["what"]["summary"] = "";
  const auto read = json::read_alert(alert.dump(), Origin::author);
  REQUIRE(read.ok());
  CHECK(nlohmann::json::parse(json::write_alert(read.alert)) == alert);
  CHECK(read.alert.refs->empty());
  CHECK_FALSE(read.alert.must_understand);
}

TEST_CASE("a text of 32 KiB is read and one byte more is refused", "[json][alert]") {
  std::string text = test::plain_alert().dump();
  text += std::string(limits::kAlertJsonBytes - text.size(), ' ');
  CHECK(first_error(text).empty());
  CHECK(first_error(text + " ") == " too_large");
}

TEST_CASE("a text of depth 8 is read and one level more is refused", "[json][alert]") {
  auto alert = test::plain_alert().dump();
  alert.pop_back();
  const auto nested = [&](int depth) {  // within the alert's own level
    const auto open = static_cast<std::size_t>(depth - 1);
    return alert + ",\"newer\":" + std::string(open, '[') + std::string(open, ']') + "}";
  };
  CHECK(first_error(nested(8), Origin::peer) == "id missing");
  CHECK_THAT(first_error(nested(9), Origin::peer), ContainsSubstring("too_deep"));
}

TEST_CASE("B08: what no alert is gets dropped with its reason", "[json][alert]") {
  SECTION("a summary of 200,000 bytes") {
    auto alert = test::plain_alert();
    alert["what"]["summary"] = std::string(200'000, 'a');
    CHECK(error_of(alert) == " too_large");
  }
  SECTION("500 levels") {
    CHECK_THAT(first_error(std::string(500, '[') + std::string(500, ']')),
               ContainsSubstring("too_deep"));
    CHECK_THAT(first_error(std::string(30'000, '[')), ContainsSubstring("too_deep"));
  }
  SECTION("a key twice, also spelt another way") {
    auto text = test::plain_alert().dump();
    text.pop_back();
    CHECK(first_error(text + R"(,"expires":"2026-01-01T00:00:00Z"})") == "expires duplicate_key");
    CHECK(first_error(text + R"(,"expire\u0073":"2026-01-01T00:00:00Z"})") ==
          "expires duplicate_key");
    CHECK(first_error(R"({"who":{"ids":[{},{"a":1,"a":2}]}})") == "who.ids[1].a duplicate_key");
  }
  SECTION("bytes that are no UTF-8") {
    auto alert = test::plain_alert();
    alert["what"]["summary"] = "HERE";
    auto text = alert.dump();
    text.replace(text.find("HERE"), 2, "\xFF\xFE");
    CHECK(first_error(text) == " not_utf8");
    text = alert.dump();
    text.replace(text.find("HERE"), 2, "\xC0\x80");  // overlong
    CHECK(first_error(text) == " not_utf8");
    text = alert.dump();
    text.replace(text.find("HERE"), 3, "\xED\xA0\x80");  // half a pair
    CHECK(first_error(text) == " not_utf8");
    CHECK_THAT(first_error(R"({"a":"\ud800"})"), ContainsSubstring("bad_json"));
  }
  SECTION("numbers that are not whole") {
    auto text = test::plain_alert().dump();
    text.pop_back();
    for (const char* number : {"1e400", "1.0", "1e2", "-0.5"}) {
      CAPTURE(number);
      CHECK(first_error(text + ",\"who\":{\"n\":" + number + "}}") == "who.n not_an_integer");
    }
    CHECK(first_error(text + ",\"who\":{\"n\":99999999999}}") == "who.n out_of_range");
    CHECK(first_error(text + ",\"who\":{\"n\":-99999999999}}") == "who.n out_of_range");
    CHECK(first_error(text + ",\"who\":{\"n\":18446744073709551615}}") == "who.n out_of_range");
  }
  SECTION("what is no JSON") {
    for (const char* text : {"", "{", "{}x", "{'a':1}", "{\"a\":1,}", "nul", "{\"a\":NaN}"}) {
      CAPTURE(text);
      CHECK_THAT(first_error(text), ContainsSubstring("bad_json"));
    }
    CHECK(first_error("[]") == " wrong_type");
    CHECK(first_error("7") == " wrong_type");
  }
}

TEST_CASE("every required field is missed by name", "[json][alert]") {
  for (const char* field : {"schema", "kind", "status", "sent", "expires", "lang", "share",
                            "severity", "urgency", "certainty", "basis", "action"}) {
    CAPTURE(field);
    auto alert = test::plain_alert();
    alert.erase(field);
    CHECK(error_of(alert) == std::string(field) + " missing");
  }
  CHECK(bent("/share", nlohmann::json::object()) == "share.level missing");
  CHECK(error_of(test::plain_alert()).empty());  // the node sets the id
  CHECK(error_of(test::plain_alert(), Origin::peer) == "id missing");
}

TEST_CASE("types and names are exact", "[json][alert]") {
  CHECK(bent("/kind", "Alert") == "kind not_allowed");
  CHECK(bent("/kind", 1) == "kind wrong_type");
  CHECK(bent("/share/level", "clear") == "share.level not_allowed");
  CHECK(bent("/share/support", "yes") == "share.support wrong_type");
  CHECK(bent("/share/hops", "1") == "share.hops wrong_type");
  CHECK(bent("/what/codes", "robbery") == "what.codes wrong_type");
  CHECK(bent("/what/codes", {"robbery", "murder"}) == "what.codes[1] not_allowed");
  CHECK(bent("/who", nlohmann::json::array()) == "who wrong_type");
  CHECK(bent("/who", nullptr) == "who wrong_type");
  CHECK(bent("/who", {{"people", {{{"age", {1, 2, 3}}}}}}) == "who.people[0].age wrong_type");
  CHECK(bent("/sent", "2025-02-30T00:00:00Z") == "sent malformed");
  CHECK(bent("/sent", "2025-02-28 00:00") == "sent malformed");
  CHECK(bent("/sent", "2025-02-28T24:00:00Z") == "sent malformed");
  CHECK(bent("/refs", {"short"}) == "refs[0] malformed");
  CHECK(bent("/id", "itdn6hsrq3wy2nwqujnz6s35b1") == "id malformed");
  CHECK(bent("/who/ids", {{{"kind", "phone"}}}) == "who.ids[0].canon missing");
  CHECK(bent("/who/ids", {{{"kind", "phone"}, {"canon", "+1"}, {"raw", "1"}}}) ==
        "who.ids[0].raw both_given");
}

TEST_CASE("an offset of time is read and UTC is written", "[json][alert]") {
  auto alert = test::plain_alert();
  alert["sent"] = "2025-03-14T22:30:15.75+01:30";
  const auto read = json::read_alert(alert.dump(), Origin::author);
  REQUIRE(read.ok());
  CHECK(nlohmann::json::parse(json::write_alert(read.alert))["sent"] == "2025-03-14T21:00:15Z");
}

TEST_CASE("an unknown key is refused for an author, and a peer's is kept raw", "[json][alert]") {
  auto alert = test::plain_alert();
  alert["id"] = "itdn6hsrq3wy2nwqujnz6s35by";
  alert["who"] = {{"people", {{{"role", "client"}, {"sh/oe~s", {{"size", 44}}}}}}};
  alert["newer"] = {1, 2};
  alert["must_understand"] = {"newer"};
  const auto mine = json::read_alert(alert.dump(), Origin::author);
  REQUIRE(mine.errors.size() == 2);
  CHECK(mine.errors[0].field == "who.people[0].sh/oe~s");
  CHECK(mine.errors[1].code == "unknown_key");
  const auto theirs = json::read_alert(alert.dump(), Origin::peer);
  REQUIRE(theirs.ok());
  CHECK(theirs.alert.extra.size() == 2);
  CHECK(domain::is_partial(theirs.alert));
  CHECK(nlohmann::json::parse(json::write_alert(theirs.alert)) == alert);
}

TEST_CASE("a newer peer's field is kept under a path of 120 bytes, and refused at 121",
          "[json][alert]") {
  const std::string key(limits::kAlertExtraPath - 1, 'n');  // the path adds a slash
  auto alert = test::plain_alert();
  alert["id"] = "itdn6hsrq3wy2nwqujnz6s35by";
  alert[key] = 1;
  const auto kept = json::read_alert(alert.dump(), Origin::peer);
  REQUIRE(kept.ok());
  CHECK(nlohmann::json::parse(json::write_alert(kept.alert)) == alert);
  alert[key + "n"] = 1;
  const auto refused = json::read_alert(alert.dump(), Origin::peer);
  REQUIRE(refused.errors.size() == 1);
  CHECK(refused.errors[0].code == "too_long");
}

TEST_CASE("attack: an extra that would replace a field or break the document is left out",
          "[json][alert]") {
  auto read = json::read_alert(test::plain_alert().dump(), Origin::author);
  REQUIRE(read.ok());
  const auto clean = json::write_alert(read.alert);
  read.alert.extra = {
      {"/kind", "\"retract\""},       {"kind", "1"},          {"/what/codes/0", "1"},
      {"/nowhere/at/all", "1"},       {"/broken", "{"},       {"/float", "1.5"},
      {"/twice", R"({"a":1,"a":2})"}, {"/bad~2pointer", "1"}, {"", "{}"}};
  CHECK(json::write_alert(read.alert) == clean);
}

TEST_CASE("all that is wrong is told at once", "[json][alert]") {
  auto alert = test::plain_alert();
  alert["kind"] = "warning";
  alert["lang"] = 5;
  alert.erase("basis");
  CHECK(json::read_alert(alert.dump(), Origin::author).errors.size() == 3);
}
