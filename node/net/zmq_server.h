// ZmqServer: the relay's door. Frames of peers whose CURVE key is proven come in, replies go out.
//
// Rules
//   - A peer is one connection with one key. The routing id is the client's choice, so it is never
//   an
//     identity: the key comes from ZAP with each message, and another key or connection under a
//     known routing id is another peer.
//   - A message is one part of exactly one frame; who sends anything else is cut off.
//   - Who does not read what she asked for is cut off: nothing piles up for her.
//   - Who says nothing for `silence` is cut off; a reader asks again at least every 25 s.
//   - Past `peers_max` connections a new one is cut off at once, and ZAP refuses its key; when the
//     system has no more descriptors, those who have not yet said anything are. (libzmq spins on
//     accept otherwise. Unbinding is no way out: in 4.3.4 it ends every accepted connection.)
//   - Nothing of a peer's network address is read or kept.
//
// One thread. wait() takes the caller's descriptor along, so that a signal ends it.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <variant>

#include "domain/time.h"
#include "net/zap_handler.h"
#include "net/zmq_handles.h"
#include "net/zmq_limits.h"
#include "ports/transport.h"

namespace ww::net {

struct ServerOptions {
  std::size_t peers_max = 4096;
  Duration silence = std::chrono::minutes{10};
  // From a connection's beginning to the end of CURVE, four ways there and back. Silent ones cost
  // 4 KiB each for so long, which is why it is short; through Tor it has to be longer.
  Duration handshake = std::chrono::milliseconds{kHandshakeMs};
};

struct PeerLeft {
  PeerId peer;
};
using ServerEvent = std::variant<RelayFrame, PeerLeft>;

class ZmqServer {
 public:
  // `host_port` as in a relay's address; port 0 takes a free one. Fails with unavailable.
  static Result<std::unique_ptr<ZmqServer>> listen(const ZmqContext& context,
                                                   const std::string& host_port,
                                                   const crypto::Key& curve_secret,
                                                   ServerOptions options = {});
  ~ZmqServer();
  std::string host_port() const;  // with the real port

  // Until something came, `other_fd` (-1: none) is readable, or the time is over.
  void wait(Duration longest, int other_fd);
  // What came, oldest first, at most `most` frames and never from one peer alone.
  std::vector<ServerEvent> take(std::size_t most);
  // To a peer that left: nothing happens.
  void send(PeerId peer, ByteView frame);
  void kick(PeerId peer);
  std::size_t peers() const { return peers_.size(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Peer {
    Bytes routing;
    std::string user;
    crypto::PublicKey key{};
    int fd = -1;
  };
  struct Connection {
    Clock::time_point last_heard;
    PeerId peer = 0;  // 0 until its first message
  };
  ZmqServer(const ZmqContext& context, ZmqSocket router, ZmqSocket monitor, ServerOptions options);

  void read_monitor();
  void read_router(std::size_t most);
  void on_message(Bytes routing, ZmqSocket::Part part);
  PeerId peer_of(const Bytes& routing, const ZmqSocket::Part& part);
  void forget(PeerId peer);
  void cut_silent();
  void cut_unspoken();

  ZapHandler zap_;  // before the router: it must be there when the first client comes
  ZmqSocket router_;
  ZmqSocket monitor_;
  const ServerOptions options_;
  std::string endpoint_;
  std::deque<ServerEvent> events_;
  std::map<PeerId, Peer> peers_;
  std::map<Bytes, PeerId> by_routing_;
  std::map<int, Connection> connections_;  // by file descriptor
  PeerId next_peer_ = 1;
  Clock::time_point next_look_{};
};

}  // namespace ww::net
