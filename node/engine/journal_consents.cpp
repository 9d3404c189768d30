#include "engine/journal_consents.h"

#include <algorithm>

#include "core/retention.h"
#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"
#include "ports/alert_rows.h"

namespace ww::engine::journal {
namespace {

domain::Text text_or_none(const std::string& text) {
  return text.empty() ? std::nullopt : domain::Text(text);
}

Answer<> fits(const std::string& field, const std::string& text, std::size_t most) {
  if (!domain::is_utf8(text) || domain::has_control_characters(text, true))
    return problem(Kind::invalid, "The " + field + " has characters that cannot be shown.");
  if (domain::length_of(text) > most)
    return problem(Kind::invalid,
                   "The " + field + " has at most " + std::to_string(most) + " characters.");
  return Unit{};
}

// What was said before stays: one route may lead to two projects, by one decision.
void add_words(domain::Text& words, const std::string& more) {
  if (more.empty()) return;
  if (words && (*words == more || words->ends_with("; " + more))) return;
  words = words ? *words + "; " + more : more;
}

api::ReportLine report_line(const domain::Report& report) {
  return {report.id.base32(),
          report.incident.base32(),
          std::string(domain::to_name(report.to)),
          report.name.value_or(""),
          report.consent ? report.consent->base32() : "",
          report.reference.value_or(""),
          report.outcome.value_or(""),
          report.response_quality.value_or(""),
          report.at,
          report.written};
}

}  // namespace

template <class Row>
Answer<Row> Consents::find(const std::vector<Row>& rows, const std::string& text,
                           const char* what) {
  using IdType = decltype(Row::id);
  const auto id = resolve<IdType>(text, what, [&](const std::string& prefix, std::size_t most) {
    std::vector<IdType> found;
    for (const auto& row : rows) {
      if (found.size() < most && row.id.base32().starts_with(prefix)) found.push_back(row.id);
    }
    return found;
  });
  if (!id) return id.error();
  for (const auto& row : rows) {
    if (row.id == *id) return row;
  }
  return problem(Kind::not_found, "There is no " + std::string(what) + " \"" + text + "\".");
}

// ---- consents

api::ConsentLine Consents::line_of(const domain::Consent& consent) {
  api::ConsentLine line{consent.id.base32(),
                        consent.incident.base32(),
                        std::string(domain::to_name(consent.route)),
                        consent.to.value_or(""),
                        consent.note.value_or(""),
                        {},
                        consent.given,
                        consent.withdrawn,
                        0};
  for (const auto& alert : consent.shared) {
    line.shared.push_back(alert.base32());
    if (consent.withdrawn && alerts_.owes_withdrawal(alert)) ++line.owed;
  }
  return line;
}

Answer<api::ConsentLine> Consents::give(const std::string& incident, const std::string& route,
                                        const std::string& to, const std::string& note,
                                        const std::vector<std::string>& shared) {
  const auto about = records_.incident(incident);
  if (!about) return about.error();
  const auto known = one_of<domain::ConsentRoute>(route, "The route");
  if (!known) return known.error();
  WW_TRY(fits("name", to, limits::kJournalLine));
  WW_TRY(fits("note", note, limits::kJournalNote));
  const auto all = records_.rows().consents(about->id);
  const domain::Consent* standing = consent_for(all, about->id, *known);
  if (standing == nullptr && all.size() >= limits::kConsentsPerIncident)
    return problem(Kind::other, "This incident has a hundred consents already.");
  domain::Consent consent;
  if (standing != nullptr) {
    consent = *standing;
  } else {
    consent.id = context_.random.id<ConsentId>();
    consent.incident = about->id;
    consent.route = *known;
    consent.given = context_.now;
  }
  add_words(consent.to, to);
  add_words(consent.note, note);
  WW_TRY(fits("name", consent.to.value_or(""), limits::kJournalLine));
  WW_TRY(fits("note", consent.note.value_or(""), limits::kJournalNote));
  for (const auto& each : shared) {
    const auto id = own_alert(each);
    if (!id) return id.error();
    const auto& known_ones = consent.shared;
    if (std::find(known_ones.begin(), known_ones.end(), *id) == known_ones.end())
      consent.shared.push_back(*id);
  }
  records_.rows().put_consent(consent);
  return line_of(consent);
}

Answer<AlertId> Consents::own_alert(const std::string& text) {
  auto& alerts = context_.store.alerts();
  const auto id = resolve<AlertId>(text, "alert", [&](const std::string& prefix, std::size_t most) {
    return alerts.with_prefix(prefix, most);
  });
  if (!id) return id.error();
  const auto alert = alerts.find(*id);
  if (!alert) return problem(Kind::not_found, "There is no alert \"" + text + "\".");
  if (alert->from != StoredAlert::From::me)
    return problem(Kind::invalid,
                   "Alert " + text + " is not yours: nothing of yours left with it.");
  return *id;
}

Answer<api::ConsentLine> Consents::withdraw(const std::string& text) {
  const auto consent = find(records_.rows().consents(std::nullopt), text, "consent");
  if (!consent) return consent.error();
  const Withdrawal withdrawal = ww::withdraw(*consent, context_.now);
  records_.rows().put_consent(withdrawal.consent);
  for (const AlertId& alert : withdrawal.retract) {
    // One that is gone from here, or was withdrawn for another reason, needs no second call.
    // Nothing that becomes of an alert may undo her will: it stands, whoever can be told of it.
    const auto retracted = alerts_.retract({alert.base32(), "consent_withdrawn"});
    if (!retracted && retracted.error().kind != Kind::not_found)
      context_.log.warning("an alert of a withdrawn consent could not be called back");
  }
  return line_of(withdrawal.consent);
}

std::vector<api::ConsentLine> Consents::of(const IncidentId& incident) {
  std::vector<api::ConsentLine> lines;
  for (const auto& consent : records_.rows().consents(incident)) lines.push_back(line_of(consent));
  return lines;
}

Answer<std::vector<api::ConsentLine>> Consents::list(const std::string& incident) {
  if (!incident.empty()) {
    const auto about = records_.incident(incident);
    if (!about) return about.error();
    return of(about->id);
  }
  std::vector<api::ConsentLine> lines;
  for (const auto& consent : records_.rows().consents(std::nullopt))
    lines.push_back(line_of(consent));
  return lines;
}

// ---- reports

Answer<domain::Report> Consents::read_report(const api::ReportLine& request) {
  domain::Report report;
  const auto incident = records_.incident(request.incident);
  if (!incident) return incident.error();
  const auto to = one_of<domain::ReportTo>(request.to, "--to");
  if (!to) return to.error();
  WW_TRY(fits("name", request.name, limits::kJournalLine));
  WW_TRY(fits("reference", request.reference, limits::kJournalLine));
  WW_TRY(fits("outcome", request.outcome, limits::kJournalNote));
  WW_TRY(fits("quality of the response", request.response_quality, limits::kJournalNote));
  if (request.at && *request.at > context_.now)
    return problem(Kind::invalid, "A report cannot have been made in the future.");
  report.incident = incident->id;
  report.to = *to;
  report.name = text_or_none(request.name);
  report.at = request.at;
  report.reference = text_or_none(request.reference);
  report.outcome = text_or_none(request.outcome);
  report.response_quality = text_or_none(request.response_quality);
  if (!request.consent.empty()) {
    const auto consent = find(records_.rows().consents(incident->id), request.consent, "consent");
    if (!consent) return consent.error();
    report.consent = consent->id;
  }
  return report;
}

Answer<api::ReportLine> Consents::report(const api::ReportLine& request) {
  auto report = read_report(request);
  if (!report) return report.error();
  if (request.id.empty()) {
    if (records_.rows().reports(report->incident).size() >= limits::kReportsPerIncident)
      return problem(Kind::other, "This incident has a hundred reports already.");
    report->id = context_.random.id<ReportId>();
    report->written = context_.now;
  } else {
    const auto known = find(records_.rows().reports(report->incident), request.id, "report");
    if (!known) return known.error();
    report->id = known->id;
    report->written = known->written;
  }
  records_.rows().put_report(*report);
  return report_line(*report);
}

std::vector<api::ReportLine> Consents::reports_of(const IncidentId& incident) {
  std::vector<api::ReportLine> lines;
  for (const auto& report : records_.rows().reports(incident)) lines.push_back(report_line(report));
  return lines;
}

Answer<std::vector<api::ReportLine>> Consents::reports(const std::string& incident) {
  if (!incident.empty()) {
    const auto about = records_.incident(incident);
    if (!about) return about.error();
    return reports_of(about->id);
  }
  std::vector<api::ReportLine> lines;
  for (const auto& report : records_.rows().reports(std::nullopt))
    lines.push_back(report_line(report));
  return lines;
}

}  // namespace ww::engine::journal
