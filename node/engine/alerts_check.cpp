// Checking: is this number, plate, handle or message known from an alert that is held here?
//
// Nothing leaves the device: whom a person looks up is nobody's business. No match is never "safe".
#include <map>

#include "core/matcher.h"
#include "engine/alerts.h"
#include "identify/alert_identifiers.h"
#include "identify/extract.h"

namespace ww::engine {
namespace {

constexpr std::size_t kHitsPerKey = 200;

bool answers(const StoredAlert& alert, Instant now) {
  return alert.state != StoredAlert::State::retracted && !alert.bytes.empty() &&
         alert.expires > now && alert.batch == alert.id;
}

}  // namespace

api::Answer<api::Checked> Alerts::check(const std::string& text) {
  api::Checked checked;
  // An identifier of an alert is told once, at its strongest, however many candidates meet it.
  std::map<std::pair<AlertId, std::uint32_t>, api::Match> best;
  std::map<std::pair<AlertId, std::uint32_t>, MatchStrength> strengths;
  for (const identify::Candidate& candidate : identify::extract(text, home_region())) {
    api::Extracted extracted{
        std::string(domain::to_name(candidate.kind)), candidate.raw, candidate.canon, {}};
    for (const auto& warning : candidate.warnings) extracted.warnings.push_back(warning.message);
    checked.extracted.push_back(std::move(extracted));

    for (const auto& hit :
         context_.store.alerts().find_tokens(match_keys(candidate.tokens), kHitsPerKey)) {
      const auto alert = context_.store.alerts().find(hit.alert);
      if (!alert || !answers(*alert, context_.now)) continue;
      const auto decoded = wire::decode_alert(alert->bytes);
      WW_CHECK(decoded.ok());
      for (const auto& stored : identify::tokens_of_alert(decoded->body)) {
        if (stored.index != hit.identifier) continue;
        const auto match = compare(candidate.tokens, stored.tokens, context_.now);
        const std::pair place{hit.alert, hit.identifier};
        // exact, faded, possible: in this order a person should hear of it.
        const auto rank = [](MatchStrength s) {
          return s == MatchStrength::possible ? 2 : s == MatchStrength::faded ? 1 : 0;
        };
        if (!match ||
            (strengths.contains(place) && rank(strengths[place]) <= rank(match->strength)))
          continue;
        strengths[place] = match->strength;
        best[place] = {hit.alert.base32(), stored.text, to_string(match->strength), match->why};
      }
    }
  }
  for (auto& [place, match] : best) checked.matches.push_back(std::move(match));
  return checked;
}

}  // namespace ww::engine
