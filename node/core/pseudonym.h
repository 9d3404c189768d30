// A pseudonym for one circle: drawn by lot, so that it says nothing about who bears it and ties no
// two circles together. Easy to say and to tell apart; 57,600 of them.
#pragma once

#include <string>

#include "ports/random.h"

namespace ww::core {

std::string draw_pseudonym(Random& random);

}  // namespace ww::core
