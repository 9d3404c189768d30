// What tells one page from another. Many sites have one path for everybody and say in the query who
// is meant: then the query is the page. To call an innocent person's page the same is worse than to
// miss one, so a parameter that is not known counts.
#include <algorithm>
#include <array>
#include <utility>

#include "identify/ascii.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

using Parameter = std::pair<std::string, std::string>;  // its name in small letters, its value

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 52> kIdentities{
    "id",       "uid",       "user",       "userid",     "user_id",   "username",   "u",
    "v",        "p",         "pid",        "profile",    "profileid", "profile_id", "member",
    "memberid", "member_id", "mid",        "cid",        "ad",        "adid",       "ad_id",
    "advertid", "listing",   "listingid",  "listing_id", "item",      "itemid",     "item_id",
    "post",     "postid",    "story_fbid", "fbid",       "phone",     "number",     "tel",
    "name",     "nick",      "handle",     "domain",     "video",     "viewkey",    "model",
    "modelid",  "model_id",  "escort",     "escortid",   "escort_id", "person",     "personid",
    "provider", "topic",     "thread"};
// Where the reader came from.
constexpr std::array<std::string_view, 14> kTrackers{
    "fbclid", "gclid",   "msclkid", "igsh",   "igshid", "mibextid", "share_id",
    "ref",    "ref_src", "mc_cid",  "mc_eid", "_ga",    "si",       "feature"};
// How the page is shown.
constexpr std::array<std::string_view, 16> kViews{
    "lang", "locale", "hl",  "l",     "page", "tab",   "sort",  "order",
    "view", "sk",     "sid", "theme", "size", "width", "start", "offset"};

bool is_passing(const std::string& name) {
  return is_one_of(name, kTrackers) || is_one_of(name, kViews) || starts_with(name, "utm_");
}

std::vector<Parameter> parameters_of(std::string_view query) {
  if (!query.empty() && query.front() == '?') query.remove_prefix(1);
  std::vector<Parameter> out;
  for (const auto& part : split(query, "&;")) {
    const auto equals = std::min(part.find('='), part.size());
    out.emplace_back(lower(part.substr(0, equals)), part.substr(equals));
  }
  return out;
}

// With the parameters that say who is meant the others are details; without any, each may.
std::string identity_of(std::string_view query) {
  auto all = parameters_of(query);
  const auto is_identity = [](const Parameter& each) { return is_one_of(each.first, kIdentities); };
  const bool known = std::any_of(all.begin(), all.end(), is_identity);
  std::sort(all.begin(), all.end());
  std::string out;
  for (const auto& [name, value] : all) {
    const bool counts = known ? is_one_of(name, kIdentities) : !is_passing(name);
    if (counts) out += (out.empty() ? "?" : "&") + name + value;
  }
  return out;
}

std::string common_host(std::string host) {
  for (const std::string_view first : {"www.", "m.", "mobile."}) {
    if (starts_with(host, first) && host.find('.', first.size()) != std::string::npos) {
      return host.substr(first.size());
    }
  }
  return host;
}

}  // namespace

bool has_identity(std::string_view query) {
  const auto all = parameters_of(query);
  return std::any_of(all.begin(), all.end(),
                     [](const Parameter& each) { return is_one_of(each.first, kIdentities); });
}

std::string page_key(const WebAddress& address) {
  std::string page = common_host(address.host) + address.path;
  while (!page.empty() && page.back() == '/') page.pop_back();
  return page + identity_of(address.query) + address.route;
}

}  // namespace ww::identify
