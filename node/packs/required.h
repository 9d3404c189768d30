// What every nation's pack must have, because the program asks for it by name.
#pragma once

#include <string>
#include <vector>

#include "domain/pack.h"

namespace ww::packs {

// In words such as "card law.harassment"; empty: the pack is complete. A hint whose text does not
// say "may be" counts as missing: a hint is never a verdict.
std::vector<std::string> missing_from(const domain::Pack& pack);

}  // namespace ww::packs
