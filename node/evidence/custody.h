// Custody: what happened to a piece of evidence, as a chain of signed lines.
//
// A line is canonical JSON. It names the file's SHA-256 as it was measured at that moment, its own
// number, and the SHA-256 of the line before; the journal's key signs the line's bytes (Ed25519,
// pure, no prehash: `openssl pkeyutl -verify -rawin` checks it). Nobody is named: `by` is "owner".
//
//   {"schema":"watchword.custody/1","evidence":"aeba...","number":1,"previous":"9f86...",
//    "at":"2026-11-25T14:40:17Z","by":"owner","what":"viewed","sha256":"e3b0...","note":""}
//
// ("result" stands before "note" where other bytes than the original came out: a rewritten
// picture.)
//
// What is found, by anybody with the lines and the public key
//   - a line that was changed, left out, repeated, moved, or taken from another file's chain;
//   - lines that the journal's key did not sign;
//   - a file that is not the one the chain is about, or was not at some moment on record.
// What is found only with the head (how many lines, the hash of the last): lines missing at the
// end. A prefix of a good chain is a good chain. So an export's signed manifest names the head
// (manifest.h). Whoever holds an older export whole cannot tell that there is a newer one.
// What is not found: what the owner of the key does. She can make another chain, and her clock may
// be wrong. The chain shows that nobody else changed anything, not that she did not.
//
// Pure: time and key are handed in.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/crypto.h"
#include "base/result.h"
#include "domain/journal.h"

namespace ww::evidence {

enum class CustodyWhat : std::uint8_t { imported, viewed, exported, rehashed, rewritten, note };
std::string_view to_name(CustodyWhat what);

struct CustodyFacts {
  EvidenceId evidence;
  CustodyWhat what = CustodyWhat::imported;
  Instant at;                      // to the second
  Digest32 sha256;                 // of the original bytes, as measured now
  std::optional<Digest32> result;  // of the bytes that came out, when they are others
  std::string note;                // at most kJournalLine characters
  bool operator==(const CustodyFacts&) const = default;
};
struct CustodyLine {
  CustodyFacts facts;
  std::uint32_t number = 0;
  Digest32 previous;  // zeros in the first
  bool operator==(const CustodyLine&) const = default;
};
struct ChainHead {
  std::uint32_t entries = 0;
  Digest32 hash;  // of the last line
  bool operator==(const ChainHead&) const = default;
};

// The entry after `last` (none: the first, which is `imported`, and no other is). Fails with full
// past kCustodyEntries, with too_large or malformed for the note.
Result<domain::CustodyEntry> make_entry(const CustodyFacts& facts,
                                        const std::optional<domain::CustodyEntry>& last,
                                        const crypto::Key& journal_key);

std::string write_line(const CustodyLine& line);
// malformed for whatever write_line() would not have written, byte for byte.
Result<CustodyLine> read_line(std::string_view line);

ChainHead head_of(const domain::CustodyEntry& last);

// The first thing that is wrong, and in which entry.
struct ChainProblem {
  enum class Kind : std::uint8_t {
    empty,       // no entry at all
    malformed,   // the line is not one of ours
    edited,      // the line is not the one that was hashed
    signature,   // the journal's key did not sign it
    gap,         // an entry before it is missing
    swapped,     // it stands elsewhere than it was made for
    other_file,  // the file is not the one that this line is about
    truncated,   // entries at the end are missing
    beyond,      // more entries than the head knows, or others
  };
  Kind kind;
  std::uint32_t entry = 0;
  bool operator==(const ChainProblem&) const = default;
};
// One sentence for a person.
std::string in_words(const ChainProblem& problem);

// nullopt: nothing was found (see above for what can be). Without `head`, an end that is missing is
// not found.
std::optional<ChainProblem> verify_chain(std::span<const domain::CustodyEntry> entries,
                                         const crypto::PublicKey& journal_key, const Digest32& file,
                                         const std::optional<ChainHead>& head);

}  // namespace ww::evidence
