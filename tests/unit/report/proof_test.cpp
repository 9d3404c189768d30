#include "report/proof.h"

#include <sys/wait.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "evidence/manifest.h"
#include "support/catch.h"
#include "support/packet_samples.h"
#include "support/temp_folder.h"

namespace ww::report {
namespace {

const Bytes kPacket = to_bytes(as_bytes("a packet"));

crypto::Key key_of(std::uint8_t byte) {
  ByteArray<32> seed{};
  seed.fill(byte);
  return crypto::Key(seed);
}

std::string proof_of(PacketKind kind = PacketKind::statement) {
  return make_proof(kind, kPacket, test::sample_facts(), key_of(7));
}

Errc error_of(const Result<Proof>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().code;
}

TEST_CASE("a proof fits its packet and names kind, date and exhibits", "[report][proof]") {
  const auto proof = verify_packet(kPacket, proof_of(), std::nullopt);
  REQUIRE(proof.ok());
  CHECK(proof->kind == PacketKind::statement);
  CHECK(proof->date == "2025-04-02");
  CHECK(proof->size == kPacket.size());
  CHECK(proof->exhibits == std::vector{test::id_of<Digest32>(4), test::id_of<Digest32>(5)});
  CHECK(proof->key == crypto::ed25519_public(key_of(7)));
}

TEST_CASE("an anonymous packet has no proof", "[report][proof]") {
  CHECK(proof_of(PacketKind::police_anonymous).empty());
}

TEST_CASE("a proof with no exhibit is one too", "[report][proof]") {
  auto facts = test::sample_facts();
  facts.evidence.clear();
  const auto text = make_proof(PacketKind::scheme, kPacket, facts, key_of(7));
  const auto proof = verify_packet(kPacket, text, std::nullopt);
  REQUIRE(proof.ok());
  CHECK(proof->exhibits.empty());
}

TEST_CASE("another packet is found, and another key than the known one", "[report][proof]") {
  const auto text = proof_of();
  CHECK(error_of(verify_packet(as_bytes("a packeT"), text, std::nullopt)) == Errc::conflict);
  CHECK(error_of(verify_packet(as_bytes(""), text, std::nullopt)) == Errc::conflict);
  const auto mine = evidence::fingerprint(crypto::ed25519_public(key_of(7)));
  const auto other = evidence::fingerprint(crypto::ed25519_public(key_of(8)));
  CHECK(verify_packet(kPacket, text, mine).ok());
  CHECK(error_of(verify_packet(kPacket, text, other)) == Errc::untrusted);
}

// Goal: no byte of a proof can be changed. Method: change each one.
TEST_CASE("attack: a proof with any byte changed is refused", "[report][proof][attack]") {
  const auto good = proof_of();
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    CAPTURE(i);
    CHECK_FALSE(verify_packet(kPacket, bad, std::nullopt).ok());
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK(error_of(read_proof(good.substr(0, size))) == Errc::malformed);
  }
  CHECK(error_of(read_proof(good + "\n")) == Errc::malformed);
}

TEST_CASE("attack: the line of one proof under the signature of another is refused",
          "[report][proof][attack]") {
  auto mixed = proof_of(PacketKind::statement);
  const auto scheme = proof_of(PacketKind::scheme);
  const auto end = mixed.find("\n,\"signature\"");
  mixed = scheme.substr(0, scheme.find("\n,\"signature\"")) + mixed.substr(end);
  CHECK(error_of(read_proof(mixed)) == Errc::unauthenticated);
}

TEST_CASE("a proof of the largest size is read, one past it is not made", "[report][proof]") {
  auto facts = test::sample_facts();
  const std::size_t each = 2 * 32 + 3;
  const std::size_t without = proof_of().size() - 2 * each + 1;
  const std::size_t most = (limits::kPacketProofBytes - without + 1) / each;
  facts.evidence.assign(most, test::sample_evidence(1));
  const auto text = make_proof(PacketKind::statement, kPacket, facts, key_of(7));
  REQUIRE_FALSE(text.empty());
  CHECK(read_proof(text).ok());
  facts.evidence.push_back(test::sample_evidence(1));
  CHECK(make_proof(PacketKind::statement, kPacket, facts, key_of(7)).empty());
  CHECK(error_of(read_proof(std::string(limits::kPacketProofBytes + 1, ' '))) == Errc::too_large);
}

TEST_CASE("a proof is JSON that any program reads", "[report][proof]") {
  const auto json = nlohmann::json::parse(proof_of());
  CHECK(json.at("proof").at("kind") == "statement");
  CHECK(json.at("proof").at("exhibits").size() == 2);
  CHECK(json.contains("signature"));
  CHECK(json.contains("public_key"));
}

// Goal: the promise "with public tools". Method: run the very commands that we print.
TEST_CASE("the printed commands verify a packet, and find one that was changed",
          "[report][proof]") {
  const test::TempFolder folder;
  folder.write("FILE", std::string(as_text(kPacket)));
  folder.write("FILE.proof.json", proof_of());
  std::istringstream lines(how_to_verify_packet());
  std::string script = "set -e\n";
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("    ", 0) == 0) script += line.substr(4) + "\n";
  }
  folder.write("commands.sh", script);
  const auto run = [&] {
    const int status =
        std::system(("cd '" + folder.path() + "' && sh ./commands.sh >said.txt 2>&1").c_str());
    return WEXITSTATUS(status);
  };
  CHECK(run() == 0);
  const auto said = folder.read("said.txt");
  CHECK_THAT(said, ContainsSubstring("FILE: OK"));
  CHECK_THAT(said, ContainsSubstring("Signature Verified Successfully"));
  CHECK_THAT(said,
             ContainsSubstring(to_hex(evidence::fingerprint(crypto::ed25519_public(key_of(7))))));
  folder.write("FILE", "another packet");
  CHECK(run() != 0);
}

}  // namespace
}  // namespace ww::report
