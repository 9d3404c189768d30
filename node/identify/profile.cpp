#include "identify/profile.h"

#include <algorithm>
#include <array>
#include <utility>

#include "identify/ascii.h"

namespace ww::identify {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Where the name stands first in the path (behind one of these words), whatever follows it.
struct Site {
  std::string_view host;
  std::array<std::string_view, 3> before;
};
constexpr std::array<Site, 27> kSites{{
    {"instagram.com", {"stories", "_u", ""}},
    {"ig.me", {"m", "", ""}},
    {"instagr.am", {"", "", ""}},
    {"facebook.com", {"people", "", ""}},
    {"fb.com", {"", "", ""}},
    {"m.me", {"", "", ""}},
    {"threads.net", {"", "", ""}},
    {"threads.com", {"", "", ""}},
    {"x.com", {"", "", ""}},
    {"twitter.com", {"", "", ""}},
    {"tiktok.com", {"", "", ""}},
    {"snapchat.com", {"add", "u", "stories"}},
    {"t.me", {"s", "", ""}},
    {"telegram.me", {"s", "", ""}},
    {"onlyfans.com", {"", "", ""}},
    {"fansly.com", {"", "", ""}},
    {"youtube.com", {"c", "user", ""}},
    {"reddit.com", {"user", "u", ""}},
    {"linkedin.com", {"in", "", ""}},
    {"twitch.tv", {"", "", ""}},
    {"pinterest.com", {"", "", ""}},
    {"vk.com", {"", "", ""}},
    {"linktr.ee", {"", "", ""}},
    {"github.com", {"", "", ""}},
    {"bsky.app", {"profile", "", ""}},
    {"kik.me", {"", "", ""}},
    {"tumblr.com", {"", "", ""}},
}};
// Whose host may begin with the name: "https://clocktick.t.me".
constexpr std::array<std::string_view, 2> kNameInHost{"t.me", "tumblr.com"};
constexpr std::array<std::string_view, 3> kOfPhones{"wa.me", "whatsapp.com", "signal.me"};

// Parts of a site's own: never somebody's name.
constexpr std::array<std::string_view, 66> kSitesOwn{
    "reel",      "reels",  "p",        "tv",          "explore",  "stories",  "media",
    "video",     "videos", "photo",    "photos",      "live",     "status",   "watch",
    "hashtag",   "i",      "home",     "search",      "share",    "groups",   "pages",
    "events",    "login",  "signup",   "register",    "send",     "joinchat", "addstickers",
    "addlist",   "proxy",  "c",        "s",           "u",        "m",        "t",
    "about",     "help",   "settings", "messages",    "comments", "r",        "channel",
    "playlist",  "shorts", "results",  "feed",        "discover", "tag",      "tags",
    "accounts",  "direct", "invite",   "marketplace", "people",   "add",      "in",
    "user",      "users",  "profile",  "profiles",    "member",   "members",  "contact",
    "permalink", "story",  "terms"};
// "Here comes a name", on sites that are not known.
constexpr std::array<std::string_view, 16> kBefore{
    "u",     "user",   "users",   "add",      "profile", "profiles", "member", "members",
    "model", "models", "creator", "creators", "escort",  "escorts",  "in",     "people"};
// Pages about whoever stands before them.
constexpr std::array<std::string_view, 15> kBehind{
    "media", "video", "videos",   "photo",   "photos", "gallery",   "reviews",  "review",
    "about", "posts", "services", "contact", "likes",  "followers", "following"};
constexpr std::array<std::string_view, 7> kPrograms{".php", ".asp",  ".aspx", ".jsp",
                                                    ".cgi", ".html", ".htm"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 34> kCalled{{
    {"ig", "instagram.com"},
    {"insta", "instagram.com"},
    {"instagram", "instagram.com"},
    {"instagr.am", "instagram.com"},
    {"ig.me", "instagram.com"},
    {"snap", "snapchat.com"},
    {"sc", "snapchat.com"},
    {"snapchat", "snapchat.com"},
    {"tg", "t.me"},
    {"telegram", "t.me"},
    {"telegram.me", "t.me"},
    {"telegram.org", "t.me"},
    {"twitter", "x.com"},
    {"twitter.com", "x.com"},
    {"x", "x.com"},
    {"tiktok", "tiktok.com"},
    {"tt", "tiktok.com"},
    {"onlyfans", "onlyfans.com"},
    {"of", "onlyfans.com"},
    {"fansly", "fansly.com"},
    {"facebook", "facebook.com"},
    {"fb", "facebook.com"},
    {"fb.com", "facebook.com"},
    {"messenger", "facebook.com"},
    {"m.me", "facebook.com"},
    {"reddit", "reddit.com"},
    {"youtube", "youtube.com"},
    {"threads", "threads.com"},
    {"threads.net", "threads.com"},
    {"kik", "kik.com"},
    {"kik.me", "kik.com"},
    {"discord", "discord.com"},
    {"linkedin", "linkedin.com"},
    {"adultwork", "adultwork.com"},
}};

const Site* site_of(std::string_view host) {
  const auto found = std::find_if(kSites.begin(), kSites.end(),
                                  [&](const Site& site) { return site.host == host; });
  return found == kSites.end() ? nullptr : &*found;
}

constexpr const char* kOfPhone =
    "This address holds a phone number. Give it as a phone, with its country.";
constexpr const char* kInQuery =
    "This address says behind its question mark who is meant, so no name stands in it. Give it as "
    "a "
    "url, or write the name alone with its platform beside it.";
constexpr const char* kUnclear =
    "Which part of this address is the name is not clear. Write the name alone with its platform "
    "beside it, or give the address as a url.";

bool is_program(const std::string& part) {
  return std::any_of(kPrograms.begin(), kPrograms.end(),
                     [&](std::string_view ending) { return ends_with(part, ending); });
}
bool is_word_before(const Site* site, const std::string& part) {
  if (!site) return is_one_of(part, kBefore);
  return !part.empty() && is_one_of(part, site->before);
}
bool is_name(const std::string& part) {
  if (part.empty() || part.front() == '+' || digits_of(part) == part) return false;
  const std::string small = lower(part);
  return !is_one_of(small, kSitesOwn) && !is_program(small);
}

Result<Profile, NoProfile> name_in_path(const WebAddress& address, const std::string& platform) {
  const Site* site = site_of(platform);
  auto parts = split(address.path, "/");
  if (parts.empty() || is_program(lower(parts.back())) || !site) {
    if (has_identity(address.query)) return NoProfile{kInQuery};
  }
  if (parts.size() > 1 && is_word_before(site, lower(parts[0]))) parts.erase(parts.begin());
  if (parts.empty()) return NoProfile{kUnclear};
  const bool marked = parts[0].front() == '@';
  if (!marked && !is_name(parts[0])) return NoProfile{kUnclear};
  const bool behind = parts.size() == 1 || site || is_one_of(lower(parts[1]), kBehind);
  if (!behind) return NoProfile{kUnclear};
  return Profile{platform, marked ? parts[0].substr(1) : parts[0]};
}

}  // namespace

Result<Profile, NoProfile> profile_of(const WebAddress& address) {
  const std::string host = address.host.substr(0, address.host.find(':'));
  const std::string domain = registrable_domain(host);
  const std::string platform = domain.empty() ? host : domain;
  if (is_one_of(platform, kOfPhones)) return NoProfile{kOfPhone};
  const bool in_host = is_one_of(platform, kNameInHost) && host.size() > platform.size() + 1;
  const std::string first = in_host ? host.substr(0, host.size() - platform.size() - 1) : "";
  if (in_host && first != "www" && first.find('.') == std::string::npos) {
    return Profile{platform, first};
  }
  auto found = name_in_path(address, platform);
  if (found) found->platform = site_of(platform) ? one_platform(platform) : platform;
  return found;
}

std::optional<Profile> profile_of_app(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOpen{{
      {"snapchat://add/", "snapchat.com"},
      {"tg://resolve?domain=", "t.me"},
      {"instagram://user?username=", "instagram.com"},
      {"twitter://user?screen_name=", "x.com"},
  }};
  for (const auto& [begin, platform] : kOpen) {
    if (!starts_with(lower(text), begin)) continue;
    const auto name = text.substr(begin.size());
    return Profile{std::string(platform), std::string(name.substr(0, name.find_first_of("&?/#")))};
  }
  return std::nullopt;
}

std::string platform_called(std::string_view word) {
  const std::string small = lower(word);
  for (const auto& [called, platform] : kCalled) {
    if (called == small && small.find('.') == std::string::npos) return std::string(platform);
  }
  return {};
}

std::string one_platform(std::string_view platform) {
  const std::string small = lower(platform);
  for (const auto& [called, one] : kCalled) {
    if (called == small) return std::string(one);
  }
  return std::string(platform);
}

}  // namespace ww::identify
