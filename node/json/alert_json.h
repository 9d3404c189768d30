// The alert model as JSON text, for files, scripts and people.
//
// Strict, because a reader that guesses lets one text mean two things: 32 KiB, depth 8, strict
// UTF-8, no key twice, integers only, exact types, exact names. Reading goes on after an error, so
// that a person is told everything that is wrong at once; the alert is then a partial value, good
// for further findings and nothing else. It judges form; domain/alert_rules.h judges what may be
// said.
//
// read_alert(write_alert(x)) is x, and write_alert gives back the same model: presence, order,
// empty lists, zero and false.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alert.h"
#include "domain/alert_rules.h"

namespace ww::json {

struct ReadAlert {
  domain::Alert alert;
  std::vector<domain::FieldError> errors;
  bool is_object = false;  // else nothing of the alert was read, and its rules have nothing to say
  bool ok() const { return errors.empty(); }
};

// Origin::author: an unknown key is refused; `id` may be missing (the node sets it); an identifier
// may give `raw` in place of `canon`. Origin::peer: unknown keys go to Alert::extra, `raw` is one
// of them.
ReadAlert read_alert(std::string_view text, domain::Origin origin);

// `indent` < 0: one line. Extras whose JSON is not sound, or whose place is taken, are left out.
std::string write_alert(const domain::Alert& alert, int indent = -1);

}  // namespace ww::json
