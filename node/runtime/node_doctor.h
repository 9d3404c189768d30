// What may be wrong with the set-up around a node: the device, not the journal's content.
#pragma once

#include <vector>

#include "api/node_api.h"

namespace ww::runtime {

std::vector<api::Check> examine(const std::string& home, Instant now);

// Adds what a renewal of keys left to do; nothing when there was none.
void examine_people(const std::vector<api::ContactInfo>& people, std::vector<api::Check>& checks);

}  // namespace ww::runtime
