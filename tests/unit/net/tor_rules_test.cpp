// Goal: the rules about Tor hold before a single byte leaves.
// Method: count who knocks on a listening port that stands for the relay or for the proxy.
#include <dlfcn.h>
#include <netdb.h>
#include <poll.h>
#include <zmq.h>

#include <atomic>

#include "net/zmq_transport.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::net;

namespace {

constexpr int kPatienceMs = 20000;

std::atomic<int> look_ups{0};

// Any TCP listener; knock() hands out what the first visitor said.
struct Listener {
  ZmqContext context;
  ZmqSocket socket;
  Listener() : socket(std::move(*ZmqSocket::make(context, ZMQ_STREAM))) {
    REQUIRE(socket.bind("tcp://127.0.0.1:*"));
  }
  std::string host_port() const { return socket.last_endpoint().substr(6); }
  bool visited() { return (socket.events() & ZMQ_POLLIN) != 0; }
  // A part of the stream, with the visitor's id so that it can be answered.
  std::pair<Bytes, Bytes> hear() {
    zmq_pollitem_t item{socket.raw(), 0, ZMQ_POLLIN, 0};
    if (zmq_poll(&item, 1, kPatienceMs) <= 0) return {};
    const auto id = socket.receive();
    const auto part = socket.receive();
    if (!id || !part) return {};
    return {id->bytes, part->bytes};
  }
  Bytes hear_bytes(Bytes& visitor) {
    for (;;) {
      auto [id, part] = hear();
      if (id.empty()) return {};
      visitor = id;
      if (!part.empty()) return part;
    }
  }
  void say(const Bytes& visitor, const Bytes& bytes) {
    socket.send(visitor, true);
    socket.send(bytes);
  }
};

Route route_to(const std::string& host_port) {
  return {RelayKey{crypto::x25519_public(crypto::Key(Bytes(32, 7)))}, host_port};
}
crypto::Key client() { return crypto::Key(Bytes(32, 1)); }

bool closes(ZmqTransport& transport) {
  pollfd fd{transport.wake_fd(), POLLIN, 0};
  if (::poll(&fd, 1, kPatienceMs) <= 0) return false;
  const auto events = transport.drain();
  return events.size() == 1 && events[0].kind == TransportEvent::Kind::closed;
}

}  // namespace

// What a name is looked up by. libzmq calls this one, which counts, and leads on to the C
// library's.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  using Real = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto real = reinterpret_cast<Real>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  ++look_ups;
  return real(name, service, hints, found);
}

TEST_CASE("attack: with Tor required and no proxy nothing is opened") {
  Listener relay;
  ClientOptions options;
  options.socks_required = true;
  ZmqTransport transport(relay.context, options);
  transport.open({1, route_to(relay.host_port()), client(), "a"});
  CHECK(closes(transport));
  CHECK_FALSE(relay.visited());
}

TEST_CASE("attack: a transport that is told to require Tor opens nothing directly any more") {
  Listener relay;
  ZmqTransport transport(relay.context, {});
  ClientOptions options;
  options.socks_required = true;
  transport.use(options);
  transport.open({1, route_to(relay.host_port()), client(), "a"});
  CHECK(closes(transport));
  CHECK_FALSE(relay.visited());
}

TEST_CASE("from the moment that a proxy is named, connections go there alone") {
  Listener relay, proxy;
  ZmqTransport transport(relay.context, {});
  ClientOptions options;
  options.socks_proxy = proxy.host_port();
  transport.use(options);
  transport.open({1, route_to(relay.host_port()), client(), "circuit-1"});
  Bytes visitor;
  CHECK_FALSE(proxy.hear_bytes(visitor).empty());
  CHECK_FALSE(relay.visited());
}

TEST_CASE("an onion name is never looked up without a proxy") {
  ZmqContext context;
  ClientOptions options;
  options.open_wait = std::chrono::milliseconds(300);
  ZmqTransport transport(context, options);
  look_ups = 0;
  transport.open({1, route_to(std::string(56, 'a') + ".onion:7077"), client(), ""});
  CHECK(closes(transport));
  CHECK(look_ups == 0);
  // Any other name is, and so the count counts.
  transport.open({2, route_to("localhost:9"), client(), ""});
  CHECK(closes(transport));
  CHECK(look_ups > 0);
}

TEST_CASE("through a proxy a connection without a circuit of its own is refused") {
  Listener proxy;
  ClientOptions options;
  options.socks_proxy = proxy.host_port();
  ZmqTransport transport(proxy.context, options);
  transport.open({1, route_to("127.0.0.1:9"), client(), ""});
  CHECK(closes(transport));
  CHECK_FALSE(proxy.visited());
}

TEST_CASE("through a proxy the relay's name goes to the proxy, with a user name per connection") {
  Listener proxy;
  ClientOptions options;
  options.socks_proxy = proxy.host_port();
  ZmqTransport transport(proxy.context, options);
  const std::string onion = std::string(56, 'a') + ".onion";
  transport.open({1, route_to(onion + ":7077"), client(), "circuit-1"});

  Bytes visitor;
  const Bytes greeting = proxy.hear_bytes(visitor);  // RFC 1928: version, count, methods
  REQUIRE(greeting.size() >= 3);
  CHECK(greeting[0] == 5);
  CHECK(std::find(greeting.begin() + 2, greeting.end(), 2) != greeting.end());
  proxy.say(visitor, {5, 2});
  const Bytes login = proxy.hear_bytes(visitor);  // RFC 1929
  REQUIRE(login.size() > 11);
  CHECK(as_text(ByteView(login).subspan(2, 9)) == "circuit-1");
  proxy.say(visitor, {1, 0});
  const Bytes request = proxy.hear_bytes(visitor);
  REQUIRE(request.size() == 5 + onion.size() + 2);
  CHECK(request[3] == 3);  // by name: the proxy resolves it
  CHECK(as_text(ByteView(request).subspan(5, onion.size())) == onion);
}
