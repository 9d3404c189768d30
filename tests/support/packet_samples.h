// Fictional facts for packets: every field of an incident filled, each private one with a word that
// begins CANARY, so that a leak is found by name.
#pragma once

#include <string>

#include "report/packet.h"

namespace ww::test {

template <class Id>
Id id_of(std::uint8_t byte) {
  Id id;
  id.bytes.fill(byte);
  return id;
}

inline Instant at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return Instant{std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                       static_cast<int>(day)}} +
         std::chrono::hours{hour} + std::chrono::minutes{minute};
}

inline domain::Who sample_who() {
  domain::Person person;
  person.role = domain::Role::client;
  person.gender = domain::Gender::man;
  person.age = domain::Range{35, 45};
  person.height_cm = domain::Range{175, 185};
  person.build = "heavy";
  person.complexion = "fair";
  person.hair = domain::Hair{"grey", "short"};
  person.facial_hair = "stubble";
  person.eyes = "blue";
  person.glasses = true;
  person.teeth = "gap in front";
  person.voice = domain::Voice{"Welsh", "English", "quiet"};
  person.marks = std::vector{domain::Mark{domain::MarkType::tattoo, "left arm", "anchor"}};
  person.smell = std::vector<std::string>{"paint"};
  person.clothing = std::vector<std::string>{"work boots", "green jacket"};
  person.words = std::vector<std::string>{"nobody will believe you"};
  person.distinctive = std::vector<std::string>{"limps"};
  person.names = std::vector<std::string>{"Gareth"};
  domain::Who who;
  who.n = 1;
  who.withheld = false;
  who.people = std::vector{person};
  domain::Identifier phone;
  phone.canon = "+447700900123";
  phone.conf = domain::Confidence::partial;
  phone.last_seen = std::chrono::year{2025} / 3;
  domain::Identifier handle;
  handle.kind = domain::IdentifierKind::handle;
  handle.canon = "gareth_painter";
  handle.platform = "platform.example";
  who.ids = std::vector{phone, handle};
  domain::Vehicle van;
  van.plate = "AB00TST";
  van.cc = "GB";
  van.make = "Ford";
  van.colour = "white";
  who.vehicles = std::vector{van};
  return who;
}

inline domain::Incident sample_incident() {
  using namespace domain;
  Incident i;
  i.lang = "en-GB";
  i.channels = std::vector{Channel::in_person, Channel::sms};
  i.codes = std::vector{Code::robbery, Code::threat_violence};
  i.tactics = std::vector{Tactic::monitoring};
  i.weapon = std::vector{Weapon::knife};
  i.repeat = Repeat{2, std::chrono::sys_days{std::chrono::year{2025} / 2 / 11},
                    std::chrono::sys_days{std::chrono::year{2025} / 3 / 14}};
  i.account = "CANARY_ACCOUNT He came in.\nThen he took the money and left.";
  i.who = sample_who();
  i.when =
      When{at(2025, 3, 14, 22, 7), at(2025, 3, 14, 22, 41), Precision::minute, "Europe/London"};
  Where where;
  where.mode = Mode::in_person;
  where.setting = Setting::incall;
  where.regions = std::vector<std::string>{"GB-LDS"};
  where.locality = "Leeds";
  where.online = Online{"platform.example", "ads.example"};
  i.where = where;
  i.place_exact = "CANARY_PLACE_EXACT 14 Example Street";
  i.own_place = "CANARY_OWN_PLACE";
  i.effect = std::vector{Effect::distressed, Effect::not_sleeping};
  i.effect_note = "CANARY_EFFECT";
  i.unwanted = true;
  i.feared_violence = true;
  i.forced_contact = false;
  i.injuries = "CANARY_INJURIES bruised wrist";
  i.health = "CANARY_HEALTH asthma";
  i.route = std::vector{AssaultRoute::vaginal, AssaultRoute::oral};
  i.messages = std::vector{MessageTick::threatening};
  i.demand =
      Demand{true, "CANARY_DEMAND 500", "Friday", "btc:example", std::vector{Menace::outing}};
  i.consent_to_film = FilmConsent::not_agreed;
  i.images = std::vector{ImageUse::taken};
  i.exposed = std::vector{Exposed::phone};
  i.told_to_stop = ToldToStop{at(2025, 3, 1, 9, 0), Channel::sms, "CANARY_TOLD stop writing"};
  i.third_parties = std::vector<std::string>{"CANARY_THIRD"};
  i.physical = std::vector{PhysicalItem{"CANARY_ITEM glass", "paper bag", "shelf", "me"}};
  i.online_items =
      std::vector{OnlineItem{"https://ads.example/1", "ads.example", "abuse@ads.example",
                             TakedownGround::copyright, TakedownState::recorded},
                  OnlineItem{"https://ads.example/2", "ads.example", "abuse@ads.example",
                             TakedownGround::copyright, TakedownState::found}};
  i.basis = Basis::first_hand;
  return i;
}

inline report::EvidenceFacts sample_evidence(std::uint8_t number) {
  report::EvidenceFacts facts;
  facts.evidence.id = id_of<EvidenceId>(number);
  facts.evidence.name = "CANARY_EVIDENCE_" + std::to_string(number) + ".png";
  facts.evidence.mime = "image/png";
  facts.evidence.size = 1234;
  facts.evidence.sha256 = id_of<Digest32>(number);
  facts.evidence.imported = at(2025, 3, 15, 8, 30);
  facts.evidence.made = at(2025, 3, 14, 23, 0);
  facts.evidence.how = domain::HowCaptured::own_screenshot;
  facts.evidence.origin = "CANARY_ORIGIN";
  facts.evidence.note = "CANARY_EVIDENCE_NOTE";
  facts.custody_entries = 3;
  facts.custody_head = id_of<Digest32>(0xAB);
  facts.intact = true;
  return facts;
}

// One incident in full, a second plain one before it, and all that stands around them.
inline report::PacketFacts sample_facts() {
  report::PacketFacts facts;
  facts.today = "2025-04-02";
  report::IncidentFacts first;
  first.id = id_of<IncidentId>(1);
  first.incident = sample_incident();
  first.written = at(2025, 3, 15, 7, 12);
  first.versions = {{1, at(2025, 3, 15, 7, 12)}, {2, at(2025, 3, 16, 18, 3)}};
  report::IncidentFacts earlier;
  earlier.id = id_of<IncidentId>(2);
  earlier.incident.channels = std::vector{domain::Channel::call};
  earlier.incident.codes = std::vector{domain::Code::harassment};
  earlier.incident.when =
      domain::When{at(2025, 2, 11, 0, 0), std::nullopt, domain::Precision::day, std::nullopt};
  earlier.written = at(2025, 2, 12, 10, 0);
  earlier.versions = {{1, at(2025, 2, 12, 10, 0)}};
  facts.incidents = {first, earlier};
  report::SubjectFacts subject;
  subject.id = id_of<SubjectId>(3);
  subject.subject.label = "CANARY_LABEL";
  subject.subject.note = "CANARY_SUBJECT_NOTE";
  domain::Identifier other;
  other.canon = "+447700900456";
  subject.subject.ids = std::vector{other};
  subject.subject.told_to_stop =
      domain::ToldToStop{at(2025, 2, 20, 12, 0), std::nullopt, std::nullopt};
  facts.subject = subject;
  facts.evidence = {sample_evidence(4), sample_evidence(5)};
  domain::Report report;
  report.id = id_of<ReportId>(6);
  report.incident = first.id;
  report.to = domain::ReportTo::platform;
  report.name = "CANARY_REPORT_NAME";
  report.at = at(2025, 3, 17, 9, 0);
  report.reference = "CANARY_REFERENCE";
  report.written = at(2025, 3, 17, 9, 5);
  facts.reports = {report};
  domain::Consent consent;
  consent.id = id_of<ConsentId>(7);
  consent.incident = first.id;
  consent.route = domain::ConsentRoute::scheme;
  consent.to = "CANARY_CONSENT_TO";
  consent.given = at(2025, 3, 18);
  consent.note = "CANARY_CONSENT_NOTE";
  domain::Consent other_consent = consent;
  other_consent.incident = earlier.id;
  facts.consents = {consent, other_consent};
  facts.alerts = {{id_of<AlertId>(8), at(2025, 3, 15, 9, 0), true}};
  facts.care = {
      {"PEP", domain::WindowPurpose::pep, at(2025, 3, 15, 22, 7), at(2025, 3, 17, 22, 7), {}}};
  return facts;
}

inline domain::LetterTemplate sample_letter() {
  domain::LetterTemplate letter;
  letter.id = "takedown.copyright";
  letter.lang = "en";
  letter.title = "Request to remove pages";
  letter.body = {"To {{host}} ({{host_contact}})", "Please remove:\n{{urls}}",
                 "Ground: {{ground}}. Rights holder: {{holder}}."};
  return letter;
}

}  // namespace ww::test
