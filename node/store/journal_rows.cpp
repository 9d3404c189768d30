#include "store/journal_rows.h"

#include "domain/journal_limits.h"
#include "store/evidence_rows.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {

// `journal_upkeep`: what is to be done bit by bit, and how far it is. `fold`: the texts up to this
// place were folded in another way than words are folded now (identify/unicode.h).
const char* const kJournalTables = R"sql(
CREATE TABLE subject (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
  json TEXT NOT NULL, label TEXT NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL,
  merged_into BLOB REFERENCES subject (id) ON DELETE CASCADE
);
CREATE INDEX subject_merged ON subject (merged_into);
CREATE INDEX subject_label ON subject (label COLLATE NOCASE);
CREATE TABLE incident (
  place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
  subject BLOB REFERENCES subject (id) ON DELETE SET NULL, state INTEGER NOT NULL,
  written INTEGER NOT NULL, changed INTEGER NOT NULL, version INTEGER NOT NULL, started INTEGER,
  ended INTEGER, codes TEXT NOT NULL, regions TEXT NOT NULL, headline TEXT NOT NULL,
  review INTEGER NOT NULL
);
CREATE INDEX incident_subject ON incident (subject);
CREATE INDEX incident_state ON incident (state);
CREATE INDEX incident_review ON incident (review);
CREATE TABLE incident_version (
  incident BLOB NOT NULL REFERENCES incident (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  made INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (incident, number)
);
CREATE TABLE incident_code (
  code TEXT NOT NULL, place INTEGER NOT NULL REFERENCES incident (place) ON DELETE CASCADE,
  PRIMARY KEY (code, place)
) WITHOUT ROWID;
CREATE INDEX incident_code_place ON incident_code (place);
CREATE TABLE incident_region (
  region TEXT NOT NULL, place INTEGER NOT NULL REFERENCES incident (place) ON DELETE CASCADE,
  PRIMARY KEY (region, place)
) WITHOUT ROWID;
CREATE INDEX incident_region_place ON incident_region (place);
CREATE VIRTUAL TABLE incident_text USING fts4 (
  text, matchinfo=fts3, order=desc, tokenize=unicode61 "remove_diacritics=0"
);
CREATE TABLE journal_identifier (
  number INTEGER PRIMARY KEY,
  place INTEGER REFERENCES incident (place) ON DELETE CASCADE,
  subject BLOB REFERENCES subject (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, canon TEXT NOT NULL, digits TEXT, digits_back TEXT,
  CHECK ((place IS NULL) <> (subject IS NULL))
);
CREATE INDEX journal_identifier_place ON journal_identifier (place) WHERE place IS NOT NULL;
CREATE INDEX journal_identifier_subject ON journal_identifier (subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_identifier_digits ON journal_identifier (digits) WHERE digits IS NOT NULL;
CREATE INDEX journal_identifier_digits_back ON journal_identifier (digits_back)
  WHERE digits_back IS NOT NULL;
CREATE TABLE journal_key (
  key TEXT NOT NULL,
  identifier INTEGER NOT NULL REFERENCES journal_identifier (number) ON DELETE CASCADE,
  PRIMARY KEY (key, identifier)
) WITHOUT ROWID;
CREATE INDEX journal_key_identifier ON journal_key (identifier);
CREATE TABLE subject_undo (
  id BLOB PRIMARY KEY, at INTEGER NOT NULL, json TEXT NOT NULL, undone INTEGER NOT NULL
);
CREATE INDEX subject_undo_at ON subject_undo (at);
CREATE TABLE consent (
  id BLOB PRIMARY KEY, incident BLOB NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  route TEXT NOT NULL, recipient TEXT, shared BLOB NOT NULL, given INTEGER NOT NULL,
  withdrawn INTEGER, note TEXT
);
CREATE INDEX consent_incident ON consent (incident, given);
CREATE TABLE report (
  id BLOB PRIMARY KEY, incident BLOB NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL, name TEXT, consent BLOB, at INTEGER, reference TEXT, outcome TEXT,
  response_quality TEXT, written INTEGER NOT NULL
);
CREATE INDEX report_incident ON report (incident, written);
CREATE TABLE journal_upkeep (task TEXT PRIMARY KEY, progress INTEGER NOT NULL) WITHOUT ROWID;
)sql";

namespace {

// A place is the time in milliseconds, and behind it a number that tells apart what happened at the
// same one (many incidents are told by the day alone). Times so far off that they do not fit (year
// 4199) are only ordered wrongly among themselves.
constexpr std::int64_t kPlaces = 1 << 16;
constexpr std::int64_t kFarthest = std::int64_t{1} << 46;

std::int64_t first_place(Instant happened) {
  return std::clamp(to_ms(happened), -kFarthest, kFarthest) * kPlaces;
}

Instant happened(const StoredIncident& incident) {
  return incident.start.value_or(incident.written);
}

// Newest first, or oldest first. A question that is not asked is still bound: "?1 IS NULL" holds.
std::string list_statement(const IncidentFilter& filter) {
  std::string sql = "SELECT place FROM incident WHERE place >= ?3 AND place < ?4";
  sql += filter.subject ? " AND subject = ?1" : " AND ?1 IS NULL";
  sql += filter.state ? " AND state = ?2" : " AND ?2 IS NULL";
  // The plus keeps the walk in the order of places, and the list of wanted ones beside it.
  if (!filter.codes.empty()) {
    sql += " AND +place IN (SELECT place FROM incident_code WHERE code IN wanted_code)";
  }
  if (!filter.regions.empty()) {
    sql += " AND +place IN (SELECT place FROM incident_region WHERE region IN wanted_place)";
  }
  return sql + (filter.oldest_first ? " ORDER BY place" : " ORDER BY place DESC") +
         " LIMIT ?5 OFFSET ?6";
}

void fill(Database& db, const char* clear, const char* add, const std::vector<std::string>& list) {
  db.run(clear);
  for (const auto& item : list) db.run(add, item);
}

}  // namespace

SqlJournalRows::SqlJournalRows(Database& db) : db_(db) {
  db_.script(
      "CREATE TEMP TABLE IF NOT EXISTS wanted_code (code TEXT PRIMARY KEY) WITHOUT ROWID;"
      "CREATE TEMP TABLE IF NOT EXISTS wanted_place (region TEXT PRIMARY KEY) WITHOUT ROWID;"
      "CREATE TEMP TABLE IF NOT EXISTS wanted_key (key TEXT PRIMARY KEY) WITHOUT ROWID;");
}

std::optional<std::int64_t> SqlJournalRows::place_of(const IncidentId& id) {
  const auto row = db_.one<std::int64_t>("SELECT place FROM incident WHERE id=?", id);
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

std::int64_t SqlJournalRows::free_place(Instant happened) {
  const std::int64_t first = first_place(happened);
  const auto last = db_.one<std::optional<std::int64_t>>(
      "SELECT max(place) FROM incident WHERE place >= ? AND place < ?", first, first + kPlaces);
  const std::int64_t free = std::get<0>(*last).value_or(first - 1) + 1;
  if (free == first + kPlaces) throw StoreFailed(fail(Errc::full));
  return free;
}

void SqlJournalRows::put_incident(const StoredIncident& i,
                                  const std::vector<JournalIdentifier>& identifiers,
                                  std::string_view folded_text) {
  const std::int64_t place = put_row(i);
  db_.run("INSERT OR REPLACE INTO incident_version VALUES (?,?,?,?)", i.id, i.version,
          to_ms(i.changed), i.json);
  for (const auto& code : i.codes) {
    db_.run("INSERT OR IGNORE INTO incident_code VALUES (?,?)", code, place);
  }
  for (const auto& region : i.regions) {
    db_.run("INSERT OR IGNORE INTO incident_region VALUES (?,?)", region, place);
  }
  for (const auto& identifier : identifiers) put_identifier(identifier, place, std::nullopt);
  db_.run("INSERT INTO incident_text (docid, text) VALUES (?,?)", place, folded_text);
}

// What it is found by is gone afterwards; what belongs to it stays.
std::int64_t SqlJournalRows::put_row(const StoredIncident& i) {
  const auto old = place_of(i.id);
  if (old) forget_finds(*old);
  const bool stays =
      old && *old >= first_place(happened(i)) && *old < first_place(happened(i)) + kPlaces;
  const std::int64_t place = stays ? *old : free_place(happened(i));
  if (!old) {
    db_.run(
        "INSERT INTO incident (place, id, name, state, written, changed, version, codes, regions,"
        " headline, review) VALUES (?,?,?,0,?,0,0,'','','',0)",
        place, i.id, i.id.base32(), to_ms(i.written));
  }
  db_.run(
      "UPDATE incident SET place=?, subject=?, state=?, changed=?, version=?, started=?, ended=?,"
      " codes=?, regions=?, headline=?, review=? WHERE id=?",
      place, i.subject, static_cast<std::int64_t>(i.state), to_ms(i.changed), i.version,
      ms_of(i.start), ms_of(i.end), joined(i.codes), joined(i.regions), i.headline, to_ms(i.review),
      i.id);
  return place;
}

void SqlJournalRows::forget_finds(std::int64_t place) {
  db_.run("DELETE FROM incident_code WHERE place=?", place);
  db_.run("DELETE FROM incident_region WHERE place=?", place);
  db_.run("DELETE FROM journal_identifier WHERE place=?", place);
  db_.run("DELETE FROM incident_text WHERE docid=?", place);
}

void SqlJournalRows::set_subject(const IncidentId& id, const std::optional<SubjectId>& subject) {
  db_.run("UPDATE incident SET subject=? WHERE id=?", subject, id);
}

void SqlJournalRows::set_review(const IncidentId& id, Instant review) {
  db_.run("UPDATE incident SET review=? WHERE id=?", to_ms(review), id);
}

std::optional<StoredIncident> SqlJournalRows::incident(const IncidentId& id) {
  const auto place = place_of(id);
  if (!place) return std::nullopt;
  return load(*place);
}

StoredIncident SqlJournalRows::load(std::int64_t place) {
  const auto row = db_.one<Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, std::int64_t,
                           std::int64_t, std::string>(
      "SELECT i.id, i.subject, i.state, i.written, i.changed, i.version, v.json FROM incident i "
      "JOIN incident_version v ON v.incident=i.id AND v.number=i.version WHERE i.place=?",
      place);
  const auto rest = db_.one<std::optional<std::int64_t>, std::optional<std::int64_t>, std::string,
                            std::string, std::string, std::int64_t>(
      "SELECT started, ended, codes, regions, headline, review FROM incident WHERE place=?", place);
  if (!row || !rest) throw StoreFailed(fail(Errc::storage));
  StoredIncident i;
  i.id = IncidentId{fixed<16>(std::get<0>(*row))};
  if (const auto& subject = std::get<1>(*row)) i.subject = SubjectId{fixed<16>(*subject)};
  i.state = static_cast<StoredIncident::State>(std::get<2>(*row));
  i.written = from_ms(std::get<3>(*row));
  i.changed = from_ms(std::get<4>(*row));
  i.version = static_cast<std::uint32_t>(std::get<5>(*row));
  i.json = std::get<6>(*row);
  i.start = instant_of(std::get<0>(*rest));
  i.end = instant_of(std::get<1>(*rest));
  i.codes = split(std::get<2>(*rest));
  i.regions = split(std::get<3>(*rest));
  i.headline = std::get<4>(*rest);
  i.review = from_ms(std::get<5>(*rest));
  return i;
}

std::vector<StoredIncident> SqlJournalRows::load_all(
    const std::vector<std::tuple<std::int64_t>>& places) {
  std::vector<StoredIncident> incidents;
  incidents.reserve(places.size());
  for (const auto& [place] : places) incidents.push_back(load(place));
  return incidents;
}

std::vector<IncidentId> SqlJournalRows::incidents_with_prefix(std::string_view base32,
                                                              std::size_t most) {
  return ids_with_prefix<IncidentId>(
      db_, "SELECT id FROM incident WHERE name >= ? AND name < ? ORDER BY name LIMIT ?", base32,
      most);
}

std::vector<IncidentVersion> SqlJournalRows::versions(const IncidentId& id) {
  std::vector<IncidentVersion> versions;
  for (auto& [number, made, json] : db_.all<std::int64_t, std::int64_t, std::string>(
           "SELECT number, made, json FROM incident_version WHERE incident=? ORDER BY number",
           id)) {
    versions.push_back({static_cast<std::uint32_t>(number), from_ms(made), std::move(json)});
  }
  return versions;
}

std::vector<StoredIncident> SqlJournalRows::incidents(const IncidentFilter& filter) {
  fill(db_, "DELETE FROM wanted_code", "INSERT OR IGNORE INTO wanted_code VALUES (?)",
       filter.codes);
  fill(db_, "DELETE FROM wanted_place", "INSERT OR IGNORE INTO wanted_place VALUES (?)",
       filter.regions);
  std::optional<std::int64_t> state;
  if (filter.state) state = static_cast<std::int64_t>(*filter.state);
  return load_all(db_.all<std::int64_t>(list_statement(filter).c_str(), filter.subject, state,
                                        filter.since ? first_place(*filter.since) : INT64_MIN,
                                        filter.until ? first_place(*filter.until) : INT64_MAX,
                                        filter.limit, filter.offset));
}

std::vector<StoredIncident> SqlJournalRows::due_for_review(Instant now, std::size_t most) {
  return load_all(db_.all<std::int64_t>(
      "SELECT place FROM incident WHERE review <= ? ORDER BY review LIMIT ?", to_ms(now), most));
}

std::size_t SqlJournalRows::count_incidents() {
  return static_cast<std::size_t>(std::get<0>(
      *db_.one<std::int64_t>("SELECT count(*) FROM incident INDEXED BY incident_review")));
}

void SqlJournalRows::erase_incident(const IncidentId& id) {
  const auto place = place_of(id);
  if (!place) return;
  forget_finds(*place);
  mark_evidence_of(db_, id);
  db_.run("DELETE FROM incident WHERE place=?", *place);
  owe_scrub();
}

// From its beginning, also when it is under way: what was done before does not know of this.
void SqlJournalRows::owe_scrub() {
  db_.run("INSERT OR REPLACE INTO journal_upkeep VALUES ('scrub', 0)");
}

// Backwards from the newest, because new ones need no second look. Most texts stay as they are.
std::optional<std::size_t> SqlJournalRows::refold(const Refold& refold, std::size_t most) {
  const auto from = db_.one<std::int64_t>("SELECT progress FROM journal_upkeep WHERE task='fold'");
  if (!from) return std::nullopt;
  const auto texts = db_.all<std::int64_t, std::string>(
      "SELECT i.place, v.json FROM incident i CROSS JOIN incident_version v ON v.incident=i.id AND "
      "v.number=i.version WHERE i.place <= ? ORDER BY i.place DESC LIMIT ?",
      std::get<0>(*from), most);
  std::size_t changed = 0;
  for (const auto& [place, json] : texts) {
    const auto text = refold(json);
    if (!text) continue;
    db_.run("UPDATE incident_text SET text=? WHERE docid=?", *text, place);
    ++changed;
  }
  if (texts.size() < most) {
    db_.run("DELETE FROM journal_upkeep WHERE task='fold'");
    return std::nullopt;
  }
  db_.run("UPDATE journal_upkeep SET progress=? WHERE task='fold'", std::get<0>(texts.back()) - 1);
  return changed;
}

}  // namespace ww::store
