// Searching: whatever was written down about a number, a plate, a handle, or words.
//
// Identifiers that stand in the question come first, then parts of numbers and plates, then the
// label of a person of concern, then words. Each incident once, with what it was found by.
#include <set>

#include "core/matcher.h"
#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"
#include "engine/journal_finding.h"
#include "engine/journal_incidents.h"
#include "identify/extract.h"
#include "identify/normalise.h"

namespace ww::engine::journal {
namespace {

constexpr std::size_t kReach = 5'000;    // found and looked at, whatever is shown
constexpr std::size_t kDigitsLeast = 3;  // fewer digits stand in every number

std::string why_of(std::string_view kind) { return kind == "phone" ? "number" : std::string(kind); }

// A key of a plate is three of its characters: whether it fits is judged here.
bool fits(const domain::MatchTokens& question, const JournalRows::IdentifierHit& hit, Instant now) {
  if (question.kind != domain::IdentifierKind::plate) return true;
  domain::Identifier stored;
  stored.kind = question.kind;
  stored.canon = hit.canon;
  return compare(question, identify::tokens_of(stored), now).has_value();
}

class Collected {
 public:
  Collected(JournalRows& rows, std::size_t most) : rows_(rows), most_(most) {}

  bool full() const { return found_.size() >= most_; }
  void add(const IncidentId& id, const std::string& why) {
    if (!full() && seen_.insert(id).second) found_.emplace_back(id, why);
  }
  void add(const JournalRows::IdentifierHit& hit) {
    const std::string why = why_of(hit.kind);
    if (hit.incident) add(*hit.incident, why);
    if (hit.subject) add_all_of(*hit.subject, why);
  }
  void add_all_of(const SubjectId& subject, const std::string& why) {
    IncidentFilter filter;
    filter.subject = subject;
    filter.limit = most_;
    for (const auto& incident : rows_.incidents(filter)) add(incident.id, why);
  }
  const std::vector<std::pair<IncidentId, std::string>>& found() const { return found_; }

 private:
  JournalRows& rows_;
  std::size_t most_;
  std::vector<std::pair<IncidentId, std::string>> found_;
  std::set<IncidentId> seen_;
};

// "0770" is written before numbers at home and not after "+44".
void find_digits(JournalRows& rows, const std::string& text, Collected& collected) {
  std::string digits = digits_of(text);
  const std::size_t zeros = digits.find_first_not_of('0');
  digits.erase(0, zeros == std::string::npos ? digits.size() : zeros);
  if (digits.size() < kDigitsLeast) return;
  for (const auto& hit : rows.find_digits(digits, kReach)) collected.add(hit);
}

}  // namespace

Answer<std::vector<api::Found>> Incidents::search(const std::string& text, std::uint32_t limit,
                                                  std::uint32_t offset) {
  if (domain::length_of(text) > limits::kSearchText) {
    return problem(Kind::usage, "A question has at most 200 characters.");
  }
  JournalRows& rows = records_.rows();
  const std::size_t first = std::min<std::size_t>(offset, kReach);
  Collected collected(rows, std::min(kReach, first + std::min(limit, kLinesMost)));
  std::vector<std::vector<std::string>> questions{folded_words(text)};
  for (const auto& candidate : identify::extract(text, records_.home_region())) {
    for (const auto& hit : rows.find_keys(match_keys(candidate.tokens), kReach)) {
      if (fits(candidate.tokens, hit, context_.now)) collected.add(hit);
    }
    questions.push_back(folded_words(candidate.canon));
  }
  find_digits(rows, text, collected);
  if (const auto subject = rows.subject_with_label(text)) {
    collected.add_all_of(subject->id, "person");
  }
  for (const auto& words : questions) {
    if (words.empty() || collected.full()) continue;
    for (const auto& id : rows.find_words(words, kReach, 0)) collected.add(id, "words");
  }
  std::vector<api::Found> found;
  for (std::size_t i = first; i < collected.found().size(); ++i) {
    const auto& [id, why] = collected.found()[i];
    if (const auto incident = rows.incident(id))
      found.push_back({records_.line_of(*incident), why});
  }
  return found;
}

}  // namespace ww::engine::journal
