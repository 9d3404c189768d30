#include "wire/invite.h"

#include <optional>

#include "base/byte_io.h"
#include "base/crypto.h"
#include "base/guard.h"
#include "domain/limits.h"
#include "domain/ratchet_limits.h"

namespace ww::wire {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kSuite = 1;
constexpr std::string_view kScheme = "watchword:";
constexpr std::size_t kCheck = 4;
constexpr std::uint16_t kCritical = 0x8000;

ByteArray<kCheck> check_of(ByteView bytes) { return to_array<kCheck>(crypto::sha256(bytes)); }

bool is_prekey_id(std::uint32_t id) {
  return id >= limits::kPreKeyIdMin && id <= limits::kPreKeyIdMax;
}
bool is_registration_id(std::uint16_t id) { return id >= 1 && id <= limits::kRegistrationIdMax; }

PreKeyOffer read_offer(ByteReader& in) {
  PreKeyOffer offer;
  offer.identity = in.array<32>();
  offer.registration_id = in.u16();
  offer.signed_prekey_id = in.u32();
  offer.signed_prekey = in.array<32>();
  offer.signature = in.array<64>();
  offer.one_time_id = in.u32();
  offer.one_time = in.array<32>();
  return offer;
}

Result<std::vector<Route>> read_routes(ByteReader& in) {
  const std::size_t count = in.u8();
  if (count < 1 || count > limits::kRoutesMax) return fail(Errc::malformed);
  std::vector<Route> routes;
  for (std::size_t i = 0; i < count; ++i) {
    Route route;
    route.relay = RelayKey{in.array<32>()};
    route.host_port = as_text(in.raw(in.u8()));
    // One rule for addresses, wherever they come from.
    if (!in.ok() || !parse_address(to_address(route))) return fail(Errc::malformed);
    routes.push_back(std::move(route));
  }
  return routes;
}

// type 2 | length 2 | bytes. This version knows no type; a critical one it may not pass over.
Result<> check_extension(ByteView extension) {
  ByteReader in(extension);
  while (!in.rest().empty()) {
    const std::uint16_t type = in.u16();
    in.raw(in.u16());
    if (!in.ok()) return fail(Errc::malformed);
    if (guarded("invite: what must be understood") && (type & kCritical) != 0) {
      return fail(Errc::unsupported);
    }
  }
  return done();
}

}  // namespace

Bytes encode_invite(const Invite& invite) {
  WW_CHECK(!invite.routes.empty() && invite.routes.size() <= limits::kRoutesMax);
  ByteWriter out;
  out.u8(kVersion).u8(kSuite).u8(static_cast<std::uint8_t>(invite.kind)).u8(0);
  out.u32(static_cast<std::uint32_t>(to_unix_seconds(invite.not_after)));
  out.raw(invite.s0).raw(invite.seal_pub);
  const PreKeyOffer& offer = invite.offer;
  out.raw(offer.identity).u16(offer.registration_id);
  out.u32(offer.signed_prekey_id).raw(offer.signed_prekey).raw(offer.signature);
  out.u32(offer.one_time_id).raw(offer.one_time);
  out.raw(invite.words_commit).raw(invite.sid);
  out.u8(static_cast<std::uint8_t>(invite.routes.size()));
  for (const Route& route : invite.routes) {
    WW_CHECK(route.host_port.size() <= limits::kRouteHostMax);
    out.raw(route.relay).u8(static_cast<std::uint8_t>(route.host_port.size()));
    out.raw(as_bytes(route.host_port));
  }
  out.u16(static_cast<std::uint16_t>(invite.extension.size())).raw(invite.extension);
  out.raw(check_of(out.bytes()));
  return out.take();
}

Result<Invite> decode_invite(ByteView bytes) {
  if (bytes.size() < kCheck) return fail(Errc::malformed);
  const ByteView body = bytes.first(bytes.size() - kCheck);
  if (guarded("invite: its check") && !same_bytes(check_of(body), bytes.last(kCheck))) {
    return fail(Errc::malformed);
  }
  ByteReader in(body);
  if (in.u8() != kVersion || in.u8() != kSuite) return fail(Errc::unsupported);
  const std::uint8_t kind = in.u8();
  if (kind != 1 && kind != 2) return fail(Errc::unsupported);
  if (in.u8() != 0) return fail(Errc::unsupported);  // flags that we do not know
  Invite invite;
  invite.kind = static_cast<InviteKind>(kind);
  invite.not_after = from_unix_seconds(in.u32());
  invite.s0 = in.array<32>();
  invite.seal_pub = in.array<32>();
  invite.offer = read_offer(in);
  if (!is_registration_id(invite.offer.registration_id) ||
      !is_prekey_id(invite.offer.signed_prekey_id) || !is_prekey_id(invite.offer.one_time_id)) {
    return fail(Errc::malformed);
  }
  invite.words_commit = Digest32{in.array<32>()};
  invite.sid = QueueId{in.array<16>()};
  WW_TRY_SET(invite.routes, read_routes(in));
  invite.extension = to_bytes(in.raw(in.u16()));
  if (guarded("invite: nothing behind it") && !in.finished()) return fail(Errc::malformed);
  WW_TRY(check_extension(invite.extension));
  return invite;
}

std::string invite_text(ByteView bytes) { return std::string(kScheme) + to_base32(bytes); }

namespace {

// Small letters, as invites are written.
std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

bool is_base32(char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }

std::optional<Bytes> whole_invite(std::string_view letters) {
  auto bytes = from_base32(letters);
  if (!bytes || bytes->size() <= kCheck) return std::nullopt;
  const ByteView all = *bytes;
  if (!same_bytes(check_of(all.first(all.size() - kCheck)), all.last(kCheck))) return std::nullopt;
  return std::move(*bytes);
}

// The letters of a text; it may end wherever something else stands between two of them.
std::optional<Bytes> invite_at_front(std::string_view text, std::size_t& tries) {
  std::string letters;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_base32(text[i])) {
      letters += text[i];
      if (letters.size() > limits::kInviteText) return std::nullopt;
      continue;
    }
    const bool ends = i > 0 && is_base32(text[i - 1]);
    if (!ends) continue;
    if (tries == 0) return std::nullopt;
    --tries;
    if (auto found = whole_invite(letters)) return found;
  }
  return std::nullopt;
}

}  // namespace

Result<Bytes> invite_in(std::string_view text) {
  // An invite that was broken into lines has fewer pieces than this; each try is one hash.
  std::size_t tries = 2'000;
  const std::string small = small_letters(text);
  for (auto at = small.find(kScheme); at != std::string::npos; at = small.find(kScheme, at + 1)) {
    if (auto found = invite_at_front(std::string_view(small).substr(at + kScheme.size()), tries))
      return std::move(*found);
  }
  return invite_bytes(text);
}

Result<Bytes> invite_bytes(std::string_view text) {
  std::string packed;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    packed += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    if (packed.size() > limits::kInviteText) return fail(Errc::too_large);
  }
  if (!packed.starts_with(kScheme)) return fail(Errc::malformed);
  auto bytes = from_base32(std::string_view(packed).substr(kScheme.size()));
  if (!bytes) return fail(Errc::malformed);
  return std::move(*bytes);
}

}  // namespace ww::wire
