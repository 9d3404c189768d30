// Where a queue or board can be reached: a relay's key and address.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/ids.h"

namespace ww {

struct Route {
  RelayKey relay;
  std::string
      host_port;  // "127.0.0.1:7077", "[::1]:7077", "name.onion:7077"; <= limits::kRouteHostMax

  auto operator<=>(const Route&) const = default;
};

// "watchword-relay://HOST:PORT/KEY", KEY in lower-case base32 (52 characters).
std::string to_address(const Route& route);
// Fails with `malformed`: wrong scheme, no port, a port of 0 or above 65535, an overlong host, a
// bad key.
Result<Route> parse_address(std::string_view text);

bool is_onion(const Route& route);
// Private, loopback, link-local and multicast addresses in any spelling, IPv6 that stands for IPv4,
// and names of a local network: a route that a peer names must never make us knock on these.
bool is_private_address(const Route& route);

}  // namespace ww
