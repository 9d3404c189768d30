// Which cards and whose help belong to what happened: a table, so that a person can check it.
//
// By what was ticked and by the hints. Cards of law come with their hints; what is shown first, and
// in which order, is decided here too. Ids are those of the packs (packs/required.h).
#pragma once

#include <string>
#include <vector>

#include "core/hints.h"
#include "domain/pack.h"

namespace ww::engine::journal {

struct Advice {
  // Before everything: what may cost a life, what is going on, sexual violence.
  std::vector<std::string> first;
  std::vector<domain::HelpPurpose> ring;  // whom to ring before reading on
  std::vector<std::string> cards;
  std::vector<domain::HelpPurpose> purposes;
};
// `urgent`: the packs' rules that hold.
Advice advice_for(const domain::Incident& incident, const std::vector<Hint>& hints,
                  const std::vector<const domain::UrgentRule*>& urgent);

// Whether a code or weapon of it was ticked, or a word of it begins somewhere in what was written
// of what happened, of injuries or of health. Rather once too often than not.
bool holds(const domain::UrgentRule& rule, const domain::Incident& incident);

}  // namespace ww::engine::journal
