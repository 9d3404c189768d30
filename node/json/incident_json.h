// The journal's documents as JSON text: incident/1, subject/1 (a person of concern), own/1 (the own
// identifiers). What is stored, what a person writes in a file, and what can be read in ten years.
//
// As strict as alert_json.h, with the journal's bounds: size, depth, UTF-8, no key twice, no key
// that the model does not have. Reading goes on after an error; the value is then partial, good for
// further findings and nothing else. An identifier may give `canon`, `raw`, or both: the journal
// keeps what was written. What the fields may say is domain/incident_rules.h's business.
//
// read(write(x)) is x, and write gives back the same model: presence, order, empty lists, false.
// Times are whole seconds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/findings.h"
#include "domain/journal.h"

namespace ww::json {

inline constexpr std::string_view kSubjectSchema = "subject/1";
inline constexpr std::string_view kOwnSchema = "own/1";

struct ReadIncident {
  domain::Incident incident;
  std::vector<domain::FieldError> errors;
  bool ok() const { return errors.empty(); }
};
ReadIncident read_incident(std::string_view text);

struct ReadSubject {
  domain::Subject subject;
  std::vector<domain::FieldError> errors;
  bool ok() const { return errors.empty(); }
};
ReadSubject read_subject(std::string_view text);

struct ReadOwn {
  domain::OwnIdentifiers own;
  std::vector<domain::FieldError> errors;
  bool ok() const { return errors.empty(); }
};
ReadOwn read_own(std::string_view text);

// `indent` < 0: one line.
std::string write_incident(const domain::Incident& incident, int indent = -1);
std::string write_subject(const domain::Subject& subject, int indent = -1);
std::string write_own(const domain::OwnIdentifiers& own, int indent = -1);

}  // namespace ww::json
