#include "engine/journal_packets.h"

#include "core/redactor.h"
#include "core/retention.h"
#include "domain/journal_limits.h"
#include "engine/journal_key.h"
#include "engine/journal_own.h"
#include "engine/journal_when.h"
#include "identify/redactor_text.h"
#include "identify/time_zone.h"
#include "json/time_text.h"
#include "ports/alert_rows.h"
#include "report/formats.h"
#include "report/medical_words.h"
#include "report/proof.h"
#include "report/takedown.h"

namespace ww::engine::journal {
namespace {

using domain::ConsentRoute;
using report::PacketKind;

struct Need {
  PacketKind kind;
  ConsentRoute route;  // this one: yes to another is no to it
};
const std::vector<Need>& needs() {
  static const std::vector<Need> kNeeds{
      {PacketKind::police_anonymous, ConsentRoute::police_anonymous},
      {PacketKind::scheme, ConsentRoute::scheme},
      {PacketKind::statement, ConsentRoute::police_full},
  };
  return kNeeds;
}
const Need* need_of(PacketKind kind) {
  for (const auto& need : needs()) {
    if (need.kind == kind) return &need;
  }
  return nullptr;
}

bool is_judged(PacketKind kind) { return report::is_anonymous(kind) || kind == PacketKind::scheme; }

std::string zone_of(const domain::Incident& incident, const std::string& home) {
  if (!incident.where || !incident.where->regions || incident.where->regions->empty()) return home;
  const std::string zone = identify::zone_of_region(incident.where->regions->front());
  return zone.empty() ? home : zone;
}

// The ground of the pages that removal is asked for; nullopt when it was not told, or differs.
std::optional<domain::TakedownGround> ground_of(const report::PacketFacts& facts) {
  std::optional<domain::TakedownGround> ground;
  for (const auto& one : facts.incidents) {
    if (!one.incident.online_items) continue;
    for (const auto& item : *one.incident.online_items) {
      if (!report::may_be_asked(item)) continue;
      if (!item.ground || (ground && *ground != *item.ground)) return std::nullopt;
      ground = item.ground;
    }
  }
  return ground;
}

// A letter that claims an intimate picture where there is none tells a stranger what is not so.
Answer<> has_ground(PacketKind kind, const report::PacketFacts& facts) {
  if (kind != PacketKind::takedown) return Unit{};
  const auto ground = ground_of(facts);
  if (ground && *ground != domain::TakedownGround::other) return Unit{};
  return problem(
      Kind::usage,
      ground ? "There is no letter for another reason than copyright, data protection or an "
               "intimate image. `watchword packet platform` makes a report to the platform."
             : "Why should it be removed? Say so for each page, the same for all in one letter: "
               "`watchword incident page ID LINK --ground copyright`, `--ground \"data "
               "protection\"` or `--ground \"intimate image\"`. Then this letter is made.",
      "takedown_ground");
}

// The letter of a kind; a takedown's is that of its pages' ground.
std::string letter_of(PacketKind kind, const report::PacketFacts& facts) {
  switch (kind) {
    case PacketKind::takedown: {
      using domain::TakedownGround;
      const auto ground = ground_of(facts);
      if (ground == TakedownGround::copyright) return "takedown.copyright";
      if (ground == TakedownGround::data_protection) return "takedown.data_protection";
      return "takedown.intimate_image";
    }
    case PacketKind::complaint:
      return "complaint.ico";
    case PacketKind::platform:
      return "platform.report";
    case PacketKind::withdrawal:
      return "withdrawal.consent";
    default:
      return "";
  }
}

// What tells who she is, whatever words it stands in. A service, somebody else's name, and one word
// of her handle, which may be anybody's ("fox"), are hers to judge.
bool is_own(const RedactorFinding& finding) {
  if (finding.severity == RedactionSeverity::warn) return false;
  switch (finding.kind) {
    case RedactionKind::own_phone:
    case RedactionKind::own_email:
    case RedactionKind::own_handle:
    case RedactionKind::own_name:
    case RedactionKind::own_ad:
    case RedactionKind::own_address:
    case RedactionKind::own_plate:
      return true;
    default:
      return false;
  }
}

std::vector<RedactorFinding> own_among(std::vector<RedactorFinding> findings) {
  std::erase_if(findings, [](const auto& finding) { return !is_own(finding); });
  return findings;
}

// Words in a language that is not there would come in English without a word about it.
Answer<> has_language(PacketKind kind, const report::PacketFacts& facts) {
  const std::string main = facts.lang.substr(0, facts.lang.find('-'));
  std::string there = "en";
  if (kind == PacketKind::medical) {
    there.clear();
    for (const auto& words : report::all_medical_words()) {
      if (words.lang == main) return Unit{};
      there += (there.empty() ? "" : ", ") + std::string(words.lang);
    }
  } else if (main == "en" || (facts.letter && facts.letter->lang == facts.lang)) {
    return Unit{};
  }
  return problem(Kind::usage, "This packet has no words in \"" + facts.lang +
                                  "\". It can be made in: " + there +
                                  ". --lang en makes it in English.");
}

api::Problem from_report(Errc code, PacketKind kind) {
  if (code == Errc::refused) {
    return problem(
        Kind::invalid,
        "Record the page first, then ask for its removal: whoever removes it removes the "
        "proof too. `watchword evidence add ID FILE` seals a screenshot; `watchword incident page "
        "ID LINK --state recorded` says that it is recorded. Then this letter is made.");
  }
  if (code == Errc::not_found) {
    return problem(Kind::not_found, "There is no letter for \"" +
                                        std::string(report::to_name(kind)) +
                                        "\" in the packs of this region.");
  }
  return problem(Kind::other, "This packet could not be made.");
}

}  // namespace

Answer<api::Packet> Packets::make(const api::PacketRequest& request) {
  const auto kind = report::packet_kind(request.kind);
  if (!kind) {
    return problem(Kind::usage,
                   "A packet is one of: police-anonymous, scheme, statement, log, medical, "
                   "takedown, complaint, platform, withdrawal.");
  }
  const auto facts = facts_of(request, *kind);
  if (!facts) return facts.error();
  WW_TRY(has_language(*kind, *facts));
  WW_TRY(allowed(*kind, *facts));
  const auto packet = report::make_packet(*kind, *facts);
  if (!packet) return from_report(packet.error().code, *kind);
  WW_TRY(has_ground(*kind, *facts));
  if (is_judged(*kind)) WW_TRY(check_texts(*packet, request.accept));
  auto made = in_format(*packet, request.format);
  if (!made) return made.error();
  // Read only for a kind that is signed: the others never meet the key.
  if (!report::is_anonymous(*kind))
    made->proof = report::make_proof(*kind, made->bytes, *facts, journal_key(context_));
  return made;
}

// ---- facts

Answer<report::PacketFacts> Packets::facts_of(const api::PacketRequest& request, PacketKind kind) {
  report::PacketFacts facts;
  facts.lang = request.lang.empty() ? "en" : request.lang;
  facts.fill = request.fill;
  const auto& regions = context_.options.regions;
  facts.region_name = [&regions](std::string_view code) {
    return regions.name_of(code).value_or("");
  };
  facts.utc_offset = [](std::string_view zone, Instant at) {
    return identify::utc_offset(std::string(zone), at);
  };
  if (const auto incident = records_.incident(request.of)) {
    add_incident(facts, *incident);
  } else if (const auto subject = records_.subject(request.of)) {
    facts.subject = report::SubjectFacts{subject->id, subject_of(subject->json)};
    for (const auto& row : records_.of_subject(subject->id)) add_incident(facts, row);
  } else {
    return problem(Kind::not_found,
                   "There is no incident and no person of concern \"" + request.of + "\".");
  }
  if (facts.incidents.empty())
    return problem(Kind::not_found, "This person of concern has no incident yet.");
  put_times(facts);
  add_around(facts, kind);
  if (const std::string id = letter_of(kind, facts); !id.empty())
    facts.letter = help_.letter(facts.incidents.front().incident, id, facts.lang);
  return facts;
}

// By the clocks of where it happened; where that was not told, or the place has several, of home.
// The zone of a time that was written down with one is kept.
void Packets::put_times(report::PacketFacts& facts) {
  const std::string home = identify::zone_of_region(records_.home_region());
  for (auto& one : facts.incidents) {
    const std::string zone = zone_of(one.incident, home);
    if (one.incident.when && !one.incident.when->tz && !zone.empty()) one.incident.when->tz = zone;
  }
  const auto& first = facts.incidents.front().incident;
  facts.zone = first.when && first.when->tz ? *first.when->tz : zone_of(first, home);
  facts.today = day_at(context_.now, home);
}

void Packets::add_incident(report::PacketFacts& facts, const StoredIncident& row) {
  report::IncidentFacts incident{row.id, incident_of(row.json), row.written, {}};
  for (const auto& version : records_.rows().versions(row.id))
    incident.versions.push_back({version.number, version.at});
  facts.incidents.push_back(std::move(incident));
}

void Packets::add_around(report::PacketFacts& facts, PacketKind kind) {
  for (const auto& incident : facts.incidents) {
    for (auto& consent : records_.rows().consents(incident.id)) {
      for (const auto& id : consent.shared) {
        const auto alert = context_.store.alerts().find(id);
        if (alert) facts.alerts.push_back({id, alert->received, true});
      }
      facts.consents.push_back(std::move(consent));
    }
    for (auto& each : records_.rows().reports(incident.id))
      facts.reports.push_back(std::move(each));
    if (kind == PacketKind::medical) {
      for (const auto& timer : help_.timers(incident.incident)) {
        const auto purpose = domain::from_name<domain::WindowPurpose>(timer.purpose);
        if (!purpose) continue;
        std::optional<std::int64_t> hours;
        if (timer.last) hours = (*timer.last - timer.from) / std::chrono::hours{1};
        facts.care.push_back({timer.title, *purpose, timer.best, timer.last, hours});
      }
    }
    if (kind != PacketKind::statement) continue;
    for (const auto& evidence : context_.store.evidence().of(incident.id)) {
      const auto last = context_.store.evidence().last_custody(evidence.id);
      facts.evidence.push_back({evidence, last ? last->number + 1 : 0,
                                last ? std::optional(last->hash) : std::nullopt,
                                evidence_.is_intact(evidence)});
    }
  }
}

// ---- what must hold before anything leaves

Answer<> Packets::allowed(PacketKind kind, const report::PacketFacts& facts) {
  const Need* const need = need_of(kind);
  if (need == nullptr) return Unit{};
  for (const auto& incident : facts.incidents) {
    if (consent_for(facts.consents, incident.id, need->route) == nullptr) {
      return problem(Kind::other,
                     "Nothing goes this way unless you say so. To allow it for this incident: "
                     "`watchword consent give " +
                         incident.id.base32() + " " + std::string(domain::to_name(need->route)) +
                         "`. You can withdraw it at any time.");
    }
  }
  for (const auto& each : facts.evidence) {
    if (each.intact && !*each.intact) {
      return problem(Kind::other, "The file \"" + each.evidence.name +
                                      "\" is not what it was when it was added: see `watchword "
                                      "evidence verify`. No statement was made.");
    }
  }
  return Unit{};
}

Answer<> Packets::check_texts(const report::Packet& packet, const std::vector<std::string>& kept) {
  std::vector<domain::OutgoingText> texts;
  for (const auto& field : packet.fields)
    texts.push_back(identify::outgoing_text(field.field, field.text, records_.home_region()));
  const auto findings = redact(texts, own_tokens(context_));
  if (report::is_anonymous(packet.kind)) {
    const auto own = own_among(findings);
    if (!own.empty()) {
      auto refused = undecided(
          "This packet was not made: what is yours stands in it, and it tells the police that it "
          "gives nothing of its author. These words cannot be kept. Take them out with `watchword "
          "incident edit`, or out of the summary that you gave.",
          own);
      for (auto& finding : refused.findings) finding.id.clear();
      return refused;
    }
  }
  const auto open = in_the_way(findings, kept, std::nullopt);
  if (open.empty()) return Unit{};
  return undecided(
      "This packet was not made yet: something in it could tell who you are or where. Change the "
      "words, or keep each finding by its id.",
      open);
}

// ---- bytes

Answer<api::Packet> Packets::in_format(const report::Packet& packet, const std::string& format) {
  api::Packet made;
  const auto text = [&](const char* ending, const char* mime, const std::string& content) {
    made.name = std::string("document.") + ending;
    made.mime = mime;
    made.bytes = to_bytes(as_bytes(content));
  };
  if (format == "text") {
    text("txt", "text/plain; charset=utf-8", report::to_text(packet.document));
  } else if (format == "html") {
    text("html", "text/html; charset=utf-8", report::to_html(packet.document));
  } else if (format == "json") {
    text("json", "application/json", report::to_json(packet));
  } else if (format == "pdf") {
    if (context_.options.page_maker == nullptr)
      return problem(Kind::other, "This node cannot make PDF pages. Ask for text or html.");
    auto pages = context_.options.page_maker->pdf(packet.document);
    if (!pages) {
      return problem(Kind::other, pages.error().code == Errc::too_large
                                      ? "This packet is too long for one PDF. Take fewer incidents."
                                      : "No font here has all the letters of this packet. Ask for "
                                        "text or html.");
    }
    made.name = "document.pdf";
    made.mime = "application/pdf";
    made.bytes = std::move(*pages);
  } else {
    return problem(Kind::usage, "A packet is made as text, html, pdf or json.");
  }
  if (made.bytes.size() > limits::kPacketBytes)
    return problem(Kind::other, "This packet is longer than 8 MiB. Take fewer incidents.");
  made.gaps = packet.gaps;
  return made;
}

}  // namespace ww::engine::journal
