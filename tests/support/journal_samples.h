// Rows of a journal for tests. All people in them are fictional.
#pragma once

#include <algorithm>

#include "ports/evidence_rows.h"
#include "ports/journal_rows.h"
#include "ports/random.h"

namespace ww::test {

inline StoredIncident sample_incident(Random& random, Instant written) {
  StoredIncident incident;
  incident.id = random.id<IncidentId>();
  incident.state = StoredIncident::State::complete;
  incident.written = written;
  incident.changed = written;
  incident.json = R"({"schema":"incident/1"})";
  incident.codes = {"threat", "non_payment"};
  incident.regions = {"GB-ENG", "GB-LND"};
  incident.headline = "threat";
  // A year later, or the last moment that can be counted.
  incident.review = std::min(written, Instant::max() - 24h * 365) + 24h * 365;
  return incident;
}

inline JournalIdentifier sample_phone(const std::string& digits) {
  return {"phone", "+" + digits, {"p" + digits, "t" + digits.substr(digits.size() - 7)}, digits};
}

inline StoredSubject sample_subject(Random& random, const std::string& label, Instant created) {
  StoredSubject subject;
  subject.id = random.id<SubjectId>();
  subject.json = R"({"schema":"subject/1"})";
  subject.label = label;
  subject.created = created;
  subject.changed = created;
  return subject;
}

inline domain::Consent sample_consent(Random& random, const IncidentId& incident, Instant given) {
  domain::Consent consent;
  consent.id = random.id<ConsentId>();
  consent.incident = incident;
  consent.route = domain::ConsentRoute::scheme;
  consent.to = "a scheme";
  consent.shared = {random.id<AlertId>(), random.id<AlertId>()};
  consent.given = given;
  return consent;
}

inline domain::Report sample_report(Random& random, const IncidentId& incident, Instant written) {
  domain::Report report;
  report.id = random.id<ReportId>();
  report.incident = incident;
  report.to = domain::ReportTo::police;
  report.name = "a force";
  report.at = written - 24h;
  report.reference = "REF/1";
  report.outcome = "none yet";
  report.response_quality = "kind";
  report.written = written;
  return report;
}

inline domain::Evidence sample_evidence(Random& random, const IncidentId& incident,
                                        Instant imported) {
  domain::Evidence evidence;
  evidence.id = random.id<EvidenceId>();
  evidence.incident = incident;
  evidence.name = "voicemail.ogg";
  evidence.mime = "audio/ogg";
  evidence.size = 70'000;
  evidence.sha256 = random.id<Digest32>();
  evidence.imported = imported;
  evidence.made = imported - 1h;
  evidence.how = domain::HowCaptured::saved_voicemail;
  evidence.origin = "from the phone";
  evidence.note = "the second call";
  return evidence;
}

inline domain::CustodyEntry sample_custody(Random& random, const EvidenceId& evidence,
                                           std::uint32_t number) {
  domain::CustodyEntry entry;
  entry.evidence = evidence;
  entry.number = number;
  entry.line = R"({"n":)" + std::to_string(number) + "}";
  entry.hash = random.id<Digest32>();
  entry.signature = random.array<64>();
  return entry;
}

}  // namespace ww::test
