// Consents and reports: who may know of an incident, and who was told.
//
// Rules
//   - Off until given, for one incident and one route; given again while it stands, it is the same
//     one, so that one withdrawal ends it. A withdrawal is a second fact beside the
//     first; what left under it is called back by the author's own key (core/retention.h).
//   - A withdrawal is never refused: what cannot leave yet is owed (engine/alerts.h), and shown.
//   - A report may name the consent that it was made under; it must be of the same incident.
#pragma once

#include "engine/alerts.h"
#include "engine/journal_base.h"

namespace ww::engine::journal {

class Consents {
 public:
  Consents(Context& context, Records& records, Alerts& alerts)
      : context_(context), records_(records), alerts_(alerts) {}

  Answer<api::ConsentLine> give(const std::string& incident, const std::string& route,
                                const std::string& to, const std::string& note,
                                const std::vector<std::string>& shared);
  Answer<api::ConsentLine> withdraw(const std::string& id);
  Answer<std::vector<api::ConsentLine>> list(const std::string& incident);
  std::vector<api::ConsentLine> of(const IncidentId& incident);

  Answer<api::ReportLine> report(const api::ReportLine& request);
  Answer<std::vector<api::ReportLine>> reports(const std::string& incident);
  std::vector<api::ReportLine> reports_of(const IncidentId& incident);

 private:
  api::ConsentLine line_of(const domain::Consent& consent);
  template <class Row>
  Answer<Row> find(const std::vector<Row>& rows, const std::string& text, const char* what);
  Answer<AlertId> own_alert(const std::string& id);
  Answer<domain::Report> read_report(const api::ReportLine& request);

  Context& context_;
  Records& records_;
  Alerts& alerts_;
};

}  // namespace ww::engine::journal
