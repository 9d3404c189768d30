#include "cli/journal_json.h"

#include "cli/dates.h"

namespace ww::cli {
namespace {

Json when(const std::optional<Instant>& instant) {
  return instant ? Json(for_scripts(*instant)) : Json(nullptr);
}

// Of a limit: none is null.
Json hours(std::int32_t count) { return count > 0 ? Json(count) : Json(nullptr); }

Json model(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json("unreadable") : json;
}

Json versions(const std::vector<api::IncidentShown::Version>& list) {
  Json all = Json::array();
  for (const auto& version : list) {
    all.push_back({{"number", version.number}, {"at", for_scripts(version.at)}});
  }
  return all;
}

Json inside(const std::vector<api::InsideLine>& list) {
  Json all = Json::array();
  for (const auto& each : list) {
    all.push_back({{"kind", each.kind}, {"where", each.where}, {"text", each.text}});
  }
  return all;
}

Json custody(const std::vector<api::CustodyLine>& list) {
  Json all = Json::array();
  for (const auto& entry : list) {
    all.push_back({{"number", entry.number},
                   {"line", entry.line},
                   {"hash", entry.hash},
                   {"signature", entry.signature}});
  }
  return all;
}

Json items(const std::vector<api::CardShown::Item>& list) {
  Json all = Json::array();
  for (const auto& item : list) {
    all.push_back({{"id", item.id}, {"text", item.text}, {"state", item.state}});
  }
  return all;
}

}  // namespace

Json to_json(const api::IncidentRef& ref) {
  return {{"id", ref.id},
          {"written", for_scripts(ref.written)},
          {"version", ref.version},
          {"warnings", ref.warnings}};
}

Json to_json(const api::IncidentLine& line) {
  return {{"id", line.id},
          {"state", line.state},
          {"headline", line.headline},
          {"subject", line.subject},
          {"subject_label", line.subject_label},
          {"written", for_scripts(line.written)},
          {"start", when(line.start)},
          {"end", when(line.end)},
          {"happened", line.happened},
          {"codes", line.codes},
          {"regions", line.regions},
          {"version", line.version}};
}

Json to_json(const api::IncidentShown& incident) {
  Json json = to_json(incident.line);
  json["incident"] = model(incident.json);
  json["versions"] = versions(incident.versions);
  json["evidence"] = list_json(incident.evidence);
  json["hints"] = list_json(incident.hints);
  json["consents"] = list_json(incident.consents);
  json["reports"] = list_json(incident.reports);
  json["review"] = for_scripts(incident.review);
  return json;
}

Json to_json(const api::Found& found) {
  Json json = found.subject ? to_json(*found.subject) : to_json(found.line);
  json["found"] = found.subject ? "subject" : "incident";
  json["why"] = found.why;
  return json;
}

Json to_json(const api::HintLine& hint) {
  return {{"id", hint.id},          {"text", hint.text}, {"card", hint.card},
          {"nation", hint.nation},  {"pack", hint.pack}, {"pack_date", hint.pack_date},
          {"because", hint.because}};
}

Json to_json(const api::SubjectLine& line) {
  return {{"id", line.id},
          {"label", line.label},
          {"incidents", line.incidents},
          {"first", when(line.first)},
          {"last", when(line.last)}};
}

Json to_json(const api::SubjectShown& subject) {
  Json json = to_json(subject.line);
  json["subject"] = model(subject.json);
  json["identifiers"] = subject.identifiers;
  json["hints"] = list_json(subject.hints);
  return json;
}

Json to_json(const api::MaybeSame& other) {
  Json json = to_json(other.subject);
  json["shared"] = other.shared;
  return json;
}

Json to_json(const api::UndoLine& undo) {
  return {
      {"id", undo.id}, {"what", undo.what}, {"at", for_scripts(undo.at)}, {"undone", undo.undone}};
}

Json to_json(const api::EvidenceLine& line) {
  return {{"id", line.id},         {"incident", line.incident},
          {"name", line.name},     {"mime", line.mime},
          {"sha256", line.sha256}, {"how", line.how},
          {"size", line.size},     {"imported", for_scripts(line.imported)}};
}

Json to_json(const api::EvidenceShown& evidence) {
  Json json = to_json(evidence.line);
  json["made"] = when(evidence.made);
  json["origin"] = evidence.origin;
  json["note"] = evidence.note;
  json["inside"] = inside(evidence.inside);
  json["rewritable"] = evidence.rewritable;
  json["custody"] = custody(evidence.custody);
  return json;
}

Json to_json(const api::EvidenceVerdict& verdict) {
  return {
      {"id", verdict.id}, {"name", verdict.name}, {"ok", verdict.ok}, {"problem", verdict.problem}};
}

Json to_json(const api::SourceLine& source) {
  return {{"name", source.name}, {"url", source.url}, {"checked", source.checked}};
}

Json to_json(const api::CardShown& card) {
  return {
      {"id", card.id},         {"kind", card.kind},          {"title", card.title},
      {"nation", card.nation}, {"pack", card.pack},          {"pack_date", card.pack_date},
      {"body", card.body},     {"items", items(card.items)}, {"sources", list_json(card.sources)}};
}

Json to_json(const api::TimerShown& timer) {
  return {{"id", timer.id},
          {"purpose", timer.purpose},
          {"title", timer.title},
          {"nation", timer.nation},
          {"from", timer.best || timer.last ? Json(for_scripts(timer.from)) : Json(nullptr)},
          {"best", when(timer.best)},
          {"last", when(timer.last)},
          {"best_hours", hours(timer.best_hours)},
          {"last_hours", hours(timer.last_hours)},
          {"state", timer.state},
          {"body", timer.body},
          {"sources", list_json(timer.sources)}};
}

Json to_json(const api::HelpLine& contact) {
  return {{"id", contact.id},
          {"name", contact.name},
          {"phone", contact.phone},
          {"web", contact.web},
          {"email", contact.email},
          {"hours", contact.hours},
          {"liaison", contact.liaison},
          {"note", contact.note},
          {"nation", contact.nation},
          {"pack", contact.pack},
          {"pack_date", contact.pack_date},
          {"purposes", contact.purposes},
          {"regions", contact.regions},
          {"languages", contact.languages},
          {"sources", list_json(contact.sources)}};
}

Json to_json(const api::Care& care) {
  return {{"care_first", care.care_first},       {"ring", list_json(care.ring)},
          {"first", list_json(care.first)},      {"timers", list_json(care.timers)},
          {"hints", list_json(care.hints)},      {"cards", list_json(care.cards)},
          {"contacts", list_json(care.contacts)}};
}

Json to_json(const api::PackLine& pack) {
  return {{"id", pack.id},
          {"nation", pack.nation},
          {"edition", pack.edition},
          {"lang", pack.lang},
          {"origin", pack.origin}};
}

Json to_json(const api::ConsentLine& consent) {
  return {{"id", consent.id},
          {"incident", consent.incident},
          {"route", consent.route},
          {"to", consent.to},
          {"note", consent.note},
          {"shared", consent.shared},
          {"given", for_scripts(consent.given)},
          {"withdrawn", when(consent.withdrawn)},
          {"owed", consent.owed}};
}

Json to_json(const api::ReportLine& report) {
  return {{"id", report.id},           {"incident", report.incident},
          {"to", report.to},           {"name", report.name},
          {"consent", report.consent}, {"reference", report.reference},
          {"outcome", report.outcome}, {"response_quality", report.response_quality},
          {"at", when(report.at)},     {"written", for_scripts(report.written)}};
}

Json to_json(const api::Problem::Finding& finding) {
  return {
      {"id", finding.id}, {"field", finding.field}, {"kind", finding.kind}, {"text", finding.text}};
}

}  // namespace ww::cli
