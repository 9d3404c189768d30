#include "evidence/packet_proof.h"

#include "base/text_codec.h"
#include "evidence/canonical.h"
#include "evidence/manifest.h"

namespace ww::evidence {
namespace {

constexpr std::size_t kProofBytes = 4 * 1024;

struct Proof {
  std::string kind, signed_line, public_key, signature;  // PEM; base64
};

std::string line_of(std::string_view kind, ByteView packet) {
  return "watchword.packet/1 " + std::string(kind) + " " + std::to_string(packet.size()) + " " +
         to_hex(crypto::sha256(packet));
}

std::string write(const Proof& proof) {
  return "{\n  \"schema\": \"watchword.packet-proof/1\",\n  \"kind\": " + quoted(proof.kind) +
         ",\n  \"signed\": " + quoted(proof.signed_line) +
         ",\n  \"public_key\": " + quoted(proof.public_key) +
         ",\n  \"signature\": " + quoted(proof.signature) + "\n}\n";
}

std::optional<Proof> read(std::string_view text) {
  if (text.size() > kProofBytes) return std::nullopt;
  CanonicalReader reader(text);
  Proof proof;
  reader.expect("{\n  \"schema\": \"watchword.packet-proof/1\",\n  \"kind\": ");
  proof.kind = reader.text();
  reader.expect(",\n  \"signed\": ");
  proof.signed_line = reader.text();
  reader.expect(",\n  \"public_key\": ");
  proof.public_key = reader.text();
  reader.expect(",\n  \"signature\": ");
  proof.signature = reader.text();
  reader.expect("\n}\n");
  if (!reader.finished() || write(proof) != text) return std::nullopt;
  return proof;
}

bool is_signed(const Proof& proof, const crypto::PublicKey& key) {
  const auto bytes = from_base64(proof.signature);
  return bytes && bytes->size() == std::tuple_size_v<crypto::Signature> &&
         crypto::ed25519_verify_text(key, proof.signed_line, to_array<64>(*bytes));
}

}  // namespace

std::string make_packet_proof(std::string_view kind, ByteView packet,
                              const crypto::Key& journal_key) {
  Proof proof{std::string(kind), line_of(kind, packet),
              public_key_pem(crypto::ed25519_public(journal_key)), ""};
  proof.signature = to_base64(crypto::ed25519_sign_text(journal_key, proof.signed_line));
  return write(proof);
}

PacketChecked check_packet_proof(std::string_view text, ByteView packet,
                                 const std::optional<Digest32>& known_key) {
  PacketChecked checked;
  const auto proof = read(text);
  const auto key = proof ? read_public_key_pem(proof->public_key) : std::nullopt;
  if (!key) {
    checked.problem = "The proof is not one that this program wrote, or it was changed.";
    return checked;
  }
  checked.kind = proof->kind;
  checked.key_sha256 = fingerprint(*key);
  if (known_key && *known_key != *checked.key_sha256) {
    checked.problem = "The proof was signed by another key than the one you know.";
  } else if (!is_signed(*proof, *key)) {
    checked.problem = "The signature does not fit: the proof was changed.";
  } else if (proof->signed_line != line_of(proof->kind, packet)) {
    checked.problem = "The packet is not the one that was made: it was changed, or cut short.";
  }
  return checked;
}

}  // namespace ww::evidence
