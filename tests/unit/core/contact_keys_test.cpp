// The expected bytes were computed from proto/PROTOCOL.md by a second program in another language.
#include "core/contact_keys.h"

#include "base/text_codec.h"
#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;
using core::Direction;

namespace {
const crypto::Key kK(test::counting<32>(1));
const crypto::Key kR(test::counting<32>(2));
const crypto::Key kRA(test::counting<32>(3));
const Bytes kInvite = to_bytes(as_bytes("invite")), kHello1 = to_bytes(as_bytes("hello1"));
}  // namespace

TEST_CASE("the keys that both sides of a queue know", "[core][contact_keys]") {
  const auto first = core::shared_queue_keys(kK, Direction::to_inviter, 1);
  CHECK(to_hex(first.sid) == "9a4b840053f51c86784f7c765ba2b9bc");
  CHECK(to_hex(first.send_cap.view()) ==
        "1b4f8d7e5f3ec1ad4ed419ae29260c72524c5dbe70e4de0fb124bacca9058f37");
  CHECK(to_hex(first.seal_secret.view()) ==
        "5abe1f73a0a014a190375f9c8a8d014f340cab6fdecc48afd12605fda7fd4428");
  const auto back = core::shared_queue_keys(kK, Direction::to_acceptor, 1);
  CHECK(to_hex(back.sid) == "d7d2fd105c7e9cad7ffb9ee72b4c7cfc");
  CHECK(to_hex(back.send_cap.view()) ==
        "c39c4a7c65878fb5ffd00ba9e5b22069cc70430d734180f892c3d0c61d186796");
  const auto next = core::shared_queue_keys(kK, Direction::to_inviter, 2);
  CHECK(to_hex(next.seal_secret.view()) ==
        "e663fcd549beef88edea02e89f4649cd845fc59b9ffd81a267d582d959be4ed8");
}

TEST_CASE("the keys that the recipient alone knows", "[core][contact_keys]") {
  const auto own = core::own_queue_keys(kR, 1);
  CHECK(to_hex(own.rid) == "a4bd7ba99595e0f7e75d2be4c164dc28");
  CHECK(to_hex(own.recv_cap.view()) ==
        "ace89aff98baadccef7b2b6571cbd2200a1a58c9691fb588b7c3c3eb52b65b3c");
  CHECK(to_hex(core::seal_key(kR).view()) ==
        "6adf1068069ce910a5848e7c46beb9141d3626e6d6414d917c6febdf70a6f3f3");
  CHECK(to_hex(core::words_commit(kRA)) ==
        "22ac12c2869645d40c9d3614dfb205eec799ac49deae0adc0de28610119d95d2");
}

TEST_CASE("the contact's secret and contexts", "[core][contact_keys]") {
  CHECK(to_hex(core::contact_secret(crypto::Key(test::counting<32>(4)),
                                    crypto::Key(test::counting<32>(5)), kInvite, kHello1)
                   .view()) == "dee177291dcec4f484c33ed770c023162473c62ca54c81da872ed40b4985486c");
  CHECK(to_hex(core::pair_context(kK, Direction::to_inviter)) ==
        "fe721b3ccf11b1f7c8a0b1f61910acd68b21b2af4fabcbc7bc14465b5a0b7daf");
  CHECK(to_hex(core::pair_context(kK, Direction::to_acceptor)) ==
        "de1fb81b14756de94904f510e7d110577b3d02e976b3e7c34e8b1ca35a074199");
}

TEST_CASE("six words and 24 digits of one handshake", "[core][contact_keys]") {
  const auto words = core::safety_words(kInvite, kHello1, kRA);
  CHECK(words.words == "quilt gurgling ideology liberty fabric strode");
  CHECK(words.digits == "030339 413936 112633 214434");
}

TEST_CASE("attack: words ground by a man in the middle", "[core][contact_keys][attack]") {
  // The words hang on the invite, on all of HELLO1 and on rA, which the invite committed to: nobody
  // can choose one of them after seeing the others.
  const auto words = core::safety_words(kInvite, kHello1, kRA).words;
  CHECK(core::safety_words(as_bytes("Invite"), kHello1, kRA).words != words);
  CHECK(core::safety_words(kInvite, as_bytes("Hello1"), kRA).words != words);
  CHECK(core::safety_words(kInvite, kHello1, crypto::Key(test::counting<32>(4))).words != words);
  CHECK(core::words_commit(crypto::Key(test::counting<32>(4))) != core::words_commit(kRA));
  // Nor can bytes be shifted from one to the other.
  CHECK(core::safety_words(as_bytes("inviteh"), as_bytes("ello1"), kRA).words != words);
}
