// Goal: frames pass through a SOCKS5 proxy, each connection under a name of its own, and whatever a
// proxy does is an ordinary end of that connection. Method: a proxy in threads of the test, a real
// relay's door behind it, CURVE all the way; every wait is for an event and bounded.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <mutex>
#include <set>
#include <thread>

#include "domain/limits.h"
#include "net/zmq_server.h"
#include "net/zmq_transport.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::net;

namespace {

constexpr int kPatienceMs = 20000;
enum class Manner { carries, refuses_login, refuses_relay, hangs_up, talks_rubbish, says_nothing };

crypto::Key key(std::uint8_t seed) { return crypto::Key(Bytes(32, seed)); }
Bytes frame_of(std::uint8_t fill) { return Bytes(limits::kFrame, fill); }

Descriptor tcp() { return Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

// Blocking reads and writes of one visit; empty when the other side is gone.
Bytes read_exactly(int fd, std::size_t count) {
  Bytes bytes(count);
  const auto got = ::recv(fd, bytes.data(), count, MSG_WAITALL);
  return got == static_cast<ssize_t>(count) ? bytes : Bytes();
}
void write_all(int fd, const Bytes& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto now = ::send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) return;
    sent += static_cast<std::size_t>(now);
  }
}
bool carry(int from, int to) {
  Bytes bytes(4096);
  const auto got = ::recv(from, bytes.data(), bytes.size(), 0);
  if (got <= 0) return false;
  bytes.resize(static_cast<std::size_t>(got));
  write_all(to, bytes);
  return true;
}

class Proxy {
 public:
  explicit Proxy(Manner manner) : manner_(manner), door_(tcp()) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(door_.fd(), raw, size) == 0);
    REQUIRE(::listen(door_.fd(), 16) == 0);
    REQUIRE(::getsockname(door_.fd(), raw, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { receive_visitors(); });
  }
  ~Proxy() {
    ::shutdown(door_.fd(), SHUT_RDWR);
    thread_.join();
    for (const Descriptor& visitor : visitors_) ::shutdown(visitor.fd(), SHUT_RDWR);
    for (std::thread& visit : visits_) visit.join();
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  ClientOptions options() const {
    ClientOptions options;
    options.socks_proxy = "127.0.0.1:" + std::to_string(port_);
    return options;
  }
  std::multiset<std::string> users() {
    const std::lock_guard lock(mutex_);
    return users_;
  }

 private:
  void receive_visitors() {
    for (;;) {
      Descriptor visitor(::accept(door_.fd(), nullptr, nullptr));
      if (!visitor.is_open()) return;
      visitors_.push_back(std::move(visitor));
      visits_.emplace_back([this, fd = visitors_.back().fd()] {
        serve(fd);
        ::shutdown(fd, SHUT_RDWR);
      });
    }
  }

  void serve(int fd) {
    if (manner_ == Manner::talks_rubbish) write_all(fd, Bytes(100000, 'x'));
    if (read_exactly(fd, 3).empty() || manner_ == Manner::hangs_up) return;
    if (manner_ == Manner::says_nothing) {
      read_exactly(fd, 1);  // until the visitor gives up
      return;
    }
    write_all(fd, {5, 2});
    if (!log_in(fd)) return;
    const Bytes request = read_exactly(fd, 10);  // an IPv4 address and its port
    if (request.empty()) return;
    const bool refused = manner_ == Manner::refuses_relay;
    const Descriptor relay = tcp();
    sockaddr_in address =
        loopback(static_cast<std::uint16_t>((unsigned{request[8]} << 8) | request[9]));
    if (!refused && ::connect(relay.fd(), reinterpret_cast<sockaddr*>(&address), sizeof address)) {
      return;
    }
    write_all(fd, {5, static_cast<std::uint8_t>(refused ? 5 : 0), 0, 1, 0, 0, 0, 0, 0, 0});
    if (!refused) carry_both_ways(fd, relay.fd());
  }

  bool log_in(int fd) {
    const Bytes head = read_exactly(fd, 2);
    if (head.empty()) return false;
    const Bytes user = read_exactly(fd, head[1]);
    const Bytes count = read_exactly(fd, 1);
    if (user.empty() || count.empty() || read_exactly(fd, count[0]).empty()) return false;
    {
      const std::lock_guard lock(mutex_);
      users_.insert(std::string(as_text(user)));
    }
    const bool refused = manner_ == Manner::refuses_login;
    write_all(fd, {1, static_cast<std::uint8_t>(refused ? 1 : 0)});
    return !refused;
  }

  static void carry_both_ways(int visitor, int relay) {
    for (;;) {
      pollfd fds[]{{visitor, POLLIN, 0}, {relay, POLLIN, 0}};
      ::poll(fds, 2, -1);
      if (fds[0].revents != 0 && !carry(visitor, relay)) return;
      if (fds[1].revents != 0 && !carry(relay, visitor)) return;
    }
  }

  const Manner manner_;
  Descriptor door_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;  // of the names
  std::multiset<std::string> users_;
  std::vector<Descriptor> visitors_;  // these two: the thread's until it has ended
  std::vector<std::thread> visits_;
  std::thread thread_;
};

struct Relay {
  ZmqContext context;
  std::unique_ptr<ZmqServer> server;
  Relay() {
    auto made = ZmqServer::listen(context, "127.0.0.1:0", key(7));
    REQUIRE(made.ok());
    server = std::move(*made);
  }
  Route route() const { return {RelayKey{crypto::x25519_public(key(7))}, server->host_port()}; }
  std::optional<RelayFrame> next() {
    for (int i = 0; i < kPatienceMs / 100; ++i) {
      for (auto& event : server->take(1)) {
        if (auto* frame = std::get_if<RelayFrame>(&event)) return std::move(*frame);
      }
      server->wait(std::chrono::milliseconds(100), -1);
    }
    return std::nullopt;
  }
};

std::optional<TransportEvent> next(ZmqTransport& transport) {
  for (;;) {
    auto events = transport.drain(1);
    if (!events.empty()) return std::move(events.front());
    pollfd fd{transport.wake_fd(), POLLIN, 0};
    if (::poll(&fd, 1, kPatienceMs) <= 0) return std::nullopt;
  }
}

void check_closes(ZmqTransport& transport, const Route& route, ConnectionId id) {
  transport.open({id, route, key(1), "circuit-" + std::to_string(id)});
  transport.send(id, frame_of(1));
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
  CHECK(event->connection == id);
}

}  // namespace

TEST_CASE("through a proxy many frames go to the relay and come back whole and in order") {
  Relay relay;
  Proxy proxy(Manner::carries);
  ZmqContext context;
  ZmqTransport transport(context, proxy.options());
  transport.open({1, relay.route(), key(1), "circuit-1"});
  constexpr std::uint8_t kFrames = 30;  // more than the buffers of a tunnel hold
  for (std::uint8_t i = 0; i < kFrames; ++i) transport.send(1, frame_of(i));
  for (std::uint8_t i = 0; i < kFrames; ++i) {
    const auto request = relay.next();
    REQUIRE(request);
    CHECK(request->client_key == crypto::x25519_public(key(1)));
    REQUIRE(request->frame == frame_of(i));
    relay.server->send(request->peer, request->frame);
  }
  for (std::uint8_t i = 0; i < kFrames; ++i) {
    relay.server->take(1);
    const auto answer = next(transport);
    REQUIRE(answer);
    REQUIRE(answer->kind == TransportEvent::Kind::frame);
    REQUIRE(answer->frame == frame_of(i));
  }
}

TEST_CASE("each connection has its own name at the proxy") {
  Relay relay;
  Proxy proxy(Manner::carries);
  ZmqContext context;
  ZmqTransport transport(context, proxy.options());
  for (const ConnectionId id : {1u, 2u}) {
    transport.open(
        {id, relay.route(), key(static_cast<std::uint8_t>(id)), "circuit-" + std::to_string(id)});
    transport.send(id, frame_of(1));
    REQUIRE(relay.next());
  }
  CHECK(proxy.users() == std::multiset<std::string>{"circuit-1", "circuit-2"});
}

TEST_CASE("attack: whatever a proxy does, its connections end, the transport and others live on") {
  const auto manner = GENERATE(Manner::refuses_login, Manner::refuses_relay, Manner::hangs_up,
                               Manner::talks_rubbish, Manner::says_nothing);
  CAPTURE(static_cast<int>(manner));
  Relay relay;
  Proxy proxy(manner);
  ZmqContext context;
  ClientOptions options = proxy.options();
  if (manner == Manner::says_nothing) options.open_wait = std::chrono::milliseconds(200);
  ZmqTransport transport(context, options);
  CHECK(transport.proxy_state() == ProxyState::unknown);
  for (ConnectionId id = 1; id <= 3; ++id) check_closes(transport, relay.route(), id);
  CHECK(relay.server->take(64).empty());
  // Who says nothing may still be about to.
  CHECK(transport.proxy_state() == (manner == Manner::refuses_relay  ? ProxyState::works
                                    : manner == Manner::says_nothing ? ProxyState::unknown
                                                                     : ProxyState::refuses));
}

TEST_CASE("a proxy that is not there: the connection ends, again and again") {
  Relay relay;
  ZmqContext context;
  ClientOptions options;
  {
    const Proxy gone(Manner::carries);
    options = gone.options();
  }
  ZmqTransport transport(context, options);
  for (ConnectionId id = 1; id <= 3; ++id) check_closes(transport, relay.route(), id);
  CHECK(relay.server->take(64).empty());
  CHECK(transport.proxy_state() == ProxyState::absent);
}

TEST_CASE("a proxy that ends takes the connection along") {
  Relay relay;
  ZmqContext context;
  auto proxy = std::make_unique<Proxy>(Manner::carries);
  ZmqTransport transport(context, proxy->options());
  transport.open({1, relay.route(), key(1), "circuit-1"});
  transport.send(1, frame_of(1));
  REQUIRE(relay.next());
  CHECK(transport.proxy_state() == ProxyState::works);
  proxy.reset();
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
}
