#include "net/client_connection.h"

#include <zmq.h>

#include "net/zmq_limits.h"

namespace ww::net {
namespace {

constexpr int kEndings = ZMQ_EVENT_CLOSED | ZMQ_EVENT_DISCONNECTED |
                         ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                         ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |
                         ZMQ_EVENT_MONITOR_STOPPED;
constexpr int kWatched = kEndings | ZMQ_EVENT_HANDSHAKE_SUCCEEDED;

bool permitted(const Transport::Open& request, const ClientOptions& options) {
  const bool socks = !options.socks_proxy.empty();
  if (!socks) return !options.socks_required && !is_onion(request.route);
  // A shared circuit would tie two connections together.
  return !request.isolation.empty();
}

// Where libzmq is to connect; nothing when there is no way.
std::optional<std::string> endpoint_of(const Transport::Open& request, const ClientOptions& options,
                                       SocksTunnels* tunnels,
                                       ClientConnection::Clock::time_point deadline) {
  if (options.socks_proxy.empty()) return "tcp://" + request.route.host_port;
  WW_CHECK(tunnels != nullptr);
  const auto tunnel = tunnels->open(request.route.host_port, request.isolation, deadline);
  if (!tunnel) return std::nullopt;
  return *tunnel;
}

bool set_curve(ZmqSocket& socket, const Transport::Open& request) {
  return socket.set(ZMQ_CURVE_SERVERKEY, request.route.relay.view()) &&
         socket.set(ZMQ_CURVE_PUBLICKEY, crypto::x25519_public(request.client_secret)) &&
         socket.set(ZMQ_CURVE_SECRETKEY, ByteView(request.client_secret.view()));
}

bool set_bounds(ZmqSocket& socket, const Route& route) {
  const bool ipv6 = route.host_port.starts_with('[');
  return socket.set(ZMQ_RECONNECT_IVL, -1) && socket.set(ZMQ_IMMEDIATE, 1) &&
         socket.set(ZMQ_MAXMSGSIZE, kWrappedFrameMax) && socket.set(ZMQ_SNDHWM, kHighWater) &&
         socket.set(ZMQ_RCVHWM, kHighWater) && socket.set(ZMQ_IPV6, ipv6 ? 1 : 0);
}

// Unique among the monitors of this process for as long as the socket lives.
std::string monitor_endpoint(const ZmqSocket& socket) {
  return "inproc://watch-" + std::to_string(reinterpret_cast<std::uintptr_t>(socket.raw()));
}

}  // namespace

std::unique_ptr<ClientConnection> ClientConnection::open(const ZmqContext& context,
                                                         Transport::Open request,
                                                         const ClientOptions& options,
                                                         SocksTunnels* tunnels,
                                                         Clock::time_point now) {
  if (!permitted(request, options)) return nullptr;
  auto socket = ZmqSocket::make(context, ZMQ_DEALER);
  auto monitor = ZmqSocket::make(context, ZMQ_PAIR);
  if (!socket || !monitor) return nullptr;
  const int open_ms = static_cast<int>(options.open_wait.count());
  const bool ready = set_bounds(*socket, request.route) && set_curve(*socket, request) &&
                     socket->set(ZMQ_HANDSHAKE_IVL, open_ms) &&
                     socket->set(ZMQ_CONNECT_TIMEOUT, open_ms) &&
                     socket->monitor(monitor_endpoint(*socket), kWatched) &&
                     monitor->connect(monitor_endpoint(*socket));
  const auto deadline = now + options.open_wait;
  const auto endpoint = ready ? endpoint_of(request, options, tunnels, deadline) : std::nullopt;
  if (!endpoint || !socket->connect(*endpoint)) {
    socket->stop_monitor();
    return nullptr;
  }
  return std::unique_ptr<ClientConnection>(
      new ClientConnection(std::move(*socket), std::move(*monitor), deadline));
}

bool ClientConnection::queue(Bytes frame) {
  if (waiting_.size() >= kWaitingFrames) return false;
  waiting_.push_back(std::move(frame));
  return true;
}

ClientConnection::Progress ClientConnection::advance(std::size_t most, std::vector<Bytes>& received,
                                                     Clock::time_point now) {
  read_monitor();
  std::size_t got = 0;
  // The fd tells edges only: act until events() shows nothing to do.
  for (bool acted = true; acted;) {
    const int events = socket_.events();
    acted = (events & ZMQ_POLLOUT) != 0 && send_waiting();
    if ((events & ZMQ_POLLIN) == 0) continue;
    if (got == most) return {false, true};
    auto part = socket_.receive();
    if (!part) continue;
    if (part->more) return {true, false};  // a frame is one part
    received.push_back(std::move(part->bytes));
    ++got;
    acted = true;
  }
  const bool late = !open_ && now >= deadline_;
  return {ended_ || late, false};
}

std::optional<ClientConnection::Clock::time_point> ClientConnection::deadline() const {
  if (open_) return std::nullopt;
  return deadline_;
}

void ClientConnection::read_monitor() {
  while ((monitor_.events() & ZMQ_POLLIN) != 0) {
    const auto event = receive_monitor_event(monitor_);
    if (!event) continue;
    if (event->event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) open_ = true;
    if ((event->event & kEndings) != 0) ended_ = true;
  }
}

bool ClientConnection::send_waiting() {
  bool any = false;
  while (!waiting_.empty() && socket_.send(waiting_.front()) == ZmqSocket::Sent::sent) {
    waiting_.pop_front();
    any = true;
  }
  return any;
}

}  // namespace ww::net
