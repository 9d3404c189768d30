#include "evidence/custody.h"

#include <array>

#include "domain/alert_text_rules.h"
#include "domain/journal_limits.h"
#include "evidence/canonical.h"

namespace ww::evidence {
namespace {

constexpr std::array<std::string_view, 6> kWhat = {"imported", "viewed",    "exported",
                                                   "rehashed", "rewritten", "note"};
// The longest line: every character of the note escaped as two units.
constexpr std::size_t kLineBytes = 1024 + 12 * limits::kJournalLine;

Digest32 hash_of(std::string_view line) { return Digest32{crypto::sha256(as_bytes(line))}; }

template <class T>
T id_from(std::optional<T> parsed, bool& ok) {
  if (!parsed) ok = false;
  return parsed.value_or(T{});
}

Digest32 read_digest(CanonicalReader& reader, bool& ok) {
  const auto bytes = from_hex(reader.text());
  return id_from(bytes ? Digest32::from(*bytes) : std::nullopt, ok);
}

CustodyWhat read_what(CanonicalReader& reader, bool& ok) {
  const std::string name = reader.text();
  const auto found = std::find(kWhat.begin(), kWhat.end(), name);
  if (found == kWhat.end()) {
    ok = false;
    return {};
  }
  return static_cast<CustodyWhat>(found - kWhat.begin());
}

Result<> check_note(const std::string& note) {
  if (!domain::is_utf8(note)) return fail(Errc::malformed);
  if (domain::length_of(note) > limits::kJournalLine) return fail(Errc::too_large);
  return done();
}

// Its own bytes first, then its place, then what it says of the file.
std::optional<ChainProblem::Kind> problem_of(const domain::CustodyEntry& entry, std::uint32_t at,
                                             const domain::CustodyEntry* before,
                                             const crypto::PublicKey& key, const Digest32& file) {
  using Kind = ChainProblem::Kind;
  if (hash_of(entry.line) != entry.hash) return Kind::edited;
  if (!crypto::ed25519_verify_text(key, entry.line, entry.signature)) return Kind::signature;
  const auto line = read_line(entry.line);
  if (!line) return Kind::malformed;
  if (line->number != entry.number || line->facts.evidence != entry.evidence) return Kind::swapped;
  if (line->number > at) return Kind::gap;
  if (line->number < at) return Kind::swapped;
  if (line->previous != (before ? before->hash : Digest32{})) return Kind::swapped;
  if (before && before->evidence != entry.evidence) return Kind::swapped;
  if (line->facts.sha256 != file) return Kind::other_file;
  return std::nullopt;
}

}  // namespace

std::string_view to_name(CustodyWhat what) { return kWhat[static_cast<std::size_t>(what)]; }

std::string write_line(const CustodyLine& line) {
  const CustodyFacts& facts = line.facts;
  std::string out = "{\"schema\":\"watchword.custody/1\"";
  const auto put = [&](std::string_view key, const std::string& value) {
    out.append(",\"").append(key).append("\":").append(value);
  };
  put("evidence", json_quoted(facts.evidence.base32()));
  put("number", std::to_string(line.number));
  put("previous", json_quoted(to_hex(line.previous)));
  put("at", json_quoted(written(facts.at)));
  put("by", json_quoted("owner"));
  put("what", json_quoted(to_name(facts.what)));
  put("sha256", json_quoted(to_hex(facts.sha256)));
  if (facts.result) put("result", json_quoted(to_hex(*facts.result)));
  put("note", json_quoted(facts.note));
  return out += '}';
}

Result<CustodyLine> read_line(std::string_view text) {
  if (text.size() > kLineBytes) return fail(Errc::malformed);
  CanonicalReader reader(text);
  CustodyLine line;
  CustodyFacts& facts = line.facts;
  bool ok = true;
  reader.expect("{\"schema\":\"watchword.custody/1\",\"evidence\":");
  facts.evidence = id_from(EvidenceId::from_base32(reader.text()), ok);
  reader.expect(",\"number\":");
  const std::uint64_t number = reader.number();
  if (number >= limits::kCustodyEntries) return fail(Errc::malformed);
  line.number = static_cast<std::uint32_t>(number);
  reader.expect(",\"previous\":");
  line.previous = read_digest(reader, ok);
  reader.expect(",\"at\":");
  facts.at = id_from(read_written(reader.text()), ok);
  reader.expect(",\"by\":\"owner\",\"what\":");
  facts.what = read_what(reader, ok);
  reader.expect(",\"sha256\":");
  facts.sha256 = read_digest(reader, ok);
  if (reader.maybe(",\"result\":")) facts.result = read_digest(reader, ok);
  reader.expect(",\"note\":");
  facts.note = reader.text();
  reader.expect("}");
  if (!ok || !reader.finished() || !check_note(facts.note) || write_line(line) != text ||
      (line.number == 0) != (facts.what == CustodyWhat::imported)) {
    return fail(Errc::malformed);
  }
  return line;
}

Result<domain::CustodyEntry> make_entry(const CustodyFacts& facts,
                                        const std::optional<domain::CustodyEntry>& last,
                                        const crypto::Key& journal_key) {
  WW_CHECK(last.has_value() == (facts.what != CustodyWhat::imported));
  WW_CHECK(!last || last->evidence == facts.evidence);
  WW_TRY(check_note(facts.note));
  const std::uint32_t number = last ? last->number + 1 : 0;
  if (number >= limits::kCustodyEntries) return fail(Errc::full);
  domain::CustodyEntry entry;
  entry.evidence = facts.evidence;
  entry.number = number;
  entry.line = write_line({facts, number, last ? last->hash : Digest32{}});
  entry.hash = hash_of(entry.line);
  entry.signature = crypto::ed25519_sign_text(journal_key, entry.line);
  return entry;
}

ChainHead head_of(const domain::CustodyEntry& last) { return {last.number + 1, last.hash}; }

std::string in_words(const ChainProblem& problem) {
  using Kind = ChainProblem::Kind;
  const std::string entry = "Custody entry " + std::to_string(problem.entry);
  switch (problem.kind) {
    case Kind::empty:
      return "There is no custody entry at all.";
    case Kind::malformed:
      return entry + " cannot be read: it is not as Watchword writes it.";
    case Kind::edited:
      return entry + " was changed after it was written.";
    case Kind::signature:
      return entry + " is not signed by the key of this journal.";
    case Kind::gap:
      return "A custody entry before number " + std::to_string(problem.entry) + " is missing.";
    case Kind::swapped:
      return entry + " does not belong where it stands.";
    case Kind::other_file:
      return entry + " is about other bytes than those of this file.";
    case Kind::truncated:
      return "Custody entries from number " + std::to_string(problem.entry) + " on are missing.";
    case Kind::beyond:
      return entry + " is not the one that was last on record.";
  }
  return {};
}

std::optional<ChainProblem> verify_chain(std::span<const domain::CustodyEntry> entries,
                                         const crypto::PublicKey& journal_key, const Digest32& file,
                                         const std::optional<ChainHead>& head) {
  using Kind = ChainProblem::Kind;
  if (entries.empty()) return ChainProblem{Kind::empty, 0};
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const auto kind =
        problem_of(entries[i], i, i > 0 ? &entries[i - 1] : nullptr, journal_key, file);
    // The reader sees the entry's own number where a gap is, and its place otherwise.
    if (kind) return ChainProblem{*kind, *kind == Kind::gap ? entries[i].number : i};
  }
  if (!head) return std::nullopt;
  const auto count = static_cast<std::uint32_t>(entries.size());
  if (count < head->entries) return ChainProblem{Kind::truncated, count};
  if (count > head->entries) return ChainProblem{Kind::beyond, head->entries};
  if (entries.back().hash != head->hash) return ChainProblem{Kind::beyond, count - 1};
  return std::nullopt;
}

}  // namespace ww::evidence
