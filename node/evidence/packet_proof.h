// The proof of a packet: by which anybody can see that a file is the one that was made, whole and
// unchanged.
//
// One JSON file beside the packet. Its `signed` line names the packet's kind, size and SHA-256; the
// journal's key signs the line's bytes (Ed25519, pure). As with an export (manifest.h), the key's
// fingerprint is told apart: whoever makes another key can make another proof that agrees with
// itself. Anonymous packets have none: a key that signs twice ties two of them together.
//
// Pure. The reader takes only what make_packet_proof() writes.
#pragma once

#include <optional>
#include <string>

#include "base/crypto.h"
#include "domain/ids.h"

namespace ww::evidence {

std::string make_packet_proof(std::string_view kind, ByteView packet,
                              const crypto::Key& journal_key);

struct PacketChecked {
  std::string kind;
  std::optional<Digest32> key_sha256;  // fingerprint, when the proof could be read
  std::string problem;                 // one sentence; empty: nothing was found
  bool ok() const { return problem.empty(); }
};
// `known_key`: the key's fingerprint, when the reader has it from elsewhere.
PacketChecked check_packet_proof(std::string_view proof, ByteView packet,
                                 const std::optional<Digest32>& known_key);

}  // namespace ww::evidence
