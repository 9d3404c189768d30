// Checking: is this number, plate, handle or message known from an alert that is held here?
//
// Nothing leaves the device: whom a person looks up is nobody's business. No match is never "safe".
#include <map>
#include <set>

#include "core/matcher.h"
#include "engine/alerts.h"
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

// Tells an identifier once, at its strongest, however many candidates of a text meet it.
class Found {
 public:
  void add(const Place& place, const Match& match, const std::string& text) {
    const auto known = strengths_.find(place);
    if (known != strengths_.end() && rank(known->second) <= rank(match.strength)) return;
    strengths_[place] = match.strength;
    matches_[place] = {place.first.base32(), text, to_string(match.strength), match.why};
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
  std::map<Place, MatchStrength> strengths_;
  std::map<Place, api::Match> matches_;
};

}  // namespace

api::Answer<api::Checked> Alerts::check(const std::string& text) {
  api::Checked checked;
  Found found;
  for (const identify::Candidate& candidate : identify::extract(text, home_region())) {
    api::Extracted extracted{
        std::string(domain::to_name(candidate.kind)), candidate.raw, candidate.canon, {}};
    for (const auto& warning : candidate.warnings) extracted.warnings.push_back(warning.message);
    checked.extracted.push_back(std::move(extracted));
    if (context_.options.never_match.holds(candidate.tokens)) continue;

    std::set<Place> places;  // an alert may be met by several keys
    for (const auto& hit :
         context_.store.alerts().find_tokens(match_keys(candidate.tokens), kHitsPerKey)) {
      places.insert({hit.alert, hit.identifier});
    }
    for (const Place& place : places) {
      const auto alert = context_.store.alerts().find(place.first);
      if (!alert || !answers(*alert, context_.now)) continue;
      const auto decoded = wire::decode_alert(alert->bytes);
      WW_CHECK(decoded.ok());  // it was read before it was kept
      for (const auto& stored : identify::tokens_of_alert(decoded->body)) {
        if (stored.index != place.second) continue;
        const auto match = compare(candidate.tokens, stored.tokens, context_.now);
        if (match) found.add(place, *match, stored.text);
      }
    }
  }
  checked.matches = found.take();
  return checked;
}

}  // namespace ww::engine
