// Views, exports and checks of evidence (journal_evidence.h).
#include <algorithm>

#include "domain/journal_limits.h"
#include "engine/journal_evidence.h"
#include "engine/journal_key.h"

namespace ww::engine::journal {
namespace {

using evidence::CustodyWhat;

constexpr std::size_t kOpenViews = 16;
// A rewritten picture goes out in one answer of the control socket.
constexpr std::size_t kRewrittenBytes = std::size_t{24} << 20;

api::Problem changed() {
  return problem(Kind::other,
                 "This file is not what it was when it was added: its SHA-256 differs. It was not "
                 "given out. `watchword evidence verify` says more; a backup may hold it whole.");
}

api::Problem no_inspector() {
  return problem(
      Kind::other,
      "This node cannot rewrite pictures: the part that does is missing, or not allowed to "
      "lock itself in. `watchword doctor` may tell why.");
}

}  // namespace

Bytes EvidenceRoom::read_at(const domain::Evidence& evidence, std::uint64_t offset,
                            std::size_t most) {
  Bytes bytes;
  while (bytes.size() < most && offset < evidence.size) {
    const auto chunk = context_.store.evidence().chunk(
        evidence.id, static_cast<std::uint32_t>(offset / limits::kEvidenceChunk));
    const std::size_t skipped = offset % limits::kEvidenceChunk;
    if (!chunk || chunk->size() <= skipped) return bytes;
    const std::size_t size = std::min(most - bytes.size(), chunk->size() - skipped);
    bytes.insert(bytes.end(), chunk->begin() + static_cast<std::ptrdiff_t>(skipped),
                 chunk->begin() + static_cast<std::ptrdiff_t>(skipped + size));
    offset += size;
  }
  return bytes;
}

FileInspector::Read EvidenceRoom::reader(const domain::Evidence& evidence) {
  return [this, evidence](std::uint64_t offset, std::size_t most) {
    return read_at(evidence, offset, std::min(most, limits::kEvidenceAppend));
  };
}

Digest32 EvidenceRoom::digest_of(const domain::Evidence& evidence) {
  crypto::Sha256 digest;
  for (std::uint64_t offset = 0; offset < evidence.size;) {
    const Bytes bytes = read_at(evidence, offset, limits::kEvidenceChunk);
    if (bytes.empty()) break;
    digest.update(bytes);
    offset += bytes.size();
  }
  return Digest32{digest.digest()};
}

// One a day where nothing else happened to the file: a chain has room for 10,000 entries, and a
// full one takes nothing from the answer.
void EvidenceRoom::note_check(const domain::Evidence& evidence, const Digest32& measured) {
  constexpr Duration kNotedAgain = std::chrono::hours{24};
  auto& rows = context_.store.evidence();
  const auto last = rows.last_custody(evidence.id);
  const auto line = last ? evidence::read_line(last->line) : fail(Errc::not_found);
  if (line && line->facts.what == CustodyWhat::rehashed && line->facts.sha256 == measured &&
      line->facts.at <= context_.now && context_.now - line->facts.at < kNotedAgain) {
    return;
  }
  const auto entry = evidence::make_entry(
      {evidence.id, CustodyWhat::rehashed, context_.now, measured, std::nullopt, ""}, last,
      journal_key(context_));
  if (entry) rows.add_custody(*entry);
}

bool EvidenceRoom::is_intact(const domain::Evidence& evidence) {
  return digest_of(evidence) == evidence.sha256;
}

Answer<domain::CustodyEntry> EvidenceRoom::note(const domain::Evidence& evidence, CustodyWhat what,
                                                const std::optional<Digest32>& result) {
  auto& rows = context_.store.evidence();
  const auto entry =
      evidence::make_entry({evidence.id, what, context_.now, evidence.sha256, result, ""},
                           rows.last_custody(evidence.id), journal_key(context_));
  if (!entry) {
    return problem(Kind::other, "The record of this file is full: it was opened 10,000 times.");
  }
  rows.add_custody(*entry);
  return *entry;
}

Answer<api::EvidenceProof> EvidenceRoom::open(const std::string& id, const std::string& purpose) {
  if (purpose != "view" && purpose != "export")
    return problem(Kind::usage, "A file is opened for a view or an export.");
  const auto evidence = find(id);
  if (!evidence) return evidence.error();
  if (!is_intact(*evidence)) return changed();
  const bool leaves = purpose == "export";
  const auto entry = note(*evidence, leaves ? CustodyWhat::exported : CustodyWhat::viewed);
  if (!entry) return entry.error();
  std::erase(opened_, evidence->id);
  opened_.push_back(evidence->id);
  if (opened_.size() > kOpenViews) opened_.erase(opened_.begin());
  if (!leaves) return api::EvidenceProof{};
  const crypto::Key key = journal_key(context_);
  const auto manifest = evidence::manifest_of(*evidence, domain::to_name(evidence->how), *entry,
                                              crypto::ed25519_public(key));
  auto parts =
      evidence::make_export(manifest, context_.store.evidence().custody(evidence->id), key);
  return api::EvidenceProof{std::move(parts.manifest), std::move(parts.custody),
                            std::move(parts.public_key), evidence::how_to(manifest),
                            std::move(parts.signatures)};
}

// What was opened is read once: with the last byte the view is over, and another is another entry.
Answer<Bytes> EvidenceRoom::read(const std::string& id, std::uint64_t offset, std::uint32_t most) {
  const auto evidence = find(id);
  if (!evidence) return evidence.error();
  if (std::find(opened_.begin(), opened_.end(), evidence->id) == opened_.end())
    return problem(Kind::usage, "This file is not open. Each view is noted before it begins.");
  Bytes bytes = read_at(*evidence, offset, std::min<std::size_t>(most, limits::kEvidenceAppend));
  if (bytes.empty() && offset < evidence->size && most > 0) return changed();
  if (offset + bytes.size() >= evidence->size) std::erase(opened_, evidence->id);
  return bytes;
}

Answer<Bytes> EvidenceRoom::rewritten(const std::string& id) {
  const auto evidence = find(id);
  if (!evidence) return evidence.error();
  FileInspector* const inspector = context_.options.inspector;
  if (inspector == nullptr) return no_inspector();
  if (!is_intact(*evidence)) return changed();
  auto picture = inspector->rewrite(evidence->size, reader(*evidence));
  if (!picture && picture.error().code == Errc::unavailable) return no_inspector();
  if (!picture) {
    return problem(Kind::invalid, picture.error().code == Errc::unsupported
                                      ? "Only JPEG, PNG and WebP pictures can be rewritten. Other "
                                        "files leave as they are, or not at all."
                                      : "This picture cannot be read: it is broken, too large, or "
                                        "not what it says. Nothing else was harmed.");
  }
  if (picture->bytes.size() > kRewrittenBytes)
    return problem(Kind::invalid, "This picture is too large when it is written anew (24 MiB).");
  WW_TRY(note(*evidence, CustodyWhat::rewritten, Digest32{crypto::sha256(picture->bytes)}));
  return std::move(picture->bytes);
}

Answer<std::vector<api::EvidenceVerdict>> EvidenceRoom::verify(const std::string& id) {
  std::vector<domain::Evidence> all;
  if (id.empty()) {
    all = context_.store.evidence().all(kLinesMost, 0);
  } else {
    auto one = find(id);
    if (!one) return one.error();
    all.push_back(std::move(*one));
  }
  const auto key = crypto::ed25519_public(journal_key(context_));
  std::vector<api::EvidenceVerdict> verdicts;
  for (const auto& evidence : all) {
    api::EvidenceVerdict verdict{evidence.id.base32(), evidence.name, false, ""};
    const auto chain = context_.store.evidence().custody(evidence.id);
    const Digest32 measured = digest_of(evidence);
    if (measured != evidence.sha256) {
      verdict.problem = "The file is not what it was when it was added: its SHA-256 differs.";
    } else if (const auto wrong =
                   evidence::verify_chain(chain, key, evidence.sha256, std::nullopt)) {
      verdict.problem = evidence::in_words(*wrong);
    }
    verdict.ok = verdict.problem.empty();
    verdicts.push_back(std::move(verdict));
    note_check(evidence, measured);
  }
  return verdicts;
}

}  // namespace ww::engine::journal
