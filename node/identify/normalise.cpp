#include "identify/normalise.h"

#include <algorithm>

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/find_name.h"
#include "identify/plate.h"
#include "identify/profile.h"
#include "identify/unicode.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;
using domain::MatchTokens;

void phone_tokens(MatchTokens& tokens) {
  tokens.exact = "phone:" + tokens.canon;
  const std::string digits = digits_of(tokens.canon);
  if (digits.size() >= limits::kPhoneTail) {
    tokens.loose.push_back("phone~:" + digits.substr(digits.size() - limits::kPhoneTail));
  }
}

// Drops "+tag"; Google's mail also passes over dots and knows two names of its host.
void email_tokens(MatchTokens& tokens) {
  tokens.exact = "email:" + tokens.canon;
  const auto at = tokens.canon.find('@');
  std::string local = tokens.canon.substr(0, at);
  std::string host = at == std::string::npos ? "" : tokens.canon.substr(at + 1);
  local = local.substr(0, local.find('+'));
  if (host == "googlemail.com") host = "gmail.com";
  if (host == "gmail.com") local.erase(std::remove(local.begin(), local.end(), '.'), local.end());
  tokens.loose.push_back("email~:" + local + "@" + host);
  tokens.loose.push_back("email~:" + confusable_form(local) + "@" + confusable_form(host));
}

void handle_tokens(MatchTokens& tokens, const std::string& platform, std::string_view shown) {
  if (!platform.empty()) tokens.exact = "handle:" + one_platform(platform) + ":" + tokens.canon;
  // The same handle elsewhere, and one that looks the same, are hints.
  tokens.loose.push_back("handle~:" + tokens.canon);
  tokens.loose.push_back("handle~:" + confusable_form(tokens.canon));
  if (!shown.empty()) tokens.loose.push_back("handle~:" + confusable_form(shown));
}

// Every three known characters with their places, misread ones counted as one: a plate of which
// four are known shares at least one such key with every plate that it can be.
void plate_tokens(MatchTokens& tokens) {
  const std::string& plate = tokens.canon;
  tokens.partial = plate.find('?') != std::string::npos;
  if (!tokens.partial) tokens.exact = "plate:" + plate;
  const std::string folded = confusable_plate(plate);
  if (!tokens.partial) tokens.loose.push_back("plate~:" + folded);
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < plate.size(); ++i) {
    if (plate[i] != '?') known.push_back(i);
  }
  if (known.size() < limits::kPlateKnownLeast) return;
  const std::string size = std::to_string(plate.size());
  for (std::size_t a = 0; a < known.size(); ++a) {
    for (std::size_t b = a + 1; b < known.size(); ++b) {
      for (std::size_t c = b + 1; c < known.size(); ++c) {
        std::string pattern(plate.size(), '?');
        for (const auto i : {known[a], known[b], known[c]}) pattern[i] = folded[i];
        tokens.loose.push_back("plate~:" + pattern);
      }
    }
  }
}

// Postcode and number; the street is written in too many ways.
std::string place_of(const std::string& canon) {
  const auto first = canon.find(':');
  const auto second = first == std::string::npos ? first : canon.find(':', first + 1);
  return canon.substr(0, second);
}

// An address that cannot be read any more is met by its bare text.
std::string page_of(const std::string& canon) {
  const auto address = parse_web_address(canon);
  return address ? page_key(*address) : canon;
}

void fill_keys(MatchTokens& tokens, const std::string& platform, std::string_view shown) {
  switch (tokens.kind) {
    case IdentifierKind::phone:
      return phone_tokens(tokens);
    case IdentifierKind::email:
      return email_tokens(tokens);
    case IdentifierKind::handle:
      return handle_tokens(tokens, platform, shown);
    case IdentifierKind::plate:
      return plate_tokens(tokens);
    case IdentifierKind::payment:
      tokens.exact = "payment:" + tokens.canon;
      return;
    case IdentifierKind::address:
      tokens.exact = "address:" + place_of(tokens.canon);
      return;
    case IdentifierKind::url:
      tokens.exact = "url:" + page_of(tokens.canon);
      return;
    case IdentifierKind::name:
    case IdentifierKind::alias:
      // A hint and never more: there are too many Marks.
      tokens.loose.push_back(name_key(tokens.canon));
      return;
  }
}

void split_country(MatchTokens& tokens) {
  if (tokens.kind != IdentifierKind::plate) return;
  if (tokens.canon.size() > 3 && tokens.canon[2] == ':') {
    tokens.cc = tokens.canon.substr(0, 2);
    tokens.canon.erase(0, 3);
  }
}

}  // namespace

std::string country_of(std::string_view home_region) {
  return std::string(home_region.substr(0, home_region.find('-')));
}

Reading normalise(IdentifierKind kind, std::string_view raw, const Hints& hints) {
  if (!domain::is_utf8(raw) || domain::length_of(raw) > limits::kIdentifierText) {
    return Unreadable{"not_readable", "This is too long for one identifier.", {}};
  }
  switch (kind) {
    case IdentifierKind::phone:
      return normalise_phone(raw, hints.home_region);
    case IdentifierKind::email:
      return normalise_email(raw);
    case IdentifierKind::handle:
      return normalise_handle(raw, hints.platform);
    case IdentifierKind::plate:
      return normalise_plate(raw, hints.cc);
    case IdentifierKind::payment:
      return normalise_payment(raw);
    case IdentifierKind::address:
      return normalise_address(raw);
    case IdentifierKind::name:
    case IdentifierKind::alias:
      return normalise_name(raw);
    case IdentifierKind::url:
      return normalise_url(raw);
  }
  return Unreadable{"not_readable", "This kind of identifier is not known.", {}};
}

MatchTokens tokens_of(const domain::Identifier& identifier) {
  MatchTokens tokens;
  tokens.kind = identifier.kind;
  tokens.canon = identifier.canon;
  tokens.cc = identifier.cc.value_or("");
  tokens.partial = identifier.conf == domain::Confidence::partial;
  tokens.last_seen = identifier.last_seen;
  split_country(tokens);
  fill_keys(tokens, identifier.platform.value_or(""), identifier.shown.value_or(""));
  return tokens;
}

MatchTokens tokens_of(IdentifierKind kind, const Normalised& normalised) {
  MatchTokens tokens;
  tokens.kind = kind;
  tokens.canon = normalised.canon;
  tokens.cc = normalised.cc;
  tokens.partial = normalised.partial;
  split_country(tokens);
  fill_keys(tokens, normalised.platform, "");
  return tokens;
}

}  // namespace ww::identify
