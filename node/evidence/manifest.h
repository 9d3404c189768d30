// The manifest of an export: which file this is, and which custody chain belongs to it.
//
// An export is a folder of
//   NAME                  the original, byte for byte (file_name.h makes the name)
//   manifest.json         watchword.evidence-manifest/1, one key a line
//   custody.jsonl         the custody chain, a line each
//   public-key.pem        the journal's public key
//   signatures.txt        base64, a line each: of each custody line, and last of manifest.json
//   how-to-verify.txt     the commands, with public tools alone
//
// The manifest names the file's digest and the head of the chain, so that a custody file whose end
// was cut off is found; its signature keeps both from being changed. The key stands in the folder
// itself: whoever makes another key can make another folder that agrees with itself. So the owner
// tells the key's fingerprint (SHA-256 of its DER form) apart from the folder; a check prints it.
//
// Private words (note) are left out. Pure. The reader takes only what write_manifest() writes.
#pragma once

#include "evidence/custody.h"

namespace ww::evidence {

inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kCustodyFile = "custody.jsonl";
inline constexpr std::string_view kPublicKeyFile = "public-key.pem";
inline constexpr std::string_view kSignaturesFile = "signatures.txt";
inline constexpr std::string_view kHowToFile = "how-to-verify.txt";

struct Manifest {
  std::string file;  // its name in the folder
  std::string name;  // as it was called; only shown
  std::string mime;
  std::uint64_t size = 0;
  Digest32 sha256;
  EvidenceId evidence;
  Instant imported;
  std::optional<Instant> made;
  std::string how;     // domain::HowCaptured by its name
  std::string origin;  // who it came from; may be empty
  ChainHead head;
  Digest32 key_sha256;  // fingerprint() of the journal's public key
  bool operator==(const Manifest&) const = default;
};

// `how` is the name of evidence.how; `last` is the export's own entry, the last of the chain.
Manifest manifest_of(const domain::Evidence& evidence, std::string_view how,
                     const domain::CustodyEntry& last, const crypto::PublicKey& key);
std::string write_manifest(const Manifest& manifest);
// malformed for whatever write_manifest() would not have written, byte for byte.
Result<Manifest> read_manifest(std::string_view json);

// What lies in the folder beside the file and how_to().
struct ExportParts {
  std::string manifest, custody, public_key, signatures;
};
ExportParts make_export(const Manifest& manifest, std::span<const domain::CustodyEntry> entries,
                        const crypto::Key& journal_key);
// In plain words and commands: sha256sum, openssl, base64. It runs in the export's folder.
std::string how_to(const Manifest& manifest);

// SubjectPublicKeyInfo (RFC 8410) as PEM. The reader takes this one spelling.
std::string public_key_pem(const crypto::PublicKey& key);
std::optional<crypto::PublicKey> read_public_key_pem(std::string_view pem);
Digest32 fingerprint(const crypto::PublicKey& key);

// An export that was read from disk.
struct ExportChecked {
  std::optional<Manifest> manifest;  // when it could be read
  std::optional<crypto::PublicKey> key;
  std::string problem;  // one sentence; empty: nothing was found
  bool ok() const { return problem.empty(); }
};
// `file_sha256` and `file_size` as measured of the file beside it. `known_key`: the key's
// fingerprint, when the reader has it from elsewhere.
ExportChecked check_export(const ExportParts& parts, const Digest32& file_sha256,
                           std::uint64_t file_size, const std::optional<Digest32>& known_key);

}  // namespace ww::evidence
