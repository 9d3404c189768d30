// Two nodes' ratchets over stores in memory, for the tests of this folder.
#pragma once

#include "e2ee/signal_ratchet.h"
#include "support/catch.h"
#include "support/memory_ratchet_store.h"
#include "support/test_random.h"

namespace ww::test {

inline constexpr ContactId kContact{{1}};

struct Node {
  explicit Node(std::uint64_t seed) : random(seed) { REQUIRE(ratchet.create_party(kContact)); }
  Bytes encrypt(std::string_view text) {
    auto sealed = ratchet.encrypt(kContact, as_bytes(text));
    REQUIRE(sealed);
    was_first = sealed->prekey;
    return sealed->message;
  }
  Result<std::string> decrypt(bool prekey, ByteView message) {
    WW_TRY_SET(const auto opened, ratchet.decrypt(kContact, prekey, message));
    return std::string(as_text(opened.plain.view()));
  }
  MemoryRatchetStore store;
  TestRandom random;
  NullLogger logger;
  e2ee::SignalRatchet ratchet{store, random, logger};
  bool was_first = false;
};

// Ann takes an invite of Bea and both have written once, so both send SignalMessages.
struct Pair {
  explicit Pair(std::uint64_t seed = 1) : ann(seed), bea(seed + 1000) {
    offer = *bea.ratchet.make_offer(kContact);
    REQUIRE(ann.ratchet.accept_offer(kContact, offer));
  }
  void talk() {
    first = ann.encrypt("hello");
    REQUIRE(*bea.decrypt(true, first) == "hello");
    REQUIRE(*ann.decrypt(false, bea.encrypt("and to you")) == "and to you");
  }
  Node ann;
  Node bea;
  PreKeyOffer offer;
  Bytes first;
};

template <class T>
Errc code(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().code;
}

}  // namespace ww::test
