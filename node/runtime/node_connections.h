// The engine's connections at the transport: carries out effects, and tells connections of one
// engine from those of the engine before it.
//
// An engine that is built anew numbers its connections from 1 again, while events of the old ones
// may still be on the way. So each engine gets a range of its own at the transport.
#pragma once

#include <set>

#include "engine/effects.h"

namespace ww::runtime {

class NodeConnections {
 public:
  explicit NodeConnections(Transport& transport) : transport_(transport) {}

  void carry_out(const engine::Effects& effects);
  // What is meant for the engine that runs, in its own numbers.
  std::vector<TransportEvent> translate(std::vector<TransportEvent> events);
  // Closes what is open; later events of it are dropped.
  void begin_anew();

 private:
  static constexpr ConnectionId kRange = ConnectionId{1} << 32;
  Transport& transport_;
  ConnectionId base_ = 0;
  std::set<ConnectionId> open_;  // in the transport's numbers
};

}  // namespace ww::runtime
