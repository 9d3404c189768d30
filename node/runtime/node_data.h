// What a node is given of the world's data: regions of ISO 3166-2, and what is never matched.
#pragma once

#include "base/logger.h"
#include "core/never_match.h"
#include "domain/region.h"

namespace ww::runtime {

// From Debian's package iso-codes. Without it the table is empty: a region then means itself alone.
domain::RegionTable load_regions(Logger& log);
NeverMatch load_never_match();

}  // namespace ww::runtime
