#include "domain/route.h"

#include "domain/limits.h"
#include "support/catch.h"

using namespace ww;

namespace {
const std::string kKey = RelayKey{}.base32();
Route at(std::string host_port) { return {RelayKey{}, std::move(host_port)}; }
bool parses(const std::string& host_port) {
  return parse_address("watchword-relay://" + host_port + "/" + kKey).ok();
}
}  // namespace

TEST_CASE("a relay's address goes round as text", "[domain][route]") {
  for (const std::string host_port : {"127.0.0.1:7077", "[::1]:7077", "relay.example.com:1"}) {
    CAPTURE(host_port);
    const Route route{RelayKey{ByteArray<32>{1, 2, 3}}, host_port};
    CHECK(parse_address(to_address(route)).value() == route);
  }
}

TEST_CASE("text that is no relay's address is refused", "[domain][route]") {
  CHECK(parses("relay.example.com:65535"));
  for (const std::string bad :
       {"", ":1", "host", "host:", "host:0", "host:65536", "host:7x", "host:-1", "HOST:1", "[::1:1",
        "[nonsense]:1", "a b:1", "user@host:1", "host/path:1"}) {
    CAPTURE(bad);
    CHECK_FALSE(parses(bad));
  }
  CHECK_FALSE(parse_address("http://host:1/" + kKey).ok());
  CHECK_FALSE(parse_address("watchword-relay://host:1").ok());
  CHECK_FALSE(parse_address("watchword-relay://host:1/" + kKey.substr(1)).ok());
}

TEST_CASE("a host with its port has at most 80 characters", "[domain][route]") {
  CHECK(parses(std::string(limits::kRouteHostMax - 5, 'a') + ":7077"));
  CHECK_FALSE(parses(std::string(limits::kRouteHostMax - 4, 'a') + ":7077"));
}

TEST_CASE("attack: relay address in an invite as a trap", "[domain][route][attack]") {
  for (const std::string inside : {"127.0.0.1:1",
                                   "127.9.9.9:1",
                                   "10.0.0.1:1",
                                   "172.16.0.1:1",
                                   "172.31.255.255:1",
                                   "192.168.1.1:1",
                                   "169.254.1.1:1",
                                   "100.64.0.1:1",
                                   "0.0.0.0:1",
                                   "224.0.0.1:1",
                                   "255.255.255.255:1",
                                   "[::]:1",
                                   "[::1]:1",
                                   "[fe80::1]:1",
                                   "[fd00::1]:1",
                                   "[ff02::1]:1",
                                   "[::ffff:127.0.0.1]:1",
                                   "localhost:1",
                                   "a.localhost:1",
                                   "printer.local:1",
                                   "127.1:1",
                                   "2130706433:1",
                                   "0x7f.1:1",
                                   "0177.0.0.1:1",
                                   "127.0.0.1.:1",
                                   "0:1",
                                   "0.1:1",
                                   "100.127.255.255:1",
                                   "192.0.0.8:1",
                                   "198.18.0.1:1",
                                   "198.19.255.255:1",
                                   "[::7f00:1]:1",
                                   "[::ffff:203.0.113.7]:1",
                                   "[::ffff:c0a8:101]:1",
                                   "[::ffff:0:192.168.1.1]:1",
                                   "[64:ff9b::192.168.1.1]:1",
                                   "[64:ff9b::cb00:7107]:1",
                                   "[64:ff9b:1::1]:1",
                                   "[2002:c0a8:101::1]:1",
                                   "[2002:7f00:1::]:1",
                                   "[2001:0:c0a8:101::1]:1",
                                   "[100::1]:1",
                                   "[fe80::1]:1",
                                   "[febf::1]:1",
                                   "[fec0::1]:1",
                                   "[fc00::1]:1",
                                   "localhost.:1",
                                   "a.localhost.:1",
                                   "localhost.localdomain:1",
                                   "ip6-localhost:1",
                                   "ip6-loopback:1",
                                   "local:1",
                                   "printer.local.:1",
                                   "printer.local..:1",
                                   "metadata.google.internal:1",
                                   "nas.home.arpa:1",
                                   "home.arpa:1",
                                   "router.lan:1",
                                   "router.home:1",
                                   "fritz.box:1",
                                   "nas.fritz.box:1",
                                   "wiki.intranet:1",
                                   "wiki.corp:1",
                                   "router:1",
                                   ".:1"}) {
    CAPTURE(inside);
    CHECK(is_private_address(at(inside)));
  }
  for (const std::string outside : {"203.0.113.7:1",
                                    "172.15.0.1:1",
                                    "172.32.0.1:1",
                                    "100.128.0.1:1",
                                    "100.63.255.255:1",
                                    "192.0.1.1:1",
                                    "198.17.255.255:1",
                                    "198.20.0.1:1",
                                    "[2001:db8::1]:1",
                                    "[2001:1::1]:1",
                                    "[2003::1]:1",
                                    "[64:ff9c::1]:1",
                                    "[fe00::1]:1",
                                    "relay.example.com:1",
                                    "relay.example.com.:1",
                                    "local.example.com:1",
                                    "mylocal.example.com:1",
                                    "notlocal.com:1",
                                    "internal.example.com:1",
                                    "xfritz.box:1"}) {
    CAPTURE(outside);
    CHECK_FALSE(is_private_address(at(outside)));
  }
}

TEST_CASE("an onion address is told by its ending", "[domain][route]") {
  CHECK(is_onion(at(std::string(56, 'a') + ".onion:7077")));
  CHECK_FALSE(is_onion(at("onion.example.com:7077")));
  CHECK_FALSE(is_onion(at("x.onion.example.com:7077")));
}
