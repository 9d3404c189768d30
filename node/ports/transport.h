// Transport: whole frames between a node and a relay. The seam is the message, not the socket call.
//
// A connection is a socket with a fresh CURVE key that the engine made (so that two connections of
// one node cannot be told to be one node's). It is opened once and never revived: after `closed` a
// new id, a new key. Nothing is queued for a dead connection.
#pragma once

#include <cstdint>
#include <functional>

#include "base/crypto.h"
#include "base/result.h"
#include "domain/route.h"

namespace ww {

using ConnectionId = std::uint64_t;  // chosen by the engine, never re-used while it runs

// The node's side.
class Transport {
 public:
  struct Open {
    ConnectionId id;
    Route route;
    crypto::Key client_secret;  // X25519; its public half is the CURVE client key
    std::string
        isolation;  // SOCKS user name, one per connection: its own Tor circuit; empty without Tor
  };
  virtual ~Transport() = default;
  virtual void open(Open open) = 0;
  // exactly limits::kFrame bytes
  virtual void send(ConnectionId id, ByteView frame) = 0;
  virtual void close(ConnectionId id) = 0;
};

// What comes back to the engine, as inputs of step().
struct TransportEvent {
  enum class Kind : std::uint8_t { frame, closed };
  Kind kind;
  ConnectionId connection;
  Bytes frame;  // kind frame: what was received, of any size, untrusted
};

// The relay's side: a peer is one accepted connection with the CURVE key that it proved.
using PeerId = std::uint64_t;
struct RelayFrame {
  PeerId peer;
  crypto::PublicKey client_key;
  Bytes frame;
};

}  // namespace ww
