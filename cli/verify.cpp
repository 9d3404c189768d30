#include "cli/verify.h"

#include "base/crypto.h"
#include "base/text_codec.h"
#include "cli/shown_text.h"
#include "domain/journal_limits.h"
#include "evidence/manifest.h"
#include "report/proof.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr std::size_t kPartMost = 16 * 1024 * 1024;  // a custody chain of 10,000 entries is 5 MiB
constexpr std::size_t kPiece = 256 * 1024;

Answer<std::optional<Digest32>> known_key(const Arguments& arguments) {
  if (!arguments.has("--key")) return std::optional<Digest32>();
  const auto bytes = from_hex(arguments.one("--key"));
  const auto key = bytes ? Digest32::from(*bytes) : std::nullopt;
  if (!key) return usage("--key needs 64 hexadecimal digits.");
  return key;
}

struct Measured {
  Digest32 sha256;
  std::uint64_t size = 0;
};
Answer<Measured> measure(Session& session, const std::string& path) {
  WW_TRY_SET(const auto file, session.terminal().open_file(path));
  crypto::Sha256 digest;
  Measured measured;
  while (true) {
    WW_TRY_SET(const Bytes bytes, file->read(kPiece));
    if (bytes.empty()) break;
    digest.update(bytes);
    measured.size += bytes.size();
  }
  measured.sha256 = Digest32{digest.digest()};
  return measured;
}

Answer<std::string> part(Session& session, const std::string& folder, std::string_view name) {
  return session.terminal().read_file(folder + "/" + std::string(name), kPartMost);
}

Answer<int> tell(Session& session, const std::string& schema, const std::string& name,
                 const std::string& problem, const std::string& key, bool key_was_known) {
  if (session.json()) {
    session.object(schema, {{"ok", problem.empty()},
                            {"name", name},
                            {"problem", problem},
                            {"key_sha256", key},
                            {"key_compared", key_was_known}});
    return problem.empty() ? kDone : kInvalid;
  }
  if (!problem.empty()) {
    session.line("NOT AS IT WAS: " + shown(problem));
    return kInvalid;
  }
  session.line("Unchanged: " + shown(name));
  session.line("Signed with the key " + key);
  if (!key_was_known) {
    session.say(
        "Compare this key with what the owner told you (--key does it): anybody can make a "
        "key.");
  }
  return kDone;
}

std::string in_words(Errc code) {
  switch (code) {
    case Errc::conflict:
      return "The packet is not the one that the proof is about: its bytes are others.";
    case Errc::untrusted:
      return "The proof was made with another key than the one whose fingerprint you gave.";
    case Errc::unauthenticated:
      return "The proof is not signed by the key in it: one of them was changed.";
    default:
      return "The proof cannot be read: it is not as Watchword writes it.";
  }
}

}  // namespace

Answer<int> verify_folder(Session& session, const Arguments& arguments) {
  WW_TRY_SET(const auto key, known_key(arguments));
  const std::string folder = arguments.one("--folder");
  evidence::ExportParts parts;
  WW_TRY_SET(parts.manifest, part(session, folder, evidence::kManifestFile));
  WW_TRY_SET(parts.custody, part(session, folder, evidence::kCustodyFile));
  WW_TRY_SET(parts.public_key, part(session, folder, evidence::kPublicKeyFile));
  WW_TRY_SET(parts.signatures, part(session, folder, evidence::kSignaturesFile));
  const auto manifest = evidence::read_manifest(parts.manifest);
  if (!manifest) {
    return tell(session, "evidence-verify", folder, "The manifest cannot be read.", "", false);
  }
  // The name in the manifest came with the folder: only a plain name is looked at.
  if (manifest->file.find('/') != std::string::npos || manifest->file.empty()) {
    return tell(session, "evidence-verify", folder, "The manifest names no plain file.", "", false);
  }
  const auto measured = measure(session, folder + "/" + manifest->file);
  if (!measured && measured.error().kind == Problem::Kind::not_found) {
    return tell(session, "evidence-verify", folder,
                "The file that the manifest names, \"" + manifest->file +
                    "\", is not in this folder. It was taken away, or the name was changed.",
                "", false);
  }
  if (!measured) return measured.error();
  const auto checked = evidence::check_export(parts, measured->sha256, measured->size, key);
  const std::string print = checked.key ? to_hex(evidence::fingerprint(*checked.key)) : "";
  return tell(session, "evidence-verify", manifest->name, checked.problem, print, key.has_value());
}

Answer<int> verify_packet(Session& session, const Arguments& arguments) {
  WW_TRY_SET(const auto key, known_key(arguments));
  const std::string path = arguments.one("FILE");
  WW_TRY_SET(const std::string packet, session.terminal().read_file(path, limits::kPacketBytes));
  const auto beside = arguments.one("--proof", path + ".proof.json");
  WW_TRY_SET(const std::string proof,
             session.terminal().read_file(beside, limits::kPacketProofBytes));
  const auto verified = report::verify_packet(as_bytes(packet), proof, key);
  const auto read = report::read_proof(proof);
  const std::string print = read ? to_hex(evidence::fingerprint(read->key)) : "";
  const std::string problem = verified ? "" : in_words(verified.error().code);
  return tell(session, "packet-verify", path, problem, print, key.has_value());
}

}  // namespace ww::cli
