// Goal: two parties talk through SignalRatchet in every order that a network can make of it.
#include "people.h"

using namespace ww;
using namespace ww::test;

namespace {
std::string text_of(std::size_t size) { return std::string(size, 'x'); }
}  // namespace

TEST_CASE("a party is made once and keeps its identity") {
  Node ann(1);
  const auto identity = *ann.ratchet.identity(kContact);
  CHECK(code(ann.ratchet.create_party(kContact)) == Errc::duplicate);
  CHECK(*ann.ratchet.identity(kContact) == identity);
  CHECK(code(ann.ratchet.identity(ContactId{{2}})) == Errc::not_found);
}

TEST_CASE("two parties of one node share nothing") {
  Node ann(1);
  const ContactId other{{2}};
  const auto second = *ann.ratchet.create_party(other);
  CHECK(second != *ann.ratchet.identity(kContact));
}

TEST_CASE("a session starts from an offer and goes both ways") {
  Pair pair;
  const Bytes first = pair.ann.encrypt("hello");
  CHECK(pair.ann.was_first);
  const auto opened = pair.bea.ratchet.decrypt(kContact, true, first);
  REQUIRE(opened);
  CHECK(as_text(opened->plain.view()) == "hello");
  CHECK(opened->peer_identity == *pair.ann.ratchet.identity(kContact));

  const Bytes answer = pair.bea.encrypt("and to you");
  CHECK_FALSE(pair.bea.was_first);
  CHECK(*pair.ann.decrypt(false, answer) == "and to you");
  CHECK(*pair.bea.decrypt(false, pair.ann.encrypt("more")) == "more");
  CHECK_FALSE(pair.ann.was_first);
}

TEST_CASE("every message is a first message until the peer has answered") {
  Pair pair;
  const Bytes one = pair.ann.encrypt("one"), two = pair.ann.encrypt("two");
  CHECK(pair.ann.was_first);
  CHECK(*pair.bea.decrypt(true, two) == "two");
  CHECK(*pair.bea.decrypt(true, one) == "one");
}

TEST_CASE("messages arrive in any order, and each opens once") {
  Pair pair;
  pair.talk();
  std::vector<Bytes> sent;
  for (int i = 0; i < 20; ++i) sent.push_back(pair.ann.encrypt(std::to_string(i)));
  TestRandom random(7);
  std::vector<std::size_t> order(sent.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random.below(i)]);
  for (const std::size_t i : order) CHECK(*pair.bea.decrypt(false, sent[i]) == std::to_string(i));
  for (const auto& message : sent) CHECK(code(pair.bea.decrypt(false, message)) == Errc::duplicate);
}

TEST_CASE("a new ratchet over the same rows goes on where the old one stopped") {
  Pair pair;
  pair.talk();
  e2ee::SignalRatchet again(pair.bea.store, pair.bea.random, pair.bea.logger);
  const auto opened = again.decrypt(kContact, false, pair.ann.encrypt("after a restart"));
  REQUIRE(opened);
  CHECK(as_text(opened->plain.view()) == "after a restart");
}

TEST_CASE("the one-time key is gone with the first message, the rest with drop_offer") {
  Pair pair;
  pair.talk();
  CHECK(pair.bea.store.count(RatchetStore::Kind::prekey) == 0);
  CHECK(pair.bea.store.count(RatchetStore::Kind::signed_prekey) == 1);
  REQUIRE(pair.bea.ratchet.drop_offer(kContact, pair.offer));
  CHECK(pair.bea.store.count(RatchetStore::Kind::signed_prekey) == 0);
  CHECK(pair.bea.store.count(RatchetStore::Kind::seen_first) == 0);
  CHECK(*pair.bea.decrypt(false, pair.ann.encrypt("goes on")) == "goes on");
}

TEST_CASE("removing a party leaves no row of it") {
  Pair pair;
  pair.talk();
  REQUIRE(pair.bea.ratchet.remove_party(kContact));
  CHECK(pair.bea.store.rows.empty());
  CHECK(code(pair.bea.ratchet.encrypt(kContact, as_bytes("x"))) == Errc::no_session);
}

TEST_CASE("without a session nothing is encrypted or opened") {
  Pair pair;
  pair.talk();
  Node cem(3);
  CHECK(code(cem.ratchet.encrypt(kContact, as_bytes("x"))) == Errc::no_session);
  CHECK(code(cem.ratchet.decrypt(kContact, false, pair.ann.encrypt("x"))) == Errc::no_session);
}

TEST_CASE("the same seed makes the same bytes: all randomness is the one handed in") {
  Pair one(5), two(5);
  one.talk();
  two.talk();
  CHECK(one.first == two.first);
  CHECK(one.bea.store.rows == two.bea.store.rows);
  CHECK(one.ann.encrypt("again") == two.ann.encrypt("again"));
}

TEST_CASE("a full payload makes messages that fit their slot") {
  const std::string payload = text_of(3519);
  Pair pair;
  const Bytes first = pair.ann.encrypt(payload);
  REQUIRE(pair.ann.was_first);
  CHECK(first.size() <= 3666);
  REQUIRE(*pair.bea.decrypt(true, first) == payload);
  const Bytes next = pair.bea.encrypt(payload);
  REQUIRE_FALSE(pair.bea.was_first);
  CHECK(next.size() <= 3579);
  CHECK(*pair.ann.decrypt(false, next) == payload);
}

TEST_CASE("plaintexts from none to 65,536 bytes go through, one more does not") {
  Pair pair;
  const std::size_t size = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{65536});
  CAPTURE(size);
  CHECK(*pair.bea.decrypt(true, pair.ann.encrypt(text_of(size))) == text_of(size));
  CHECK(*pair.ann.decrypt(false, pair.bea.encrypt(text_of(size))) == text_of(size));
  const std::string large = text_of(65537);
  CHECK(code(pair.ann.ratchet.encrypt(kContact, as_bytes(large))) == Errc::too_large);
}

TEST_CASE("a thousand skipped messages still open, one more is refused") {
  Pair pair;
  pair.talk();
  std::vector<Bytes> sent;
  for (int i = 0; i <= 1001; ++i) sent.push_back(pair.ann.encrypt(std::to_string(i)));
  CHECK(code(pair.bea.decrypt(false, sent[1001])) == Errc::too_far);
  CHECK(*pair.bea.decrypt(false, sent[1000]) == "1000");
  CHECK(*pair.bea.decrypt(false, sent[0]) == "0");
  CHECK(*pair.bea.decrypt(false, sent[999]) == "999");
  CHECK(*pair.bea.decrypt(false, sent[1001]) == "1001");
}

TEST_CASE(
    "changing the direction many times goes on, a message from six changes ago is lost alone") {
  Pair pair;
  pair.talk();
  const Bytes old = pair.ann.encrypt("old");
  for (int i = 0; i < 6; ++i) {
    REQUIRE(*pair.bea.decrypt(false, pair.ann.encrypt("there")) == "there");
    REQUIRE(*pair.ann.decrypt(false, pair.bea.encrypt("back")) == "back");
  }
  CHECK_FALSE(pair.bea.decrypt(false, old).ok());
  CHECK(*pair.bea.decrypt(false, pair.ann.encrypt("new")) == "new");
}

TEST_CASE("both sides may start at once") {
  Pair pair;
  const auto offer = *pair.ann.ratchet.make_offer(kContact);
  REQUIRE(pair.bea.ratchet.accept_offer(kContact, offer));
  const Bytes from_ann = pair.ann.encrypt("a"), from_bea = pair.bea.encrypt("b");
  CHECK(*pair.bea.decrypt(true, from_ann) == "a");
  CHECK(*pair.ann.decrypt(true, from_bea) == "b");
  const Bytes next = pair.ann.encrypt("c");
  CHECK(*pair.bea.decrypt(pair.ann.was_first, next) == "c");
}
