// The journal's answers as JSON for scripts. Field names are stable; fields may be added.
#pragma once

#include "api/journal_api.h"
#include "cli/json_view.h"

namespace ww::cli {

Json to_json(const api::IncidentRef& ref);
Json to_json(const api::IncidentLine& line);
// `incident` is the model itself; "unreadable" where the node gave no JSON.
Json to_json(const api::IncidentShown& incident);
Json to_json(const api::Found& found);
Json to_json(const api::HintLine& hint);
Json to_json(const api::SubjectLine& line);
Json to_json(const api::SubjectShown& subject);
Json to_json(const api::MaybeSame& other);
Json to_json(const api::UndoLine& undo);
Json to_json(const api::EvidenceLine& line);
Json to_json(const api::EvidenceShown& evidence);
Json to_json(const api::EvidenceVerdict& verdict);
Json to_json(const api::SourceLine& source);
Json to_json(const api::CardShown& card);
Json to_json(const api::TimerShown& timer);
Json to_json(const api::HelpLine& contact);
Json to_json(const api::Care& care);
Json to_json(const api::PackLine& pack);
Json to_json(const api::ConsentLine& consent);
Json to_json(const api::ReportLine& report);
Json to_json(const api::Problem::Finding& finding);

template <class T>
Json list_json(const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(to_json(value));
  return list;
}

}  // namespace ww::cli
