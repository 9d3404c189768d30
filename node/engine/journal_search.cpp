// Searching: whatever was written down about a number, a plate, a handle, a person, or words.
//
// Identifiers that stand in the question come first, then parts of numbers and plates, then persons
// of concern by label, name and note, then words. A person stands before her incidents; each once,
// with what it was found by.
#include <algorithm>
#include <set>

#include "core/matcher.h"
#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"
#include "engine/journal_finding.h"
#include "engine/journal_incidents.h"
#include "engine/journal_parts.h"
#include "identify/extract.h"
#include "identify/normalise.h"

namespace ww::engine::journal {
namespace {

constexpr std::size_t kReach = 5'000;  // found and looked at, whatever is shown

std::string why_of(std::string_view kind) { return kind == "phone" ? "number" : std::string(kind); }

// A key of a plate is three of its characters: whether it fits is judged here.
bool fits(const domain::MatchTokens& question, const JournalRows::IdentifierHit& hit, Instant now) {
  if (question.kind != domain::IdentifierKind::plate) return true;
  domain::Identifier stored;
  stored.kind = question.kind;
  stored.canon = hit.canon;
  return compare(question, identify::tokens_of(stored), now).has_value();
}

struct One {
  std::optional<IncidentId> incident;  // else a person of concern
  std::optional<SubjectId> subject;
  std::string why;
};

class Collected {
 public:
  Collected(Records& records, std::size_t most) : records_(records), most_(most) {}

  bool full() const { return found_.size() >= most_; }
  void add(const IncidentId& id, const std::string& why) {
    if (!full() && incidents_.insert(id).second) found_.push_back({id, std::nullopt, why});
  }
  void add(const SubjectId& id, const std::string& why) {
    if (!full() && subjects_.insert(id).second) found_.push_back({std::nullopt, id, why});
  }
  void add(const JournalRows::IdentifierHit& hit) {
    const std::string why = why_of(hit.kind);
    if (hit.incident) add(*hit.incident, why);
    if (hit.subject) add_with_incidents(*hit.subject, why);
  }
  void add_with_incidents(const SubjectId& met, const std::string& why) {
    const auto subject = full() ? std::nullopt : records_.now_of(met);
    if (!subject) return;
    add(subject->id, why);
    IncidentFilter filter;
    filter.subject = subject->id;
    filter.limit = most_;
    for (const auto& incident : records_.rows().incidents(filter)) add(incident.id, why);
  }
  const std::vector<One>& found() const { return found_; }

 private:
  Records& records_;
  std::size_t most_;
  std::vector<One> found_;
  std::set<IncidentId> incidents_;
  std::set<SubjectId> subjects_;
};

// "0770" is written before numbers at home and not after "+44".
void find_digits(JournalRows& rows, const std::string& text, Collected& collected) {
  std::string digits = digits_of(text);
  const std::size_t zeros = digits.find_first_not_of('0');
  digits.erase(0, zeros == std::string::npos ? digits.size() : zeros);
  if (digits.size() < kPartLeast) return;
  for (const auto& hit : rows.find_digits(digits, kReach)) collected.add(hit);
  const std::string part = number_part(digits);
  if (part.empty()) return;
  for (const auto& id : rows.find_words({part}, kReach, 0)) collected.add(id, "number");
}

// ---- persons of concern: they are not many, and are read one by one

std::string spaced_words(const std::string& text) {
  std::string all = " ";
  for (const auto& word : folded_words(text)) all += word + " ";
  return all;
}

// What he is called: the label, and names and handles as they were written.
std::string called(const domain::Subject& subject) {
  std::string all = subject.label;
  for (const auto& id : subject.ids.value_or(std::vector<domain::Identifier>{}))
    all += " " + id.canon + " " + id.raw.value_or("");
  return spaced_words(all);
}

std::string noted(const domain::Subject& subject) {
  std::string all = subject.note.value_or("");
  if (subject.told_to_stop) all += " " + subject.told_to_stop->words.value_or("");
  return spaced_words(all);
}

// Each may be the beginning of a word, as in the texts of incidents.
bool holds_all(const std::string& text, const std::vector<std::string>& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](const auto& word) {
    return text.find(" " + word) != std::string::npos;
  });
}

bool has_plate_with(const domain::Subject& subject, const std::string& part) {
  if (part.empty() || !subject.ids) return false;
  return std::any_of(subject.ids->begin(), subject.ids->end(), [&](const auto& id) {
    return id.kind == domain::IdentifierKind::plate &&
           plate_letters(id.canon).find(part) != std::string::npos;
  });
}

void find_persons(JournalRows& rows, const std::string& text, const std::vector<std::string>& words,
                  Collected& collected) {
  const std::string plate = plate_letters(text);
  std::vector<SubjectId> named, told;
  for (const auto& row : rows.newest_subjects(kReach)) {
    const auto subject = subject_of(row.json);
    if (has_plate_with(subject, plate)) collected.add_with_incidents(row.id, "plate");
    const std::string by_name = called(subject);
    if (holds_all(by_name, words)) {
      named.push_back(row.id);
    } else if (holds_all(by_name + noted(subject), words)) {
      told.push_back(row.id);
    }
  }
  for (const auto& id : named) collected.add_with_incidents(id, "person");
  for (const auto& id : told) collected.add(id, "words");
}

}  // namespace

Answer<std::vector<api::Found>> Incidents::search(const std::string& text, std::uint32_t limit,
                                                  std::uint32_t offset) {
  if (domain::length_of(text) > limits::kSearchText) {
    return problem(Kind::usage, "A question has at most 200 characters.");
  }
  JournalRows& rows = records_.rows();
  const std::size_t first = std::min<std::size_t>(offset, kReach);
  Collected collected(records_, std::min(kReach, first + std::min(limit, kLinesMost)));
  std::vector<std::vector<std::string>> questions{folded_words(text)};
  for (const auto& candidate : identify::extract(text, records_.home_region())) {
    for (const auto& hit : rows.find_keys(match_keys(candidate.tokens), kReach)) {
      if (fits(candidate.tokens, hit, context_.now)) collected.add(hit);
    }
    questions.push_back(folded_words(candidate.canon));
  }
  find_digits(rows, text, collected);
  if (const std::string part = plate_part(text); !part.empty() && !collected.full()) {
    for (const auto& id : rows.find_words({part}, kReach, 0)) collected.add(id, "plate");
  }
  if (const auto subject = rows.subject_with_label(text))
    collected.add_with_incidents(subject->id, "person");
  if (!collected.full()) find_persons(rows, text, questions.front(), collected);
  for (const auto& words : questions) {
    if (words.empty() || collected.full()) continue;
    for (const auto& id : rows.find_words(words, kReach, 0)) collected.add(id, "words");
  }
  std::vector<api::Found> found;
  for (std::size_t i = first; i < collected.found().size(); ++i) {
    const One& one = collected.found()[i];
    if (one.subject)
      found.push_back({{}, one.why, subjects_.line_of(*records_.now_of(*one.subject))});
    if (!one.incident) continue;
    if (const auto incident = rows.incident(*one.incident))
      found.push_back({records_.line_of(*incident), one.why, std::nullopt});
  }
  return found;
}

}  // namespace ww::engine::journal
