#include "evidence/manifest.h"

#include "domain/journal_limits.h"
#include "evidence/canonical.h"
#include "evidence/file_name.h"

namespace ww::evidence {
namespace {

// Names and origins are bounded, and what is escaped grows sixfold at most.
constexpr std::size_t kManifestBytes = 16 * 1024;

Digest32 read_digest(CanonicalReader& reader, bool& ok) {
  const auto bytes = from_hex(reader.text());
  const auto digest = bytes ? Digest32::from(*bytes) : std::nullopt;
  if (!digest) ok = false;
  return digest.value_or(Digest32{});
}

Instant read_time(CanonicalReader& reader, bool& ok) {
  const auto instant = read_written(reader.text());
  if (!instant) ok = false;
  return instant.value_or(Instant{});
}

Instant to_second(Instant instant) { return std::chrono::floor<std::chrono::seconds>(instant); }

}  // namespace

Manifest manifest_of(const domain::Evidence& evidence, std::string_view how,
                     const domain::CustodyEntry& last, const crypto::PublicKey& key) {
  Manifest manifest;
  manifest.file = safe_file_name(evidence.name, evidence.mime);
  manifest.name = evidence.name;
  manifest.mime = evidence.mime;
  manifest.size = evidence.size;
  manifest.sha256 = evidence.sha256;
  manifest.evidence = evidence.id;
  manifest.imported = to_second(evidence.imported);
  if (evidence.made) manifest.made = to_second(*evidence.made);
  manifest.how = how;
  manifest.origin = evidence.origin.value_or("");
  manifest.head = head_of(last);
  manifest.key_sha256 = fingerprint(key);
  return manifest;
}

std::string write_manifest(const Manifest& manifest) {
  std::string out = "{\n  \"schema\": \"watchword.evidence-manifest/1\"";
  const auto put = [&](std::string_view key, const std::string& value) {
    out.append(",\n  \"").append(key).append("\": ").append(value);
  };
  put("file", json_quoted(manifest.file));
  put("name", json_quoted(manifest.name));
  put("mime", json_quoted(manifest.mime));
  put("size", std::to_string(manifest.size));
  put("sha256", json_quoted(to_hex(manifest.sha256)));
  put("evidence", json_quoted(manifest.evidence.base32()));
  put("imported", json_quoted(written(manifest.imported)));
  if (manifest.made) put("made", json_quoted(written(*manifest.made)));
  put("how", json_quoted(manifest.how));
  put("origin", json_quoted(manifest.origin));
  put("custody_entries", std::to_string(manifest.head.entries));
  put("custody_head", json_quoted(to_hex(manifest.head.hash)));
  put("public_key_sha256", json_quoted(to_hex(manifest.key_sha256)));
  return out += "\n}\n";
}

Result<Manifest> read_manifest(std::string_view json) {
  if (json.size() > kManifestBytes) return fail(Errc::too_large);
  CanonicalReader reader(json);
  Manifest manifest;
  bool ok = true;
  const auto key = [&](std::string_view name) {
    reader.expect(",\n  \"" + std::string(name) + "\": ");
  };
  reader.expect("{\n  \"schema\": \"watchword.evidence-manifest/1\"");
  key("file"), manifest.file = reader.text();
  key("name"), manifest.name = reader.text();
  key("mime"), manifest.mime = reader.text();
  key("size"), manifest.size = reader.number();
  key("sha256"), manifest.sha256 = read_digest(reader, ok);
  key("evidence");
  const auto id = EvidenceId::from_base32(reader.text());
  manifest.evidence = id.value_or(EvidenceId{});
  key("imported"), manifest.imported = read_time(reader, ok);
  if (reader.maybe(",\n  \"made\": ")) manifest.made = read_time(reader, ok);
  key("how"), manifest.how = reader.text();
  key("origin"), manifest.origin = reader.text();
  key("custody_entries");
  const std::uint64_t entries = reader.number();
  manifest.head.entries = static_cast<std::uint32_t>(entries);
  key("custody_head"), manifest.head.hash = read_digest(reader, ok);
  key("public_key_sha256"), manifest.key_sha256 = read_digest(reader, ok);
  reader.expect("\n}\n");
  if (!ok || !id || !reader.finished() || entries == 0 || entries > limits::kCustodyEntries ||
      manifest.size == 0 || manifest.size > limits::kEvidenceBytes ||
      safe_file_name(manifest.file, manifest.mime) != manifest.file ||
      write_manifest(manifest) != json) {
    return fail(Errc::malformed);
  }
  return manifest;
}

}  // namespace ww::evidence
