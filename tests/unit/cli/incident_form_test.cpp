// Goal: what a person writes into the form is what the journal gets, nothing that she did not touch
// changes, and what cannot be read is told, never dropped.
#include <set>

#include "bench.h"
#include "cli/dates.h"
#include "cli/form_values.h"
#include "cli/incident_form.h"
#include "support/catch.h"

using namespace ww;
using cli::Json;

namespace {

// Every place is one hour ahead of UTC.
const cli::Clocks& hour_ahead() {
  static const test::Bench bench;
  static const cli::Clocks clocks{
      bench.world.local_to_instant,
      [](Instant at, const std::string& zone) -> std::optional<std::string> {
        if (zone != "Europe/London" && zone != "Europe/Dublin") return std::nullopt;
        return cli::for_people(at + std::chrono::hours{1}).substr(0, 16);
      },
      from_unix_seconds(1'795'880'000), "GB", nullptr};  // 28 November 2026
  return clocks;
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
  CHECK(read(cli::form_text(nothing, hour_ahead())) == nothing);
}

TEST_CASE("each label stands for one field, and each field for one place in the model",
          "[cli][form]") {
  std::set<std::string> labels, places;
  for (const auto& each : cli::form_fields()) {
    CAPTURE(each.label);
    CHECK(labels.insert(each.label).second);
    CHECK(places.insert(each.path).second);
  }
}

TEST_CASE("every closed list has its words, and only a closed list has them", "[cli][form]") {
  using Type = cli::FormField::Type;
  for (const auto& each : cli::form_fields()) {
    CAPTURE(each.label);
    const bool closed = each.type == Type::codes || each.type == Type::choice;
    CHECK((each.choices != nullptr) == closed);
  }
}

TEST_CASE("answers are words, numbers of the list, beginnings or codes", "[cli][form]") {
  const auto [told, code] = GENERATE(table<std::string, std::string>(
      {{"robbery", "robbery"},
       {"9", "robbery"},
       {"Threat of violence", "threat_violence"},
       {"threat_violence", "threat_violence"},
       {"not paid, or money taken back", "fraud_nonpayment"},
       {"not paid", "fraud_nonpayment"},
       {"indecent, offensive or threatening message", "malicious_comms"},
       {"robery", "robbery"}}));
  CHECK(read("what happened: " + told + "\n")["codes"] == Json::array({code}));
}

TEST_CASE("several answers may hold commas themselves", "[cli][form]") {
  const Json codes =
      read("what happened: drugged, or something put in a drink, 9; something else\n")["codes"];
  CHECK(codes == Json({"drugging", "robbery", "other"}));
}

TEST_CASE("words that fit several, or none, are asked about and accuse nobody", "[cli][form]") {
  CHECK_THAT(refusal("what happened: assault\n"), ContainsSubstring("sexual assault"));
  CHECK_THAT(refusal("what happened: assault\n"), ContainsSubstring("physical assault"));
  CHECK_THAT(refusal("what happened: mugwump\n"), ContainsSubstring("your own words"));
  CHECK_THAT(refusal("who they were: client, stranger\n"), ContainsSubstring("only one"));
  const auto text = cli::form_text({{"schema", "incident/1"}}, hour_ahead());
  for (const char* code : {"ncii", "malicious comms", "fraud nonpayment"}) {
    CHECK(text.find(code) == std::string::npos);
  }
}

TEST_CASE("what the guide asks of a person, a car and a page stands in the form", "[cli][form]") {
  const std::string text =
      "man or woman: man\nage: 30 to 40\nheight: 170-180\nglasses: yes\n"
      "marks: tattoo, left hand, an anchor; scar, chin\nvehicle colour: silver\n"
      "vehicle make: Example\nhow often: 3\nthe last time: 2026-06-10\n"
      "page about you: https://ads.example/1\nthe page is: recorded\n"
      "why it should go: copyright\n";
  const Json json = read(text);
  const auto& person = json["who"]["people"][0];
  CHECK(person["gender"] == "man");
  CHECK(person["age"] == Json({30, 40}));
  CHECK(person["height_cm"] == Json({170, 180}));
  CHECK(person["glasses"] == true);
  CHECK(person["marks"][0] ==
        Json({{"type", "tattoo"}, {"part", "left hand"}, {"desc", "an anchor"}}));
  CHECK(person["marks"][1] == Json({{"type", "scar"}, {"part", "chin"}}));
  CHECK(json["who"]["vehicles"][0] == Json({{"colour", "silver"}, {"make", "Example"}}));
  CHECK(json["repeat"] == Json({{"count", 3}, {"last", "2026-06-10"}}));
  CHECK(json["online_items"][0] ==
        Json({{"url", "https://ads.example/1"}, {"state", "recorded"}, {"ground", "copyright"}}));
  // It comes back as it was written.
  const auto shown = cli::form_text(json, hour_ahead());
  CHECK(read(shown, json) == json);
  CHECK_THAT(shown, ContainsSubstring("marks: tattoo, left hand, an anchor; scar, chin\n"));
  CHECK_THAT(shown, ContainsSubstring("age: 30-40\n"));
  const Json gone = read("vehicle colour:\nvehicle make:\n", json);
  CHECK_FALSE(gone["who"].contains("vehicles"));
  CHECK_THAT(refusal("age: old\n"), ContainsSubstring("an age"));
}

namespace {

std::set<std::string> asked_after(const Json& incident) {
  std::set<std::string> paths;
  for (const auto& each : cli::form_fields()) {
    const bool matters = each.matters == nullptr || each.matters(incident);
    if (each.question != nullptr && matters) paths.insert(each.path);
  }
  return paths;
}

}  // namespace

TEST_CASE("the facts that a hint needs are asked for when they matter", "[cli][form]") {
  const auto [code, path] =
      GENERATE(table<std::string, std::string>({{"threatening_comms", "/messages"},  // H2, H3
                                                {"blackmail", "/demand/what"},       // H5
                                                {"blackmail", "/demand/menaces"},    // H5, H6
                                                {"physical_assault", "/urgency"},    // H9
                                                {"robbery", "/urgency"},             // H9
                                                {"stalking", "/tactics"},            // H4
                                                {"harassment", "/repeat/count"},     // H1
                                                {"voyeurism_filming", "/consent_to_film"},  // H7
                                                {"outing", "/exposed"},                     // H10
                                                {"ncii_threat", "/images"},                 // H6
                                                {"rape", "/route"},  // care times
                                                {"doxxing", "/online_items/0/url"}}));
  CAPTURE(code, path);
  CHECK(asked_after({{"codes", {code}}}).count(path) == 1);
  CHECK(asked_after({{"codes", {"theft"}}}).count(path) == 0);
}

TEST_CASE("few questions follow on what happened, and none that would hurt", "[cli][form]") {
  constexpr std::size_t kPlain = 10;
  for (const auto& choice : cli::choices_of<domain::Code>()) {
    CAPTURE(choice.code);
    CHECK(asked_after({{"codes", {choice.code}}}).size() <= kPlain + 9);
  }
  for (const char* code : {"rape", "sexual_assault", "stealthing"}) {
    CHECK(asked_after({{"codes", {code}}}).count("/unwanted") == 0);
    CHECK(asked_after({{"codes", {code}}}).count("/feared_violence") == 0);
  }
  // Nobody stood in front of her.
  const auto by_text = asked_after({{"codes", {"blackmail"}}, {"channels", {"sms"}}});
  CHECK(by_text.count("/who/people/0/build") == 0);
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
  CHECK(read(cli::form_text(before, hour_ahead()), before) == before);
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
  CHECK_THAT(refusal("when it began: soon\n"), ContainsSubstring("when it began"));
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

TEST_CASE("a form shows a time as it was told, by the clocks of the place", "[cli][form]") {
  const std::string told =
      GENERATE(as<std::string>{}, "2026-06", "2026-06-10", "2026-06-10 22", "2026-06-10 22:15");
  const Json json = read("when it began: " + told + "\n");
  CHECK_THAT(cli::form_text(json, hour_ahead()),
             ContainsSubstring("when it began: " + told + "\n"));
}

TEST_CASE("a longer text goes on without blanks before it, too", "[cli][form]") {
  CHECK(read("account: He rang.\nThen he came\n  to the door.\n")["account"] ==
        "He rang.\nThen he came\nto the door.");
}

TEST_CASE("no line that a person wrote is taken for one of the form's own", "[cli][form]") {
  const std::string line = GENERATE(
      as<std::string>{}, "[28/11/2026, 10:00:00] Dave: I know where you live",
      "[silence] then he left", "# 3 flat number", "#freeschuyler", "Dave: hi", "10:15 he rang",
      "https://chat.example/x", "\xE2\x80\xAA+44 7700 900142\xE2\x80\xAC: come\tdown");
  CAPTURE(line);
  const std::string form = cli::form_text({{"schema", "incident/1"}}, hour_ahead());
  const std::string at = "\naccount:";
  const auto place = form.find(at);
  REQUIRE(place != std::string::npos);
  std::string filled = form;
  filled.insert(place + at.size(), " He wrote.\n" + line + "\n\nThat was all.");
  CHECK(read(filled)["account"] == "He wrote.\n" + line + "\n\nThat was all.");
  filled = form;
  filled.insert(place + at.size(), " He wrote.\n  " + line);
  CHECK(read(filled)["account"] == "He wrote.\n" + line);
}

TEST_CASE("a label may begin with a capital, and one that stands twice loses nothing",
          "[cli][form]") {
  const Json json = read("Account: He came.\nPhones: 07700 900567\nWHERE: Leeds\n");
  CHECK(json["account"] == "He came.");
  CHECK(json["who"]["ids"][0]["raw"] == "07700 900567");
  CHECK(json["where"]["locality"] == "Leeds");
  const std::string twice = "account: He came.\nwhere: Leeds\nwhere: Hull\n";
  CHECK_THAT(refusal(twice), ContainsSubstring("Line 3"));
  const Json saved = cli::saved_form(twice, {{"schema", "incident/1"}}, hour_ahead(), {});
  CHECK(saved["where"]["locality"] == "Leeds");
  CHECK(saved["account"] == "He came.\n\nwhere: Hull");
}

TEST_CASE("an answer that comes later takes nothing away", "[cli][form]") {
  const Json before = read(
      "account: He came.\nwhat happened: robbery\nphones: 07700 900567\n"
      "distinctive: a limp\nwhere: Leeds\n");
  const auto more = [&](const char* label, const char* answer) {
    const auto json = cli::with_more(before, field(label), answer, hour_ahead());
    REQUIRE(json.ok());
    return *json;
  };
  CHECK(more("account", "He came again.")["account"] == "He came.\n\nHe came again.");
  CHECK(more("what happened", "harassment, robbery")["codes"] == Json({"robbery", "harassment"}));
  const Json phones = more("phones", "07700 900568")["who"]["ids"];
  REQUIRE(phones.size() == 2);
  CHECK(phones[0]["raw"] == "07700 900567");
  CHECK(more("distinctive", "a scar")["who"]["people"][0]["distinctive"] ==
        Json({"a limp", "a scar"}));
  CHECK(more("where", "Hull")["where"]["locality"] == "Hull");
  CHECK(more("account", " ") == before);
}

TEST_CASE("a form that is not put right keeps what is read, and every other word in the account",
          "[cli][form]") {
  const std::string text =
      "account: He came back.\nwhere: Leeds\nwhen it began: after dark\nregions: Leeds\n"
      "what hapened: rape\n";
  const Json json =
      cli::saved_form(text, {{"schema", "incident/1"}}, hour_ahead(), {"where.regions[0]"});
  CHECK(json["where"] == Json({{"locality", "Leeds"}}));
  CHECK(json["account"] ==
        "He came back.\n\nwhen it began: after dark\nregions: Leeds\nwhat hapened: rape");
  CHECK(cli::raw_form(text).find("what hapened: rape") != std::string::npos);
  CHECK(cli::raw_form(cli::form_text({{"schema", "incident/1"}}, hour_ahead())).empty());
}

namespace {

// How a form's line was read, as the person is told.
std::string told_of(const std::string& line, Json* incident = nullptr) {
  std::vector<std::string> notes;
  cli::Clocks clocks = hour_ahead();
  clocks.notes = &notes;
  const auto json = cli::read_form(line, {{"schema", "incident/1"}}, clocks);
  REQUIRE(json.ok());
  if (incident != nullptr) *incident = *json;
  std::string all;
  for (const auto& note : notes) all += note;
  return all;
}

}  // namespace

TEST_CASE("a date may be written as people write it, and is said back", "[cli][form]") {
  const auto [text, start, precision, said] =
      GENERATE(table<std::string, std::string, std::string, std::string>(
          {{"24/11/2026 22:15", "2026-11-24T21:15:00Z", "minute",
            "Tuesday 24 November 2026, 22:15"},
           {"yesterday", "2026-11-26T23:00:00Z", "day", "Friday 27 November 2026"},
           {"3 March", "2026-03-02T23:00:00Z", "day", "Tuesday 3 March 2026"},
           {"about 2026-11-24", "2026-11-23T23:00:00Z", "unknown", "about Tuesday 24 November"},
           {"2026-11-24 22:15", "2026-11-24T21:15:00Z", "minute", ""}}));
  CAPTURE(text);
  Json json;
  CHECK_THAT(told_of("when it began: " + text + "\n", &json), ContainsSubstring(said));
  CHECK(json["when"]["start"] == start);
  CHECK(json["when"]["precision"] == precision);
}

TEST_CASE("a span has its end, and never one that is still to come", "[cli][form]") {
  const Json span = read("when it began: 2026-11-24 22:15-23:00\n");
  CHECK(span["when"]["start"] == "2026-11-24T21:15:00Z");
  CHECK(span["when"]["end"] == "2026-11-24T22:00:00Z");
  const Json year = read("when it began: 2026\n");
  CHECK(year["when"]["start"] == "2025-12-31T23:00:00Z");
  CHECK(year["when"]["end"].get<std::string>().substr(0, 7) == "2026-11");
}

TEST_CASE("an age and a height are ranges, and a change of meaning is never silent",
          "[cli][form]") {
  Json json;
  CHECK_THAT(told_of("age: mid-40s\n", &json), ContainsSubstring("read as 44-46"));
  CHECK(json["who"]["people"][0]["age"] == Json({44, 46}));
  CHECK_THAT(told_of("age: over 60\n", &json), ContainsSubstring("61 or over"));
  CHECK(read(cli::form_text(json, hour_ahead()), json) == json);
  CHECK(told_of("age: 30-40\n").empty());
  CHECK_THAT(told_of("height: 5'10\"\n", &json), ContainsSubstring("178 cm"));
  CHECK(json["who"]["people"][0]["height_cm"] == Json({178, 178}));
  CHECK_THAT(cli::form_text(json, hour_ahead()), ContainsSubstring("height: 178 cm\n"));
}

TEST_CASE("several identifiers in one field are several, and an address tells its platform itself",
          "[cli][form]") {
  const Json ids = read(
      "phones: 07700 900142 or 07700 900143\n  07700 900144\n"
      "plates: AB51 XYZ; AB51 XYV\n"
      "handles: https://www.instagram.com/clocktick/\n")["who"]["ids"];
  REQUIRE(ids.size() == 6);
  CHECK(ids[2]["raw"] == "07700 900144");
  CHECK(ids[4]["raw"] == "AB51 XYV");
  CHECK(ids[5] == Json({{"kind", "handle"}, {"raw", "https://www.instagram.com/clocktick/"}}));
}

TEST_CASE("a time zone may be named as people name it", "[cli][form]") {
  for (const char* name : {"london", "BST", "europe/london", "Europe/London"})
    CHECK(read("time zone: " + std::string(name) + "\n")["when"]["tz"] == "Europe/London");
  CHECK(read("time zone: Ireland\n")["when"]["tz"] == "Europe/Dublin");
  CHECK_THAT(refusal("time zone: Nowhere\n"), ContainsSubstring("not known"));
}
