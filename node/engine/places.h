// Regions as people name them: a code, or an answer that says what is near
// (identify/region_name.h).
#pragma once

#include <string>

#include "api/node_api.h"
#include "domain/region.h"
#include "engine/context.h"

namespace ww::engine {

// Of numbers typed without a country, and of places named without one.
std::string home_region(Context& context);

// Its code; not_found names what is near. With an empty table (a system without iso-codes) whatever
// has the form of a code is one.
api::Answer<std::string> place_named(const domain::RegionTable& regions, const std::string& text,
                                     const std::string& home_region);

}  // namespace ww::engine
