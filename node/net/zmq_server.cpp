#include "net/zmq_server.h"

#include <sys/socket.h>
#include <zmq.h>

#include "base/check.h"
#include "base/text_codec.h"
#include "net/zmq_limits.h"

namespace ww::net {
namespace {

constexpr int kZapEnforceDomain =
    93;  // libzmq 4.3.4 keeps the name in the draft part of its header
constexpr int kWatched = ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_ACCEPT_FAILED | ZMQ_EVENT_DISCONNECTED;
constexpr auto kLookEvery = std::chrono::seconds{5};

bool configure(ZmqSocket& router, const crypto::Key& secret, bool ipv6, Duration handshake) {
  return router.set(ZMQ_CURVE_SERVER, 1) &&
         router.set(ZMQ_CURVE_SECRETKEY, ByteView(secret.view())) &&
         router.set(ZMQ_ZAP_DOMAIN, std::string_view("watchword")) &&
         router.set(kZapEnforceDomain, 1) && router.set(ZMQ_ROUTER_MANDATORY, 1) &&
         router.set(ZMQ_MAXMSGSIZE, kWrappedFrameMax) && router.set(ZMQ_SNDHWM, kHighWater) &&
         router.set(ZMQ_RCVHWM, kHighWater) &&
         router.set(ZMQ_HANDSHAKE_IVL, static_cast<int>(handshake.count())) &&
         router.set(ZMQ_BACKLOG, 1024) && router.set(ZMQ_TCP_KEEPALIVE, 1) &&
         router.set(ZMQ_TCP_KEEPALIVE_IDLE, 120) && router.set(ZMQ_IPV6, ipv6 ? 1 : 0);
}

std::string bind_endpoint(const std::string& host_port) {
  const auto colon = host_port.rfind(':');
  const bool any_port = host_port.substr(colon + 1) == "0";
  return "tcp://" + host_port.substr(0, colon + 1) + (any_port ? "*" : host_port.substr(colon + 1));
}

void cut(int fd) { ::shutdown(fd, SHUT_RDWR); }

}  // namespace

Result<std::unique_ptr<ZmqServer>> ZmqServer::listen(const ZmqContext& context,
                                                     const std::string& host_port,
                                                     const crypto::Key& curve_secret,
                                                     ServerOptions options) {
  auto router = ZmqSocket::make(context, ZMQ_ROUTER);
  auto monitor = ZmqSocket::make(context, ZMQ_PAIR);
  if (!router || !monitor || host_port.rfind(':') == std::string::npos) {
    return fail(Errc::unavailable);
  }
  const std::string watch =
      "inproc://door-" + std::to_string(reinterpret_cast<std::uintptr_t>(router->raw()));
  const bool ready =
      configure(*router, curve_secret, host_port.starts_with('['), options.handshake) &&
      router->monitor(watch, kWatched) && monitor->connect(watch);
  if (!ready) return fail(Errc::unavailable);
  auto server = std::unique_ptr<ZmqServer>(
      new ZmqServer(context, std::move(*router), std::move(*monitor), options));
  if (!server->router_.bind(bind_endpoint(host_port))) return fail(Errc::unavailable);
  server->endpoint_ = server->router_.last_endpoint();
  return server;
}

ZmqServer::ZmqServer(const ZmqContext& context, ZmqSocket router, ZmqSocket monitor,
                     ServerOptions options)
    : zap_(context),
      router_(std::move(router)),
      monitor_(std::move(monitor)),
      options_(std::move(options)) {}

ZmqServer::~ZmqServer() { router_.stop_monitor(); }

std::string ZmqServer::host_port() const {
  constexpr std::string_view scheme = "tcp://";
  return endpoint_.substr(std::min(scheme.size(), endpoint_.size()));
}

void ZmqServer::wait(Duration longest, int other_fd) {
  // The set keeps its size: libzmq 4.3.4 has a defect with sets that grow.
  zmq_pollitem_t items[] = {{zap_.socket().raw(), 0, ZMQ_POLLIN, 0},
                            {monitor_.raw(), 0, ZMQ_POLLIN, 0},
                            {router_.raw(), 0, ZMQ_POLLIN, 0},
                            {nullptr, other_fd, ZMQ_POLLIN, 0}};
  if (!events_.empty()) return;
  const auto look = std::chrono::duration_cast<Duration>(kLookEvery);
  zmq_poll(items, other_fd >= 0 ? 4 : 3, static_cast<long>(std::min(longest, look).count()));
}

std::vector<ServerEvent> ZmqServer::take(std::size_t most) {
  // In this order, for file descriptors are used again: a connection that took over a closed one's
  // number must ask the ZAP handler first, so its predecessor's end already waits in the monitor.
  zap_.serve(connections_.size() <= options_.peers_max);
  read_monitor();
  read_router(most);
  cut_silent();
  std::vector<ServerEvent> taken(std::make_move_iterator(events_.begin()),
                                 std::make_move_iterator(events_.end()));
  events_.clear();
  return taken;
}

void ZmqServer::read_monitor() {
  while ((monitor_.events() & ZMQ_POLLIN) != 0) {
    const auto event = receive_monitor_event(monitor_);
    if (!event) continue;
    if (event->event == ZMQ_EVENT_ACCEPTED) {
      if (connections_.size() >= options_.peers_max) cut(event->value);
      connections_[event->value] = {Clock::now(), 0};
    } else if (event->event == ZMQ_EVENT_ACCEPT_FAILED) {
      cut_unspoken();
    } else if (event->event == ZMQ_EVENT_DISCONNECTED) {
      const auto found = connections_.find(event->value);
      if (found == connections_.end()) continue;
      const PeerId peer = found->second.peer;
      connections_.erase(found);
      forget(peer);
    }
  }
}

void ZmqServer::read_router(std::size_t most) {
  for (std::size_t count = 0; count < most && (router_.events() & ZMQ_POLLIN) != 0; ++count) {
    auto routing = router_.receive();
    if (!routing) return;
    if (!routing->more) continue;
    auto part = router_.receive();
    if (!part) return;
    if (part->more) router_.skip_rest();
    on_message(std::move(routing->bytes), std::move(*part));
  }
}

void ZmqServer::on_message(Bytes routing, ZmqSocket::Part part) {
  const bool one_frame = !part.more && part.bytes.size() == limits::kFrame;
  if (!one_frame) return cut(part.peer_fd);
  // Left before its last message was read: there is no one to answer.
  const auto connection = connections_.find(part.peer_fd);
  if (connection == connections_.end()) return;
  connection->second.last_heard = Clock::now();
  const PeerId id = peer_of(routing, part);
  if (id == 0) return cut(part.peer_fd);
  connection->second.peer = id;
  events_.push_back(RelayFrame{id, peers_.at(id).key, std::move(part.bytes)});
}

PeerId ZmqServer::peer_of(const Bytes& routing, const ZmqSocket::Part& part) {
  const auto known = by_routing_.find(routing);
  if (known != by_routing_.end()) {
    const Peer& peer = peers_.at(known->second);
    if (peer.user == part.user_id && peer.fd == part.peer_fd) return known->second;
    forget(known->second);
  }
  const auto key = from_hex(part.user_id);
  if (!key || key->size() != 32) return 0;
  const PeerId id = next_peer_++;
  peers_[id] = {routing, part.user_id, to_array<32>(*key), part.peer_fd};
  by_routing_[routing] = id;
  return id;
}

void ZmqServer::forget(PeerId peer) {
  const auto found = peers_.find(peer);
  if (found == peers_.end()) return;
  by_routing_.erase(found->second.routing);
  peers_.erase(found);
  events_.push_back(PeerLeft{peer});
}

void ZmqServer::send(PeerId peer, ByteView frame) {
  WW_CHECK(frame.size() == limits::kFrame);
  const auto found = peers_.find(peer);
  if (found == peers_.end()) return;
  auto sent = router_.send(found->second.routing, true);
  if (sent == ZmqSocket::Sent::sent) sent = router_.send(frame);
  if (sent == ZmqSocket::Sent::would_block) return kick(peer);
  if (sent == ZmqSocket::Sent::unreachable) forget(peer);
}

void ZmqServer::kick(PeerId peer) {
  const auto found = peers_.find(peer);
  if (found == peers_.end()) return;
  // Only while the descriptor is known to be this peer's; else it may be another's by now.
  const auto connection = connections_.find(found->second.fd);
  if (connection != connections_.end() && connection->second.peer == peer) cut(found->second.fd);
}

void ZmqServer::cut_silent() {
  const auto now = Clock::now();
  if (now < next_look_) return;
  next_look_ = now + kLookEvery;
  for (const auto& [fd, connection] : connections_) {
    if (now - connection.last_heard > options_.silence) cut(fd);
  }
}

void ZmqServer::cut_unspoken() {
  for (const auto& [fd, connection] : connections_) {
    if (connection.peer == 0) cut(fd);
  }
}

}  // namespace ww::net
