#include "store/evidence_rows.h"

#include "domain/journal_limits.h"
#include "store/journal_names.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {

const char* const kEvidenceTables = R"sql(
CREATE TABLE evidence (
  id BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, began INTEGER NOT NULL,
  incident BLOB REFERENCES incident (id) ON DELETE CASCADE, file_name TEXT, mime TEXT, size INTEGER,
  sha256 BLOB, imported INTEGER, made INTEGER, how TEXT, origin TEXT, note TEXT
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
)sql";

namespace {

using CustodyRow = std::tuple<std::int64_t, std::string, Bytes, Bytes>;

domain::CustodyEntry entry_of(const EvidenceId& id, CustodyRow row) {
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
      "evidence_chunk c ON c.evidence=e.id WHERE e.incident IS NULL LIMIT ?)",
      chunks_most);
  db_.run(
      "DELETE FROM evidence WHERE incident IS NULL AND NOT EXISTS "
      "(SELECT 1 FROM evidence_chunk c WHERE c.evidence=evidence.id)");
  return !db_.one<std::int64_t>("SELECT 1 FROM evidence WHERE incident IS NULL LIMIT 1");
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

void SqlEvidenceRows::erase(const EvidenceId& id) {
  db_.run("DELETE FROM evidence WHERE id=?", id);
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
