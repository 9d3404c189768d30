#include "core/envelope.h"

#include "base/guard.h"

namespace ww::core {
namespace {

constexpr std::size_t kOpening = 32;  // e_pub or salt

relay::Slot assemble(ByteView opening, const crypto::Key& key, ByteView inner) {
  WW_CHECK(inner.size() == limits::kSlotInner);
  const Bytes sealed = crypto::aead_seal(key, inner);
  relay::Slot slot;
  std::copy(opening.begin(), opening.end(), slot.begin());
  std::copy(sealed.begin(), sealed.end(), slot.begin() + kOpening);
  return slot;
}

Result<Bytes> disassemble(const crypto::Key& key, ByteView slot) {
  auto inner = crypto::aead_open(key, slot.subspan(kOpening));
  if (!inner) return fail(Errc::unauthenticated);
  return std::move(*inner);
}

// `shared` is X25519(e, sealPub), from either side.
crypto::Key queue_key(const crypto::Key& shared, const crypto::Key& seal_secret, ByteView e_pub,
                      const crypto::PublicKey& seal_pub, const QueueId& sid) {
  Secret<64> ikm;
  std::copy_n(shared.view().begin(), 32, ikm.span().begin());
  if (guarded("queue slot: the contact's secret")) {
    std::copy_n(seal_secret.view().begin(), 32, ikm.span().begin() + 32);
  }
  const ByteView opening = guarded("queue slot: its opening") ? e_pub : ByteView{};
  const ByteView queue = guarded("queue slot: its queue") ? ByteView(sid) : ByteView{};
  return crypto::hkdf({}, ikm.view(), "qslot", {opening, seal_pub, queue});
}

crypto::Key board_slot_key(const crypto::Key& board_key, ByteView salt, const BoardId& board) {
  const ByteView here = guarded("board slot: its board") ? ByteView(board) : ByteView{};
  return crypto::hkdf(salt, board_key.view(), "bslot", {here});
}

}  // namespace

Result<relay::Slot> seal_queue_slot(Random& random, const crypto::PublicKey& seal_pub,
                                    const crypto::Key& seal_secret, const QueueId& sid,
                                    ByteView inner) {
  const crypto::Key e = random.key();
  const auto shared = crypto::x25519(e, seal_pub);
  if (!shared) return fail(Errc::unauthenticated);
  const auto e_pub = crypto::x25519_public(e);
  return assemble(e_pub, queue_key(*shared, seal_secret, e_pub, seal_pub, sid), inner);
}

Result<Bytes> open_queue_slot(const crypto::Key& seal_key, const crypto::Key& seal_secret,
                              const QueueId& sid, ByteView slot) {
  if (slot.size() != limits::kSlot) return fail(Errc::malformed);
  const auto e_pub = to_array<32>(slot);
  const auto shared = crypto::x25519(seal_key, e_pub);
  if (!shared) return fail(Errc::unauthenticated);
  return disassemble(queue_key(*shared, seal_secret, e_pub, crypto::x25519_public(seal_key), sid),
                     slot);
}

relay::Slot seal_board_slot(const ByteArray<32>& opening, const crypto::Key& board_key,
                            const BoardId& board, ByteView inner) {
  return assemble(opening, board_slot_key(board_key, opening, board), inner);
}

Result<Bytes> open_board_slot(const crypto::Key& board_key, const BoardId& board, ByteView slot) {
  if (slot.size() != limits::kSlot) return fail(Errc::malformed);
  return disassemble(board_slot_key(board_key, slot.first(kOpening), board), slot);
}

}  // namespace ww::core
