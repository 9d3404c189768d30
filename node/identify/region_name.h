// A place as a person names it, as a region's code: "Leeds", "gb-lds", "Ireland", "UK", "Hull".
//
// Rules
//   - A code, of a region or a country, is taken as it is, in any case.
//   - Else names of the table (ISO 3166-2), without what stands in brackets or behind a comma:
//     "Bristol" is "Bristol, City of". The country at home goes first, then Great Britain and
//     Ireland, whose help this program knows.
//   - A name of which only one region of these two has a whole word is that one: "Hull".
//   - London is 33 regions; what counts for cards and contacts is its nation.
//   - What fits none is not guessed: the nearest are named instead.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/region.h"

namespace ww::identify {

struct RegionReading {
  std::optional<std::string> code;
  std::vector<std::string> near;  // "Manchester (GB-MAN)"; at most kNearRegions
};
inline constexpr std::size_t kNearRegions = 5;

RegionReading read_region(const domain::RegionTable& table, const std::string& text,
                          const std::string& home_region);

}  // namespace ww::identify
