// Goal: the gate takes exactly the message format, at its bounds and not one past them.
#include "e2ee/gate.h"

#include "domain/ratchet_limits.h"
#include "people.h"
#include "proto_writer.h"

using namespace ww;
using namespace ww::test;

namespace {

Bytes typed_key(std::uint8_t fill = 7) {
  Bytes key(33, fill);
  key[0] = 5;
  return key;
}

struct Signal {
  Bytes version{0x33};
  Bytes key = typed_key();
  std::uint64_t counter = 3;
  Bytes body = Bytes(16, 1);
  Bytes more;
  Bytes made() const {
    return ProtoWriter{}
        .raw(version)
        .bytes(1, key)
        .number(2, counter)
        .number(3, 0)
        .bytes(4, body)
        .raw(more)
        .raw(Bytes(8, 9))
        .take();
  }
};

struct First {
  std::uint64_t one_time = 1, signed_id = 1;
  Bytes message = Signal{}.made();
  Bytes made() const {
    return ProtoWriter{}
        .raw(Bytes{0x33})
        .number(5, 42)
        .number(1, one_time)
        .bytes(2, typed_key(8))
        .bytes(3, typed_key(9))
        .bytes(4, message)
        .number(6, signed_id)
        .take();
  }
};

struct Skdm {
  std::uint64_t iteration = 0;
  std::size_t chain_key = 32;
  Bytes more;
  Bytes made() const {
    return ProtoWriter{}
        .raw(Bytes{0x33})
        .number(1, 5)
        .number(2, iteration)
        .bytes(3, Bytes(chain_key, 1))
        .bytes(4, typed_key())
        .raw(more)
        .take();
  }
};

Errc signal_code(const Signal& message) { return code(e2ee::read_signal_message(message.made())); }
Errc first_code(const First& message) { return code(e2ee::read_first_message(message.made())); }

}  // namespace

TEST_CASE("a well-formed message passes, of senders that know version 3 or 4") {
  Signal message;
  for (const std::uint8_t version : Bytes{0x33, 0x34}) {
    message.version = {version};
    const auto header = e2ee::read_signal_message(message.made());
    REQUIRE(header);
    CHECK(header->counter == 3);
    CHECK(header->ratchet_key[0] == 7);
  }
}

TEST_CASE("other versions are told apart from damage") {
  Signal message;
  for (const std::uint8_t version : Bytes{0x23, 0x43, 0x44, 0x32, 0x35, 0x00, 0xFF}) {
    CAPTURE(int{version});
    message.version = {version};
    CHECK(signal_code(message) == Errc::unsupported);
  }
}

TEST_CASE("every cut of a message is refused") {
  const Bytes whole = First{}.made();
  REQUIRE(e2ee::read_first_message(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(e2ee::read_first_message(ByteView(whole).first(size)).ok());
  }
}

TEST_CASE("keys have 33 bytes, type 5, and are not of low order") {
  Signal message;
  message.key = Bytes(32, 5);
  CHECK(signal_code(message) == Errc::malformed);
  message.key = Bytes(34, 5);
  CHECK(signal_code(message) == Errc::malformed);
  message.key = typed_key();
  message.key[0] = 6;
  CHECK(signal_code(message) == Errc::malformed);
  for (const char* weak : {"0000000000000000000000000000000000000000000000000000000000000000",
                           "0100000000000000000000000000000000000000000000000000000000000080",
                           "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                           "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                           "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    CAPTURE(weak);
    const Bytes key = *from_hex(weak);
    message.key = ProtoWriter{}.raw(Bytes{5}).raw(key).take();
    CHECK(signal_code(message) == Errc::malformed);
    // The same list as base/crypto's, which asks libsodium.
    CHECK_FALSE(crypto::x25519(crypto::Key(Bytes(32, 3)), to_array<32>(key)));
  }
}

TEST_CASE("fields come once, and none that is not known") {
  Signal message;
  message.more = ProtoWriter{}.number(2, 4).take();
  CHECK(signal_code(message) == Errc::malformed);
  message.more = ProtoWriter{}.number(5, 4).take();
  CHECK(signal_code(message) == Errc::malformed);
  message.more = ProtoWriter{}.number(100, 4).take();
  CHECK(signal_code(message) == Errc::malformed);
  message.more = ProtoWriter{}.bytes(1, typed_key()).take();
  CHECK(signal_code(message) == Errc::malformed);
  message.more = Bytes{0x19, 1, 2, 3, 4, 5, 6, 7, 8};  // field 3 as a fixed 64-bit number
  CHECK(signal_code(message) == Errc::malformed);
}

TEST_CASE("numbers have one spelling and 32 bits") {
  Signal message;
  message.counter = 0xFFFFFFFF;
  CHECK(e2ee::read_signal_message(message.made()).ok());
  message.counter = 0x100000000;
  CHECK(signal_code(message) == Errc::malformed);
  const Bytes longer{0x33, 0x10, 0x83, 0x00};  // 3, with a leading zero
  CHECK(code(e2ee::read_signal_message(
            ProtoWriter{}.raw(longer).bytes(1, typed_key()).bytes(4, Bytes(24, 1)).take())) ==
        Errc::malformed);
}

TEST_CASE("a ciphertext is whole blocks") {
  Signal message;
  for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{17}}) {
    message.body = Bytes(size, 1);
    CHECK(signal_code(message) == Errc::malformed);
  }
  message.body = Bytes(32, 1);
  CHECK(e2ee::read_signal_message(message.made()).ok());
}

TEST_CASE("a message may be as long as its bound and no longer") {
  const Bytes longest(limits::kRatchetMessageMax, 0x33);
  CHECK(code(e2ee::read_signal_message(longest)) == Errc::malformed);
  const Bytes longer(limits::kRatchetMessageMax + 1, 0x33);
  CHECK(code(e2ee::read_signal_message(longer)) == Errc::too_large);
  CHECK(code(e2ee::read_first_message(longer)) == Errc::too_large);
  CHECK(code(e2ee::read_group_message(longer)) == Errc::too_large);
}

TEST_CASE("prekey ids are 1 to 0xFFFFFE; a one-time id of 0 is none") {
  First message;
  message.one_time = message.signed_id = 0xFFFFFE;
  CHECK(*e2ee::read_first_message(message.made())->one_time_id == 0xFFFFFE);
  message.one_time = 0xFFFFFF;
  CHECK(first_code(message) == Errc::malformed);
  message.one_time = 0;
  CHECK_FALSE(e2ee::read_first_message(message.made())->one_time_id);
  message.signed_id = 0;
  CHECK(first_code(message) == Errc::malformed);
  message.signed_id = 0xFFFFFF;
  CHECK(first_code(message) == Errc::malformed);
}

TEST_CASE("the message within a first message is held to the same") {
  First message;
  message.message = Bytes(20, 0x33);
  CHECK(first_code(message) == Errc::malformed);
}

TEST_CASE("a distribution message has a chain key of 32 bytes and an iteration below 2^31") {
  for (const std::size_t size : std::vector<std::size_t>{0, 1, 31, 33, 64}) {
    CAPTURE(size);
    CHECK(code(e2ee::read_distribution(Skdm{0, size, {}}.made())) == Errc::malformed);
  }
  CHECK(e2ee::read_distribution(Skdm{0x7FFFFFFF, 32, {}}.made()).ok());
  CHECK(code(e2ee::read_distribution(Skdm{0x80000000, 32, {}}.made())) == Errc::malformed);
}

TEST_CASE("a distribution message may have 512 bytes and no more") {
  const Bytes longest(limits::kDistributionMax, 0x33), longer(limits::kDistributionMax + 1, 0x33);
  CHECK(code(e2ee::read_distribution(longest)) == Errc::malformed);
  CHECK(code(e2ee::read_distribution(longer)) == Errc::too_large);
}

TEST_CASE("a signature's S is below the order of the group") {
  Bytes signature(64, 0);
  const Bytes order = *from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  std::copy(order.begin(), order.end(), signature.begin() + 32);
  CHECK_FALSE(e2ee::is_canonical_signature(signature));
  signature[32] -= 1;
  CHECK(e2ee::is_canonical_signature(signature));
  signature[63] |= 0x80;  // the sign of the key, which XEdDSA keeps there
  CHECK(e2ee::is_canonical_signature(signature));
  signature[63] |= 0x20;
  CHECK_FALSE(e2ee::is_canonical_signature(signature));
  CHECK_FALSE(e2ee::is_canonical_signature(ByteView(signature).first(63)));
}

TEST_CASE("noise passes neither gate nor library, and changes nothing") {
  Pair pair;
  pair.talk();
  const auto rows = pair.bea.store.rows;
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  TestRandom random(seed);
  const Bytes real = pair.ann.encrypt("real");
  for (int i = 0; i < 300; ++i) {
    Bytes message = real;
    for (std::uint64_t flips = 1 + random.below(4); flips > 0; --flips) {
      message[random.below(message.size())] ^= static_cast<std::uint8_t>(1 + random.below(255));
    }
    CHECK_FALSE(pair.bea.decrypt(false, message).ok());
    CHECK_FALSE(pair.bea.decrypt(true, message).ok());
  }
  CHECK(pair.bea.store.rows == rows);
  CHECK(*pair.bea.decrypt(false, real) == "real");
}
