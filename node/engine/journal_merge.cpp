// Merging, splitting and undoing (journal_subjects.h).
#include <algorithm>

#include "domain/journal_limits.h"
#include "engine/journal_finding.h"
#include "engine/journal_subjects.h"
#include "json/incident_json.h"

namespace ww::engine::journal {
namespace {

using What = json::UndoFacts::What;
using domain::Identifier;

std::string name_of(const Identifier& id) {
  return std::string(domain::to_name(id.kind)) + " " + (id.canon.empty() ? *id.raw : id.canon);
}

std::string in_words(const json::UndoFacts& facts) {
  const std::string kept = "\"" + facts.kept_label + "\"", other = "\"" + facts.other_label + "\"";
  if (facts.what == What::merge) return other + " was joined into " + kept;
  return other + " was taken out of " + kept;
}

api::Problem too_late(std::string because) {
  return problem(Kind::other, "This cannot be undone any more: " + std::move(because));
}

}  // namespace

std::vector<IncidentId> Subjects::incidents_of(const SubjectId& subject) {
  constexpr std::size_t kPage = 500;
  std::vector<IncidentId> ids;
  IncidentFilter filter;
  filter.subject = subject;
  filter.limit = kPage;
  for (;; filter.offset += kPage) {
    const auto page = records_.rows().incidents(filter);
    for (const auto& incident : page) ids.push_back(incident.id);
    if (page.size() < kPage) return ids;
  }
}

Answer<std::vector<std::string>> Subjects::add_identifiers(StoredSubject& to,
                                                           const StoredSubject& from) {
  domain::Subject target = subject_of(to.json);
  const domain::Subject source = subject_of(from.json);
  std::vector<std::string> added;
  for (const Identifier& id : source.ids.value_or(std::vector<Identifier>{})) {
    auto& ids = target.ids ? *target.ids : target.ids.emplace();
    const bool known = std::any_of(ids.begin(), ids.end(), [&](const Identifier& each) {
      return name_of(each) == name_of(id);
    });
    if (known || ids.size() >= limits::kSubjectIdentifiers) continue;
    ids.push_back(id);
    added.push_back(name_of(id));
  }
  to.json = json::write_subject(target);
  WW_TRY(can_be_read_again(to.json,
                           "Together they are longer than 256 KiB, which could not be read again. "
                           "Nothing was changed: take numbers or notes out of one of them first."));
  to.changed = context_.now;
  records_.rows().put_subject(to, identifiers_of(target));
  return added;
}

void Subjects::take_identifiers(StoredSubject& from, const std::vector<std::string>& added) {
  domain::Subject subject = subject_of(from.json);
  if (subject.ids) {
    std::erase_if(*subject.ids, [&](const Identifier& id) {
      return std::find(added.begin(), added.end(), name_of(id)) != added.end();
    });
    if (subject.ids->empty()) subject.ids.reset();
  }
  from.json = json::write_subject(subject);
  from.changed = context_.now;
  records_.rows().put_subject(from, identifiers_of(subject));
}

Answer<api::UndoLine> Subjects::merge(const std::string& into_text, const std::string& from_text) {
  auto into = records_.subject(into_text);
  if (!into) return into.error();
  auto from = records_.subject(from_text);
  if (!from) return from.error();
  if (into->id == from->id) return problem(Kind::usage, "These are one person of concern already.");
  json::UndoFacts facts{
      What::merge, into->id, from->id, into->label, from->label, incidents_of(from->id), {}};
  for (const auto& id : facts.incidents) records_.rows().set_subject(id, into->id);
  WW_TRY_SET(facts.added, add_identifiers(*into, *from));
  from->merged_into = into->id;
  from->changed = context_.now;
  records_.rows().put_subject(*from, identifiers_of(subject_of(from->json)));
  return remember(facts);
}

Answer<api::UndoLine> Subjects::split(const std::string& text,
                                      const std::vector<std::string>& incidents,
                                      const std::string& new_label) {
  const auto subject = records_.subject(text);
  if (!subject) return subject.error();
  if (incidents.empty()) return problem(Kind::usage, "Name the incidents of the other person.");
  json::UndoFacts facts{
      What::split, subject->id, context_.random.id<SubjectId>(), subject->label, new_label, {}, {}};
  for (const auto& each : incidents) {
    const auto incident = records_.incident(each);
    if (!incident) return incident.error();
    if (incident->subject != subject->id) {
      return problem(Kind::invalid,
                     "Incident " + each + " is not one of \"" + subject->label + "\".");
    }
    facts.incidents.push_back(incident->id);
  }
  const auto made = make(new_label);
  if (!made) return made.error();
  facts.other = *made;
  for (const auto& id : facts.incidents) records_.rows().set_subject(id, facts.other);
  return remember(facts);
}

// The oldest go where there are too many; their merges and splits stay.
api::UndoLine Subjects::remember(const json::UndoFacts& facts) {
  const StoredUndo undo{context_.random.id<UndoId>(), context_.now, json::write_undo(facts), false};
  records_.rows().put_undo(undo);
  const auto all = records_.rows().undos(limits::kUndoKept + 1);
  for (std::size_t i = limits::kUndoKept; i < all.size(); ++i)
    records_.rows().erase_undo(all[i].id);
  return {undo.id.base32(), in_words(facts), undo.at, false};
}

std::vector<api::UndoLine> Subjects::undos() {
  std::vector<api::UndoLine> lines;
  for (const auto& undo : records_.rows().undos(limits::kUndoKept)) {
    const auto facts = json::read_undo(undo.json);
    if (facts) lines.push_back({undo.id.base32(), in_words(*facts), undo.at, undo.undone});
  }
  return lines;
}

Answer<> Subjects::undo(const std::string& text) {
  std::optional<StoredUndo> undo;
  for (auto& each : records_.rows().undos(limits::kUndoKept)) {
    const std::string id = each.id.base32();
    if (text.size() >= kIdPrefixMin && id.compare(0, text.size(), text) == 0) undo = each;
  }
  const auto facts = undo ? json::read_undo(undo->json) : std::nullopt;
  if (!facts) return problem(Kind::not_found, "There is nothing with this id to undo.");
  if (undo->undone) return problem(Kind::other, "This was undone before.");
  WW_TRY(facts->what == What::merge ? undo_merge(*facts) : undo_split(*facts));
  undo->undone = true;
  records_.rows().put_undo(*undo);
  return Unit{};
}

Answer<> Subjects::undo_merge(const json::UndoFacts& facts) {
  auto kept = records_.rows().subject(facts.kept);
  auto other = records_.rows().subject(facts.other);
  if (!kept || !other || other->merged_into != facts.kept)
    return too_late("the two are not one person of concern any more.");
  if (kept->merged_into) return too_late("they were joined into somebody else. Undo that first.");
  WW_TRY(label_is_free(other->label, other->id));
  for (const auto& id : facts.incidents) {
    const auto incident = records_.rows().incident(id);
    if (!incident) continue;  // purged: there is nothing to give back
    if (incident->subject != facts.kept)
      return too_late("incident " + id.base32() + " was given to somebody else since.");
  }
  for (const auto& id : facts.incidents) records_.rows().set_subject(id, facts.other);
  take_identifiers(*kept, facts.added);
  other->merged_into.reset();
  other->changed = context_.now;
  records_.rows().put_subject(*other, identifiers_of(subject_of(other->json)));
  return Unit{};
}

Answer<> Subjects::undo_split(const json::UndoFacts& facts) {
  const auto kept = records_.rows().subject(facts.kept);
  const auto other = records_.rows().subject(facts.other);
  if (!kept || kept->merged_into || !other || other->merged_into)
    return too_late("one of the two was joined into somebody since. Undo that first.");
  domain::Subject fresh;
  fresh.label = facts.other_label;
  if (other->changed != other->created || other->json != json::write_subject(fresh))
    return too_late("\"" + other->label + "\" was written to since.");
  for (const auto& id : incidents_of(facts.other)) {
    if (std::find(facts.incidents.begin(), facts.incidents.end(), id) == facts.incidents.end())
      return too_late("\"" + other->label + "\" has another incident since.");
  }
  for (const auto& id : facts.incidents) {
    const auto incident = records_.rows().incident(id);
    if (incident && incident->subject != facts.other)
      return too_late("incident " + id.base32() + " was given to somebody else since.");
  }
  for (const auto& id : facts.incidents) records_.rows().set_subject(id, facts.kept);
  records_.rows().erase_subject(facts.other);
  return Unit{};
}

}  // namespace ww::engine::journal
