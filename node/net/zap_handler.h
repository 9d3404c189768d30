// ZapHandler: tells libzmq which CURVE clients may come in, and what to call them.
//
// Anyone may: a client key is fresh per connection and says nothing about a person. What the
// handler is for: without one, libzmq 4.3.4 keeps no proof of who sent a message. It answers with
// User-Id = hex of the proven key, which then comes with every message of that connection.
// It refuses while the relay has as many peers as it may have.
//
// Must be made before the socket that it guards is bound. One per context.
#pragma once

#include "net/zmq_handles.h"

namespace ww::net {

class ZapHandler {
 public:
  explicit ZapHandler(const ZmqContext& context);
  // Answers all that wait. `admit` false refuses them.
  void serve(bool admit);
  const ZmqSocket& socket() const { return socket_; }

 private:
  ZmqSocket socket_;
};

}  // namespace ww::net
