// A journal key and a custody chain, for tests. The seed is fixed: the same lines each time.
#pragma once

#include <vector>

#include "evidence/manifest.h"
#include "support/catch.h"

namespace ww::test {

inline const Instant kImported = from_unix_seconds(1'764'081'617);  // 2025-11-25T14:40:17Z

inline crypto::Key journal_key(std::uint8_t first = 7) {
  ByteArray<32> seed{};
  seed[0] = first;
  return crypto::Key(seed);
}
inline Digest32 digest_of(std::string_view text) {
  return Digest32{crypto::sha256(as_bytes(text))};
}
inline EvidenceId evidence_id(std::uint8_t first = 1) {
  EvidenceId id;
  id.bytes[0] = first;
  return id;
}

// Imported first, then one entry for each of `what`, a minute apart.
inline std::vector<domain::CustodyEntry> chain_of(const Digest32& file,
                                                  const std::vector<evidence::CustodyWhat>& what,
                                                  const EvidenceId& id = evidence_id()) {
  const auto key = journal_key();
  std::vector<domain::CustodyEntry> entries;
  evidence::CustodyFacts facts{id, evidence::CustodyWhat::imported, kImported, file, {}, ""};
  entries.push_back(evidence::make_entry(facts, std::nullopt, key).value());
  for (const auto next : what) {
    facts.what = next;
    facts.at += std::chrono::minutes(1);
    facts.result = next == evidence::CustodyWhat::rewritten
                       ? std::optional(digest_of("the picture alone"))
                       : std::nullopt;
    facts.note = next == evidence::CustodyWhat::note ? "asked for it: \"PC 900\" \\ \u202e" : "";
    entries.push_back(evidence::make_entry(facts, entries.back(), key).value());
  }
  return entries;
}

}  // namespace ww::test
