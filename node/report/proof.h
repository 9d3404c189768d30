// The proof of a packet: that these bytes were made by the journal with this key, and which
// exhibits they speak of. A file of its own beside the packet, checked without a node and with
// public tools.
//
//   {"proof":
//   {"schema":"watchword.packet-proof/1","kind":..,"date":..,"size":..,"sha256":..,"exhibits":[..]}
//   ,"signature":"<base64: Ed25519 of the second line, without its end>"
//   ,"public_key":"<base64: SubjectPublicKeyInfo, RFC 8410>"
//   }
//
// It is JSON, and each part stands on a line of its own, so that sed, base64 and openssl suffice.
//
// An anonymous packet has none: all packets under one key are tied together by it, and one of them
// beside any signed evidence would name its author's journal. Whoever makes another key can make
// another proof; so the owner tells the key's fingerprint in another way (evidence/manifest.h).
//
// Pure. The reader takes only what make_proof() writes, byte for byte.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/journal_limits.h"
#include "report/packet.h"

namespace ww::report {

struct Proof {
  PacketKind kind = PacketKind::statement;
  std::string date;  // of the packet
  std::uint64_t size = 0;
  Digest32 sha256;                 // of the packet's bytes
  std::vector<Digest32> exhibits;  // in the order of the packet
  crypto::PublicKey key{};
  bool operator==(const Proof&) const = default;
};

// Empty for an anonymous kind, and when it would be larger than limits::kPacketProofBytes.
std::string make_proof(PacketKind kind, ByteView packet, const PacketFacts& facts,
                       const crypto::Key& journal_key);

// malformed; unauthenticated: the signature does not fit the key. Says nothing of a packet yet.
Result<Proof> read_proof(std::string_view proof);

// The same, and that the packet is the one: conflict when its bytes are others, untrusted when the
// key has another fingerprint than the one that is known.
Result<Proof> verify_packet(ByteView packet, std::string_view proof,
                            const std::optional<Digest32>& known_key);

// In plain words and commands, for a packet FILE and its proof FILE.proof.json.
std::string how_to_verify_packet();

}  // namespace ww::report
