// Goal: the node's transport and the relay's door carry whole frames between them, and each end
// notices the other's end. Method: both in one process over loopback, real CURVE, ports of the
// system's choice; every wait is for an event and bounded, none is for a time.
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <zmq.h>

#include "domain/limits.h"
#include "net/descriptor.h"
#include "net/zmq_limits.h"
#include "net/zmq_server.h"
#include "net/zmq_transport.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::net;

namespace {

constexpr int kPatienceMs = 20000;

crypto::Key key(std::uint8_t seed) { return crypto::Key(Bytes(32, seed)); }

Bytes frame_of(std::uint8_t fill) { return Bytes(limits::kFrame, fill); }

std::optional<TransportEvent> next(ZmqTransport& transport) {
  for (;;) {
    auto events = transport.drain(1);
    if (!events.empty()) return std::move(events.front());
    pollfd fd{transport.wake_fd(), POLLIN, 0};
    if (::poll(&fd, 1, kPatienceMs) <= 0) return std::nullopt;
  }
}

// A relay's door with the loop that a relay has around it.
struct Door {
  ZmqContext context;
  crypto::Key secret = key(7);
  std::unique_ptr<ZmqServer> server;
  std::vector<ServerEvent> seen;

  explicit Door(const std::string& host_port = "127.0.0.1:0", ServerOptions options = {}) {
    auto made = ZmqServer::listen(context, host_port, secret, options);
    REQUIRE(made.ok());
    server = std::move(*made);
  }
  Route route() const { return {RelayKey{crypto::x25519_public(secret)}, server->host_port()}; }
  template <class T>
  std::optional<T> next() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kPatienceMs);
    while (std::chrono::steady_clock::now() < end) {
      for (auto it = seen.begin(); it != seen.end(); ++it) {
        if (!std::holds_alternative<T>(*it)) continue;
        T found = std::get<T>(std::move(*it));
        seen.erase(it);
        return found;
      }
      server->wait(std::chrono::milliseconds(100), -1);
      for (auto& event : server->take(64)) seen.push_back(std::move(event));
    }
    return std::nullopt;
  }
  // Serves until the node's side has something to tell.
  std::optional<TransportEvent> serve_until(ZmqTransport& transport) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kPatienceMs);
    while (std::chrono::steady_clock::now() < end) {
      auto events = transport.drain(1);
      if (!events.empty()) return std::move(events.front());
      server->wait(std::chrono::milliseconds(100), transport.wake_fd());
      for (auto& event : server->take(64)) seen.push_back(std::move(event));
    }
    return std::nullopt;
  }
};

// A client of our own making, to do what ours never does.
struct WildClient {
  ZmqSocket socket;
  WildClient(const ZmqContext& context, const Route& route, const crypto::Key& secret,
             std::string_view routing_id = {})
      : socket(std::move(*ZmqSocket::make(context, ZMQ_DEALER))) {
    REQUIRE(socket.set(ZMQ_CURVE_SERVERKEY, route.relay.view()));
    REQUIRE(socket.set(ZMQ_CURVE_PUBLICKEY, crypto::x25519_public(secret)));
    REQUIRE(socket.set(ZMQ_CURVE_SECRETKEY, ByteView(secret.view())));
    REQUIRE(socket.set(ZMQ_RECONNECT_IVL, -1));
    if (!routing_id.empty()) REQUIRE(socket.set(ZMQ_ROUTING_ID, routing_id));
    REQUIRE(socket.connect("tcp://" + route.host_port));
  }
};

}  // namespace

TEST_CASE("a frame goes to the relay with the client's proven key, and an answer comes back") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  const crypto::Key client = key(1);
  transport.open({5, door.route(), client.clone(), ""});
  transport.send(5, frame_of(0xaa));

  const auto request = door.next<RelayFrame>();
  REQUIRE(request);
  CHECK(request->client_key == crypto::x25519_public(client));
  CHECK(request->frame == frame_of(0xaa));

  door.server->send(request->peer, frame_of(0xbb));
  const auto answer = next(transport);
  REQUIRE(answer);
  CHECK(answer->kind == TransportEvent::Kind::frame);
  CHECK(answer->connection == 5);
  CHECK(answer->frame == frame_of(0xbb));
}

TEST_CASE("many frames both ways arrive whole and in order") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  transport.open({1, door.route(), key(1), ""});
  for (std::uint8_t round = 0; round < 40; ++round) {
    for (std::uint8_t i = 0; i < 10; ++i) {
      transport.send(1, frame_of(static_cast<std::uint8_t>(round + i)));
    }
    for (std::uint8_t i = 0; i < 10; ++i) {
      const auto request = door.next<RelayFrame>();
      REQUIRE(request);
      REQUIRE(request->frame == frame_of(static_cast<std::uint8_t>(round + i)));
      door.server->send(request->peer, request->frame);
    }
    for (std::uint8_t i = 0; i < 10; ++i) {
      const auto answer = next(transport);
      REQUIRE(answer);
      REQUIRE(answer->frame == frame_of(static_cast<std::uint8_t>(round + i)));
    }
  }
}

TEST_CASE("two connections of one node are two peers with two keys") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  transport.open({1, door.route(), key(1), ""});
  transport.open({2, door.route(), key(2), ""});
  transport.send(1, frame_of(1));
  transport.send(2, frame_of(2));
  const auto first = door.next<RelayFrame>();
  const auto second = door.next<RelayFrame>();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->peer != second->peer);
  CHECK(first->client_key != second->client_key);
}

TEST_CASE("a relay with another key than the pinned one gets no frame") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  Route wrong = door.route();
  wrong.relay = RelayKey{crypto::x25519_public(key(99))};
  transport.open({1, wrong, key(1), ""});
  transport.send(1, frame_of(1));
  const auto event = door.serve_until(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
  CHECK(door.seen.empty());
}

TEST_CASE("nobody listening: the connection is closed, with nothing waiting") {
  std::string host_port;
  {
    Door door;
    host_port = door.server->host_port();
  }
  ZmqContext context;
  ZmqTransport transport(context, {});
  transport.open({9, {RelayKey{crypto::x25519_public(key(7))}, host_port}, key(1), ""});
  transport.send(9, frame_of(1));
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
  CHECK(event->connection == 9);
}

TEST_CASE("a listener that never speaks is given up after the open wait") {
  ZmqContext context;
  auto mute = ZmqSocket::make(context, ZMQ_STREAM);
  REQUIRE(mute->bind("tcp://127.0.0.1:*"));
  ClientOptions options;
  options.open_wait = std::chrono::milliseconds(200);
  ZmqTransport transport(context, options);
  const std::string host_port = mute->last_endpoint().substr(6);
  transport.open({1, {RelayKey{crypto::x25519_public(key(7))}, host_port}, key(1), ""});
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
}

TEST_CASE("a visitor of the relay who never speaks is hung up on after the time for a handshake") {
  ZmqContext context;
  ServerOptions options;
  options.handshake = std::chrono::milliseconds{100};
  auto server = ZmqServer::listen(context, "127.0.0.1:0", crypto::Key(Bytes(32, 7)), options);
  REQUIRE(server.ok());
  const Descriptor visitor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const std::string port = (*server)->host_port().substr((*server)->host_port().rfind(':') + 1);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
  REQUIRE(::connect(visitor.fd(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  Bytes heard(256);
  ssize_t got = 1;
  while (got > 0) got = ::recv(visitor.fd(), heard.data(), heard.size(), 0);
  CHECK(got == 0);
}

TEST_CASE("the relay's restart closes the connection, and nothing is sent on a new one by itself") {
  ZmqContext context;
  ZmqTransport transport(context, {});
  std::string host_port;
  {
    Door door;
    host_port = door.server->host_port();
    transport.open({1, door.route(), key(1), ""});
    transport.send(1, frame_of(1));
    REQUIRE(door.next<RelayFrame>());
  }
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);

  Door again(host_port);
  transport.send(1, frame_of(2));  // to the dead connection
  transport.open({2, again.route(), key(2), ""});
  transport.send(2, frame_of(3));
  const auto request = again.next<RelayFrame>();
  REQUIRE(request);
  CHECK(request->frame == frame_of(3));
  CHECK(request->client_key == crypto::x25519_public(key(2)));
}

TEST_CASE("the relay notices when a peer leaves") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  transport.open({1, door.route(), key(1), ""});
  transport.send(1, frame_of(1));
  const auto request = door.next<RelayFrame>();
  REQUIRE(request);
  transport.close(1);
  const auto left = door.next<PeerLeft>();
  REQUIRE(left);
  CHECK(left->peer == request->peer);
  door.server->send(request->peer, frame_of(1));  // nothing happens
  CHECK(door.server->peers() == 0);
}

TEST_CASE("a kicked peer is gone on both sides") {
  Door door;
  ZmqContext context;
  ZmqTransport transport(context, {});
  transport.open({1, door.route(), key(1), ""});
  transport.send(1, frame_of(1));
  const auto request = door.next<RelayFrame>();
  REQUIRE(request);
  door.server->kick(request->peer);
  REQUIRE(door.next<PeerLeft>());
  const auto event = next(transport);
  REQUIRE(event);
  CHECK(event->kind == TransportEvent::Kind::closed);
}

TEST_CASE("attack: a frame of another size cuts its sender off and reaches nobody") {
  const auto size = GENERATE(std::size_t{0}, std::size_t{1}, limits::kFrame - 1, limits::kFrame + 1,
                             std::size_t{100000});
  CAPTURE(size);
  Door door;
  ZmqContext context;
  WildClient wild(context, door.route(), key(3));
  auto monitor = ZmqSocket::make(context, ZMQ_PAIR);
  REQUIRE(wild.socket.monitor("inproc://wild", ZMQ_EVENT_DISCONNECTED));
  REQUIRE(monitor->connect("inproc://wild"));
  wild.socket.send(Bytes(size, 1));
  bool cut = false;
  for (int i = 0; i < 200 && !cut; ++i) {
    door.server->wait(std::chrono::milliseconds(100), monitor->fd());
    for (auto& event : door.server->take(64)) door.seen.push_back(std::move(event));
    cut = receive_monitor_event(*monitor).has_value();
  }
  CHECK(cut);
  CHECK(door.seen.empty());
}

TEST_CASE("attack: a message of two parts cuts its sender off") {
  Door door;
  ZmqContext context;
  WildClient wild(context, door.route(), key(3));
  auto monitor = ZmqSocket::make(context, ZMQ_PAIR);
  REQUIRE(wild.socket.monitor("inproc://wild", ZMQ_EVENT_DISCONNECTED));
  REQUIRE(monitor->connect("inproc://wild"));
  wild.socket.send(frame_of(1), true);
  wild.socket.send(frame_of(2));
  bool cut = false;
  for (int i = 0; i < 200 && !cut; ++i) {
    door.server->wait(std::chrono::milliseconds(100), monitor->fd());
    for (auto& event : door.server->take(64)) door.seen.push_back(std::move(event));
    cut = receive_monitor_event(*monitor).has_value();
  }
  CHECK(cut);
  CHECK(door.seen.empty());
}

TEST_CASE("attack: who takes another's routing id gets none of the other's replies") {
  Door door;
  ZmqContext context;
  WildClient alice(context, door.route(), key(1), "same");
  alice.socket.send(frame_of(1));
  const auto from_alice = door.next<RelayFrame>();
  REQUIRE(from_alice);

  WildClient mallory(context, door.route(), key(2), "same");
  mallory.socket.send(frame_of(2));
  door.server->send(from_alice->peer, frame_of(0xa1));
  pollfd fd{alice.socket.fd(), POLLIN, 0};
  std::optional<ZmqSocket::Part> reply;
  for (int i = 0; i < 100 && !(reply = alice.socket.receive()); ++i) ::poll(&fd, 1, 100);
  REQUIRE(reply);
  CHECK(reply->bytes == frame_of(0xa1));
  CHECK_FALSE(mallory.socket.receive());
  CHECK(from_alice->client_key == crypto::x25519_public(key(1)));
}

TEST_CASE("past its bound the relay lets nobody else in, and again when one has left") {
  ServerOptions options;
  options.peers_max = 2;
  Door door("127.0.0.1:0", options);
  ZmqContext context;
  ZmqTransport transport(context, {});
  for (ConnectionId id = 1; id <= 2; ++id) {
    transport.open({id, door.route(), key(static_cast<std::uint8_t>(id)), ""});
    transport.send(id, frame_of(1));
    REQUIRE(door.next<RelayFrame>());
  }
  door.server->take(0);
  transport.open({3, door.route(), key(3), ""});
  const auto refused = door.serve_until(transport);
  REQUIRE(refused);
  CHECK(refused->kind == TransportEvent::Kind::closed);
  CHECK(refused->connection == 3);

  transport.close(1);
  REQUIRE(door.next<PeerLeft>());
  door.server->take(0);
  transport.open({4, door.route(), key(4), ""});
  transport.send(4, frame_of(4));
  const auto request = door.next<RelayFrame>();
  REQUIRE(request);
  CHECK(request->frame == frame_of(4));
}

TEST_CASE("an occupied port is an error, not a crash") {
  Door door;
  ZmqContext context;
  const auto second = ZmqServer::listen(context, door.server->host_port(), key(8));
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().code == Errc::unavailable);
}
