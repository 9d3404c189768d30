// Checking: is this number, plate, handle or message known from an alert that is held here?
//
// Nothing leaves the device: whom a person looks up is nobody's business. No match is never "safe".
#include <algorithm>
#include <map>

#include "core/matcher.h"
#include "engine/alerts.h"
#include "engine/places.h"
#include "identify/alert_identifiers.h"
#include "identify/extract.h"

namespace ww::engine {
namespace {

constexpr std::size_t kHitsPerKey = 1000;

// One identifier of one alert.
using Place = std::pair<AlertId, std::uint32_t>;

bool answers(const StoredAlert& alert, Instant now) {
  return alert.state != StoredAlert::State::retracted && !alert.bytes.empty() &&
         alert.expires > now && alert.batch == alert.id;
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

// Where the keys of a question stand, if enough of them do. A key that more alerts have than are
// asked for counts as one that all have.
std::vector<Place> candidates(AlertRows& alerts, const domain::MatchTokens& question) {
  std::vector<Place> hits;
  std::size_t least = least_shared_keys(question);
  for (const std::string& key : match_keys(question)) {
    const auto found = alerts.find_tokens({key}, kHitsPerKey);
    for (const TokenHit& hit : found) hits.emplace_back(hit.alert, hit.identifier);
    if (found.size() == kHitsPerKey && least > 1) --least;
  }
  std::sort(hits.begin(), hits.end());
  std::vector<Place> places;
  for (auto first = hits.begin(); first != hits.end();) {
    const auto last = std::upper_bound(first, hits.end(), *first);
    if (static_cast<std::size_t>(last - first) >= least) places.push_back(*first);
    first = last;
  }
  return places;
}

// Tells an identifier once, at its strongest, however many candidates of a text and versions of an
// alert meet it; of two that say as much, the one in the newest words.
class Found {
 public:
  void add(const StoredAlert& alert, const Match& match, const std::string& text) {
    const std::pair worth{rank(match.strength), alert.state == StoredAlert::State::updated};
    const std::pair key{alert.root, text};
    const auto known = worths_.find(key);
    if (known != worths_.end() && known->second <= worth) return;
    worths_[key] = worth;
    matches_[key] = {alert.id.base32(), text, to_string(match.strength), match.why};
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

    for (const Place& place : candidates(context_.store.alerts(), candidate.tokens)) {
      const auto alert = context_.store.alerts().find(place.first);
      if (!alert || !answers(*alert, context_.now)) continue;
      const auto decoded = wire::decode_alert(alert->bytes);
      WW_CHECK(decoded.ok());  // it was read before it was kept
      for (const auto& stored : identify::tokens_of_alert(decoded->body)) {
        if (stored.index != place.second) continue;
        const auto match = compare(candidate.tokens, stored.tokens, context_.now);
        if (match) found.add(*alert, *match, stored.text);
      }
    }
  }
  checked.matches = found.take();
  return checked;
}

}  // namespace ww::engine
