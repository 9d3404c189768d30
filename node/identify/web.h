// Parts of web addresses that several normalisers need. Nothing is ever fetched.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ww::identify {

struct WebAddress {
  std::string scheme;  // http or https
  std::string host;    // lower-case ASCII, with ":port" where it is not the scheme's own
  std::string path;    // begins with "/"; no trailing index page
  std::string query;   // with "?", without utm_*; may be empty
  std::string route;  // with "#": a page within a page ("#/profile/5"); else a fragment is left out
};
// With or without a scheme; nullopt when it is no web address, or holds a user name.
std::optional<WebAddress> parse_web_address(std::string_view raw);

// "www.chatapp.example" -> "chatapp.example"; by the public suffix list. Empty when it has none.
std::string registrable_domain(std::string_view host);

// Whether one of its parameters is of those that tell one person's page from another's (id, user,
// phone ...).
bool has_identity(std::string_view query);
// What two addresses of one page have in common: host and path, and of the query what may tell
// pages apart. Without scheme, "www.", trackers, and what only changes the view.
std::string page_key(const WebAddress& address);

}  // namespace ww::identify
