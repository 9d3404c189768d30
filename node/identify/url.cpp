#include <libpsl.h>

#include <algorithm>

#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

// Takes "https://" off; https where none is given.
std::optional<std::string> take_scheme(std::string_view& rest) {
  const auto end = rest.find("://");
  if (end == std::string_view::npos) return "https";
  const std::string scheme = lower(rest.substr(0, end));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  rest.remove_prefix(end + 3);
  return scheme;
}

// "host:port"; the scheme's own port is left out.
std::optional<std::string> host_of(std::string_view authority, const std::string& scheme) {
  if (authority.find('@') != std::string_view::npos) return std::nullopt;
  const auto colon = authority.find(':');
  const std::string host = host_to_ascii(authority.substr(0, colon));
  if (host.find('.') == std::string::npos || host.front() == '.' || host.back() == '.') {
    return std::nullopt;
  }
  if (colon == std::string_view::npos) return host;
  const std::string port(authority.substr(colon + 1));
  if (port.empty() || port.size() > 5 || digits_of(port) != port) return std::nullopt;
  const bool own = port == (scheme == "https" ? "443" : "80");
  return own ? host : host + ":" + port;
}

std::string without_index(std::string path) {
  const auto slash = path.rfind('/');
  const std::string last = lower(path.substr(slash + 1));
  for (const char* index : {"index.html", "index.htm", "index.php", "index.asp", "default.aspx"}) {
    if (last == index) return path.substr(0, slash + 1);
  }
  return path;
}

// A fragment is a place in the page, unless the page draws another one for it.
std::string route_of(std::string_view fragment) {
  const bool route = starts_with(fragment, "#/") || starts_with(fragment, "#!");
  return route ? std::string(fragment) : std::string();
}

std::string without_utm(std::string_view query) {
  std::string out;
  for (const auto& part : split(query, "&")) {
    if (!starts_with(lower(part), "utm_")) out += (out.empty() ? "?" : "&") + part;
  }
  return out;
}

bool is_printable(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>') {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<WebAddress> parse_web_address(std::string_view raw) {
  std::string_view rest = trim(raw);
  const auto scheme = take_scheme(rest);
  if (!scheme || !is_printable(rest)) return std::nullopt;
  const auto hash = std::min(rest.find('#'), rest.size());
  const std::string route = route_of(rest.substr(hash));
  rest = rest.substr(0, hash);
  const auto end = rest.find_first_of("/?");
  const auto host = host_of(rest.substr(0, end), *scheme);
  if (!host) return std::nullopt;
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  const auto mark = rest.find('?');
  std::string path(rest.substr(0, mark));
  if (path.empty()) path = "/";
  const std::string query =
      mark == std::string_view::npos ? "" : without_utm(rest.substr(mark + 1));
  return WebAddress{*scheme, *host, without_index(path), query, route};
}

std::string registrable_domain(std::string_view host) {
  const std::string name = host_to_ascii(host);
  if (name.empty()) return {};
  const char* found = psl_registrable_domain(psl_builtin(), name.c_str());
  return found ? found : "";
}

Reading normalise_url(std::string_view raw) {
  const auto address = parse_web_address(raw);
  if (!address) {
    return Unreadable{
        "not_readable", "This is no web address. Write it as https://example.com/page.", {}};
  }
  Normalised out;
  out.canon =
      address->scheme + "://" + address->host + address->path + address->query + address->route;
  return out;
}

}  // namespace ww::identify
