// Goal: when the store fails, at whatever read or write, StoreFailed comes out (never through the
// library's C frames), nothing is given out, and the next try works as if nothing had been.
// Method: let the first, second, third .. access fail until the call gets through; the caller's
// transaction is played by putting the old rows back.
#include <functional>

#include "people.h"

using namespace ww;
using namespace ww::test;

namespace {

using Limit = std::optional<std::size_t> MemoryRatchetStore::*;

// How many accesses failed before `call` got through.
std::size_t fails_everywhere(MemoryRatchetStore& store, Limit limit,
                             const std::function<bool()>& call) {
  for (std::size_t failing = 1; failing < 100; ++failing) {
    const auto rows = store.rows;
    store.*limit = failing;
    bool failed = false;
    try {
      const bool through = call();  // not inside REQUIRE, which catches what is thrown
      REQUIRE(through);
    } catch (const StoreFailed& failure) {
      CHECK(failure.error().code == Errc::storage);
      failed = true;
    }
    store.*limit = std::nullopt;
    if (!failed) return failing - 1;
    store.rows = rows;
  }
  return 0;
}

void check(MemoryRatchetStore& store, const std::function<bool()>& call) {
  const Limit limit =
      GENERATE(&MemoryRatchetStore::reads_until_failure, &MemoryRatchetStore::writes_until_failure);
  CHECK(fails_everywhere(store, limit, call) > 0);
}

}  // namespace

TEST_CASE("a failing store while a session is started") {
  Pair pair;
  const auto offer = *pair.ann.ratchet.make_offer(kContact);
  check(pair.bea.store, [&] { return pair.bea.ratchet.accept_offer(kContact, offer).ok(); });
}

TEST_CASE("a failing store while an offer is made") {
  Node ann(1);
  check(ann.store, [&] { return ann.ratchet.make_offer(kContact).ok(); });
}

TEST_CASE("a failing store while a message is encrypted") {
  Pair pair;
  pair.talk();
  check(pair.ann.store, [&] { return pair.ann.ratchet.encrypt(kContact, as_bytes("x")).ok(); });
}

TEST_CASE("a failing store while a first message is opened") {
  Pair pair;
  const Bytes first = pair.ann.encrypt("first");
  check(pair.bea.store, [&] { return pair.bea.decrypt(true, first).ok(); });
}

TEST_CASE("a failing store while a message is opened") {
  Pair pair;
  pair.talk();
  const Bytes message = pair.ann.encrypt("x");
  check(pair.bea.store, [&] { return pair.bea.decrypt(false, message).ok(); });
}

TEST_CASE("a failing store while a sender key is made, taken and used") {
  Node ann(1), bea(2);
  const Ratchet::Group group{CircleId{{9}}, 1};
  const MemberId member{{1}};
  const Limit limit =
      GENERATE(&MemoryRatchetStore::reads_until_failure, &MemoryRatchetStore::writes_until_failure);
  Bytes skdm, message;
  CHECK(fails_everywhere(ann.store, limit, [&] {
          const auto made = ann.ratchet.distribution(group, member);
          if (made) skdm = *made;
          return made.ok();
        }) > 0);
  CHECK(fails_everywhere(bea.store, limit, [&] {
          return bea.ratchet.process_distribution(group, member, skdm).ok();
        }) > 0);
  CHECK(fails_everywhere(ann.store, limit, [&] {
          const auto made = ann.ratchet.group_encrypt(group, member, as_bytes("x"));
          if (made) message = *made;
          return made.ok();
        }) > 0);
  CHECK(fails_everywhere(bea.store, limit, [&] {
          return bea.ratchet.group_decrypt(group, member, message).ok();
        }) > 0);
}

TEST_CASE(
    "attack: old database restored: the same key would be used again, so nobody may restore it") {
  // What the library does with an old copy, and why a restored node must re-key with everyone.
  Pair pair;
  pair.talk();
  const auto old = pair.ann.store.rows;
  const Bytes one = pair.ann.encrypt("same words");
  pair.ann.store.rows = old;
  CHECK(pair.ann.encrypt("same words") == one);
  REQUIRE(pair.bea.decrypt(false, one));
  CHECK(code(pair.bea.decrypt(false, one)) == Errc::duplicate);
}
