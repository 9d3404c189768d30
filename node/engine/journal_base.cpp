#include "engine/journal_base.h"

#include "domain/journal_limits.h"
#include "engine/journal_when.h"
#include "engine/places.h"
#include "json/incident_json.h"

namespace ww::engine::journal {
namespace {

constexpr std::pair<StoredIncident::State, const char*> kStates[] = {
    {StoredIncident::State::note, "note"},
    {StoredIncident::State::draft, "draft"},
    {StoredIncident::State::complete, "complete"},
};

}  // namespace

api::Problem invalid(std::string message, const std::vector<domain::FieldError>& errors) {
  api::Problem result = problem(Kind::invalid, std::move(message));
  for (const auto& error : errors)
    result.errors.push_back({error.field, error.code, error.message});
  return result;
}

void append_warnings(std::vector<std::string>& texts,
                     const std::vector<domain::FieldError>& found) {
  for (const auto& warning : found) texts.push_back(warning.field + ": " + warning.message);
}

Answer<> can_be_read_again(const std::string& json, const std::string& refusal) {
  if (json.size() <= limits::kIncidentJsonBytes) return Unit{};
  return problem(Kind::invalid, refusal);
}

std::string state_text(StoredIncident::State state) {
  for (const auto& [value, name] : kStates) {
    if (value == state) return name;
  }
  return "note";
}
std::optional<StoredIncident::State> state_from(std::string_view text) {
  for (const auto& [value, name] : kStates) {
    if (name == text) return value;
  }
  return std::nullopt;
}

domain::Incident incident_of(const std::string& json) { return json::read_incident(json).incident; }
domain::Subject subject_of(const std::string& json) { return json::read_subject(json).subject; }

Answer<StoredIncident> Records::incident(const std::string& text) {
  const auto id =
      resolve<IncidentId>(text, "incident", [this](const std::string& prefix, std::size_t most) {
        return rows().incidents_with_prefix(prefix, most);
      });
  if (!id) return id.error();
  auto found = rows().incident(*id);
  if (!found) {
    return problem(Kind::not_found,
                   "There is no incident \"" + text + "\". `watchword incident list` shows them.");
  }
  return std::move(*found);
}

Answer<StoredSubject> Records::subject(const std::string& text) {
  auto found = rows().subject_with_label(text);
  if (!found) {
    const auto id = resolve<SubjectId>(text, "person of concern",
                                       [this](const std::string& prefix, std::size_t most) {
                                         return rows().subjects_with_prefix(prefix, most);
                                       });
    if (!id) return id.error();
    found = now_of(*id);
  }
  if (!found) return problem(Kind::not_found, "There is no person of concern \"" + text + "\".");
  return std::move(*found);
}

// A chain of merges has no ring: only one that is not merged itself takes others in.
std::optional<StoredSubject> Records::now_of(const SubjectId& subject) {
  auto found = rows().subject(subject);
  while (found && found->merged_into) found = rows().subject(*found->merged_into);
  return found;
}

std::string Records::label_of(const std::optional<SubjectId>& subject) {
  const auto found = subject ? rows().subject(*subject) : std::nullopt;
  return found ? found->label : "";
}

std::vector<StoredIncident> Records::of_subject(const SubjectId& subject) {
  IncidentFilter filter;
  filter.subject = subject;
  filter.limit = kOfSubject;
  auto found = rows().incidents(filter);
  std::reverse(found.begin(), found.end());
  return found;
}

api::IncidentLine Records::line_of(const StoredIncident& incident) {
  api::IncidentLine line;
  line.id = incident.id.base32();
  line.state = state_text(incident.state);
  line.headline = incident.headline;
  if (incident.subject) line.subject = incident.subject->base32();
  line.subject_label = label_of(incident.subject);
  line.written = incident.written;
  line.start = incident.start;
  line.end = incident.end;
  line.codes = incident.codes;
  line.regions = incident.regions;
  line.version = incident.version;
  line.happened = told_when(incident_of(incident.json).when);
  return line;
}

std::string Records::home_region() { return engine::home_region(context_); }

}  // namespace ww::engine::journal
