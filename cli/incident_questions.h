// Asking for an incident, one plain question after another. Every question may be skipped, one may
// stop anywhere, and after each answer the draft is in the journal.
#pragma once

#include "cli/session.h"

namespace ww::cli {

// `id`: of the incident that is told on with; empty: a new one. Its new state.
api::Answer<api::IncidentRef> ask_incident(Session& session, const std::string& id,
                                           const std::optional<std::string>& subject);

}  // namespace ww::cli
