// What a step takes in, and what it asks of the world once it is committed.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "api/node_api.h"
#include "ports/transport.h"
#include "wire/frame.h"

namespace ww::engine {

// A timer needs no input of its own: step() with no inputs does whatever is due.
using Input = TransportEvent;

struct Effects {
  struct Send {
    ConnectionId connection;
    wire::Frame frame;
  };
  // In this order: close, open, send.
  std::vector<ConnectionId> close;
  std::vector<Transport::Open> open;
  std::vector<Send> send;
  std::optional<Instant> wake;     // step again at this time, at the latest
  std::vector<api::Event> events;  // for watchers; cursor is set by the engine
};

}  // namespace ww::engine
