#include "core/matcher.h"

#include <algorithm>

#include "domain/alert_lifecycle.h"
#include "domain/alert_limits.h"

namespace ww {
namespace {

using domain::IdentifierKind;
using domain::MatchTokens;

bool share_loose_key(const MatchTokens& a, const MatchTokens& b) {
  return std::any_of(a.loose.begin(), a.loose.end(), [&](const std::string& key) {
    return std::find(b.loose.begin(), b.loose.end(), key) != b.loose.end();
  });
}

// Of a number typed without its country, that alone is not sure: whatever was typed must be there.
// In another town the same last seven digits are somebody else's.
bool differs_in_country(const std::string& typed, const std::string& stored) {
  constexpr std::size_t kPlus = 1, kCountry = 3;
  std::size_t same = 0;
  while (same < std::min(typed.size(), stored.size()) &&
         typed[typed.size() - 1 - same] == stored[stored.size() - 1 - same]) {
    ++same;
  }
  return typed.size() - same <= kPlus + kCountry;
}

Match possible(const char* why) { return {MatchStrength::possible, why}; }

bool other_country(const MatchTokens& a, const MatchTokens& b) {
  return !a.cc.empty() && !b.cc.empty() && a.cc != b.cc;
}

char misread(char c) {
  constexpr std::string_view kLetters = "OISZBG", kDigits = "015286";
  const auto at = kLetters.find(c);
  return at == std::string_view::npos ? c : kDigits[at];
}

// Plates are compared place by place; the index only found candidates.
std::optional<Match> compare_plates(const MatchTokens& a, const MatchTokens& b) {
  if (a.canon.size() != b.canon.size() || other_country(a, b)) return std::nullopt;
  std::size_t known = 0;
  bool wild = false, alike = false;
  for (std::size_t i = 0; i < a.canon.size(); ++i) {
    if (a.canon[i] == '?' || b.canon[i] == '?') {
      wild = true;
    } else if (misread(a.canon[i]) == misread(b.canon[i])) {
      alike = alike || a.canon[i] != b.canon[i];
      ++known;
    } else {
      return std::nullopt;
    }
  }
  if (wild && known < limits::kPlateKnownLeast) return std::nullopt;
  if (wild) return possible("possible, partial: what is known of the plate fits");
  if (alike) return possible("possible: the plates differ in characters that are easily misread");
  return possible("possible: the same plate");
}

std::optional<Match> compare_loosely(const MatchTokens& question, const MatchTokens& stored) {
  switch (question.kind) {
    case IdentifierKind::phone:
      if (!question.partial && !stored.partial) return std::nullopt;
      if (!share_loose_key(question, stored)) return std::nullopt;
      if (!stored.partial && !differs_in_country(question.canon, stored.canon)) return std::nullopt;
      return possible("possible: the last seven digits are the same, the rest is not sure");
    case IdentifierKind::email:
      if (!share_loose_key(question, stored)) return std::nullopt;
      return possible("possible: mail to both may reach one mailbox");
    case IdentifierKind::handle:
      if (!share_loose_key(question, stored)) return std::nullopt;
      return possible("possible: the same or a similar handle, on this or another platform");
    case IdentifierKind::plate:
      return compare_plates(question, stored);
    case IdentifierKind::name:
    case IdentifierKind::alias:
      if (question.canon != stored.canon) return std::nullopt;
      return possible("possible: a name alone; other people have it too");
    case IdentifierKind::payment:
    case IdentifierKind::address:
    case IdentifierKind::url:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

const char* to_string(MatchStrength strength) {
  switch (strength) {
    case MatchStrength::exact:
      return "exact";
    case MatchStrength::possible:
      return "possible";
    case MatchStrength::faded:
      return "faded";
  }
  return "possible";
}

std::vector<std::string> match_keys(const MatchTokens& tokens) {
  std::vector<std::string> keys = tokens.loose;
  if (!tokens.exact.empty()) keys.push_back(tokens.exact);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::size_t least_shared_keys(const MatchTokens& question) {
  constexpr std::size_t kThreesOfFour = 4;
  static_assert(limits::kPlateKnownLeast == 4);
  const bool in_threes =
      question.kind == IdentifierKind::plate && question.loose.size() >= kThreesOfFour;
  return in_threes ? kThreesOfFour : 1;
}

std::optional<Match> compare(const MatchTokens& question, const MatchTokens& stored, Instant now) {
  if (question.kind != stored.kind) return std::nullopt;
  const bool same = !question.exact.empty() && question.exact == stored.exact;
  if (!same) return compare_loosely(question, stored);
  if (question.guessed || stored.guessed) {
    return possible("possible: one way to read what was typed");
  }
  if (other_country(question, stored)) {
    return possible("possible: the same plate, of another country");
  }
  if (domain::is_faded(domain::weight_of(stored.kind, stored.last_seen, now))) {
    return Match{MatchStrength::faded, "the same, but old: it may belong to someone else now"};
  }
  return Match{MatchStrength::exact, "the same"};
}

}  // namespace ww
