// What may be wrong with the set-up around a node: the device, not the journal's content.
#pragma once

#include <vector>

#include "api/node_api.h"

namespace ww::runtime {

std::vector<api::Check> examine(const std::string& home, Instant now);

}  // namespace ww::runtime
