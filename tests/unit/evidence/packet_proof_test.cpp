// Goal: a packet that was changed, cut or swapped is found by its proof; so is a proof of another.
#include "evidence/packet_proof.h"

#include "evidence/manifest.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;

namespace {

const Bytes kPacket = to_bytes(as_bytes("a statement of some length"));

std::string proof_of(const crypto::Key& key) {
  return evidence::make_packet_proof("statement", kPacket, key);
}

}  // namespace

TEST_CASE("a packet and its proof fit, and the proof tells the key", "[evidence]") {
  test::TestRandom random(1);
  const auto key = random.key();
  const auto fingerprint = evidence::fingerprint(crypto::ed25519_public(key));
  const auto checked = evidence::check_packet_proof(proof_of(key), kPacket, fingerprint);
  CHECK(checked.problem == "");
  CHECK(checked.kind == "statement");
  CHECK(checked.key_sha256 == fingerprint);
}

TEST_CASE("attack: a packet with one bit changed, one byte less or more is found", "[evidence]") {
  test::TestRandom random(1);
  const std::string proof = proof_of(random.key());
  Bytes changed = kPacket;
  changed[5] ^= 1;
  Bytes cut(kPacket.begin(), kPacket.end() - 1);
  Bytes longer = kPacket;
  longer.push_back('.');
  for (const Bytes& packet : {changed, cut, longer, Bytes{}}) {
    CHECK_FALSE(evidence::check_packet_proof(proof, packet, std::nullopt).ok());
  }
}

TEST_CASE("attack: a proof whose kind, line, key or signature was changed is found", "[evidence]") {
  test::TestRandom random(1);
  const std::string proof = proof_of(random.key());
  for (std::size_t at = 0; at < proof.size(); ++at) {
    std::string changed = proof;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(evidence::check_packet_proof(changed, kPacket, std::nullopt).ok());
  }
}

TEST_CASE("attack: a proof by another key is found where the key is known", "[evidence]") {
  test::TestRandom random(1);
  const auto hers = evidence::fingerprint(crypto::ed25519_public(random.key()));
  const std::string other = proof_of(random.key());
  CHECK(evidence::check_packet_proof(other, kPacket, std::nullopt).ok());
  CHECK_FALSE(evidence::check_packet_proof(other, kPacket, hers).ok());
}
