// What the parts of the journal share: answers in plain words, ids by their first characters, and
// the rows that every part reads.
#pragma once

#include <functional>

#include "api/journal_api.h"
#include "domain/findings.h"
#include "domain/incident_codes.h"
#include "engine/context.h"
#include "ports/journal_rows.h"

namespace ww::engine::journal {

using api::Answer;
using Kind = api::Problem::Kind;

api::Problem invalid(std::string message, const std::vector<domain::FieldError>& errors);
// "field: what is odd about it"
void append_warnings(std::vector<std::string>& texts, const std::vector<domain::FieldError>& found);

inline constexpr std::size_t kIdPrefixMin = 6;
inline constexpr std::uint32_t kLinesMost = 1000;  // one answer fits the control socket

// A name of a closed list, or a problem that names all of them.
template <class E>
Answer<E> one_of(std::string_view name, std::string_view option) {
  if (const auto value = domain::from_name<E>(name)) return *value;
  std::string all;
  for (const auto each : domain::names_of<E>())
    all += (all.empty() ? "" : ", ") + std::string(each);
  return problem(Kind::usage, std::string(option) + " is one of: " + all + ".");
}

// The id itself, or of those that begin with `text` the only one. `with_prefix(text, most)`.
template <class IdType, class WithPrefix>
Answer<IdType> resolve(const std::string& text, const std::string& what, WithPrefix with_prefix) {
  if (const auto whole = IdType::from_base32(text)) return *whole;
  if (text.size() < kIdPrefixMin) {
    return problem(Kind::not_found, "There is no " + what + " \"" + text +
                                        "\". An id has 26 characters; its first 6 are enough.");
  }
  const std::vector<IdType> found = with_prefix(text, 2);
  if (found.empty()) return problem(Kind::not_found, "There is no " + what + " \"" + text + "\".");
  if (found.size() > 1) {
    return problem(Kind::usage,
                   "More than one " + what + " begins with \"" + text + "\": give more of its id.");
  }
  return found.front();
}

// Reads rows for all parts.
class Records {
 public:
  explicit Records(Context& context) : context_(context) {}

  JournalRows& rows() { return context_.store.journal(); }
  Answer<StoredIncident> incident(const std::string& id);
  // By id, its first characters, or label. One that was merged leads to the one it became.
  Answer<StoredSubject> subject(const std::string& id_or_label);
  // Whom it became, where it was merged; nullopt when it is gone.
  std::optional<StoredSubject> now_of(const SubjectId& subject);
  std::string label_of(const std::optional<SubjectId>& subject);
  // All of a person's, oldest first; at most kOfSubject, the newest.
  std::vector<StoredIncident> of_subject(const SubjectId& subject);
  static constexpr std::size_t kOfSubject = 500;  // they stand in memory together

  api::IncidentLine line_of(const StoredIncident& incident);
  std::string home_region();

 private:
  Context& context_;
};

// Incidents and persons of concern alike: what is longer than its reader takes is refused with
// `refusal`, for what is stored and cannot be read is lost.
Answer<> can_be_read_again(const std::string& json, const std::string& refusal);

std::string state_text(StoredIncident::State state);
std::optional<StoredIncident::State> state_from(std::string_view text);
// What was checked before it was stored.
domain::Incident incident_of(const std::string& json);
domain::Subject subject_of(const std::string& json);

}  // namespace ww::engine::journal
