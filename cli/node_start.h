// Starting the node from a command, and waiting for its end.
#pragma once

#include <memory>
#include <string>

#include "api/node_api.h"

namespace ww::cli {

// Runs watchwordd, which lies beside this program, in a session of its own and without any
// descriptor of ours. Returns when it listens, or says why it does not.
api::Answer<> start_node(const std::string& home);
// Returns when no process holds the profile any more.
void wait_until_ended(const std::string& home);

// Connects; starts a node first when `start` and none runs.
api::Answer<std::shared_ptr<api::NodeApi>> connect_node(const std::string& home, bool start);

}  // namespace ww::cli
