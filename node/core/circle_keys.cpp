#include "core/circle_keys.h"

#include "base/byte_io.h"
#include "base/guard.h"

namespace ww::core {
namespace {

constexpr std::size_t kDistributionField = 96;

ByteArray<4> little_endian(std::uint32_t value) {
  return to_array<4>(ByteWriter{}.u32(value).bytes());
}

crypto::Key wrap_key(const crypto::Key& shared, const crypto::PublicKey& e_pub,
                     const crypto::PublicKey& kem, const MemberId& member,
                     const WrapBinding& binding) {
  const ByteView salt = guarded("wrap: the epoch's secret") ? binding.salt.view() : ByteView{};
  const ByteView context = guarded("wrap: its context") ? ByteView(binding.context) : ByteView{};
  const ByteView whom = guarded("wrap: its member") ? ByteView(member) : ByteView{};
  return crypto::hkdf(salt, shared.view(), binding.name, {e_pub, kem, context, whom});
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
  keys.receipts = BoardId{to_array<16>(crypto::expand(e, "receipts-id", {}, 16))};
  keys.receipts_key = crypto::expand(e, "receipts-key");
  keys.receipts_read = crypto::expand(e, "receipts-read");
  keys.receipts_write = crypto::expand(e, "receipts-write");
  return keys;
}

crypto::Key route_key(const crypto::Key& epoch_secret) {
  return crypto::expand(epoch_secret.view(), "board-route");
}

crypto::Key receipts_admin(const crypto::Key& admin_cap) {
  return crypto::expand(admin_cap.view(), "receipts-admin");
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
  Bytes plain(kDistributionField);  // one that grows would leave copies of the sender's key
  plain[0] = static_cast<std::uint8_t>(message.size());
  std::copy(message.begin(), message.end(), plain.begin() + 2);
  const auto sealed = to_array<112>(crypto::aead_seal(k, plain));
  wipe(plain);
  return sealed;
}

std::optional<Bytes> open_distribution(const crypto::Key& k, const ByteArray<112>& sealed) {
  auto plain = crypto::aead_open(k, sealed);
  if (!plain) return std::nullopt;
  ByteReader reader(*plain);
  const ByteView message = reader.raw(reader.u16());
  std::optional<Bytes> found;
  if (reader.ok() && !message.empty()) found = to_bytes(message);
  wipe(*plain);
  return found;
}

// ---- who put a slot there -----------------------------------------------------------------------

namespace {

constexpr std::size_t kTag = 2 + 64;

crypto::Digest tag_digest(std::uint16_t author, const TagContext& context, ByteView body) {
  const Bytes place = ByteWriter{}.u8(context.kind).u16(author).take();
  return crypto::hash("slot-tag", {context.board, context.opening, place, body});
}

}  // namespace

Bytes tagged(const crypto::Key& sign_seed, std::uint16_t author, const TagContext& context,
             ByteView body) {
  const auto signature =
      crypto::ed25519_sign(sign_seed, "slot-tag-sig", tag_digest(author, context, body));
  return ByteWriter{}.u16(author).raw(signature).raw(body).take();
}

std::optional<Tagged> read_tag(ByteView message) {
  if (message.size() < kTag) return std::nullopt;
  ByteReader reader(message);
  Tagged tagged;
  tagged.tag.author = reader.u16();
  tagged.tag.signature = reader.array<64>();
  tagged.body = reader.rest();
  return tagged;
}

bool tag_fits(const SlotTag& tag, const crypto::PublicKey& author, const TagContext& context,
              ByteView body) {
  return crypto::ed25519_verify(author, "slot-tag-sig", tag_digest(tag.author, context, body),
                                tag.signature);
}

// ---- receipts -----------------------------------------------------------------------------------

namespace {

constexpr std::size_t kReceiptPlain = 2 + 1 + limits::kHaveMax * 16;

crypto::Digest receipt_digest(const Digest32& context, ByteView plain) {
  return crypto::hash("receipt", {context, plain});
}

}  // namespace

std::optional<Bytes> seal_receipt(const crypto::Key& e, const crypto::PublicKey& kem,
                                  const MemberId& author, const WrapBinding& binding,
                                  const crypto::Key& sign_seed, const Receipted& receipt) {
  const std::size_t count = receipt.messages.size();
  const auto shared = crypto::x25519(e, kem);
  if (!shared || count == 0 || count > limits::kHaveMax) return std::nullopt;
  ByteWriter plain;
  plain.u16(receipt.sender).u8(static_cast<std::uint8_t>(count));
  for (const MessageId& message : receipt.messages) plain.raw(message);
  plain.zeros(kReceiptPlain - plain.size());
  const auto signature = crypto::ed25519_sign(sign_seed, "receipt-sig",
                                              receipt_digest(binding.context, plain.bytes()));
  plain.raw(signature);
  const auto e_pub = crypto::x25519_public(e);
  const auto key = wrap_key(*shared, e_pub, kem, author, binding);
  return ByteWriter{}.raw(e_pub).raw(crypto::aead_seal(key, plain.bytes())).take();
}

std::optional<OpenedReceipt> open_receipt(const crypto::Key& kem, const MemberId& author,
                                          const WrapBinding& binding, ByteView message) {
  ByteReader outer(message);
  const crypto::PublicKey e_pub = outer.array<32>();
  if (!outer.ok()) return std::nullopt;
  const auto shared = crypto::x25519(kem, e_pub);
  if (!shared) return std::nullopt;
  const auto key = wrap_key(*shared, e_pub, crypto::x25519_public(kem), author, binding);
  const auto plain = crypto::aead_open(key, outer.rest());
  if (!plain || plain->size() != kReceiptPlain + 64) return std::nullopt;
  OpenedReceipt opened;
  opened.signed_part = to_bytes(ByteView(*plain).first(kReceiptPlain));
  ByteReader reader(*plain);
  opened.receipt.sender = reader.u16();
  const std::size_t count = reader.u8();
  if (count == 0 || count > limits::kHaveMax) return std::nullopt;
  for (std::size_t i = 0; i < limits::kHaveMax; ++i) {
    const MessageId id{reader.array<16>()};
    if (i < count) opened.receipt.messages.push_back(id);
    if (i >= count && !id.is_zero()) return std::nullopt;
  }
  opened.signature = reader.array<64>();
  return opened;
}

bool receipt_fits(const OpenedReceipt& opened, const crypto::PublicKey& sender,
                  const Digest32& context) {
  return crypto::ed25519_verify(sender, "receipt-sig", receipt_digest(context, opened.signed_part),
                                opened.signature);
}

}  // namespace ww::core
