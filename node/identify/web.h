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
};
// With or without a scheme; nullopt when it is no web address, or holds a user name.
std::optional<WebAddress> parse_web_address(std::string_view raw);

// "www.chatapp.example" -> "chatapp.example"; by the public suffix list. Empty when it has none.
std::string registrable_domain(std::string_view host);

}  // namespace ww::identify
