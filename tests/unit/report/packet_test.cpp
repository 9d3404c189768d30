// What each kind of packet holds, and above all what it does not.
#include "report/packet.h"

#include <algorithm>

#include "report/formats.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

std::string text_of(PacketKind kind, const PacketFacts& facts) {
  const auto packet = make_packet(kind, facts);
  REQUIRE(packet.ok());
  return to_text(packet->document);
}

// Every byte that may leave, in every format.
std::string everything(const Packet& packet) {
  return to_text(packet.document) + to_html(packet.document) + to_json(packet);
}

std::vector<std::string> fields_of(const Packet& packet) {
  std::vector<std::string> paths;
  for (const auto& field : packet.fields) paths.push_back(field.field);
  return paths;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

PacketFacts letter_facts() {
  auto facts = test::sample_facts();
  facts.letter = test::sample_letter();
  return facts;
}

TEST_CASE("every kind has a name, and only its own", "[report][packet]") {
  for (int i = 0; i <= static_cast<int>(PacketKind::withdrawal); ++i) {
    const auto kind = static_cast<PacketKind>(i);
    CHECK(packet_kind(to_name(kind)) == kind);
    CHECK(is_anonymous(kind) == (kind == PacketKind::police_anonymous));
  }
  CHECK_FALSE(packet_kind("police"));
  CHECK_FALSE(packet_kind(""));
}

TEST_CASE("without an incident there is no packet", "[report][packet]") {
  auto facts = test::sample_facts();
  facts.incidents.clear();
  const auto packet = make_packet(PacketKind::scheme, facts);
  REQUIRE_FALSE(packet.ok());
  CHECK(packet.error().code == Errc::not_found);
}

// Goal: an anonymous packet cannot be joined to its author.
// Method: every private field of the sample begins CANARY; none, no id and no time of writing may
// stand in any format.
TEST_CASE("the anonymous packet holds nothing of its author", "[report][packet]") {
  const auto facts = test::sample_facts();
  const auto packet = make_packet(PacketKind::police_anonymous, facts);
  REQUIRE(packet.ok());
  const auto all = everything(*packet);
  CHECK_THAT(all, !ContainsSubstring("CANARY"));
  for (const auto& one : facts.incidents) CHECK_THAT(all, !ContainsSubstring(one.id.base32()));
  CHECK_THAT(all, !ContainsSubstring(facts.subject->id.base32()));
  CHECK_THAT(all, !ContainsSubstring(facts.alerts[0].id.base32()));
  CHECK_THAT(all, !ContainsSubstring("2025-03-15"));  // written, imported
  CHECK_THAT(all, !ContainsSubstring("vaginal"));
  CHECK_THAT(all, !ContainsSubstring("distressed"));
  CHECK_THAT(all, !ContainsSubstring("told to stop"));
}

TEST_CASE("the anonymous packet holds the four W's of the person of concern", "[report][packet]") {
  const auto text = text_of(PacketKind::police_anonymous, test::sample_facts());
  for (const char* told : {"+447700900123", "gareth_painter on platform.example", "AB00TST",
                           "tattoo, left arm: anchor", "nobody will believe you", "35 to 45",
                           "Robbery, threat of violence", "knife or blade", "Leeds", "GB-LDS",
                           "last known in use 2025-03", "partly known"}) {
    CHECK_THAT(text, ContainsSubstring(told));
  }
}

TEST_CASE("anonymous times are no finer than chosen, and never finer than the hour at an incall",
          "[report][packet]") {
  auto facts = test::sample_facts();
  auto& where = *facts.incidents[0].incident.where;
  CHECK_THAT(text_of(PacketKind::police_anonymous, facts),
             ContainsSubstring("2025-03-14, about 22:00 UTC"));
  facts.finest = domain::Precision::minute;
  CHECK_THAT(text_of(PacketKind::police_anonymous, facts), !ContainsSubstring("22:07"));
  where.setting = domain::Setting::hotel;
  CHECK_THAT(text_of(PacketKind::police_anonymous, facts), ContainsSubstring("22:07"));
  where.setting.reset();  // not told: it may have been hers
  CHECK_THAT(text_of(PacketKind::police_anonymous, facts), !ContainsSubstring("22:07"));
  facts.finest = domain::Precision::month;
  const auto text = text_of(PacketKind::police_anonymous, facts);
  CHECK_THAT(text, ContainsSubstring("in 2025-03"));
  CHECK_THAT(text, !ContainsSubstring("2025-03-14"));
  CHECK_THAT(text, !ContainsSubstring("2025-02-11"));
}

TEST_CASE("the place of an anonymous incall is a town or nothing", "[report][packet]") {
  auto facts = test::sample_facts();
  auto& where = *facts.incidents[0].incident.where;
  for (const char* finer : {"Leeds 6", "Flat B, Leeds", "Leeds; near the park"}) {
    where.locality = finer;
    CHECK_THAT(text_of(PacketKind::police_anonymous, facts), !ContainsSubstring(finer));
    CHECK_THAT(text_of(PacketKind::scheme, facts), ContainsSubstring(finer));
  }
  where.locality = "Leeds 6";
  where.setting = domain::Setting::street;
  CHECK_THAT(text_of(PacketKind::police_anonymous, facts), ContainsSubstring("Leeds 6"));
}

// Goal: the engine's redactor sees everything that a person typed and that leaves.
// Method: each typed text of the sample is made unlike every other; what stands in the document
// must stand in `fields`.
TEST_CASE("every free text that leaves is named with its path", "[report][packet]") {
  auto facts = test::sample_facts();
  facts.fill = {{"summary", "SUMMARY he robbed me"}};
  const auto packet = make_packet(PacketKind::police_anonymous, facts);
  REQUIRE(packet.ok());
  const auto fields = fields_of(*packet);
  for (const char* path :
       {"summary", "incidents[1].who.people[0].build", "incidents[1].who.people[0].hair.colour",
        "incidents[1].who.people[0].voice.note", "incidents[1].who.people[0].marks[0].desc",
        "incidents[1].who.people[0].words[0]", "incidents[1].who.people[0].names[0]",
        "incidents[1].who.ids[0].canon", "incidents[1].who.ids[1].platform",
        "incidents[1].who.vehicles[0].plate", "incidents[1].where.locality",
        "incidents[1].demand.pay_to"}) {
    CAPTURE(path);
    CHECK(has(fields, path));
  }
  const auto text = to_text(packet->document);
  for (const auto& field : packet->fields) CHECK_THAT(text, ContainsSubstring(field.text));
}

// Goal: nobody's name is garbled. The one spelling of a name is made for comparing.
TEST_CASE("a name stands as it was written, a handle where that says the same",
          "[report][packet]") {
  using domain::IdentifierKind;
  auto facts = test::sample_facts();
  const auto id = [](IdentifierKind kind, const char* raw, const char* canon) {
    domain::Identifier made;
    made.kind = kind;
    made.raw = raw;
    made.canon = canon;
    return made;
  };
  auto& who = facts.incidents[0].incident.who;
  if (!who) who.emplace();
  who->ids = std::vector{
      id(IdentifierKind::name, "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF \xD8\xB9\xD9\x84\xD9\x8A",
         "ly mhmd"),
      id(IdentifierKind::name, "Mark", "mark"), id(IdentifierKind::handle, "@Grey_Fox", "grey_fox"),
      id(IdentifierKind::handle, "https://platform.example/Blue_Fox", "blue_fox"),
      id(IdentifierKind::phone, "07700 900 777", "+447700900777")};
  const auto kind =
      GENERATE(PacketKind::police_anonymous, PacketKind::scheme, PacketKind::statement);
  const auto packet = make_packet(kind, facts);
  REQUIRE(packet.ok());
  const auto text = to_text(packet->document);
  for (const char* shown :
       {"\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF", "Mark", "Grey_Fox", "blue_fox", "+447700900777"}) {
    CAPTURE(shown);
    CHECK_THAT(text, ContainsSubstring(shown));
  }
  for (const char* garbled : {"mhmd", "mark\n", "grey_fox", "Blue_Fox", "07700 900 777"}) {
    CAPTURE(garbled);
    CHECK_THAT(text, !ContainsSubstring(garbled));
  }
  // What stands there is what the redactor reads.
  const auto reads = [&](const std::string& words) {
    return std::any_of(packet->fields.begin(), packet->fields.end(),
                       [&](const auto& field) { return field.text == words; });
  };
  CHECK(reads("Mark"));
  CHECK(reads("@Grey_Fox"));
}

TEST_CASE("the scheme form has its order, its ticks and a view to read aloud", "[report][packet]") {
  auto facts = test::sample_facts();
  facts.fill = {{"summary", "He robbed me with a knife."}};
  facts.incidents.pop_back();
  facts.consents.pop_back();
  const auto text = text_of(PacketKind::scheme, facts);
  const auto place = [&](const char* word) { return text.find(std::string("\n") + word + "\n"); };
  CHECK(place("Who") < place("When"));
  CHECK(place("When") < place("Where"));
  CHECK(place("Where") < place("What"));
  CHECK(place("What") < place("In short"));
  CHECK_THAT(text, ContainsSubstring("May go to: reporting scheme: [x] yes"));
  CHECK_THAT(text, ContainsSubstring("May go to: police, in full: [ ] no"));
  CHECK_THAT(text, ContainsSubstring("To read out on the telephone"));
  CHECK_THAT(text, ContainsSubstring("- Phone number: +447700900123"));
  CHECK_THAT(text, ContainsSubstring("He robbed me with a knife."));
}

TEST_CASE("a permission that was taken back, or covers one incident of two, is no tick",
          "[report][packet]") {
  auto facts = test::sample_facts();
  CHECK_THAT(text_of(PacketKind::scheme, facts), ContainsSubstring("reporting scheme: [x] yes"));
  facts.consents[1].withdrawn = test::at(2025, 3, 19);
  CHECK_THAT(text_of(PacketKind::scheme, facts), ContainsSubstring("reporting scheme: [ ] no"));
  facts.consents.pop_back();
  CHECK_THAT(text_of(PacketKind::scheme, facts), ContainsSubstring("reporting scheme: [ ] no"));
}

TEST_CASE("a scheme form without a summary says that it is still to be written",
          "[report][packet]") {
  const auto packet = make_packet(PacketKind::scheme, test::sample_facts());
  REQUIRE(packet.ok());
  CHECK(packet->gaps == std::vector<std::string>{"summary"});
  CHECK_THAT(to_text(packet->document), ContainsSubstring("[summary]"));
}

TEST_CASE("her account and exact place stand in the statement alone", "[report][packet]") {
  const auto facts = letter_facts();
  for (int i = 0; i <= static_cast<int>(PacketKind::withdrawal); ++i) {
    const auto kind = static_cast<PacketKind>(i);
    CAPTURE(to_name(kind));
    const auto packet = make_packet(kind, facts);
    REQUIRE(packet.ok());
    const auto all = everything(*packet);
    const bool statement = kind == PacketKind::statement;
    CHECK((all.find("CANARY_ACCOUNT") != std::string::npos) == statement);
    CHECK((all.find("CANARY_PLACE_EXACT") != std::string::npos) == statement);
    for (const char* never :
         {"CANARY_OWN_PLACE", "CANARY_THIRD", "CANARY_LABEL", "CANARY_SUBJECT_NOTE",
          "CANARY_CONSENT_NOTE", "CANARY_EVIDENCE_NOTE"}) {
      CHECK_THAT(all, !ContainsSubstring(never));
    }
    const bool medical = kind == PacketKind::medical;
    CHECK((all.find("CANARY_HEALTH") != std::string::npos) == medical);
    CHECK((all.find("vaginal") != std::string::npos) == medical);
  }
}

TEST_CASE("the statement names its exhibits with their digests and custody", "[report][packet]") {
  const auto text = text_of(PacketKind::statement, test::sample_facts());
  CHECK_THAT(text, ContainsSubstring("Exhibit 2"));
  CHECK_THAT(text, ContainsSubstring("CANARY_EVIDENCE_5.png"));
  CHECK_THAT(text, ContainsSubstring(to_hex(test::id_of<Digest32>(5))));
  CHECK_THAT(text, ContainsSubstring(to_hex(test::id_of<Digest32>(0xAB))));
  CHECK_THAT(text, ContainsSubstring("Custody entries: 3"));
  CHECK_THAT(text, ContainsSubstring("unchanged"));
}

TEST_CASE("a file that is no longer the same is not passed over", "[report][packet]") {
  auto facts = test::sample_facts();
  facts.evidence[1].intact = false;
  CHECK_THAT(text_of(PacketKind::statement, facts), ContainsSubstring("NOT the same any more"));
}

TEST_CASE("the statement says when each thing was written and changed", "[report][packet]") {
  const auto text = text_of(PacketKind::statement, test::sample_facts());
  CHECK_THAT(text, ContainsSubstring("Written down: 2025-03-15 07:12 UTC"));
  CHECK_THAT(text, ContainsSubstring("Added to or corrected: 2025-03-16 18:03 UTC (version 2)"));
}

TEST_CASE("the timeline goes through all incidents from the oldest on", "[report][packet]") {
  const auto text = text_of(PacketKind::log, test::sample_facts());
  const auto harassed = text.find("2025-02-11: Incident 1: Harassment (phone call)");
  const auto told = text.find("2025-02-20 12:00 UTC: Told to stop");
  const auto told_again = text.find("2025-03-01 09:00 UTC: Told to stop (text message)");
  const auto robbed = text.find("Incident 2: Robbery");
  const auto reported = text.find("2025-03-17 09:00 UTC: Reported: platform");
  REQUIRE(reported != std::string::npos);
  CHECK(harassed < told);
  CHECK(told < told_again);
  CHECK(told_again < robbed);
  CHECK(robbed < reported);
}

TEST_CASE("times are local where the distance from UTC is known, and say so", "[report][packet]") {
  auto facts = test::sample_facts();
  facts.incidents[0].incident.when->start = test::at(2025, 7, 14, 23, 30);
  facts.incidents[0].incident.when->end.reset();
  facts.utc_offset = [](std::string_view zone, Instant) -> std::optional<std::chrono::minutes> {
    if (zone != "Europe/London") return std::nullopt;
    return std::chrono::minutes{60};
  };
  CHECK_THAT(text_of(PacketKind::statement, facts),
             ContainsSubstring("2025-07-15 00:30 UTC+01:00"));
  facts.incidents[0].incident.when->tz = "Elsewhere/Unknown";
  CHECK_THAT(text_of(PacketKind::statement, facts), ContainsSubstring("2025-07-14 23:30 UTC"));
}

}  // namespace
// Late in the evening of 20 September 2026 by UTC it is the 21st further east, and still the 20th
// further west.
TEST_CASE("every date and time is that of the place, in every kind of packet", "[report][packet]") {
  struct Place {
    const char* zone;
    int minutes;
    const char* day;
    const char* time;
  };
  const auto place = GENERATE(Place{"", 0, "2026-09-20", "23:30 UTC"},
                              Place{"Europe/London", 60, "2026-09-21", "00:30 UTC+01:00"},
                              Place{"Europe/Warsaw", 120, "2026-09-21", "01:30 UTC+02:00"},
                              Place{"Asia/Kathmandu", 345, "2026-09-21", "05:15 UTC+05:45"},
                              Place{"America/St_Johns", -150, "2026-09-20", "21:00 UTC-02:30"},
                              Place{"Pacific/Kiritimati", 840, "2026-09-21", "13:30 UTC+14:00"});
  CAPTURE(place.zone);
  const Instant at = std::chrono::sys_days{std::chrono::year{2026} / 9 / 20} + 23h + 30min;
  auto facts = test::sample_facts();
  facts.zone = place.zone;
  facts.utc_offset = [&](std::string_view zone, Instant) -> std::optional<std::chrono::minutes> {
    if (zone != place.zone || zone.empty()) return std::nullopt;
    return std::chrono::minutes{place.minutes};
  };
  facts.incidents.resize(1);
  facts.incidents[0].written = at;
  facts.care = {{"a window", domain::WindowPurpose::pep, at, at + 24h, 72}};
  const std::string expected = std::string(place.day) + " " + place.time;
  for (const auto kind : {PacketKind::statement, PacketKind::medical}) {
    CAPTURE(to_name(kind));
    CHECK(text_of(kind, facts).find(expected) != std::string::npos);
  }
}

}  // namespace ww::report
