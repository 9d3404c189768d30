// Handles: a name on a platform. "@name", "platform.example:name", "ig: name" and the address of a
// profile are the same.
#include <algorithm>

#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/profile.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

constexpr const char* kNoHandle =
    "This is no handle. Write the name alone, and its platform beside it.";

using Split = Result<Profile, NoProfile>;

Split from_address(std::string_view text) {
  const auto address = parse_web_address(text);
  return address ? profile_of(*address) : Split(NoProfile{kNoHandle});
}

// "ig: zoe", "Instagram zoe", "insta=zoe".
std::optional<Profile> called_by_word(std::string_view text) {
  const auto end = text.find_first_of(" :=\t");
  if (end == std::string_view::npos) return std::nullopt;
  const std::string platform = platform_called(text.substr(0, end));
  if (platform.empty()) return std::nullopt;
  const auto first = std::min(text.find_first_not_of(" :=\t", end), text.size());
  const auto between = text.substr(end, first - end), name = text.substr(first);
  // "of course" and "x marks" are words of a sentence.
  constexpr std::size_t kClearWord = 4;
  const bool clear = end >= kClearWord || between.find_first_of(":=") != between.npos;
  if (!clear && (name.empty() || name[0] != '@')) return std::nullopt;
  return Profile{platform, std::string(name)};
}

Split split_handle(std::string_view text, std::string_view platform) {
  if (auto app = profile_of_app(text)) return *app;
  if (text.find("://") != std::string_view::npos) return from_address(text);
  if (auto called = called_by_word(text)) return *called;
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && text.substr(0, colon).find('.') != text.npos) {
    return Profile{std::string(text.substr(0, colon)), std::string(trim(text.substr(colon + 1)))};
  }
  if (text.find('/') != std::string_view::npos) return from_address(text);
  return Profile{std::string(platform), std::string(text)};
}

bool fits(std::string_view name) {
  if (name.empty() || name.size() > 128) return false;
  return name.find_first_of(" \t\r\n/\\\"<>") == std::string_view::npos;
}

}  // namespace

Reading normalise_handle(std::string_view raw, std::string_view platform) {
  const std::string_view text = trim(raw);
  Split split = split_handle(text, platform);
  if (!split) return Unreadable{"not_readable", split.error().why, {}};
  while (!split->name.empty() && split->name[0] == '@') split->name.erase(0, 1);
  const std::string name = casefold(split->name);
  if (!fits(name)) return Unreadable{"not_readable", kNoHandle, {}};
  Normalised out;
  out.canon = name;
  // A platform that is no host name, such as an app's own word, stays that word in small letters.
  const std::string domain = registrable_domain(split->platform);
  out.platform = domain.empty() ? casefold(trim(split->platform)) : domain;
  if (out.platform.empty()) {
    out.warnings.push_back({"no_platform", "Without its platform a handle is only a hint."});
  }
  return out;
}

}  // namespace ww::identify
