// Reads the subdivisions of iso-codes (iso_3166-2.json), whose text the caller has read from where
// the package lies.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/region.h"

namespace ww::json {

// malformed: no such document. Entries of another shape are passed over.
Result<std::vector<domain::RegionEntry>> read_regions(std::string_view text);

}  // namespace ww::json
