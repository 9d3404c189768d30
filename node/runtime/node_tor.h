// What a node's configuration means for its connections and for its engine.
#pragma once

#include "engine/context.h"
#include "net/zmq_transport.h"
#include "runtime/node_config.h"

namespace ww::runtime {

net::ClientOptions client_options(const NodeConfig& config);
void put_tor(const NodeConfig& config, engine::Options& options);
// For api::Status::tor_state.
std::string to_text(net::ProxyState state);

}  // namespace ww::runtime
