#include "wire/circle.h"

#include "base/byte_io.h"
#include "wire/shown_text.h"

namespace ww::wire {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kSuite = 1;
constexpr std::size_t kSignature = 64;
constexpr std::size_t kPartHeader = 2;
constexpr std::size_t kTag = 2 + 64;  // of every slot on a board
constexpr std::size_t kPartBytes = limits::kSlotMessage - kTag - kPartHeader;

std::uint8_t small(std::size_t count) {
  WW_CHECK(count <= 0xFF);
  return static_cast<std::uint8_t>(count);
}

void write_text(ByteWriter& out, std::string_view text) {
  out.u8(small(text.size())).raw(as_bytes(text));
}

std::string_view read_text(ByteReader& in) { return as_text(in.raw(in.u8())); }

// ---- snapshot
// ----------------------------------------------------------------------------------------

void write_policy(ByteWriter& out, const CirclePolicy& policy) {
  WW_CHECK(policy.regions.size() <= limits::kCircleRegionsMax);
  out.u8(policy.hops_max).u8(policy.members_max).u8(small(policy.regions.size()));
  for (const std::string& region : policy.regions) write_text(out, region);
}

Result<CirclePolicy> read_policy(ByteReader& in) {
  CirclePolicy policy;
  policy.hops_max = in.u8();
  policy.members_max = in.u8();
  const std::size_t count = in.u8();
  if (count > limits::kCircleRegionsMax) return fail(Errc::too_large);
  for (std::size_t i = 0; i < count; ++i) {
    WW_TRY_SET(std::string region, region_code(read_text(in)));
    policy.regions.push_back(std::move(region));
  }
  return policy;
}

void write_member(ByteWriter& out, const Member& member) {
  WW_CHECK(member.name.size() <= limits::kMemberNameMax);
  out.raw(member.sign_pub).raw(member.kem_pub);
  out.u8(member.devices).u8(member.sponsor).u8(member.flags);
  write_text(out, member.name);
}

Result<Member> read_member(ByteReader& in) {
  Member member;
  member.sign_pub = in.array<32>();
  member.kem_pub = in.array<32>();
  member.devices = in.u8();
  member.sponsor = in.u8();
  member.flags = in.u8();
  WW_TRY_SET(member.name, shown_text(read_text(in), limits::kMemberNameMax));
  if (!in.ok() || member.devices == 0) return fail(Errc::malformed);
  if (member.flags != 0) return fail(Errc::unsupported);
  return member;
}

Result<std::vector<crypto::PublicKey>> read_admins(ByteReader& in) {
  const std::size_t count = in.u8();
  if (count == 0) return fail(Errc::malformed);
  if (count > limits::kAdminsMax) return fail(Errc::too_large);
  std::vector<crypto::PublicKey> admins;
  for (std::size_t i = 0; i < count; ++i) admins.push_back(in.array<32>());
  return admins;
}

Result<std::vector<Member>> read_members(ByteReader& in) {
  const std::size_t count = in.u8();
  if (count == 0) return fail(Errc::malformed);
  if (count > limits::kMembersFormat) return fail(Errc::too_large);
  std::vector<Member> members;
  for (std::size_t i = 0; i < count; ++i) {
    WW_TRY_SET(Member member, read_member(in));
    if (member.sponsor >= count) return fail(Errc::malformed);
    members.push_back(std::move(member));
  }
  return members;
}

// ---- key slots and epoch slots
// -----------------------------------------------------------------------

struct Seats {
  std::uint16_t one = 0;  // the sender's or signer's place among them
  std::size_t count = 0;
};

Result<Seats> read_seats(ByteReader& in) {
  Seats seats;
  seats.one = in.u16();
  seats.count = in.u16();
  if (seats.count > limits::kMembersFormat) return fail(Errc::too_large);
  if (!in.ok() || seats.one >= seats.count) return fail(Errc::malformed);
  return seats;
}

void write_wraps(ByteWriter& out, const std::vector<ByteArray<48>>& wraps) {
  for (const auto& wrap : wraps) out.raw(wrap);
}

std::vector<ByteArray<48>> read_wraps(ByteReader& in, std::size_t count) {
  std::vector<ByteArray<48>> wraps;
  for (std::size_t i = 0; i < count; ++i) wraps.push_back(in.array<48>());
  return wraps;
}

std::uint16_t count_of(const std::vector<ByteArray<48>>& wraps) {
  WW_CHECK(!wraps.empty() && wraps.size() <= limits::kMembersFormat);
  return static_cast<std::uint16_t>(wraps.size());
}

}  // namespace

ByteView signed_part(ByteView bytes) {
  return bytes.size() < kSignature ? ByteView{} : bytes.first(bytes.size() - kSignature);
}

Bytes encode_snapshot(const Snapshot& snapshot) {
  WW_CHECK(!snapshot.admins.empty() && snapshot.admins.size() <= limits::kAdminsMax);
  WW_CHECK(!snapshot.members.empty() && snapshot.members.size() <= limits::kMembersFormat);
  ByteWriter out;
  out.u8(snapshot.version).u8(snapshot.suite).raw(snapshot.circle).raw(snapshot.nonce);
  out.raw(snapshot.founder).u32(snapshot.epoch).raw(snapshot.previous);
  out.u8(small(snapshot.admins.size()));
  for (const auto& admin : snapshot.admins) out.raw(admin);
  write_policy(out, snapshot.policy);
  out.u8(small(snapshot.members.size()));
  for (const Member& member : snapshot.members) write_member(out, member);
  return out.raw(snapshot.signer).raw(snapshot.signature).take();
}

Result<Snapshot> decode_snapshot(ByteView bytes) {
  ByteReader in(bytes);
  Snapshot snapshot;
  snapshot.version = in.u8();
  snapshot.suite = in.u8();
  if (!in.ok()) return fail(Errc::malformed);
  if (snapshot.version != kVersion || snapshot.suite != kSuite) return fail(Errc::unsupported);
  snapshot.circle = CircleId{in.array<16>()};
  snapshot.nonce = in.array<16>();
  snapshot.founder = in.array<32>();
  snapshot.epoch = in.u32();
  snapshot.previous = Digest32{in.array<32>()};
  WW_TRY_SET(snapshot.admins, read_admins(in));
  WW_TRY_SET(snapshot.policy, read_policy(in));
  WW_TRY_SET(snapshot.members, read_members(in));
  snapshot.signer = in.array<32>();
  snapshot.signature = in.array<64>();
  if (!in.finished()) return fail(Errc::malformed);
  return snapshot;
}

Result<std::vector<Bytes>> split_snapshot(ByteView bytes) {
  const std::size_t parts = (bytes.size() + kPartBytes - 1) / kPartBytes;
  if (parts == 0) return fail(Errc::malformed);
  if (parts > limits::kSnapshotPartsMax) return fail(Errc::too_large);
  std::vector<Bytes> split;
  for (std::size_t part = 0; part < parts; ++part) {
    const ByteView rest = bytes.subspan(part * kPartBytes);
    ByteWriter out;
    out.u8(small(part)).u8(small(parts)).raw(rest.first(std::min(rest.size(), kPartBytes)));
    split.push_back(out.take());
  }
  return split;
}

Bytes encode_key_slot(const KeySlot& slot) {
  ByteWriter out;
  out.raw(slot.circle).u32(slot.epoch).raw(slot.snapshot);
  out.u16(slot.sender).u16(count_of(slot.wraps));
  out.raw(slot.e_pub).raw(slot.next_kem).raw(slot.sealed_skdm);
  write_wraps(out, slot.wraps);
  return out.raw(slot.signature).take();
}

Result<KeySlot> decode_key_slot(ByteView bytes) {
  ByteReader in(bytes);
  KeySlot slot;
  slot.circle = CircleId{in.array<16>()};
  slot.epoch = in.u32();
  slot.snapshot = Digest32{in.array<32>()};
  WW_TRY_SET(const Seats seats, read_seats(in));
  slot.sender = seats.one;
  slot.e_pub = in.array<32>();
  slot.next_kem = in.array<32>();
  slot.sealed_skdm = in.array<112>();
  slot.wraps = read_wraps(in, seats.count);
  slot.signature = in.array<64>();
  if (!in.finished()) return fail(Errc::malformed);
  return slot;
}

Bytes encode_epoch_slot(const EpochSlot& slot) {
  WW_CHECK(slot.sealed_route.size() <= limits::kSealedRouteMax);
  ByteWriter out;
  out.raw(slot.circle).u32(slot.epoch).raw(slot.old_snapshot).raw(slot.new_snapshot);
  out.u16(slot.signer).u16(count_of(slot.wraps)).raw(slot.e_pub);
  write_wraps(out, slot.wraps);
  out.u16(static_cast<std::uint16_t>(slot.sealed_route.size())).raw(slot.sealed_route);
  return out.raw(slot.signature).take();
}

Result<EpochSlot> decode_epoch_slot(ByteView bytes) {
  ByteReader in(bytes);
  EpochSlot slot;
  slot.circle = CircleId{in.array<16>()};
  slot.epoch = in.u32();
  slot.old_snapshot = Digest32{in.array<32>()};
  slot.new_snapshot = Digest32{in.array<32>()};
  WW_TRY_SET(const Seats seats, read_seats(in));
  slot.signer = seats.one;
  slot.e_pub = in.array<32>();
  slot.wraps = read_wraps(in, seats.count);
  const std::size_t route_size = in.u16();
  if (route_size > limits::kSealedRouteMax) return fail(Errc::too_large);
  slot.sealed_route = to_bytes(in.raw(route_size));
  slot.signature = in.array<64>();
  if (!in.finished()) return fail(Errc::malformed);
  return slot;
}

Bytes encode_route(const Route& route) {
  WW_CHECK(route.host_port.size() <= limits::kRouteHostMax);
  ByteWriter out;
  out.raw(route.relay);
  write_text(out, route.host_port);
  out.zeros(limits::kRoutePlain - out.size());
  return out.take();
}

Result<Route> decode_route(ByteView bytes) {
  if (bytes.size() != limits::kRoutePlain) return fail(Errc::malformed);
  ByteReader in(bytes);
  Route route;
  route.relay = RelayKey{in.array<32>()};
  route.host_port = read_text(in);
  // One rule for addresses, wherever they come from.
  if (!in.ok() || !parse_address(to_address(route))) return fail(Errc::malformed);
  for (const std::uint8_t zero : in.rest()) {
    if (zero != 0) return fail(Errc::malformed);
  }
  return route;
}

}  // namespace ww::wire
