// The journal's answers in plain words. Every statement of law, medicine or a helpline is shown
// with its nation, its date and its source, and with "not checked" where nobody has checked it.
// Nothing here says that something is safe, too late, or somebody's fault.
#pragma once

#include <functional>
#include <string>

#include "api/journal_api.h"

namespace ww::cli {

std::string short_id(const std::string& id);      // its first 8 characters: enough to name it
std::string item_mark(const std::string& state);  // "[done] " before an entry of a checklist
// By which an entry is ticked: "outing.ads" for `ads` of "checklist.outing".
std::string tick_name(const std::string& card, const std::string& item);
std::string line_text(const api::IncidentLine& line);
std::string incident_text(const api::IncidentShown& incident);
std::string timeline_text(const std::vector<api::IncidentLine>& lines);
using DayText = std::function<std::string(Instant)>;  // by the clocks at home
std::string line_text(const api::SubjectLine& line, const DayText& day);
std::string subject_text(const api::SubjectShown& subject, const DayText& day);
std::string line_text(const api::EvidenceLine& line);
std::string evidence_text(const api::EvidenceShown& evidence);
std::string hints_text(const std::vector<api::HintLine>& hints);
std::string card_text(const api::CardShown& card);
// A time as the clocks of the place show it, and saying which clocks these are.
using ClockText = std::function<std::string(Instant)>;
std::string timer_text(const api::TimerShown& timer, const ClockText& clock);
std::string contact_text(const api::HelpLine& contact);
std::string care_text(const api::Care& care, const ClockText& clock);
std::string line_text(const api::ConsentLine& consent);
std::string line_text(const api::ReportLine& report);

}  // namespace ww::cli
