// Handles: a name on a platform. "@name", "platform.example:name" and the address of a profile are
// the same.
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

struct Split {
  std::string platform, name;
};

Split from_address(const WebAddress& address) {
  const auto parts = split(address.path, "/");
  return {address.host, parts.empty() ? "" : parts.back()};
}

Split split_handle(std::string_view text, std::string_view platform) {
  if (text.find("://") != std::string_view::npos) {
    if (const auto address = parse_web_address(text)) return from_address(*address);
    return {};
  }
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && text.substr(0, colon).find('.') != text.npos) {
    return {std::string(text.substr(0, colon)), std::string(trim(text.substr(colon + 1)))};
  }
  if (text.find('/') != std::string_view::npos) {
    if (const auto address = parse_web_address(text)) return from_address(*address);
  }
  return {std::string(platform), std::string(text)};
}

bool fits(std::string_view name) {
  if (name.empty() || name.size() > 128) return false;
  return name.find_first_of(" \t\n/\\\"<>") == std::string_view::npos;
}

}  // namespace

Reading normalise_handle(std::string_view raw, std::string_view platform) {
  Split split = split_handle(trim(raw), platform);
  while (!split.name.empty() && split.name[0] == '@') split.name.erase(0, 1);
  const std::string name = casefold(split.name);
  if (!fits(name)) {
    return Unreadable{
        "not_readable", "This is no handle. Write the name alone, and its platform beside it.", {}};
  }
  Normalised out;
  out.canon = name;
  // A platform that is no host name, such as an app's own word, stays that word in small letters.
  const std::string domain = registrable_domain(split.platform);
  out.platform = domain.empty() ? casefold(trim(split.platform)) : domain;
  if (out.platform.empty()) {
    out.warnings.push_back({"no_platform", "Without its platform a handle is only a hint."});
  }
  return out;
}

}  // namespace ww::identify
