#include "core/circle_keys.h"

#include "base/byte_io.h"

namespace ww::core {
namespace {

constexpr std::size_t kDistributionField = 96;

ByteArray<4> little_endian(std::uint32_t value) {
  return to_array<4>(ByteWriter{}.u32(value).bytes());
}

crypto::Key wrap_key(const crypto::Key& shared, const crypto::PublicKey& e_pub,
                     const crypto::PublicKey& kem, const MemberId& member,
                     const WrapBinding& binding) {
  return crypto::hkdf(binding.salt.view(), shared.view(), binding.name,
                      {e_pub, kem, binding.context, member});
}

}  // namespace

EpochKeys epoch_keys(const crypto::Key& epoch_secret) {
  const ByteView e = epoch_secret.view();
  EpochKeys keys;
  keys.board = BoardId{to_array<16>(crypto::expand(e, "board-id", {}, 16))};
  keys.board_key = crypto::expand(e, "board-key");
  keys.read_cap = crypto::expand(e, "board-read");
  keys.write_cap = crypto::expand(e, "board-write");
  keys.anon_cap = crypto::expand(e, "board-anon");
  return keys;
}

crypto::Key route_key(const crypto::Key& epoch_secret) {
  return crypto::expand(epoch_secret.view(), "board-route");
}

Digest32 circle_context(const CircleId& circle, std::uint32_t epoch, const Digest32& snapshot,
                        const MemberId& member) {
  return Digest32{crypto::hash("ctx-circle", {circle, little_endian(epoch), snapshot, member})};
}

Digest32 epoch_context(const CircleId& circle, std::uint32_t new_epoch,
                       const Digest32& old_snapshot, const Digest32& new_snapshot) {
  return Digest32{
      crypto::hash("ctx-epoch", {circle, little_endian(new_epoch), old_snapshot, new_snapshot})};
}

std::optional<Wrapped> wrap(const crypto::Key& e, const crypto::PublicKey& kem,
                            const MemberId& member, const WrapBinding& binding,
                            const crypto::Key& secret) {
  const auto shared = crypto::x25519(e, kem);
  if (!shared) return std::nullopt;
  const auto key = wrap_key(*shared, crypto::x25519_public(e), kem, member, binding);
  return to_array<48>(crypto::aead_seal(key, secret.view()));
}

std::optional<crypto::Key> unwrap(const crypto::Key& kem, const MemberId& member,
                                  const crypto::PublicKey& e_pub, const WrapBinding& binding,
                                  const Wrapped& wrapped) {
  const auto shared = crypto::x25519(kem, e_pub);
  if (!shared) return std::nullopt;
  const auto key = wrap_key(*shared, e_pub, crypto::x25519_public(kem), member, binding);
  auto opened = crypto::aead_open(key, wrapped);
  if (!opened) return std::nullopt;
  crypto::Key secret(*opened);
  wipe(*opened);
  return secret;
}

std::optional<ByteArray<112>> seal_distribution(const crypto::Key& k, ByteView message) {
  if (message.size() > kDistributionField - 2) return std::nullopt;
  ByteWriter plain;
  plain.u16(static_cast<std::uint16_t>(message.size())).raw(message);
  plain.zeros(kDistributionField - plain.size());
  return to_array<112>(crypto::aead_seal(k, plain.bytes()));
}

std::optional<Bytes> open_distribution(const crypto::Key& k, const ByteArray<112>& sealed) {
  const auto plain = crypto::aead_open(k, sealed);
  if (!plain) return std::nullopt;
  ByteReader reader(*plain);
  const ByteView message = reader.raw(reader.u16());
  if (!reader.ok() || message.empty()) return std::nullopt;
  return to_bytes(message);
}

}  // namespace ww::core
