// What a person may set, and to what.
#pragma once

#include <string>
#include <vector>

#include "api/node_api.h"
#include "domain/region.h"

namespace ww::engine {

struct Setting {
  std::string key;
  std::vector<std::string> values;  // empty: any text that setting_value() takes
};
const std::vector<Setting>& settings_known();

// What is kept for it: the value itself, or of a region the code of what was named. not_found for a
// key that is none, invalid with the reason for anything else.
api::Answer<std::string> setting_value(const domain::RegionTable& regions, const std::string& key,
                                       const std::string& value);

}  // namespace ww::engine
