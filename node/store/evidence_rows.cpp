#include "store/evidence_rows.h"

#include "domain/journal_limits.h"
#include "store/journal_names.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {

// `erasing`: of a file that was erased and whose pieces are not all gone yet. What was seen inside
// a file is kept with the digest of the bytes that were looked at.
const char* const kEvidenceTables = R"sql(
CREATE TABLE evidence (
  id BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, began INTEGER NOT NULL,
  incident BLOB REFERENCES incident (id) ON DELETE CASCADE, file_name TEXT, mime TEXT, size INTEGER,
  sha256 BLOB, imported INTEGER, made INTEGER, how TEXT, origin TEXT, note TEXT,
  erasing INTEGER
);
CREATE INDEX evidence_incident ON evidence (incident, imported);
CREATE INDEX evidence_imported ON evidence (imported) WHERE imported IS NOT NULL;
CREATE TABLE evidence_chunk (
  evidence BLOB NOT NULL REFERENCES evidence (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  filler BLOB NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (evidence, number)
);
CREATE TABLE evidence_custody (
  evidence BLOB NOT NULL REFERENCES evidence (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  line TEXT NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL, PRIMARY KEY (evidence, number)
);
CREATE INDEX evidence_erasing ON evidence (erasing) WHERE erasing IS NOT NULL;
CREATE TABLE evidence_seen (
  evidence BLOB PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE, sha256 BLOB NOT NULL,
  looked INTEGER NOT NULL, mime TEXT NOT NULL, rewritable INTEGER NOT NULL
);
CREATE TABLE evidence_inside (
  evidence BLOB NOT NULL REFERENCES evidence (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  kind TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (evidence, number)
);
)sql";

namespace {

using CustodyRow = std::tuple<std::int64_t, std::string, Bytes, Bytes>;

domain::CustodyEntry entry_of(const EvidenceId& id, CustodyRow&& row) {
  auto& [number, line, hash, signature] = row;
  return {id, static_cast<std::uint32_t>(number), std::move(line), Digest32{fixed<32>(hash)},
          fixed<64>(signature)};
}

}  // namespace

void SqlEvidenceRows::begin_upload(const EvidenceId& id, Instant now) {
  db_.run("INSERT INTO evidence (id, name, began) VALUES (?,?,?)", id, id.base32(), to_ms(now));
}

std::optional<std::int64_t> SqlEvidenceRows::last_chunk(const EvidenceId& id) {
  return std::get<0>(*db_.one<std::optional<std::int64_t>>(
      "SELECT max(number) FROM evidence_chunk WHERE evidence=?", id));
}

void SqlEvidenceRows::add_chunk(const EvidenceId& id, std::uint32_t number, ByteView bytes) {
  WW_CHECK(bytes.size() <= limits::kEvidenceChunk);
  WW_CHECK(last_chunk(id).value_or(-1) + 1 == number);
  // The filler takes what a row may have on a page that SQLite shifts rows in, so that the file's
  // own bytes lie on overflow pages alone: those are overwritten when the row goes, and no copy of
  // them is left elsewhere (journal_scrub.cpp). One page in 64 KiB.
  db_.run("INSERT INTO evidence_chunk VALUES (?,?,zeroblob(4096),?)", id, number, bytes);
}

void SqlEvidenceRows::finish(const domain::Evidence& e) {
  const auto changed = db_.run(
      "UPDATE evidence SET incident=?, file_name=?, mime=?, size=?, sha256=?, imported=?, made=?,"
      " how=?, origin=?, note=? WHERE id=?",
      e.incident, e.name, e.mime, e.size, e.sha256, to_ms(e.imported), ms_of(e.made),
      stored_name(e.how), e.origin, e.note, e.id);
  WW_CHECK(changed == 1);
}

void SqlEvidenceRows::drop_upload(const EvidenceId& id) {
  db_.run("DELETE FROM evidence WHERE id=? AND incident IS NULL", id);
}

bool SqlEvidenceRows::drop_uploads(std::size_t chunks_most) {
  db_.run(
      "DELETE FROM evidence_chunk WHERE rowid IN (SELECT c.rowid FROM evidence e CROSS JOIN "
      "evidence_chunk c ON c.evidence=e.id WHERE e.incident IS NULL AND e.erasing IS NULL LIMIT ?)",
      chunks_most);
  db_.run(
      "DELETE FROM evidence WHERE incident IS NULL AND erasing IS NULL AND NOT EXISTS "
      "(SELECT 1 FROM evidence_chunk c WHERE c.evidence=evidence.id)");
  return !db_.one<std::int64_t>(
      "SELECT 1 FROM evidence WHERE incident IS NULL AND erasing IS NULL LIMIT 1");
}

void SqlEvidenceRows::put_seen(const EvidenceId& id, const SeenInside& seen) {
  db_.run("DELETE FROM evidence_inside WHERE evidence=?", id);
  db_.run("INSERT OR REPLACE INTO evidence_seen VALUES (?,?,?,?,?)", id, seen.sha256, seen.looked,
          seen.inspected.mime, seen.inspected.rewritable);
  std::int64_t number = 0;
  for (const auto& each : seen.inspected.inside) {
    db_.run("INSERT INTO evidence_inside VALUES (?,?,?,?,?)", id, number++, each.kind, each.where,
            each.text);
  }
}

std::optional<SeenInside> SqlEvidenceRows::seen(const EvidenceId& id) {
  auto row = db_.one<Bytes, std::int64_t, std::string, bool>(
      "SELECT sha256, looked, mime, rewritable FROM evidence_seen WHERE evidence=?", id);
  if (!row) return std::nullopt;
  auto& [sha256, looked, mime, rewritable] = *row;
  SeenInside seen{Digest32{fixed<32>(sha256)}, static_cast<std::uint32_t>(looked), {}};
  seen.inspected.mime = std::move(mime);
  seen.inspected.rewritable = rewritable;
  for (auto& [kind, where, text] : db_.all<std::string, std::string, std::string>(
           "SELECT kind, place, text FROM evidence_inside WHERE evidence=? ORDER BY number", id)) {
    seen.inspected.inside.push_back({std::move(kind), std::move(where), std::move(text)});
  }
  return seen;
}

std::optional<domain::Evidence> SqlEvidenceRows::evidence(const EvidenceId& id) {
  auto row = db_.one<Bytes, std::string, std::string, std::int64_t, Bytes, std::int64_t>(
      "SELECT incident, file_name, mime, size, sha256, imported FROM evidence "
      "WHERE id=? AND incident IS NOT NULL",
      id);
  auto told = db_.one<std::optional<std::int64_t>, std::string, std::optional<std::string>,
                      std::optional<std::string>>(
      "SELECT made, how, origin, note FROM evidence WHERE id=? AND incident IS NOT NULL", id);
  if (!row || !told) return std::nullopt;
  domain::Evidence e;
  e.id = id;
  e.incident = IncidentId{fixed<16>(std::get<0>(*row))};
  e.name = std::move(std::get<1>(*row));
  e.mime = std::move(std::get<2>(*row));
  e.size = static_cast<std::uint64_t>(std::get<3>(*row));
  e.sha256 = Digest32{fixed<32>(std::get<4>(*row))};
  e.imported = from_ms(std::get<5>(*row));
  e.made = instant_of(std::get<0>(*told));
  e.how = from_stored_name<domain::HowCaptured>(std::get<1>(*told));
  e.origin = std::move(std::get<2>(*told));
  e.note = std::move(std::get<3>(*told));
  return e;
}

std::vector<EvidenceId> SqlEvidenceRows::with_prefix(std::string_view base32, std::size_t most) {
  return ids_with_prefix<EvidenceId>(db_,
                                     "SELECT id FROM evidence WHERE name >= ? AND name < ? "
                                     "AND incident IS NOT NULL ORDER BY name LIMIT ?",
                                     base32, most);
}

std::vector<domain::Evidence> SqlEvidenceRows::load_all(const std::vector<std::tuple<Bytes>>& ids) {
  std::vector<domain::Evidence> list;
  for (const auto& [id] : ids) list.push_back(*evidence(EvidenceId{fixed<16>(id)}));
  return list;
}

std::vector<domain::Evidence> SqlEvidenceRows::of(const IncidentId& incident) {
  return load_all(
      db_.all<Bytes>("SELECT id FROM evidence WHERE incident=? ORDER BY imported, id", incident));
}

std::vector<domain::Evidence> SqlEvidenceRows::all(std::size_t limit, std::size_t offset) {
  return load_all(
      db_.all<Bytes>("SELECT id FROM evidence WHERE imported IS NOT NULL ORDER BY imported DESC, "
                     "id LIMIT ? OFFSET ?",
                     limit, offset));
}

std::optional<Bytes> SqlEvidenceRows::chunk(const EvidenceId& id, std::uint32_t number) {
  auto row =
      db_.one<Bytes>("SELECT bytes FROM evidence_chunk WHERE evidence=? AND number=?", id, number);
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

// What was known of them goes at once. Their rows stay as what their pieces hang on.
void mark_evidence_of(Database& db, const IncidentId& incident) {
  db.run(
      "UPDATE evidence SET erasing=1, incident=NULL, file_name=NULL, mime=NULL, size=NULL, "
      "sha256=NULL, imported=NULL, made=NULL, how=NULL, origin=NULL, note=NULL WHERE incident=?",
      incident);
}

bool erase_marked_evidence(Database& db, std::size_t pieces_most) {
  for (const char* some :
       {"DELETE FROM evidence_chunk WHERE rowid IN (SELECT c.rowid FROM evidence e CROSS JOIN "
        "evidence_chunk c ON c.evidence=e.id WHERE e.erasing=1 LIMIT ?)",
        "DELETE FROM evidence_custody WHERE rowid IN (SELECT c.rowid FROM evidence e CROSS JOIN "
        "evidence_custody c ON c.evidence=e.id WHERE e.erasing=1 LIMIT ?)"}) {
    if (db.run(some, pieces_most) > 0) return false;
  }
  db.run("DELETE FROM evidence WHERE erasing=1");
  return true;
}

void SqlEvidenceRows::add_custody(const domain::CustodyEntry& entry) {
  db_.run("INSERT INTO evidence_custody VALUES (?,?,?,?,?)", entry.evidence, entry.number,
          entry.line, entry.hash, ByteView(entry.signature));
}

std::vector<domain::CustodyEntry> SqlEvidenceRows::custody(const EvidenceId& id) {
  std::vector<domain::CustodyEntry> entries;
  for (auto& row : db_.all<std::int64_t, std::string, Bytes, Bytes>(
           "SELECT number, line, hash, signature FROM evidence_custody WHERE evidence=? "
           "ORDER BY number",
           id)) {
    entries.push_back(entry_of(id, std::move(row)));
  }
  return entries;
}

std::optional<domain::CustodyEntry> SqlEvidenceRows::last_custody(const EvidenceId& id) {
  auto row = db_.one<std::int64_t, std::string, Bytes, Bytes>(
      "SELECT number, line, hash, signature FROM evidence_custody WHERE evidence=? "
      "ORDER BY number DESC LIMIT 1",
      id);
  if (!row) return std::nullopt;
  return entry_of(id, std::move(*row));
}

}  // namespace ww::store
