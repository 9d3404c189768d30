#include "core/cap_mac.h"

#include "base/text_codec.h"
#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

const crypto::Key kCap(test::counting<32>(7)), kSession(test::counting<32>(8));

core::MacBinding binding() {
  return {RelayKey{test::counting<32>(10)}, test::counting<32>(11), crypto::x25519_public(kSession),
          test::counting<32>(9)};
}

Bytes key_of_node(const core::MacBinding& bound) {
  const auto key = core::mac_key(kCap, bound);
  REQUIRE(key);
  return to_bytes(key->view());
}
Bytes key_of_relay(const core::MacBinding& bound) {
  const auto key = core::mac_key(kSession, crypto::x25519_public(kCap), bound);
  REQUIRE(key);
  return to_bytes(key->view());
}

}  // namespace

TEST_CASE("node and relay come to one MAC key, each with its own secret", "[core][cap_mac]") {
  CHECK(key_of_node(binding()) == key_of_relay(binding()));
  CHECK(to_hex(key_of_node(binding())) ==
        "28d128aea138e94010d2fdd10793b47bd002d9eb69e901caa52d07a50cb8d530");
}

TEST_CASE("attack: MAC relayed to another relay", "[core][cap_mac][attack]") {
  // A malicious relay passes on what the victim's relay challenges with. The node binds the key
  // that it pinned, so the MAC that it makes is of no use elsewhere.
  core::MacBinding at_victim = binding();
  at_victim.relay = RelayKey{test::counting<32>(99)};
  CHECK(key_of_node(binding()) != key_of_relay(at_victim));
}

TEST_CASE("attack: frame re-sent on a new session", "[core][cap_mac][attack]") {
  core::MacBinding later = binding();
  later.challenge = test::counting<32>(100);
  CHECK(key_of_node(binding()) != key_of_relay(later));
  later = binding();
  later.client = test::counting<32>(100);  // another connection
  CHECK(key_of_node(binding()) != key_of_relay(later));
}

TEST_CASE("attack: low-order DH point as a capability or a session", "[core][cap_mac][attack]") {
  core::MacBinding bad = binding();
  bad.session = {};
  CHECK_FALSE(core::mac_key(kCap, bad));
  CHECK_FALSE(core::mac_key(kSession, crypto::PublicKey{1}, binding()));
}

TEST_CASE("another capability has another MAC key", "[core][cap_mac]") {
  const auto other = core::mac_key(crypto::Key(test::counting<32>(77)), binding());
  REQUIRE(other);
  CHECK(to_bytes(other->view()) != key_of_node(binding()));
}

TEST_CASE("attack: shared relay password seen in one place and used in another",
          "[core][cap_mac][attack]") {
  const crypto::Key access(test::counting<32>(1));
  core::MacBinding bound;
  bound.challenge = test::counting<32>(2);
  bound.client = test::counting<32>(3);
  const auto proof = [&](unsigned id, unsigned cap) {
    return core::access_proof(access, bound, test::counting<16>(id), test::counting<32>(cap));
  };
  const Bytes good = proof(4, 5);
  CHECK(to_hex(good) == "70532a28bda238b22d84cdafcd00f7739caaf7bd4ab3f7e108baa8b1e434d63b");
  CHECK(proof(5, 5) != good);  // another queue
  CHECK(proof(4, 6) != good);  // another owner
  bound.challenge[0] ^= 1;
  CHECK(proof(4, 5) != good);  // another connection
  bound.challenge[0] ^= 1;
  bound.client[0] ^= 1;
  CHECK(proof(4, 5) != good);
  CHECK(to_hex(core::access_salt(RelayKey{test::counting<32>(6)})) ==
        "ebba37d1bc2f32f9fcea491a6b65c6b7");
}
