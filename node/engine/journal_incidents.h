// Incidents: written down at once, completed when there is time, found again.
//
// Rules
//   - The time of writing is fixed when the first words are kept. Every save after that is a
//     version of its own, drafts too; none is ever changed or dropped but by a purge.
//   - An edit names the version that it was made from. Another one is a conflict, not a loss.
//   - What is odd is kept and told; only what cannot be kept is refused.
//   - A list shows what was ticked, where and when; what has no ticks yet, its first words and no
//     more: somebody may look over her shoulder.
#pragma once

#include "engine/journal_subjects.h"

namespace ww::engine::journal {

class Incidents {
 public:
  Incidents(Context& context, Records& records, Subjects& subjects)
      : context_(context), records_(records), subjects_(subjects) {}

  Answer<api::IncidentRef> note(const api::NoteRequest& request);
  Answer<api::IncidentRef> write(const api::IncidentWrite& request);
  Answer<std::vector<api::IncidentLine>> list(const api::IncidentQuery& query);
  // `version` 0: the newest. Line, JSON, versions and review alone.
  Answer<api::IncidentShown> show(const StoredIncident& incident, std::uint32_t version);
  // journal_search.cpp
  Answer<std::vector<api::Found>> search(const std::string& text, std::uint32_t limit,
                                         std::uint32_t offset);

  Answer<std::vector<api::IncidentLine>> due_for_review();
  Answer<> keep_until(const std::string& id, Instant review);
  Answer<> purge(const std::string& id);

  // How many months after writing she is asked whether to keep it.
  void set_review_months(std::function<std::int32_t()> months) { months_ = std::move(months); }

 private:
  Answer<StoredIncident> begin(const api::IncidentWrite& request);
  Answer<> give_subject(StoredIncident& row, const std::optional<std::string>& subject,
                        std::vector<std::string>& warnings);
  Answer<api::IncidentRef> keep(StoredIncident row, const domain::Incident& incident,
                                std::vector<std::string> warnings);
  void ask_about_others(const StoredIncident& row,
                        const std::vector<JournalIdentifier>& identifiers,
                        std::vector<std::string>& warnings);

  Context& context_;
  Records& records_;
  Subjects& subjects_;
  std::function<std::int32_t()> months_;
};

}  // namespace ww::engine::journal
