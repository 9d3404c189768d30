// The node's one thread: control socket, transport and timer on one KJ event loop.
#pragma once

#include "net/zmq_transport.h"
#include "runtime/node_service.h"

namespace ww::runtime {

// What the loop tells whoever started it.
class LoopStart {
 public:
  virtual ~LoopStart() = default;
  virtual void listening() = 0;
};

// Runs until someone asks the service to stop or SIGTERM or SIGINT comes, then lets the last
// answers leave. Fails when the socket cannot be made. Precondition: capture_signals() before any
// thread.
void capture_signals();
Result<> run_loop(const std::string& home, NodeService& service, net::ZmqTransport& transport,
                  const std::function<Instant()>& now, LoopStart& start);

}  // namespace ww::runtime
