#include "report/proof.h"

#include "evidence/canonical.h"
#include "evidence/manifest.h"

namespace ww::report {
namespace {

using evidence::CanonicalReader;
using evidence::json_quoted;

constexpr std::string_view kOpen = "{\"proof\":\n";
constexpr std::string_view kSignature = "\n,\"signature\":\"";
constexpr std::string_view kKey = "\"\n,\"public_key\":\"";
constexpr std::string_view kClose = "\"\n}\n";

std::string signed_line(const Proof& proof) {
  std::string line = R"({"schema":"watchword.packet-proof/1","kind":)" +
                     json_quoted(to_name(proof.kind)) + ",\"date\":" + json_quoted(proof.date) +
                     ",\"size\":" + std::to_string(proof.size) +
                     ",\"sha256\":" + json_quoted(to_hex(proof.sha256)) + ",\"exhibits\":[";
  for (std::size_t i = 0; i < proof.exhibits.size(); ++i) {
    line += (i == 0 ? "" : ",") + json_quoted(to_hex(proof.exhibits[i]));
  }
  return line + "]}";
}

// The base64 between the two marks of the PEM form, which evidence/ writes and reads.
std::string key_text(const crypto::PublicKey& key) {
  const std::string pem = evidence::public_key_pem(key);
  const auto from = pem.find('\n') + 1;
  return pem.substr(from, pem.find('\n', from) - from);
}
std::optional<crypto::PublicKey> read_key(std::string_view text) {
  return evidence::read_public_key_pem("-----BEGIN PUBLIC KEY-----\n" + std::string(text) +
                                       "\n-----END PUBLIC KEY-----\n");
}

std::optional<Digest32> read_digest(std::string_view text) {
  const auto bytes = from_hex(text);
  return bytes ? Digest32::from(*bytes) : std::nullopt;
}

std::optional<Proof> read_line(std::string_view line) {
  Proof proof;
  CanonicalReader in(line);
  in.expect(R"({"schema":"watchword.packet-proof/1","kind":)");
  const auto kind = packet_kind(in.text());
  in.expect(",\"date\":");
  proof.date = in.text();
  in.expect(",\"size\":");
  proof.size = in.number();
  in.expect(",\"sha256\":");
  const auto digest = read_digest(in.text());
  in.expect(",\"exhibits\":[");
  bool first = true;
  while (in.ok() && !in.maybe("]}")) {
    if (!first) in.expect(",");
    first = false;
    const auto exhibit = read_digest(in.text());
    if (!exhibit) return std::nullopt;
    proof.exhibits.push_back(*exhibit);
  }
  if (!in.finished() || !kind || is_anonymous(*kind) || !digest) return std::nullopt;
  proof.kind = *kind;
  proof.sha256 = *digest;
  // What parses and is spelled otherwise is not ours.
  return signed_line(proof) == line ? std::optional(proof) : std::nullopt;
}

// Takes what stands before `end` off `rest`; nullopt when `end` does not come.
std::optional<std::string_view> take_until(std::string_view& rest, std::string_view end) {
  const auto at = rest.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const auto taken = rest.substr(0, at);
  rest.remove_prefix(at + end.size());
  return taken;
}

}  // namespace

std::string make_proof(PacketKind kind, ByteView packet, const PacketFacts& facts,
                       const crypto::Key& journal_key) {
  if (is_anonymous(kind)) return {};
  Proof proof;
  proof.kind = kind;
  proof.date = facts.today;
  proof.size = packet.size();
  proof.sha256 = Digest32{crypto::sha256(packet)};
  proof.key = crypto::ed25519_public(journal_key);
  for (const auto& exhibit : facts.evidence) proof.exhibits.push_back(exhibit.evidence.sha256);
  const std::string line = signed_line(proof);
  const auto signature = crypto::ed25519_sign_text(journal_key, line);
  std::string text = std::string(kOpen) + line + std::string(kSignature) + to_base64(signature) +
                     std::string(kKey) + key_text(proof.key) + std::string(kClose);
  return text.size() <= limits::kPacketProofBytes ? text : std::string();
}

Result<Proof> read_proof(std::string_view text) {
  if (text.size() > limits::kPacketProofBytes) return fail(Errc::too_large);
  if (text.substr(0, kOpen.size()) != kOpen) return fail(Errc::malformed);
  text.remove_prefix(kOpen.size());
  const auto line = take_until(text, kSignature);
  const auto signature_text = take_until(text, kKey);
  const auto key_base64 = take_until(text, kClose);
  if (!line || !signature_text || !key_base64 || !text.empty()) return fail(Errc::malformed);
  auto proof = read_line(*line);
  const auto signature = from_base64(*signature_text);
  const auto key = read_key(*key_base64);
  if (!proof || !signature || signature->size() != 64 || !key) return fail(Errc::malformed);
  proof->key = *key;
  if (!crypto::ed25519_verify_text(*key, *line, to_array<64>(*signature))) {
    return fail(Errc::unauthenticated);
  }
  return *std::move(proof);
}

Result<Proof> verify_packet(ByteView packet, std::string_view text,
                            const std::optional<Digest32>& known_key) {
  WW_TRY_SET(auto proof, read_proof(text));
  if (known_key && evidence::fingerprint(proof.key) != *known_key) return fail(Errc::untrusted);
  const bool same = proof.size == packet.size() && proof.sha256 == Digest32{crypto::sha256(packet)};
  if (!same) return fail(Errc::conflict);
  return proof;
}

std::string how_to_verify_packet() {
  return R"TEXT(How to check a packet without Watchword

You need a terminal with sed, sha256sum, base64 and OpenSSL 3. Call the packet FILE and its proof
FILE.proof.json, go into their folder, and copy the indented lines.

1. The packet is the one that the proof speaks of. This prints "OK":

    h=$(sed -n '2s/.*"sha256":"\([0-9a-f]*\)".*/\1/p' FILE.proof.json)
    printf '%s  %s\n' "$h" FILE | sha256sum -c

2. The proof was signed with the key in it. This prints "Signature Verified Successfully":

    t=$(mktemp -d)
    sed -n 2p FILE.proof.json | tr -d '\n' >"$t/line"
    sed -n 's/^,"signature":"\(.*\)"$/\1/p' FILE.proof.json | base64 -d >"$t/signature"
    sed -n 's/^,"public_key":"\(.*\)"$/\1/p' FILE.proof.json | base64 -d >"$t/key"
    openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$t/key" -in "$t/line" -sigfile "$t/signature"

3. Whose key it is. Ask the person who gave you the packet for this number in another way:

    sha256sum <"$t/key"
    rm -r "$t"
)TEXT";
}

}  // namespace ww::report
