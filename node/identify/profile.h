// Whom a profile is about: the name in its address, and the platforms that go by several names.
//
// The name is never guessed: where an address holds more than a profile's, or keeps the person in
// its query, there is no name, and the reason is told.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "identify/web.h"

namespace ww::identify {

struct Profile {
  std::string platform;  // a host
  std::string name;      // without "@"
};
struct NoProfile {
  const char* why;  // a sentence for her who typed it
};
Result<Profile, NoProfile> profile_of(const WebAddress& address);

// "snapchat://add/tocksnap", "tg://resolve?domain=clocktick": addresses that open an app.
std::optional<Profile> profile_of_app(std::string_view text);

// "ig" -> "instagram.com"; empty when no platform is called so.
std::string platform_called(std::string_view word);
// One name for a platform that has several: "twitter.com" -> "x.com", "Instagram" ->
// "instagram.com". What is not known stays as it is.
std::string one_platform(std::string_view platform);

}  // namespace ww::identify
