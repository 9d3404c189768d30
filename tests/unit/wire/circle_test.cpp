#include "wire/circle.h"

#include "support/catch.h"
#include "support/test_random.h"
#include "wire/payload.h"

using namespace ww;

namespace {

Route onion_route() {
  return {RelayKey{ByteArray<32>{1, 2}}, std::string(56, 'a') + ".onion:7077"};
}

Member member(test::TestRandom& random, std::size_t index) {
  Member made;
  made.sign_pub = random.array<32>();
  made.kem_pub = random.array<32>();
  made.sponsor = static_cast<std::uint8_t>(index / 2);
  made.name = std::string(limits::kMemberNameMax, static_cast<char>('a' + index % 26));
  return made;
}

Snapshot snapshot(std::size_t members) {
  test::TestRandom random(members);
  Snapshot made;
  made.circle = random.id<CircleId>();
  made.nonce = random.array<16>();
  made.founder = random.array<32>();
  made.epoch = 7;
  made.previous = random.id<Digest32>();
  made.admins.resize(limits::kAdminsMax);
  made.policy.regions.assign(limits::kCircleRegionsMax, "GB-LDS");
  for (std::size_t i = 0; i < members; ++i) made.members.push_back(member(random, i));
  made.signer = random.array<32>();
  made.signature = random.array<64>();
  return made;
}

KeySlot key_slot(std::size_t members) {
  test::TestRandom random(members);
  KeySlot made;
  made.circle = random.id<CircleId>();
  made.epoch = 3;
  made.snapshot = random.id<Digest32>();
  made.sender = static_cast<std::uint16_t>(members - 1);
  made.e_pub = random.array<32>();
  made.next_kem = random.array<32>();
  made.sealed_skdm = random.array<112>();
  for (std::size_t i = 0; i < members; ++i) made.wraps.push_back(random.array<48>());
  made.signature = random.array<64>();
  return made;
}

EpochSlot epoch_slot(std::size_t members) {
  test::TestRandom random(members);
  EpochSlot made;
  made.circle = random.id<CircleId>();
  made.epoch = 4;
  made.old_snapshot = random.id<Digest32>();
  made.new_snapshot = random.id<Digest32>();
  made.e_pub = random.array<32>();
  for (std::size_t i = 0; i < members; ++i) made.wraps.push_back(random.array<48>());
  made.sealed_route.resize(limits::kSealedRouteMax, 9);
  made.signature = random.array<64>();
  return made;
}

// A snapshot of one member, bent at one place before it is read.
template <class Bend>
Errc snapshot_error(Bend bend) {
  Snapshot made = snapshot(1);
  bend(made);
  const auto read = wire::decode_snapshot(wire::encode_snapshot(made));
  return read ? Errc::internal : read.error().code;
}

template <class Decode>
void refuses_other_lengths(Bytes bytes, Decode decode) {
  CHECK_FALSE(decode({}).ok());
  for (std::size_t size = 1; size < bytes.size(); size += 7) {
    CAPTURE(size);
    CHECK_FALSE(decode(ByteView(bytes).first(size)).ok());
  }
  bytes.push_back(0);
  CHECK_FALSE(decode(bytes).ok());
}

}  // namespace

TEST_CASE("a snapshot goes round, byte for byte, at one member and at 64", "[wire][circle]") {
  const std::size_t members = GENERATE(1u, 50u, 64u);
  const Bytes bytes = wire::encode_snapshot(snapshot(members));
  const auto read = wire::decode_snapshot(bytes);
  REQUIRE(read.ok());
  CHECK(wire::encode_snapshot(*read) == bytes);
  CHECK(read->members.size() == members);
  CHECK(read->members.back().name == snapshot(members).members.back().name);
  CHECK(read->policy.regions.size() == 8);
  CHECK(read->signature == snapshot(members).signature);
}

TEST_CASE("the longest snapshot has 6,755 bytes and travels in two slots", "[wire][circle]") {
  const Bytes bytes = wire::encode_snapshot(snapshot(64));
  CHECK(bytes.size() == 6755);
  const auto parts = wire::split_snapshot(bytes);
  REQUIRE(parts.ok());
  REQUIRE(parts->size() == 2);
  Bytes joined;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const Bytes& part = (*parts)[i];
    CHECK(part.size() <= limits::kSlotMessage - 66);
    CHECK(part[0] == i);
    CHECK(part[1] == 2);
    joined.insert(joined.end(), part.begin() + 2, part.end());
  }
  CHECK(joined == bytes);
}

TEST_CASE("a snapshot is cut into at most three parts", "[wire][circle]") {
  constexpr std::size_t kPart = limits::kSlotMessage - 66 - 2;  // the tag, and which part it is
  CHECK(wire::split_snapshot(Bytes(kPart)).value().size() == 1);
  CHECK(wire::split_snapshot(Bytes(kPart + 1)).value().size() == 2);
  CHECK(wire::split_snapshot(Bytes(3 * kPart)).value().size() == 3);
  CHECK(wire::split_snapshot(Bytes(3 * kPart + 1)).error().code == Errc::too_large);
  CHECK(wire::split_snapshot({}).error().code == Errc::malformed);
}

TEST_CASE("a snapshot of a newer form is unsupported, a broken one malformed", "[wire][circle]") {
  CHECK(snapshot_error([](auto&) {}) == Errc::internal);  // unbent: no error
  CHECK(snapshot_error([](auto& s) { s.version = 2; }) == Errc::unsupported);
  CHECK(snapshot_error([](auto& s) { s.suite = 2; }) == Errc::unsupported);
  CHECK(snapshot_error([](auto& s) { s.members[0].flags = 1; }) == Errc::unsupported);
  CHECK(snapshot_error([](auto& s) { s.members[0].devices = 0; }) == Errc::malformed);
  CHECK(snapshot_error([](auto& s) { s.members[0].sponsor = 1; }) == Errc::malformed);
  CHECK(snapshot_error([](auto& s) { s.members[0].name = "\xFF"; }) == Errc::malformed);
  CHECK(snapshot_error([](auto& s) { s.members[0].name = "a\nb"; }) == Errc::malformed);
  CHECK(snapshot_error([](auto& s) { s.policy.regions = {"Leeds"}; }) == Errc::malformed);
}

TEST_CASE("counts in a snapshot are held to their bounds", "[wire][circle]") {
  // version 1, suite 1, ids and founder 64, epoch 4, previous 32
  constexpr std::size_t kAdminsAt = 102;
  Bytes bytes = wire::encode_snapshot(snapshot(1));
  const std::size_t regions_at = kAdminsAt + 1 + 3 * 32 + 2;
  const std::size_t members_at = regions_at + 1 + 8 * 7;
  const auto error_with = [&](std::size_t at, std::uint8_t count) {
    Bytes bent = bytes;
    bent[at] = count;
    bent.resize(bent.size() + 70 * 100);
    return wire::decode_snapshot(bent).error().code;
  };
  REQUIRE(bytes[kAdminsAt] == 3);
  REQUIRE(bytes[regions_at] == 8);
  REQUIRE(bytes[members_at] == 1);
  CHECK(error_with(kAdminsAt, 0) == Errc::malformed);
  CHECK(error_with(kAdminsAt, 4) == Errc::too_large);
  CHECK(error_with(regions_at, 9) == Errc::too_large);
  CHECK(error_with(members_at, 0) == Errc::malformed);
  CHECK(error_with(members_at, 65) == Errc::too_large);
}

TEST_CASE("a key slot has 296 + 48 n bytes and fits a slot at 64 members", "[wire][circle]") {
  const std::size_t members = GENERATE(1u, 50u, 64u);
  const Bytes bytes = wire::encode_key_slot(key_slot(members));
  CHECK(bytes.size() == 296 + 48 * members);
  CHECK(bytes.size() <= limits::kSlotMessage - 66);
  const auto read = wire::decode_key_slot(bytes);
  REQUIRE(read.ok());
  CHECK(wire::encode_key_slot(*read) == bytes);
  CHECK(read->sender == members - 1);
}

TEST_CASE("an epoch slot has 330 + 48 n bytes and fits a slot at 64 members", "[wire][circle]") {
  const std::size_t members = GENERATE(1u, 50u, 64u);
  const Bytes bytes = wire::encode_epoch_slot(epoch_slot(members));
  CHECK(bytes.size() == 330 + 48 * members);
  CHECK(bytes.size() <= limits::kSlotMessage);
  const auto read = wire::decode_epoch_slot(bytes);
  REQUIRE(read.ok());
  CHECK(wire::encode_epoch_slot(*read) == bytes);
  CHECK(read->sealed_route.size() == 144);
}

TEST_CASE("a key slot or epoch slot for 65, or from nobody among them, is refused",
          "[wire][circle]") {
  constexpr std::size_t kKeySeats = 16 + 4 + 32, kEpochSeats = 16 + 4 + 32 + 32;
  const auto bent = [](Bytes bytes, std::size_t at, std::uint8_t value) {
    bytes[at] = value;
    return bytes;
  };
  const Bytes key = wire::encode_key_slot(key_slot(64));
  const Bytes epoch = wire::encode_epoch_slot(epoch_slot(64));
  CHECK(wire::decode_key_slot(bent(key, kKeySeats, 64)).error().code == Errc::malformed);
  CHECK(wire::decode_epoch_slot(bent(epoch, kEpochSeats, 64)).error().code == Errc::malformed);
  CHECK(wire::decode_key_slot(bent(key, kKeySeats + 2, 65)).error().code == Errc::too_large);
  CHECK(wire::decode_epoch_slot(bent(epoch, kEpochSeats + 2, 65)).error().code == Errc::too_large);
  CHECK(wire::decode_key_slot(bent(key, kKeySeats + 2, 0)).error().code == Errc::malformed);
  constexpr std::size_t kRouteLength = kEpochSeats + 4 + 32 + 64 * 48;
  CHECK(wire::decode_epoch_slot(bent(epoch, kRouteLength, 145)).error().code == Errc::too_large);
}

TEST_CASE("circle bytes that are cut or grown are refused", "[wire][circle]") {
  refuses_other_lengths(wire::encode_snapshot(snapshot(3)), wire::decode_snapshot);
  refuses_other_lengths(wire::encode_key_slot(key_slot(3)), wire::decode_key_slot);
  refuses_other_lengths(wire::encode_epoch_slot(epoch_slot(3)), wire::decode_epoch_slot);
  refuses_other_lengths(wire::encode_route(onion_route()), wire::decode_route);
}

TEST_CASE("a route before its sealing has one size, whatever its address", "[wire][circle]") {
  const Route longest{RelayKey{}, std::string(limits::kRouteHostMax - 5, 'a') + ":7077"};
  const Route shortest{RelayKey{}, "a:1"};
  for (const Route& route : {longest, shortest, onion_route()}) {
    const Bytes bytes = wire::encode_route(route);
    CHECK(bytes.size() + 16 == limits::kSealedRouteMax);
    CHECK(wire::decode_route(bytes).value() == route);
  }
  Bytes padded = wire::encode_route(shortest);
  padded.back() = 1;
  CHECK(wire::decode_route(padded).error().code == Errc::malformed);
  Bytes not_an_address = wire::encode_route(shortest);
  not_an_address[33] = ':';
  CHECK(wire::decode_route(not_an_address).error().code == Errc::malformed);
}

TEST_CASE("the signed part is everything but the last 64 bytes", "[wire][circle]") {
  const Bytes bytes = wire::encode_key_slot(key_slot(2));
  KeySlot other = key_slot(2);
  other.signature.fill(0);
  CHECK(same_bytes(wire::signed_part(bytes), wire::signed_part(wire::encode_key_slot(other))));
  CHECK(wire::signed_part(bytes).size() == bytes.size() - 64);
  CHECK(wire::signed_part(Bytes(63)).empty());
}
