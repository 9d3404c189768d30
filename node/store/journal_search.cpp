// Looking up in the journal: words, keys of identifiers, parts of numbers.
#include <algorithm>
#include <set>

#include "store/journal_rows.h"
#include "store/row_values.h"

namespace ww::store {
namespace {

bool is_ascii_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What a person typed, as a phrase of fts4 whose last word may go on: nothing in it is a sign of
// fts4's own language. Empty when there is nothing to look for.
std::string phrase(const std::string& word) {
  std::string plain;
  for (const char c : word) {
    const bool part = is_ascii_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    plain += part ? c : ' ';
  }
  while (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain.empty() ? plain : "\"" + plain + "*\"";
}

std::string match_of(const std::vector<std::string>& words) {
  std::string match;
  for (const auto& word : words) {
    const std::string one = phrase(word);
    if (!one.empty()) match += (match.empty() ? "" : " ") + one;
  }
  return match;
}

std::string reversed(std::string_view text) { return {text.rbegin(), text.rend()}; }

}  // namespace

std::vector<IncidentId> SqlJournalRows::find_words(const std::vector<std::string>& folded,
                                                   std::size_t limit, std::size_t offset) {
  std::vector<IncidentId> ids;
  const std::string match = match_of(folded);
  if (match.empty()) return ids;
  for (const auto& [id] :
       db_.all<Bytes>("SELECT i.id FROM (SELECT docid FROM incident_text WHERE text MATCH ? "
                      "ORDER BY docid DESC LIMIT ? OFFSET ?) found CROSS JOIN incident i "
                      "ON i.place=found.docid ORDER BY found.docid DESC",
                      match, limit, offset)) {
    ids.push_back(IncidentId{fixed<16>(id)});
  }
  return ids;
}

void SqlJournalRows::put_identifier(const JournalIdentifier& identifier,
                                    const std::optional<std::int64_t>& place,
                                    const std::optional<SubjectId>& subject) {
  std::optional<std::string> digits, back;
  if (!identifier.digits.empty()) {
    digits = identifier.digits;
    back = reversed(identifier.digits);
  }
  db_.run(
      "INSERT INTO journal_identifier (place, subject, kind, canon, digits, digits_back) "
      "VALUES (?,?,?,?,?,?)",
      place, subject, identifier.kind, identifier.canon, digits, back);
  const std::int64_t number = db_.last_insert_id();
  for (const auto& key : identifier.keys) {
    db_.run("INSERT OR IGNORE INTO journal_key VALUES (?,?)", key, number);
  }
}

JournalRows::IdentifierHit SqlJournalRows::hit(std::int64_t identifier) {
  auto row = db_.one<std::optional<Bytes>, std::optional<Bytes>, std::string, std::string>(
      "SELECT i.id, j.subject, j.kind, j.canon FROM journal_identifier j "
      "LEFT JOIN incident i ON i.place=j.place WHERE j.number=?",
      identifier);
  if (!row) throw StoreFailed(fail(Errc::storage));
  auto& [incident, subject, kind, canon] = *row;
  IdentifierHit hit;
  if (incident) hit.incident = IncidentId{fixed<16>(*incident)};
  if (subject) hit.subject = SubjectId{fixed<16>(*subject)};
  hit.kind = std::move(kind);
  hit.canon = std::move(canon);
  return hit;
}

std::vector<JournalRows::IdentifierHit> SqlJournalRows::find_keys(
    const std::vector<std::string>& keys, std::size_t most) {
  db_.run("DELETE FROM wanted_key");
  for (const auto& key : keys) db_.run("INSERT OR IGNORE INTO wanted_key VALUES (?)", key);
  std::vector<IdentifierHit> hits;
  for (const auto& [number, shared] : db_.all<std::int64_t, std::int64_t>(
           "SELECT k.identifier, count(*) AS shared FROM wanted_key CROSS JOIN journal_key k "
           "ON k.key=wanted_key.key GROUP BY k.identifier ORDER BY shared DESC, k.identifier DESC "
           "LIMIT ?",
           most)) {
    hits.push_back(hit(number));
  }
  return hits;
}

std::vector<JournalRows::IdentifierHit> SqlJournalRows::find_digits(std::string_view digits,
                                                                    std::size_t most) {
  constexpr const char* kSteps[] = {
      "SELECT number FROM journal_identifier WHERE digits >= ?1 AND digits < ?1 || ':' LIMIT ?2",
      "SELECT number FROM journal_identifier WHERE digits_back >= ?1 AND digits_back < ?1 || ':' "
      "LIMIT ?2",
      "SELECT number FROM journal_identifier INDEXED BY journal_identifier_digits "
      "WHERE digits IS NOT NULL AND instr(digits, ?1) LIMIT ?2",
  };
  std::vector<IdentifierHit> hits;
  std::set<std::int64_t> seen;
  if (digits.empty()) return hits;
  const std::string forward(digits), backward = reversed(digits);
  for (const char* sql : kSteps) {
    // What was found in the step before comes again: so many more are asked for.
    for (const auto& [number] :
         db_.all<std::int64_t>(sql, sql == kSteps[1] ? backward : forward, most + seen.size())) {
      if (hits.size() < most && seen.insert(number).second) hits.push_back(hit(number));
    }
    if (hits.size() == most) break;
  }
  return hits;
}

}  // namespace ww::store
