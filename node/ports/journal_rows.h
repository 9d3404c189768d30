// The rows of the journal: incidents with their versions, persons of concern, what can be searched,
// consents, reports and what can be undone.
//
// An incident is stored as its JSON (incident/1): it is read whole, changes shape between versions
// of the program, and must be readable in ten years. What is filtered or sorted by stands beside it
// in columns that the caller derives. Text to be found is folded by the caller
// (identify/unicode.h), so that accents and scripts meet; here it is indexed as it comes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/journal.h"

namespace ww {

struct StoredIncident {
  enum class State : std::uint8_t { note = 1, draft = 2, complete = 3 };

  IncidentId id;
  std::optional<SubjectId> subject;
  State state = State::note;
  Instant written;                    // fixed when it was first written
  Instant changed;                    // of the newest version
  std::uint32_t version = 1;          // the newest; 1 is what was first written
  std::string json;                   // incident/1, the newest version
  std::optional<Instant> start, end;  // of `when`
  std::vector<std::string> codes, regions;
  std::string headline;  // one line for a list, derived
  Instant review;        // ask again then; nothing is ever deleted by itself
};

struct IncidentVersion {
  std::uint32_t number = 1;
  Instant at;
  std::string json;
};

// One identifier of an incident or of a person of concern, for looking it up. `key`: what
// core/matcher.h makes; `shown`: canonical text; `digits`: of a number, so that a part of it can be
// found from either end.
struct JournalIdentifier {
  std::string kind;  // domain::IdentifierKind, by name
  std::string canon;
  std::vector<std::string> keys;
  std::string digits;
};

struct IncidentFilter {
  std::optional<SubjectId> subject;
  std::optional<StoredIncident::State> state;
  std::vector<std::string> codes;    // any of these; empty: all
  std::vector<std::string> regions;  // any of these; empty: all
  // By `start`, by `written` where it is not told: from `since` on, and before `until`.
  std::optional<Instant> since, until;
  bool oldest_first = false;  // a timeline
  std::size_t limit = 200, offset = 0;
};

struct StoredSubject {
  SubjectId id;
  std::string json;  // subject/1
  std::string label;
  Instant created, changed;
  std::optional<SubjectId> merged_into;  // then it is not listed
};
struct SubjectCount {
  StoredSubject subject;
  std::uint32_t incidents = 0;
  std::optional<Instant> first, last;
};

// A merge or split, with what it takes to undo it.
struct StoredUndo {
  UndoId id;
  Instant at;
  std::string json;
  bool undone = false;
};

class JournalRows {
 public:
  virtual ~JournalRows() = default;

  // ---- incidents ----
  // Replaces by id, adds `incident.version` to its versions (a draft that is saved again under its
  // version replaces itself), and replaces what it is found by. The person of concern is there.
  virtual void put_incident(const StoredIncident& incident,
                            const std::vector<JournalIdentifier>& identifiers,
                            std::string_view folded_text) = 0;
  // The columns alone: subject, review. No new version.
  virtual void set_subject(const IncidentId& id, const std::optional<SubjectId>& subject) = 0;
  virtual void set_review(const IncidentId& id, Instant review) = 0;
  virtual std::optional<StoredIncident> incident(const IncidentId& id) = 0;
  virtual std::vector<IncidentId> incidents_with_prefix(std::string_view base32,
                                                        std::size_t most) = 0;
  virtual std::vector<IncidentVersion> versions(const IncidentId& id) = 0;
  // Newest first by when it happened (by when it was written where that is not told).
  virtual std::vector<StoredIncident> incidents(const IncidentFilter& filter) = 0;
  virtual std::vector<StoredIncident> due_for_review(Instant now, std::size_t most) = 0;
  virtual std::size_t count_incidents() = 0;
  // The incident with its versions, identifiers, text, consents and reports: every row. Its files
  // are known to nobody any more; their bytes, and what all of it leaves in the file, go by
  // scrub_some(), which is owed from now on and stays so over a crash.
  virtual void erase_incident(const IncidentId& id) = 0;
  virtual void owe_scrub() = 0;
  // One slice of making erased bytes disappear from the file, outside a transaction: some pieces of
  // erased files, the text index merged, a table with words written anew, at last the log emptied.
  // How many slices are left, 0 when nothing is; a lot may be pieces of files. A call with nothing
  // to do costs one look. Between slices the journal is whole and may be written to.
  virtual Result<std::uint32_t> scrub_some() = 0;
  // The index of what was written by an older version, of at most so many incidents: `refold` gets
  // the JSON and gives the text, or nullopt when it stays. nullopt when all are done, else how many
  // changed.
  using Refold = std::function<std::optional<std::string>(const std::string& json)>;
  virtual std::optional<std::size_t> refold(const Refold& refold, std::size_t most) = 0;

  // ---- looking up ----
  // Every word must occur (each may be the beginning of one). Newest first. `folded`: as stored; an
  // entry of several words is found where they stand in a row.
  virtual std::vector<IncidentId> find_words(const std::vector<std::string>& folded,
                                             std::size_t limit, std::size_t offset) = 0;
  struct IdentifierHit {
    std::optional<IncidentId> incident;  // else of a subject
    std::optional<SubjectId> subject;
    std::string kind, canon;
    bool operator==(const IdentifierHit&) const = default;
  };
  // What shares most of the keys comes first: a plate has many, and `most` must not cut the best.
  virtual std::vector<IdentifierHit> find_keys(const std::vector<std::string>& keys,
                                               std::size_t most) = 0;
  // Numbers with these digits at the beginning, the end, or anywhere in them (in this order of
  // cost; stops at `most`).
  virtual std::vector<IdentifierHit> find_digits(std::string_view digits, std::size_t most) = 0;

  // ---- persons of concern ----
  virtual void put_subject(const StoredSubject& subject,
                           const std::vector<JournalIdentifier>& identifiers) = 0;
  virtual std::optional<StoredSubject> subject(const SubjectId& id) = 0;
  virtual std::vector<SubjectId> subjects_with_prefix(std::string_view base32,
                                                      std::size_t most) = 0;
  // ASCII letters in either case. None that was merged into another.
  virtual std::optional<StoredSubject> subject_with_label(std::string_view label) = 0;
  virtual SubjectCount count_of(const SubjectId& id) = 0;  // who is there
  // Who was met last comes first; who never was, last.
  virtual std::vector<SubjectCount> subjects(std::size_t limit, std::size_t offset) = 0;
  // Who was written down last comes first; none that was merged into another.
  virtual std::vector<StoredSubject> newest_subjects(std::size_t most) = 0;
  // Her own and those of her incidents, each once.
  virtual std::vector<JournalIdentifier> identifiers_of(const SubjectId& id) = 0;
  // With those merged into her; her incidents stay, without a person.
  virtual void erase_subject(const SubjectId& id) = 0;

  virtual void put_undo(const StoredUndo& undo) = 0;  // replaces by id
  virtual std::optional<StoredUndo> undo(const UndoId& id) = 0;
  virtual std::vector<StoredUndo> undos(std::size_t most) = 0;  // newest first
  virtual void erase_undo(const UndoId& id) = 0;

  // ---- consents and reports ----
  virtual void put_consent(const domain::Consent& consent) = 0;  // replaces by id
  virtual std::vector<domain::Consent> consents(const std::optional<IncidentId>& incident) = 0;
  virtual std::optional<domain::Consent> consent(const ConsentId& id) = 0;
  virtual void put_report(const domain::Report& report) = 0;
  virtual std::vector<domain::Report> reports(const std::optional<IncidentId>& incident) = 0;
  virtual std::optional<domain::Report> report(const ReportId& id) = 0;
};

// Packs that were imported after the program was built; newer than the built-in ones.
struct StoredPack {
  std::string id, edition;
  Bytes bytes, signature;
};
class PackRows {
 public:
  virtual ~PackRows() = default;
  virtual void put(const StoredPack& pack) = 0;  // replaces by id
  virtual std::vector<StoredPack> all() = 0;
};

}  // namespace ww
