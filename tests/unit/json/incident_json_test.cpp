// Goal: the journal's documents are read strictly, and come back from their text as they were.
#include "json/incident_json.h"

#include <nlohmann/json.hpp>

#include "domain/incident_rules.h"
#include "domain/journal_limits.h"
#include "support/catch.h"
#include "support/random_incident.h"

using namespace ww;

namespace {

using Errors = std::vector<std::string>;
Errors told(const std::vector<domain::FieldError>& errors) {
  Errors out;
  for (const auto& error : errors) out.push_back(error.field + " " + error.code);
  return out;
}
Errors incident_errors(std::string_view text) { return told(json::read_incident(text).errors); }
Errors subject_errors(std::string_view text) { return told(json::read_subject(text).errors); }
Errors own_errors(std::string_view text) { return told(json::read_own(text).errors); }

// An incident whose account makes the text exactly this long.
std::string sized(std::size_t bytes) {
  const std::string begin = R"({"schema":"incident/1","account":")", end = "\"}";
  return begin + std::string(bytes - begin.size() - end.size(), 'a') + end;
}
std::string nested(std::size_t depth) {
  return R"({"schema":"incident/1","x":)" + std::string(depth - 1, '[') +
         std::string(depth - 1, ']') + "}";
}

}  // namespace

TEST_CASE("any incident comes back equal from its text", "[json][incident]") {
  const auto seed = GENERATE(range(0u, 400u));
  CAPTURE(seed);
  const auto incident = test::RandomIncident(seed).incident();
  const std::string text = json::write_incident(incident);
  const auto back = json::read_incident(text);
  CHECK(told(back.errors) == Errors{});
  CHECK(back.incident == incident);
  CHECK(json::write_incident(back.incident) == text);
}

TEST_CASE("any person of concern and any own list come back equal", "[json][incident]") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  test::RandomIncident random(seed);
  const auto subject = random.subject();
  const auto back = json::read_subject(json::write_subject(subject));
  CHECK(told(back.errors) == Errors{});
  CHECK(back.subject == subject);
  const auto own = random.own();
  const auto own_back = json::read_own(json::write_own(own));
  CHECK(told(own_back.errors) == Errors{});
  CHECK(own_back.own == own);
}

TEST_CASE("an incident may hold nothing but its schema", "[json][incident]") {
  const auto read = json::read_incident(R"({"schema": "incident/1"})");
  CHECK(read.ok());
  CHECK(read.incident == domain::Incident{});
  CHECK(json::write_incident({}) == R"({"schema":"incident/1"})");
}

TEST_CASE("not told and told to be none stay different", "[json][incident]") {
  const auto read = json::read_incident(R"({"schema": "incident/1", "weapon": [], "exposed": []})");
  REQUIRE(read.ok());
  CHECK(read.incident.weapon == domain::List<domain::Weapon>{std::in_place});
  CHECK_FALSE(read.incident.tactics);
}

TEST_CASE("every wrong value of an incident is told at once, by its place", "[json][incident]") {
  CHECK(incident_errors(R"({"schema": "incident/1", "channels": ["sms", "fax"], "unwanted": "yes",
                            "demand": {"made": 1, "colour": "red"}, "shoes": 43,
                            "when": {"start": "yesterday"}, "checklist": [{"item": "a"}]})") ==
        Errors{"channels[1] not_allowed", "when.start malformed", "unwanted wrong_type",
               "demand.made wrong_type", "demand.colour unknown_key", "checklist[0].list missing",
               "checklist[0].state missing", "shoes unknown_key"});
  CHECK(incident_errors("[]") == Errors{" wrong_type"});
  CHECK(incident_errors("{}") == Errors{"schema missing"});
}

TEST_CASE("the journal keeps what was written beside its one spelling", "[json][incident]") {
  const auto read = json::read_incident(
      R"({"schema": "incident/1", "who": {"ids": [
          {"kind": "phone", "canon": "+447700900123", "raw": "07700 900123"},
          {"kind": "plate", "raw": "AB?? TST"}, {"kind": "name", "canon": "mark"}]}})");
  REQUIRE(read.ok());
  const auto& ids = *read.incident.who->ids;
  CHECK(ids[0].canon == "+447700900123");
  CHECK(ids[0].raw == "07700 900123");
  CHECK(ids[1].canon.empty());
  CHECK(incident_errors(R"({"schema": "incident/1", "who": {"ids": [{"kind": "phone"}]}})") ==
        Errors{"who.ids[0].canon missing"});
}

TEST_CASE("the text of an incident is bounded in bytes and depth", "[json][incident]") {
  CHECK(incident_errors(sized(limits::kIncidentJsonBytes)) == Errors{});
  CHECK(incident_errors(sized(limits::kIncidentJsonBytes + 1)) == Errors{" too_large"});
  CHECK(incident_errors(nested(limits::kIncidentJsonDepth)) == Errors{"x unknown_key"});
  CHECK(incident_errors(nested(limits::kIncidentJsonDepth + 1)).at(0).find("too_deep") !=
        std::string::npos);
}

TEST_CASE("a key given twice and text that is not UTF-8 are refused", "[json][incident]") {
  CHECK(incident_errors(R"({"schema": "incident/1", "lang": "en", "lang": "ro"})") ==
        Errors{"lang duplicate_key"});
  CHECK(incident_errors("{\"schema\": \"incident/1\", \"account\": \"\xFF\"}")
            .at(0)
            .find("not_utf8") != std::string::npos);
}

TEST_CASE("a person of concern and the own list are read as strictly", "[json][incident]") {
  CHECK(subject_errors(R"({"schema": "subject/1", "label": "the tall one"})") == Errors{});
  CHECK(subject_errors(R"({"schema": "incident/1", "label": "x"})") ==
        Errors{"schema unsupported"});
  CHECK(subject_errors(R"({"note": "x", "real_name": "y"})") ==
        Errors{"schema missing", "label missing", "real_name unknown_key"});
  CHECK(own_errors(R"({"schema": "own/1", "phones": ["07700 900999"]})") == Errors{});
  CHECK(own_errors(R"({"schema": "own/1", "phones": [7], "passport": "1"})") ==
        Errors{"phones[0] wrong_type", "passport unknown_key"});
}
