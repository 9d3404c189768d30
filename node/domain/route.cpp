#include "domain/route.h"

#include <arpa/inet.h>

#include <charconv>

#include "domain/limits.h"

namespace ww {
namespace {

constexpr std::string_view kScheme = "watchword-relay://";

// The host without brackets, of "host:port".
std::string_view host_of(std::string_view host_port) {
  const auto colon = host_port.rfind(':');
  std::string_view host = host_port.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  return host;
}

bool is_host_port(std::string_view text) {
  if (text.size() > limits::kRouteHostMax) return false;
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc{} || end != port.data() + port.size() || number == 0 || number > 65535)
    return false;
  const std::string_view host = text.substr(0, colon);
  if (host.front() == '[') {
    in6_addr parsed;
    return host.back() == ']' &&
           inet_pton(AF_INET6, std::string(host_of(text)).c_str(), &parsed) == 1;
  }
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

bool is_private_v4(std::uint32_t a) {
  const auto in = [a](std::uint32_t net, int bits) {
    return (a >> (32 - bits)) == (net >> (32 - bits));
  };
  return in(0x00000000, 8) || in(0x0A000000, 8) || in(0x64400000, 10) || in(0x7F000000, 8) ||
         in(0xA9FE0000, 16) || in(0xAC100000, 12) || in(0xC0A80000, 16) || in(0xE0000000, 3) ||
         in(0xC0000000, 24) || in(0xC6120000, 15);
}

// Those that hold an IPv4 address are none that a relay has, whatever it is: what they lead to is
// for a gateway in her own network to say.
bool is_private_v6(const ByteArray<16>& a) {
  const auto in = [&a](std::initializer_list<std::uint8_t> net) {
    return std::equal(net.begin(), net.end(), a.begin());
  };
  return in({0, 0, 0, 0, 0, 0, 0, 0}) ||           // ::, ::1, IPv4 mapped, translated, compatible
         in({0x00, 0x64, 0xFF, 0x9B}) ||           // NAT64
         in({0x20, 0x02}) ||                       // 6to4
         in({0x20, 0x01, 0x00, 0x00}) ||           // Teredo
         in({0x01, 0x00, 0, 0, 0, 0, 0, 0}) ||     // discard
         a[0] == 0xFF || (a[0] & 0xFE) == 0xFC ||  // multicast, unique local
         (a[0] == 0xFE && (a[1] & 0x80) == 0x80);  // link-local, site-local
}

// A name without a dot is looked up in her own network first; the others end where only a router, a
// resolver or a machine at home answers.
bool is_private_name(std::string_view name) {
  constexpr std::string_view kEnds[] = {"localhost", "local",   "localdomain", "internal",
                                        "intranet",  "private", "lan",         "home.arpa",
                                        "home",      "corp",    "fritz.box"};
  if (name.find('.') == std::string_view::npos) return true;
  return std::any_of(std::begin(kEnds), std::end(kEnds), [name](std::string_view end) {
    return name == end || (name.size() > end.size() && name.ends_with(end) &&
                           name[name.size() - end.size() - 1] == '.');
  });
}

}  // namespace

std::string to_address(const Route& route) {
  return std::string(kScheme) + route.host_port + "/" + route.relay.base32();
}

Result<Route> parse_address(std::string_view text) {
  if (!text.starts_with(kScheme)) return fail(Errc::malformed);
  text.remove_prefix(kScheme.size());
  const auto slash = text.rfind('/');
  if (slash == std::string_view::npos) return fail(Errc::malformed);
  const auto key = RelayKey::from_base32(text.substr(slash + 1));
  if (!key || !is_host_port(text.substr(0, slash))) return fail(Errc::malformed);
  return Route{*key, std::string(text.substr(0, slash))};
}

bool is_onion(const Route& route) { return host_of(route.host_port).ends_with(".onion"); }

bool is_private_address(const Route& route) {
  std::string host(host_of(route.host_port));
  while (host.ends_with('.')) host.pop_back();  // the same name, said to be whole
  in_addr v4;
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return is_private_v4(ntohl(v4.s_addr));
  in6_addr v6;
  if (inet_pton(AF_INET6, host.c_str(), &v6) == 1)
    return is_private_v6(to_array<16>(ByteView(v6.s6_addr, 16)));
  // Spellings that resolvers read as IPv4 but inet_pton does not: "127.1", "0x7f.1", "2130706433".
  return inet_aton(host.c_str(), &v4) == 1 || is_private_name(host);
}

}  // namespace ww
