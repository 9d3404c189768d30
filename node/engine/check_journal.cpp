#include "engine/check_journal.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/matcher.h"
#include "engine/journal_base.h"
#include "engine/journal_finding.h"
#include "engine/journal_own.h"

namespace ww::engine {
namespace {

using domain::IdentifierKind;
using domain::MatchTokens;
using journal::Records;

constexpr std::size_t kHits = 1000;   // of identifiers
constexpr std::size_t kInTexts = 20;  // incidents in whose words one identifier stands
constexpr std::size_t kAtOnce = 200;  // keys
constexpr std::size_t kTexts = 50;    // identifiers that are looked for in words
constexpr std::size_t kHandleLeast = 4;

MatchTokens tokens_of(const JournalRows::IdentifierHit& hit) {
  domain::Identifier stored;
  stored.kind = domain::from_name<IdentifierKind>(hit.kind).value_or(IdentifierKind::name);
  stored.canon = hit.canon;
  // A handle stands there with its platform before it (journal_finding.h).
  const auto colon = hit.canon.find(':');
  if (stored.kind == IdentifierKind::handle && colon != std::string::npos) {
    stored.platform = hit.canon.substr(0, colon);
    stored.canon = hit.canon.substr(colon + 1);
  }
  return identify::tokens_of(stored);
}

class Answers {
 public:
  Answers(Context& context, const Questions& questions)
      : context_(context), records_(context), questions_(questions) {
    for (const auto& own : journal::own_tokens(context).identifiers) own_.insert(own.exact);
  }

  std::vector<api::JournalMatch> run() {
    identifiers();
    texts();
    std::vector<api::JournalMatch> out;
    for (auto& [place, match] : found_) out.push_back(std::move(match));
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
      return a.strength == "exact" && b.strength != "exact";
    });
    return out;
  }

 private:
  bool is_own(const MatchTokens& tokens) const {
    return !tokens.exact.empty() && own_.count(tokens.exact) > 0;
  }

  void identifiers() {
    std::set<std::string> keys;
    for (const auto& question : questions_.all()) {
      keys.insert(question.keys.begin(), question.keys.end());
    }
    std::vector<std::string> some;
    for (const auto& key : keys) {
      some.push_back(key);
      if (some.size() == kAtOnce) ask(some);
    }
    ask(some);
  }
  void ask(std::vector<std::string>& keys) {
    if (keys.empty()) return;
    for (const auto& hit : records_.rows().find_keys(keys, kHits)) judge(hit);
    keys.clear();
  }
  void judge(const JournalRows::IdentifierHit& hit) {
    const MatchTokens stored = tokens_of(hit);
    if (is_own(stored) || context_.options.never_match.holds(stored)) return;
    for (const auto& question : questions_.all()) {
      const auto asked = questions_.asked(question, stored);
      const auto match = asked ? compare(asked->tokens, stored, context_.now) : std::nullopt;
      if (match) add(hit.incident, hit.subject, hit.canon, match->strength);
    }
  }

  // What stands in the words of a note alone: a number, a plate, an odd word that may be a handle.
  void texts() {
    std::size_t asked = 0;
    for (const auto* list : {&questions_.candidates().read, &questions_.candidates().guesses}) {
      for (const auto& candidate : *list) {
        const bool read = list == &questions_.candidates().read;
        if (asked == kTexts || !is_told_apart(candidate, read)) continue;
        if (!read && is_within_another(candidate)) continue;
        ++asked;
        text(candidate, read && candidate.kind != IdentifierKind::handle);
      }
    }
  }
  // A part of what reads as an identifier by itself: the end of a number is no handle.
  bool is_within_another(const identify::Candidate& guess) const {
    const auto& all = questions_.candidates().read;
    return std::any_of(all.begin(), all.end(), [&](const identify::Candidate& each) {
      return each.raw.find(guess.raw) != std::string::npos;
    });
  }
  static bool is_told_apart(const identify::Candidate& candidate, bool read) {
    switch (candidate.kind) {
      case IdentifierKind::phone:
      case IdentifierKind::email:
      case IdentifierKind::payment:
      case IdentifierKind::plate:
        return read;
      case IdentifierKind::handle: {
        const auto digit = candidate.canon.find_first_of("0123456789_");
        return candidate.canon.size() >= kHandleLeast && (read || digit != std::string::npos);
      }
      default:
        return false;
    }
  }
  void text(const identify::Candidate& candidate, bool sure) {
    if (is_own(candidate.tokens) || context_.options.never_match.holds(candidate.tokens)) return;
    const bool exact = sure && !candidate.tokens.guessed;
    const auto words = journal::folded_words(candidate.tokens.canon);
    for (const auto& id : records_.rows().find_words(words, kInTexts, 0)) {
      if (is_told(id, candidate.tokens.canon)) continue;
      add(id, std::nullopt, candidate.canon,
          exact ? MatchStrength::exact : MatchStrength::possible);
    }
  }
  // Its identifier has answered, perhaps with a country or a platform before it.
  bool is_told(const IncidentId& incident, const std::string& canon) const {
    return std::any_of(found_.begin(), found_.end(), [&](const auto& each) {
      const std::string& told = each.second.identifier;
      const bool ends = told.size() >= canon.size() &&
                        told.compare(told.size() - canon.size(), canon.size(), canon) == 0;
      return ends && each.second.incident == incident.base32();
    });
  }

  void add(const std::optional<IncidentId>& incident, const std::optional<SubjectId>& subject,
           const std::string& identifier, MatchStrength strength) {
    api::JournalMatch match;
    std::optional<SubjectId> who = subject;
    if (incident) {
      const auto row = records_.rows().incident(*incident);
      if (!row) return;
      match.incident = incident->base32();
      who = row->subject;
    }
    const auto person = who ? records_.now_of(*who) : std::nullopt;
    if (person) {
      match.subject = person->id.base32();
      match.subject_label = person->label;
    } else if (!incident) {
      return;
    }
    match.identifier = identifier;
    match.strength = to_string(strength);
    const Key key{match.incident, match.subject, identifier};
    const auto known = found_.find(key);
    if (known == found_.end()) {
      found_.emplace(key, std::move(match));
    } else if (known->second.strength == "possible") {
      known->second.strength = match.strength;
    }
  }

  using Key = std::tuple<std::string, std::string, std::string>;
  Context& context_;
  Records records_;
  const Questions& questions_;
  std::set<std::string> own_;
  std::map<Key, api::JournalMatch> found_;
};

}  // namespace

std::vector<api::JournalMatch> journal_answers(Context& context, const Questions& questions) {
  return Answers(context, questions).run();
}

}  // namespace ww::engine
