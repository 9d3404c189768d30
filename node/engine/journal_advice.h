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
  std::vector<std::string> first;  // before everything, when it was sexual violence or is going on
  std::vector<std::string> cards;
  std::vector<domain::HelpPurpose> purposes;
};
Advice advice_for(const domain::Incident& incident, const std::vector<Hint>& hints);

}  // namespace ww::engine::journal
