// Checking: is this number, plate, handle or message known from an alert that is held here?
//
// Nothing leaves the device: whom a person looks up is nobody's business. No match is never "safe".
#include <algorithm>
#include <map>
#include <set>

#include "core/matcher.h"
#include "domain/alert_lifecycle.h"
#include "engine/alerts.h"
#include "engine/check_journal.h"
#include "engine/check_questions.h"
#include "engine/places.h"
#include "identify/alert_identifiers.h"

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

// An alert that answers, with what it can be met by; read once, however often it is met.
class Stored {
 public:
  explicit Stored(Context& context) : context_(context) {}

  struct Read {
    StoredAlert row;
    domain::Alert said;
    std::vector<identify::AlertTokens> tokens;
  };
  const Read* find(const AlertId& id) {
    const auto [place, first] = read_.try_emplace(id);
    if (first) place->second = read(id);
    return place->second ? &*place->second : nullptr;
  }

 private:
  std::optional<Read> read(const AlertId& id) {
    auto row = context_.store.alerts().find(id);
    if (!row) return std::nullopt;
    auto decoded = wire::decode_alert(row->bytes);
    if (!decoded) return std::nullopt;  // a damaged row hides no other
    auto tokens = identify::tokens_of_alert(decoded->body);
    return Read{std::move(*row), std::move(decoded->body), std::move(tokens)};
  }

  Context& context_;
  std::map<AlertId, std::optional<Read>> read_;
};

class Shown {
 public:
  explicit Shown(api::Checked& checked) : checked_(checked) {}

  void add(const identify::Candidate& candidate) {
    api::Extracted extracted{
        std::string(domain::to_name(candidate.kind)), candidate.raw, candidate.canon, {}};
    for (const auto& warning : candidate.warnings) extracted.warnings.push_back(warning.message);
    known_.emplace(extracted.kind, extracted.canon);
    checked_.extracted.push_back(std::move(extracted));
  }
  // What was met is shown too, though it does not read as an identifier by itself.
  void add_met(const Asked& asked) {
    const std::string kind(domain::to_name(asked.tokens.kind));
    const std::string canon =
        (asked.tokens.cc.empty() ? "" : asked.tokens.cc + ":") + asked.tokens.canon;
    if (!known_.emplace(kind, canon).second) return;
    checked_.extracted.push_back({kind, asked.raw, canon, {}});
  }

 private:
  api::Checked& checked_;
  std::set<std::pair<std::string, std::string>> known_;
};

}  // namespace

api::Answer<api::Checked> Alerts::check(const std::string& text) {
  api::Checked checked;
  Found found;
  Stored alerts(context_);
  Shown shown(checked);
  const Questions questions(text, home_region(context_));
  for (const auto& candidate : questions.candidates().read) shown.add(candidate);
  for (const Question& question : questions.all()) {
    for (const TokenHit& place :
         context_.store.alerts().find_shared(question.keys, question.least, context_.now)) {
      const Stored::Read* alert = alerts.find(place.alert);
      if (!alert) continue;
      for (const auto& stored : alert->tokens) {
        if (stored.index != place.identifier) continue;
        if (context_.options.never_match.holds(stored.tokens)) continue;
        const auto asked = questions.asked(question, stored.tokens);
        const auto match =
            asked ? compare(asked->tokens, stored.tokens, context_.now) : std::nullopt;
        if (!match) continue;
        found.add(alert->row, alert->said, *match, stored.text, context_.now);
        shown.add_met(*asked);
      }
    }
  }
  checked.matches = found.take();
  checked.journal = journal_answers(context_, questions);
  for (const auto& unread : questions.candidates().unread) {
    checked.unread.push_back({unread.what, unread.why});
  }
  return checked;
}

}  // namespace ww::engine
