#include "core/never_match.h"

#include <algorithm>

namespace ww {
namespace {

bool is_one_digit_repeated(std::string_view canon) {
  // Behind the country code: "+44 0000000000" and the like stand for a number that was withheld.
  if (canon.size() < 8) return false;
  const std::string_view tail = canon.substr(canon.size() - 7);
  return std::all_of(tail.begin(), tail.end(), [&](char c) { return c == tail[0]; });
}

bool is_role_mailbox(std::string_view canon) {
  constexpr std::string_view kRoles[] = {
      "abuse",   "admin", "bookings", "contact",  "enquiries", "hello", "help",
      "info",    "mail",  "noreply",  "no-reply", "office",    "post",  "postmaster",
      "privacy", "sales", "security", "service",  "support",   "team",  "webmaster"};
  const std::string_view local = canon.substr(0, canon.find('@'));
  return std::find(std::begin(kRoles), std::end(kRoles), local) != std::end(kRoles);
}

std::string_view trim(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

NeverMatch NeverMatch::parse(std::string_view list) {
  NeverMatch result;
  while (!list.empty()) {
    const auto end = list.find('\n');
    const std::string_view line = list.substr(0, end);
    const std::string_view key = trim(line.substr(0, line.find('#')));
    if (!key.empty()) result.keys_.emplace(key);
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return result;
}

bool NeverMatch::holds(const domain::MatchTokens& tokens) const {
  using domain::IdentifierKind;
  if (tokens.kind == IdentifierKind::phone && is_one_digit_repeated(tokens.canon)) return true;
  if (tokens.kind == IdentifierKind::email && is_role_mailbox(tokens.canon)) return true;
  return !tokens.exact.empty() && keys_.find(tokens.exact) != keys_.end();
}

}  // namespace ww
