// Checking: is this number, plate, handle or message known from an alert that is held here?
//
// Nothing leaves the device: whom a person looks up is nobody's business. No match is never "safe".
#include <algorithm>
#include <map>

#include "core/matcher.h"
#include "domain/alert_lifecycle.h"
#include "engine/alerts.h"
#include "engine/places.h"
#include "identify/alert_identifiers.h"
#include "identify/extract.h"

namespace ww::engine {
namespace {

// What a person must know beside the match. Of an older version, what holds for the alert does.
std::vector<std::string> marks_of(const StoredAlert& alert) {
  std::vector<std::string> marks;
  if (alert.state == StoredAlert::State::disputed) marks.emplace_back("disputed");
  if (!alert.is_checked()) marks.emplace_back("unchecked");
  return marks;
}

// exact, faded, possible: in this order a person should hear of it.
int rank(MatchStrength strength) {
  switch (strength) {
    case MatchStrength::exact:
      return 0;
    case MatchStrength::faded:
      return 1;
    case MatchStrength::possible:
      return 2;
  }
  return 3;
}

std::vector<TokenHit> candidates(AlertRows& alerts, const domain::MatchTokens& question,
                                 Instant now) {
  return alerts.find_shared(match_keys(question), least_shared_keys(question), now);
}

// Tells an identifier once, at its strongest, however many candidates of a text and versions of an
// alert meet it; of two that say as much, the one in the newest words.
class Found {
 public:
  void add(const StoredAlert& alert, const domain::Alert& said, const Match& match,
           const std::string& text, Instant now) {
    const std::pair worth{rank(match.strength), alert.state == StoredAlert::State::updated};
    const std::pair key{alert.root, text};
    const auto known = worths_.find(key);
    if (known != worths_.end() && known->second <= worth) return;
    worths_[key] = worth;
    matches_[key] = {alert.id.base32(),
                     text,
                     to_string(match.strength),
                     match.why,
                     marks_of(alert),
                     std::string(domain::to_name(said.status)),
                     std::string(domain::to_name(domain::urgency_now(said, now)))};
  }
  std::vector<api::Match> take() {
    std::vector<api::Match> list;
    for (auto& [place, match] : matches_) list.push_back(std::move(match));
    std::stable_sort(list.begin(), list.end(), [](const api::Match& a, const api::Match& b) {
      return a.strength == "exact" && b.strength != "exact";
    });
    return list;
  }

 private:
  using Key = std::pair<AlertId, std::string>;
  std::map<Key, std::pair<int, bool>> worths_;  // the smaller, the more
  std::map<Key, api::Match> matches_;
};

}  // namespace

api::Answer<api::Checked> Alerts::check(const std::string& text) {
  api::Checked checked;
  Found found;
  for (const identify::Candidate& candidate : identify::extract(text, home_region(context_))) {
    api::Extracted extracted{
        std::string(domain::to_name(candidate.kind)), candidate.raw, candidate.canon, {}};
    for (const auto& warning : candidate.warnings) extracted.warnings.push_back(warning.message);
    checked.extracted.push_back(std::move(extracted));
    if (context_.options.never_match.holds(candidate.tokens)) continue;

    for (const TokenHit& place :
         candidates(context_.store.alerts(), candidate.tokens, context_.now)) {
      const auto alert = context_.store.alerts().find(place.alert);
      const auto decoded =
          alert ? wire::decode_alert(alert->bytes) : Result<WireAlert>(fail(Errc::not_found));
      if (!decoded) continue;  // a damaged row hides no other
      for (const auto& stored : identify::tokens_of_alert(decoded->body)) {
        if (stored.index != place.identifier) continue;
        const auto match = compare(candidate.tokens, stored.tokens, context_.now);
        if (match) found.add(*alert, decoded->body, *match, stored.text, context_.now);
      }
    }
  }
  checked.matches = found.take();
  return checked;
}

}  // namespace ww::engine
