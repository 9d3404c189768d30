// ClientConnection: one DEALER socket to one relay, from opening to its end. It never comes back.
//
// Rules
//   - The relay's CURVE key is pinned, the client key is the caller's own for this connection.
//   - libzmq must not reconnect: it would keep the key and deliver frames that were MACed for a
//   dead
//     session. So RECONNECT_IVL = -1, IMMEDIATE = 1, LINGER = 0, and the monitor tells the end.
//   - Frames wait here, bounded, until the handshake is done; they die with the connection.
//   - No ZMTP heartbeats: they are not 4,096 bytes. Silence is the engine's to notice.
//   - With SOCKS every connection has a user name of its own, hence its own Tor circuit, and goes
//     through a tunnel of ours (net/socks_tunnel.h says why), never another way. Without SOCKS an
//     onion name is not even looked up: the question would go to the provider's resolver.
//
// Used by one thread (net/zmq_transport.cpp).
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "domain/time.h"
#include "net/socks_tunnels.h"
#include "net/zmq_handles.h"
#include "ports/transport.h"

namespace ww::net {

struct ClientOptions {
  std::string socks_proxy;      // "127.0.0.1:9050"; empty: direct connections
  bool socks_required = false;  // `tor require`: without a proxy nothing is opened
  Duration open_wait = std::chrono::seconds{30};  // to connect and shake hands; 90 s suit Tor
};

class ClientConnection {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kWaitingFrames = 32;

  // Null when the rules forbid it or the system has no more sockets. `tunnels` is there when a
  // proxy is.
  static std::unique_ptr<ClientConnection> open(const ZmqContext& context, Transport::Open request,
                                                const ClientOptions& options, SocksTunnels* tunnels,
                                                Clock::time_point now);

  // False when too many frames wait: the relay does not read, the connection is of no use.
  bool queue(Bytes frame);
  // Sends and receives until nothing more can be done, or `most` frames came.
  struct Progress {
    bool dead = false;
    bool more = false;  // stopped at `most`; call again
  };
  Progress advance(std::size_t most, std::vector<Bytes>& received, Clock::time_point now);

  int socket_fd() const { return socket_.fd(); }
  int monitor_fd() const { return monitor_.fd(); }
  // When to give up if it has not opened by then.
  std::optional<Clock::time_point> deadline() const;

  ~ClientConnection() { socket_.stop_monitor(); }
  ClientConnection(const ClientConnection&) = delete;
  ClientConnection& operator=(const ClientConnection&) = delete;

 private:
  ClientConnection(ZmqSocket socket, ZmqSocket monitor, Clock::time_point deadline)
      : socket_(std::move(socket)), monitor_(std::move(monitor)), deadline_(deadline) {}
  void read_monitor();
  bool send_waiting();

  ZmqSocket socket_;
  ZmqSocket monitor_;
  std::deque<Bytes> waiting_;
  Clock::time_point deadline_;
  bool open_ = false;
  bool ended_ = false;
};

}  // namespace ww::net
