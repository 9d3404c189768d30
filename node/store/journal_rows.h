// The journal in SQL: ports/journal_rows.h over the journal's database.
//
// Rules
//   - An incident's row number says when it happened (`place` in the tables): the list, the
//     timeline and every search give the newest first by reading backwards, and stop at their
//     limit. Nothing is sorted, however much there is.
//   - The JSON of each version stands once, in incident_version; the newest one is looked up.
//   - What an incident is found by (codes, regions, identifiers, text) hangs on its place and is
//     written anew with each version; what belongs to it (versions, evidence, consents, reports)
//     hangs on its id. All of it goes with the incident, by foreign keys.
//   - fts4, because SQLite 3.15 (SQLCipher 3.4) has nothing newer.
//
// journal_rows.cpp: incidents. journal_search.cpp: looking up. journal_ledger.cpp: persons of
// concern, undo, consents, reports. journal_scrub.cpp: what erased rows leave behind.
#pragma once

#include "ports/journal_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kJournalTables;

class SqlJournalRows final : public JournalRows {
 public:
  explicit SqlJournalRows(Database& db);

  void put_incident(const StoredIncident& incident,
                    const std::vector<JournalIdentifier>& identifiers,
                    std::string_view folded_text) override;
  void set_subject(const IncidentId& id, const std::optional<SubjectId>& subject) override;
  void set_review(const IncidentId& id, Instant review) override;
  std::optional<StoredIncident> incident(const IncidentId& id) override;
  std::vector<IncidentId> incidents_with_prefix(std::string_view base32, std::size_t most) override;
  std::vector<IncidentVersion> versions(const IncidentId& id) override;
  std::vector<StoredIncident> incidents(const IncidentFilter& filter) override;
  std::vector<StoredIncident> due_for_review(Instant now, std::size_t most) override;
  std::size_t count_incidents() override;
  void erase_incident(const IncidentId& id) override;
  void owe_scrub() override;
  Result<std::uint32_t> scrub_some() override;
  std::optional<std::size_t> refold(const Refold& refold, std::size_t most) override;

  std::vector<IncidentId> find_words(const std::vector<std::string>& folded, std::size_t limit,
                                     std::size_t offset) override;
  std::vector<IdentifierHit> find_keys(const std::vector<std::string>& keys,
                                       std::size_t most) override;
  std::vector<IdentifierHit> find_digits(std::string_view digits, std::size_t most) override;

  void put_subject(const StoredSubject& subject,
                   const std::vector<JournalIdentifier>& identifiers) override;
  std::optional<StoredSubject> subject(const SubjectId& id) override;
  std::vector<SubjectId> subjects_with_prefix(std::string_view base32, std::size_t most) override;
  std::optional<StoredSubject> subject_with_label(std::string_view label) override;
  SubjectCount count_of(const SubjectId& id) override;
  std::vector<SubjectCount> subjects(std::size_t limit, std::size_t offset) override;
  std::vector<StoredSubject> newest_subjects(std::size_t most) override;
  std::vector<JournalIdentifier> identifiers_of(const SubjectId& id) override;
  void erase_subject(const SubjectId& id) override;

  void put_undo(const StoredUndo& undo) override;
  std::optional<StoredUndo> undo(const UndoId& id) override;
  std::vector<StoredUndo> undos(std::size_t most) override;
  void erase_undo(const UndoId& id) override;

  void put_consent(const domain::Consent& consent) override;
  std::vector<domain::Consent> consents(const std::optional<IncidentId>& incident) override;
  std::optional<domain::Consent> consent(const ConsentId& id) override;
  void put_report(const domain::Report& report) override;
  std::vector<domain::Report> reports(const std::optional<IncidentId>& incident) override;
  std::optional<domain::Report> report(const ReportId& id) override;

 private:
  // The incident's row number; nullopt when there is none.
  std::optional<std::int64_t> place_of(const IncidentId& id);
  std::int64_t free_place(Instant happened);
  std::int64_t put_row(const StoredIncident& incident);
  void forget_finds(std::int64_t place);
  StoredIncident load(std::int64_t place);
  std::vector<StoredIncident> load_all(const std::vector<std::tuple<std::int64_t>>& places);
  void put_identifier(const JournalIdentifier& identifier, const std::optional<std::int64_t>& place,
                      const std::optional<SubjectId>& subject);
  IdentifierHit hit(std::int64_t identifier);
  StoredSubject load_subject(ByteView id);
  std::vector<StoredUndo> undo_rows(const std::optional<UndoId>& id, std::size_t most);

  Database& db_;
};

}  // namespace ww::store
