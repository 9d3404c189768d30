#include "e2ee/gate.h"

#include "domain/ratchet_limits.h"
#include "e2ee/guards.h"
#include "e2ee/party_record.h"
#include "e2ee/proto_reader.h"
#include "e2ee/weak_key.h"

namespace ww::e2ee {
namespace {

constexpr std::size_t kMac = 8;
constexpr std::size_t kSignature = 64;
constexpr std::size_t kBlock = 16;
constexpr std::size_t kChainKey = 32;

// Field numbers of WhisperTextProtocol.proto, as bits.
constexpr unsigned bit(unsigned field) { return 1U << field; }
constexpr ProtoFields::Allowed kSignalFields{bit(2) | bit(3), bit(1) | bit(4)};
constexpr ProtoFields::Allowed kFirstFields{bit(1) | bit(5) | bit(6), bit(2) | bit(3) | bit(4)};
constexpr ProtoFields::Allowed kGroupFields{bit(1) | bit(2), bit(3)};
constexpr ProtoFields::Allowed kDistributionFields{bit(1) | bit(2), bit(3) | bit(4)};

// Takes the version byte off the front and `tail` bytes off the end.
Result<ByteView> body_of(ByteView message, std::size_t most, std::size_t tail) {
  if (on(Guard::lengths) && message.size() > most) return fail(Errc::too_large);
  if (message.size() <= 1 + tail) return fail(Errc::malformed);
  const unsigned version = message[0] >> 4U, newest = message[0] & 15U;
  if (version != 3) return fail(Errc::unsupported);
  if (on(Guard::strict_header) && (newest < 3 || newest > 4)) return fail(Errc::unsupported);
  return message.subspan(1, message.size() - 1 - tail);
}

Result<crypto::PublicKey> public_key(std::optional<ByteView> bytes) {
  if (!bytes || bytes->size() != 33 || (*bytes)[0] != kKeyType) return fail(Errc::malformed);
  const auto key = to_array<32>(bytes->subspan(1));
  if (on(Guard::weak_keys) && is_weak_key(key)) return fail(Errc::malformed);
  return key;
}

bool is_ciphertext(std::optional<ByteView> bytes) {
  return bytes && !bytes->empty() && bytes->size() % kBlock == 0;
}

bool is_message_id(std::optional<std::uint32_t> id) {
  return id && (!on(Guard::key_ids) || is_prekey_id(*id));
}

Result<SignalHeader> signal_fields(ByteView body) {
  WW_TRY_SET(const ProtoFields fields, ProtoFields::read(body, kSignalFields));
  WW_TRY_SET(const crypto::PublicKey key, public_key(fields.bytes(1)));
  if (!fields.number(2) || !is_ciphertext(fields.bytes(4))) return fail(Errc::malformed);
  return SignalHeader{key, *fields.number(2)};
}

Result<FirstHeader> first_fields(ByteView body) {
  WW_TRY_SET(const ProtoFields fields, ProtoFields::read(body, kFirstFields));
  FirstHeader header;
  if (fields.number(1) != 0U) header.one_time_id = fields.number(1);  // writers of proto3 say 0
  if (header.one_time_id && !is_message_id(header.one_time_id)) return fail(Errc::malformed);
  if (!is_message_id(fields.number(6))) return fail(Errc::malformed);
  header.signed_id = *fields.number(6);
  WW_TRY_SET(header.base_key, public_key(fields.bytes(2)));
  WW_TRY_SET(header.identity, public_key(fields.bytes(3)));
  if (!fields.number(5) || !fields.bytes(4)) return fail(Errc::malformed);
  WW_TRY_SET(header.inner, read_signal_message(*fields.bytes(4)));
  return header;
}

Result<GroupHeader> group_fields(ByteView body) {
  WW_TRY_SET(const ProtoFields fields, ProtoFields::read(body, kGroupFields));
  if (!fields.number(1) || !fields.number(2)) return fail(Errc::malformed);
  if (!is_ciphertext(fields.bytes(3))) return fail(Errc::malformed);
  return GroupHeader{*fields.number(1), *fields.number(2)};
}

}  // namespace

Result<SignalHeader> read_signal_message(ByteView message) {
  WW_TRY_SET(const ByteView body, body_of(message, limits::kRatchetMessageMax, kMac));
  return signal_fields(body);
}

Result<FirstHeader> read_first_message(ByteView message) {
  WW_TRY_SET(const ByteView body, body_of(message, limits::kRatchetMessageMax, 0));
  return first_fields(body);
}

Result<GroupHeader> read_group_message(ByteView message) {
  WW_TRY_SET(const ByteView body, body_of(message, limits::kRatchetMessageMax, kSignature));
  if (on(Guard::canonical_signature) && !is_canonical_signature(message.last(kSignature))) {
    return fail(Errc::malformed);
  }
  return group_fields(body);
}

Result<Distribution> read_distribution(ByteView message) {
  WW_TRY_SET(const ByteView body, body_of(message, limits::kDistributionMax, 0));
  WW_TRY_SET(const ProtoFields fields, ProtoFields::read(body, kDistributionFields));
  if (!fields.number(1) || !fields.number(2) || !fields.bytes(3)) return fail(Errc::malformed);
  const Distribution skdm{*fields.number(1), *fields.number(2), *fields.bytes(3), {}};
  if (on(Guard::skdm_shape) &&
      (skdm.chain_key.size() != kChainKey || skdm.iteration > limits::kIterationMax)) {
    return fail(Errc::malformed);
  }
  WW_TRY_SET(const crypto::PublicKey key, public_key(fields.bytes(4)));
  return Distribution{skdm.key_id, skdm.iteration, skdm.chain_key, key};
}

bool is_canonical_signature(ByteView signature) {
  if (signature.size() != kSignature) return false;
  // The order of the group, 2^252 + 27742317777372353535851937790883648493.
  static constexpr ByteArray<32> kOrder{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                        0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                        0,    0,    0,    0,    0,    0,    0,    0,
                                        0,    0,    0,    0,    0,    0,    0,    0x10};
  auto s = to_array<32>(signature.last(32));
  s[31] &= 0x7f;  // XEdDSA keeps the sign of the key there
  return std::lexicographical_compare(s.rbegin(), s.rend(), kOrder.rbegin(), kOrder.rend());
}

bool is_prekey_id(std::uint32_t id) {
  return id >= limits::kPreKeyIdMin && id <= limits::kPreKeyIdMax;
}

}  // namespace ww::e2ee
