// What may be wrong with the set-up around a node: the device, not the journal's content.
#pragma once

#include <vector>

#include "api/node_api.h"

namespace ww::runtime {

std::vector<api::Check> examine(const std::string& home, Instant now);

// Whether what is connected to can be reached in the way that is set.
api::Check examine_tor(const api::Status& status);
// Adds whether there is a relay, and whether those that are used can be reached.
void examine_relays(const std::vector<api::RelayInfo>& relays, std::vector<api::Check>& checks);
// Adds what a renewal of keys left to do, and whom nothing can reach us from; else nothing.
void examine_people(const std::vector<api::ContactInfo>& people, std::vector<api::Check>& checks);
// Adds the circles that may have gone on without us; nothing when all are well.
void examine_circles(const std::vector<api::CircleInfo>& circles, std::vector<api::Check>& checks);

}  // namespace ww::runtime
