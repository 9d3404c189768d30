// The form of an incident in an editor, until it is in the journal.
//
// No word of it is lost: what the form or the node does not take is opened again, and whoever does
// not want that gets a draft of all that could be read, with the rest in its account; else a note.
#pragma once

#include "cli/session.h"

namespace ww::cli {

struct FormRequest {
  std::string id;  // empty: a new incident
  Json before;
  std::uint32_t based_on = 0;
  bool draft = false;
  std::optional<std::string> subject;
};
api::Answer<api::IncidentRef> fill_in_form(Session& session, const FormRequest& request);

}  // namespace ww::cli
