// Goal: what a person writes into the form is what the journal gets, nothing that she did not touch
// changes, and what cannot be read is told, never dropped.
#include <set>

#include "bench.h"
#include "cli/incident_form.h"
#include "support/catch.h"

using namespace ww;
using cli::Json;

namespace {

const cli::LocalToInstant& hour_ahead() {
  static const test::Bench bench;
  return bench.world.local_to_instant;
}

Json read(const std::string& text, const Json& before = {{"schema", "incident/1"}}) {
  const auto json = cli::read_form(text, before, hour_ahead());
  REQUIRE(json.ok());
  return *json;
}

std::string refusal(const std::string& text) {
  const auto json = cli::read_form(text, Json::object(), hour_ahead());
  REQUIRE_FALSE(json.ok());
  CHECK(json.error().kind == api::Problem::Kind::invalid);
  return json.error().message;
}

const cli::FormField& field(const std::string& label) {
  for (const auto& each : cli::form_fields()) {
    if (each.label == label) return each;
  }
  FAIL("no such field: " << label);
  return cli::form_fields().front();
}

}  // namespace

TEST_CASE("an empty form says nothing", "[cli][form]") {
  const Json nothing = {{"schema", "incident/1"}};
  CHECK(read(cli::form_text(nothing)) == nothing);
}

TEST_CASE("each label stands for one field, and each field for one place in the model",
          "[cli][form]") {
  std::set<std::string> labels, places;
  for (const auto& each : cli::form_fields()) {
    CAPTURE(each.label);
    CHECK(labels.insert(each.label).second);
    CHECK(places.insert(each.kind == nullptr ? each.path : each.kind).second);
  }
}

TEST_CASE("a filled form becomes the incident", "[cli][form]") {
  const Json json = read(
      "account: He came back.\n  Twice that night.\n"
      "what happened: threat violence, Harassment\n"
      "phones: 07700 900567, 07700 900568\n"
      "plates: IE:253D12345\n"
      "handles: chatapp.example:tick_tock\n"
      "hair colour: dark\n"
      "regions: GB-LDS\n"
      "when it began: 2026-11-24 22:15\n"
      "feared violence: yes\n"
      "it was unwanted: no\n"
      "how many people: 2\n");
  CHECK(json["account"] == "He came back.\nTwice that night.");
  CHECK(json["codes"] == Json({"threat_violence", "harassment"}));
  CHECK(json["who"]["ids"].size() == 4);
  CHECK(json["who"]["ids"][0] == Json({{"kind", "phone"}, {"raw", "07700 900567"}}));
  CHECK(json["who"]["ids"][2]["cc"] == "IE");
  CHECK(json["who"]["ids"][3]["platform"] == "chatapp.example");
  CHECK(json["who"]["people"][0]["hair"]["colour"] == "dark");
  CHECK(json["who"]["n"] == 2);
  CHECK(json["when"]["start"] == "2026-11-24T21:15:00Z");
  CHECK(json["when"]["precision"] == "minute");
  CHECK(json["when"]["tz"] == "Europe/London");
  CHECK(json["feared_violence"] == true);
  CHECK(json["unwanted"] == false);
}

TEST_CASE("how exactly a time is told is kept", "[cli][form]") {
  const auto [text, start, precision] = GENERATE(table<std::string, std::string, std::string>(
      {{"2026-11", "2026-10-31T23:00:00Z", "month"},
       {"2026-11-24", "2026-11-23T23:00:00Z", "day"},
       {"2026-11-24 22", "2026-11-24T21:00:00Z", "hour"},
       {"2026-11-24 22:15", "2026-11-24T21:15:00Z", "minute"}}));
  const Json json = read("when it began: " + text + "\n");
  CHECK(json["when"]["start"] == start);
  CHECK(json["when"]["precision"] == precision);
}

TEST_CASE("a form that was not touched changes nothing, whatever it cannot show", "[cli][form]") {
  const Json before = {
      {"schema", "incident/1"},
      {"account", "one\n\ntwo"},
      {"who",
       {{"ids",
         {{{"kind", "phone"}, {"canon", "+447700900567"}, {"last_seen", "2026-11"}},
          {{"kind", "address"}, {"canon", "ZZ999ZZ:1"}}}},
        {"people", {{{"age", {20, 30}}, {"smell", {"engine oil"}}}}}}},
      {"when",
       {{"start", "2026-11-24T22:15:00Z"}, {"precision", "minute"}, {"tz", "Europe/Dublin"}}},
      {"codes", Json::array()}};
  CHECK(read(cli::form_text(before), before) == before);
}

TEST_CASE("a number that is taken out goes, and the others keep what else they say",
          "[cli][form]") {
  const Json before = {{"who",
                        {{"ids",
                          {{{"kind", "phone"}, {"canon", "+447700900567"}, {"conf", "certain"}},
                           {{"kind", "phone"}, {"canon", "+447700900568"}},
                           {{"kind", "email"}, {"canon", "a@example.com"}}}}}}};
  const Json after = read("phones: +447700900567\n", before);
  REQUIRE(after["who"]["ids"].size() == 2);
  CHECK(after["who"]["ids"][0]["conf"] == "certain");
  CHECK(after["who"]["ids"][1]["kind"] == "email");
}

TEST_CASE("an emptied field is taken away, and an object with nothing in it too", "[cli][form]") {
  const Json before = {{"schema", "incident/1"}, {"where", {{"locality", "Leeds"}}}};
  CHECK(read("where:\n", before) == Json({{"schema", "incident/1"}}));
}

TEST_CASE("what cannot be read is named", "[cli][form]") {
  CHECK_THAT(refusal("account: fine\nwhat hapened: rape\n"), ContainsSubstring("Line 2"));
  CHECK_THAT(refusal("when it began: yesterday\n"), ContainsSubstring("when it began"));
  CHECK_THAT(refusal("when it began: 2026-02-30\n"), ContainsSubstring("when it began"));
  CHECK_THAT(refusal("feared violence: perhaps\n"), ContainsSubstring("yes or no"));
  CHECK_THAT(refusal("how many people: some\n"), ContainsSubstring("whole number"));
  CHECK_THAT(refusal("time zone: Nowhere\nwhen it began: 2026-11-24\n"),
             ContainsSubstring("time zone"));
}

TEST_CASE("an answer of nothing changes nothing, a dash takes away", "[cli][form]") {
  const Json before = {{"where", {{"locality", "Leeds"}}}};
  CHECK(*cli::with_answer(before, field("where"), "  ", hour_ahead()) == before);
  CHECK(*cli::with_answer(before, field("where"), "Hull", hour_ahead()) ==
        Json({{"where", {{"locality", "Hull"}}}}));
  CHECK(*cli::with_answer(before, field("where"), "-", hour_ahead()) == Json::object());
}
