// Persons of concern: one person behind many numbers and names.
//
// Rules
//   - A label is the owner's word for him, and names one person only.
//   - "May be the same" is asked when an identifier stands with two persons. A person decides.
//   - Merge: his incidents and identifiers go over to the other; he stays as a name that leads
//     there. Split: some incidents become those of a new person.
//   - Both can be undone as long as nobody decided otherwise since: when an incident was given to a
//     third person, or the two went on to be merged, undoing would take that back too, and is
//     refused with the reason.
#pragma once

#include "engine/journal_base.h"
#include "json/undo_json.h"

namespace ww::engine::journal {

class Subjects {
 public:
  Subjects(Context& context, Records& records) : context_(context), records_(records) {}

  Answer<api::SubjectLine> write(const std::string& id, const std::string& json);
  // With a label and nothing else.
  Answer<SubjectId> make(const std::string& label);
  // Without hints.
  api::SubjectShown show(const StoredSubject& subject);
  std::vector<api::SubjectLine> list(std::uint32_t limit, std::uint32_t offset);
  Answer<std::vector<api::MaybeSame>> maybe_same(const std::string& subject);

  // journal_merge.cpp
  Answer<api::UndoLine> merge(const std::string& into, const std::string& from);
  Answer<api::UndoLine> split(const std::string& subject, const std::vector<std::string>& incidents,
                              const std::string& new_label);
  Answer<> undo(const std::string& id);
  std::vector<api::UndoLine> undos();

  api::SubjectLine line_of(const StoredSubject& subject);

 private:
  static api::SubjectLine line_of(const SubjectCount& count);
  Answer<> label_is_free(const std::string& label, const SubjectId& but);

  api::UndoLine remember(const json::UndoFacts& facts);
  Answer<> undo_merge(const json::UndoFacts& facts);
  Answer<> undo_split(const json::UndoFacts& facts);
  std::vector<IncidentId> incidents_of(const SubjectId& subject);
  Answer<std::vector<std::string>> add_identifiers(StoredSubject& to, const StoredSubject& from);
  void take_identifiers(StoredSubject& from, const std::vector<std::string>& added);

  Context& context_;
  Records& records_;
};

}  // namespace ww::engine::journal
