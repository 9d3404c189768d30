#include "domain/journal_limits.h"
#include "evidence/manifest.h"

namespace ww::evidence {
namespace {

// Each line ends with a newline; nullopt when the last does not, or when there are too many.
std::optional<std::vector<std::string_view>> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || lines.size() > limits::kCustodyEntries) {
      return std::nullopt;
    }
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::optional<crypto::Signature> signature_from(std::string_view base64) {
  const auto bytes = from_base64(base64);
  if (!bytes || bytes->size() != 64) return std::nullopt;
  return to_array<64>(*bytes);
}

// What can be read of a line; verify_chain() judges it by the line itself.
domain::CustodyEntry entry_from(std::string_view line, const crypto::Signature& signature) {
  domain::CustodyEntry entry;
  entry.line = line;
  entry.hash = Digest32{crypto::sha256(as_bytes(line))};
  entry.signature = signature;
  if (const auto read = read_line(line)) {
    entry.evidence = read->facts.evidence;
    entry.number = read->number;
  }
  return entry;
}

std::string manifest_problem(const Manifest& manifest, const Digest32& file_sha256,
                             std::uint64_t file_size) {
  if (manifest.size != file_size) {
    return "The file has another length than the manifest says.";
  }
  if (manifest.sha256 != file_sha256) {
    return "The file is not the one that the manifest is about: its bytes are others.";
  }
  return {};
}

std::string key_problem(const ExportChecked& read, const std::optional<Digest32>& known_key) {
  if (!read.key) return "The public key cannot be read.";
  const Digest32 print = fingerprint(*read.key);
  if (known_key && print != *known_key) {
    return "The public key is not the one whose fingerprint you gave.";
  }
  if (read.manifest && read.manifest->key_sha256 != print) {
    return "The manifest names another public key than the one in the folder.";
  }
  return {};
}

std::string chain_problem(const ExportParts& parts, const Manifest& manifest,
                          const crypto::PublicKey& key, const Digest32& file) {
  const auto lines = lines_of(parts.custody), signatures = lines_of(parts.signatures);
  if (!lines || !signatures || signatures->empty()) {
    return "The custody chain or its signatures cannot be read.";
  }
  const auto last = signature_from(signatures->back());
  if (!last || !crypto::ed25519_verify_text(key, parts.manifest, *last)) {
    return "The manifest is not signed by this key: it was changed, or the signature was.";
  }
  std::vector<domain::CustodyEntry> entries;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const auto signature =
        i + 1 < signatures->size() ? signature_from((*signatures)[i]) : std::nullopt;
    entries.push_back(entry_from((*lines)[i], signature.value_or(crypto::Signature{})));
  }
  if (const auto problem = verify_chain(entries, key, file, manifest.head)) {
    return in_words(*problem);
  }
  if (entries.front().evidence != manifest.evidence) {
    return "The custody chain is of another piece of evidence than the manifest.";
  }
  if (signatures->size() != lines->size() + 1) {
    return "There are more signatures than custody entries.";
  }
  return {};
}

}  // namespace

ExportParts make_export(const Manifest& manifest, std::span<const domain::CustodyEntry> entries,
                        const crypto::Key& journal_key) {
  ExportParts parts;
  parts.manifest = write_manifest(manifest);
  for (const auto& entry : entries) {
    parts.custody.append(entry.line).append("\n");
    parts.signatures.append(to_base64(entry.signature)).append("\n");
  }
  parts.signatures.append(to_base64(crypto::ed25519_sign_text(journal_key, parts.manifest)))
      .append("\n");
  parts.public_key = public_key_pem(crypto::ed25519_public(journal_key));
  return parts;
}

ExportChecked check_export(const ExportParts& parts, const Digest32& file_sha256,
                           std::uint64_t file_size, const std::optional<Digest32>& known_key) {
  ExportChecked checked;
  checked.key = read_public_key_pem(parts.public_key);
  const auto manifest = read_manifest(parts.manifest);
  if (manifest) checked.manifest = *manifest;
  checked.problem = key_problem(checked, known_key);
  if (checked.problem.empty() && !manifest) {
    checked.problem = "The manifest cannot be read: it is not as Watchword writes it.";
  }
  if (checked.problem.empty()) {
    checked.problem = chain_problem(parts, *manifest, *checked.key, manifest->sha256);
  }
  if (checked.problem.empty()) {
    checked.problem = manifest_problem(*manifest, file_sha256, file_size);
  }
  return checked;
}

}  // namespace ww::evidence
