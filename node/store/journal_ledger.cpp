// Persons of concern, what can be undone, consents and reports.
#include "store/journal_names.h"
#include "store/journal_rows.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {
namespace {

Bytes packed(const std::vector<AlertId>& ids) {
  Bytes bytes;
  for (const auto& id : ids) bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
  return bytes;
}

std::vector<AlertId> unpacked(const Bytes& bytes) {
  constexpr std::size_t kSize = sizeof(AlertId::bytes);
  if (bytes.size() % kSize != 0) throw StoreFailed(fail(Errc::storage));
  std::vector<AlertId> ids;
  for (std::size_t at = 0; at < bytes.size(); at += kSize) {
    ids.push_back(AlertId{fixed<kSize>(ByteView(bytes).subspan(at, kSize))});
  }
  return ids;
}

}  // namespace

void SqlJournalRows::put_subject(const StoredSubject& s,
                                 const std::vector<JournalIdentifier>& identifiers) {
  db_.run(
      "INSERT OR IGNORE INTO subject (id, name, json, label, created, changed) "
      "VALUES (?,?,'','',0,0)",
      s.id, s.id.base32());
  db_.run("UPDATE subject SET json=?, label=?, created=?, changed=?, merged_into=? WHERE id=?",
          s.json, s.label, to_ms(s.created), to_ms(s.changed), s.merged_into, s.id);
  db_.run("DELETE FROM journal_identifier WHERE subject=?", s.id);
  for (const auto& identifier : identifiers) put_identifier(identifier, std::nullopt, s.id);
}

std::optional<StoredSubject> SqlJournalRows::subject(const SubjectId& id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM subject WHERE id=?", id)) return std::nullopt;
  return load_subject(id);
}

StoredSubject SqlJournalRows::load_subject(ByteView id) {
  auto row = db_.one<std::string, std::string, std::int64_t, std::int64_t, std::optional<Bytes>>(
      "SELECT json, label, created, changed, merged_into FROM subject WHERE id=?", id);
  if (!row) throw StoreFailed(fail(Errc::storage));
  auto& [json, label, created, changed, merged_into] = *row;
  StoredSubject s;
  s.id = SubjectId{fixed<16>(id)};
  s.json = std::move(json);
  s.label = std::move(label);
  s.created = from_ms(created);
  s.changed = from_ms(changed);
  if (merged_into) s.merged_into = SubjectId{fixed<16>(*merged_into)};
  return s;
}

std::vector<SubjectId> SqlJournalRows::subjects_with_prefix(std::string_view base32,
                                                            std::size_t most) {
  return ids_with_prefix<SubjectId>(
      db_, "SELECT id FROM subject WHERE name >= ? AND name < ? ORDER BY name LIMIT ?", base32,
      most);
}

// Who was met last comes first; who was never met, by when she was written down.
std::vector<SubjectCount> SqlJournalRows::subjects(std::size_t limit, std::size_t offset) {
  std::vector<SubjectCount> counts;
  for (const auto& [id, last] : db_.all<Bytes, std::optional<std::int64_t>>(
           "SELECT s.id, (SELECT max(i.place) FROM incident i WHERE i.subject=s.id) AS last "
           "FROM subject s WHERE s.merged_into IS NULL ORDER BY last DESC, s.created DESC, s.id "
           "LIMIT ? OFFSET ?",
           limit, offset)) {
    counts.push_back(count_of(SubjectId{fixed<16>(id)}));
  }
  return counts;
}

std::optional<StoredSubject> SqlJournalRows::subject_with_label(std::string_view label) {
  // The plus: SQLite would else take the index of who was merged, and with it nearly everybody.
  const auto row = db_.one<Bytes>(
      "SELECT id FROM subject WHERE label=? COLLATE NOCASE AND +merged_into IS NULL LIMIT 1",
      label);
  if (!row) return std::nullopt;
  return load_subject(std::get<0>(*row));
}

SubjectCount SqlJournalRows::count_of(const SubjectId& id) {
  const auto [incidents, first, last] =
      *db_.one<std::int64_t, std::optional<std::int64_t>, std::optional<std::int64_t>>(
          "SELECT count(*), min(ifnull(started, written)), max(ifnull(started, written)) "
          "FROM incident WHERE subject=?",
          id);
  return {load_subject(id), static_cast<std::uint32_t>(incidents), instant_of(first),
          instant_of(last)};
}

std::vector<StoredSubject> SqlJournalRows::newest_subjects(std::size_t most) {
  std::vector<StoredSubject> subjects;
  for (const auto& [id] : db_.all<Bytes>(
           "SELECT id FROM subject WHERE merged_into IS NULL ORDER BY number DESC LIMIT ?", most)) {
    subjects.push_back(load_subject(id));
  }
  return subjects;
}

std::vector<JournalIdentifier> SqlJournalRows::identifiers_of(const SubjectId& id) {
  // The rows of both kinds, one for each canonical text: the newest.
  std::vector<JournalIdentifier> identifiers;
  for (auto& [kind, canon, digits, number] :
       db_.all<std::string, std::string, std::string, std::int64_t>(
           "SELECT kind, canon, ifnull(digits, ''), max(number) FROM ("
           "SELECT kind, canon, digits, number FROM journal_identifier WHERE subject=?1 UNION ALL "
           "SELECT j.kind, j.canon, j.digits, j.number FROM incident i CROSS JOIN "
           "journal_identifier j ON j.place=i.place WHERE i.subject=?1) GROUP BY kind, canon",
           id)) {
    JournalIdentifier identifier{std::move(kind), std::move(canon), {}, std::move(digits)};
    for (auto& [key] : db_.all<std::string>(
             "SELECT key FROM journal_key WHERE identifier=? ORDER BY key", number)) {
      identifier.keys.push_back(std::move(key));
    }
    identifiers.push_back(std::move(identifier));
  }
  return identifiers;
}

void SqlJournalRows::erase_subject(const SubjectId& id) {
  db_.run("DELETE FROM subject WHERE id=?", id);
}

void SqlJournalRows::put_undo(const StoredUndo& undo) {
  db_.run("INSERT OR REPLACE INTO subject_undo VALUES (?,?,?,?)", undo.id, to_ms(undo.at),
          undo.json, undo.undone);
}

std::vector<StoredUndo> SqlJournalRows::undo_rows(const std::optional<UndoId>& id,
                                                  std::size_t most) {
  const char* sql =
      id ? "SELECT id, at, json, undone FROM subject_undo WHERE id=?1 LIMIT ?2"
         : "SELECT id, at, json, undone FROM subject_undo WHERE ?1 IS NULL ORDER BY at DESC, id "
           "LIMIT ?2";
  std::vector<StoredUndo> undos;
  for (auto& [found, at, json, undone] :
       db_.all<Bytes, std::int64_t, std::string, bool>(sql, id, most)) {
    undos.push_back({UndoId{fixed<16>(found)}, from_ms(at), std::move(json), undone});
  }
  return undos;
}

std::optional<StoredUndo> SqlJournalRows::undo(const UndoId& id) {
  auto found = undo_rows(id, 1);
  if (found.empty()) return std::nullopt;
  return std::move(found[0]);
}

std::vector<StoredUndo> SqlJournalRows::undos(std::size_t most) {
  return undo_rows(std::nullopt, most);
}

void SqlJournalRows::erase_undo(const UndoId& id) {
  db_.run("DELETE FROM subject_undo WHERE id=?", id);
}

void SqlJournalRows::put_consent(const domain::Consent& c) {
  db_.run("INSERT OR REPLACE INTO consent VALUES (?,?,?,?,?,?,?,?)", c.id, c.incident,
          stored_name(c.route), c.to, packed(c.shared), to_ms(c.given), ms_of(c.withdrawn), c.note);
}

std::vector<domain::Consent> SqlJournalRows::consents(const std::optional<IncidentId>& incident) {
  const char* sql = incident ? "SELECT id FROM consent WHERE incident=?1 ORDER BY given, id"
                             : "SELECT id FROM consent WHERE ?1 IS NULL ORDER BY given, id";
  std::vector<domain::Consent> consents;
  for (const auto& [id] : db_.all<Bytes>(sql, incident)) {
    consents.push_back(*consent(ConsentId{fixed<16>(id)}));
  }
  return consents;
}

std::optional<domain::Consent> SqlJournalRows::consent(const ConsentId& id) {
  auto row = db_.one<Bytes, std::string, std::optional<std::string>, Bytes, std::int64_t,
                     std::optional<std::int64_t>, std::optional<std::string>>(
      "SELECT incident, route, recipient, shared, given, withdrawn, note FROM consent WHERE id=?",
      id);
  if (!row) return std::nullopt;
  auto& [incident, route, to, shared, given, withdrawn, note] = *row;
  domain::Consent c;
  c.id = id;
  c.incident = IncidentId{fixed<16>(incident)};
  c.route = from_stored_name<domain::ConsentRoute>(route);
  c.to = std::move(to);
  c.shared = unpacked(shared);
  c.given = from_ms(given);
  c.withdrawn = instant_of(withdrawn);
  c.note = std::move(note);
  return c;
}

void SqlJournalRows::put_report(const domain::Report& r) {
  db_.run("INSERT OR REPLACE INTO report VALUES (?,?,?,?,?,?,?,?,?,?)", r.id, r.incident,
          stored_name(r.to), r.name, r.consent, ms_of(r.at), r.reference, r.outcome,
          r.response_quality, to_ms(r.written));
}

std::vector<domain::Report> SqlJournalRows::reports(const std::optional<IncidentId>& incident) {
  const char* sql = incident ? "SELECT id FROM report WHERE incident=?1 ORDER BY written, id"
                             : "SELECT id FROM report WHERE ?1 IS NULL ORDER BY written, id";
  std::vector<domain::Report> reports;
  for (const auto& [id] : db_.all<Bytes>(sql, incident)) {
    reports.push_back(*report(ReportId{fixed<16>(id)}));
  }
  return reports;
}

std::optional<domain::Report> SqlJournalRows::report(const ReportId& id) {
  using OptionalText = std::optional<std::string>;
  auto row = db_.one<Bytes, std::string, OptionalText, std::optional<Bytes>,
                     std::optional<std::int64_t>, std::int64_t>(
      "SELECT incident, recipient, name, consent, at, written FROM report WHERE id=?", id);
  auto answer = db_.one<OptionalText, OptionalText, OptionalText>(
      "SELECT reference, outcome, response_quality FROM report WHERE id=?", id);
  if (!row || !answer) return std::nullopt;
  auto& [incident, to, name, consent, at, written] = *row;
  domain::Report r;
  r.id = id;
  r.incident = IncidentId{fixed<16>(incident)};
  r.to = from_stored_name<domain::ReportTo>(to);
  r.name = std::move(name);
  if (consent) r.consent = ConsentId{fixed<16>(*consent)};
  r.at = instant_of(at);
  r.written = from_ms(written);
  std::tie(r.reference, r.outcome, r.response_quality) = std::move(*answer);
  return r;
}

}  // namespace ww::store
