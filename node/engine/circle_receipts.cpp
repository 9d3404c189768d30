// Receipts in a circle: that a member has a message is for its author to know, and for nobody else.
//
// They stand on the epoch's second board, with a quota of its own: however many there are, they
// take no warning's place. Each is signed by the member and sealed to the author, all have one
// size: who reads the board sees that somebody told somebody something.
#include <algorithm>

#include "core/circle_keys.h"
#include "core/envelope.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/contact_rows.h"
#include "ports/outbox_rows.h"
#include "ports/seen_rows.h"
#include "wire/circle.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

constexpr Duration kRemember = std::chrono::hours{24 * 31};
constexpr std::string_view kReceipt = "receipt";

}  // namespace

Result<> Circles::confirm(const CircleId& to, const MemberId& author,
                          const std::vector<MessageId>& messages) {
  const auto circle = rows().find(to);
  if (!circle) return fail(Errc::not_found);
  if (!may_post(*circle)) return fail(Errc::refused);
  const auto epoch = current_epoch(*circle);
  const auto roster = epoch ? snapshot_of(*epoch) : std::nullopt;
  if (!roster || coming_epoch(*circle)) return fail(Errc::full);
  const auto her = core::index_of(*roster, author);
  const auto self = core::index_of(*roster, sign_pub_of(*circle));
  if (!her || !self) return fail(Errc::refused);  // she has gone
  if (context_.store.outbox().lane_size(epoch->receipts) >= limits::kReceiptsWaiting) {
    return fail(Errc::full);
  }
  const core::WrapBinding binding{
      kReceipt, epoch->secret, core::circle_context(circle->id, epoch->epoch, epoch->hash, author)};
  const auto sealed =
      core::seal_receipt(context_.random.key(), newest_kem(*circle, roster->members[*her]), author,
                         binding, circle->sign_seed, {static_cast<std::uint16_t>(*self), messages});
  if (!sealed) return fail(Errc::refused);
  core::EpochKeys keys = core::epoch_keys(epoch->secret);
  SlotInner inner;
  inner.kind = static_cast<std::uint8_t>(SlotKind::receipt);
  inner.message = *sealed;
  const relay::Slot slot = core::seal_board_slot(context_.random.array<32>(), keys.receipts_key,
                                                 epoch->receipts, wire::encode_slot_inner(inner));
  add_own_slot(slot);
  OutboxOp op = board_op(*epoch, OutboxOp::Purpose::board_put);
  op.lane = op.target = epoch->receipts.bytes;
  op.cap = relay::Cap::write;
  op.cap_secret = std::move(keys.receipts_write);
  op.body = wire::encode_body(relay::BoardPut{epoch->receipts, context_.random.id<PutId>(), slot});
  context_.store.outbox().add(op);
  return done();
}

std::vector<MemberId> Circles::readers_of(const CircleId& id, const MessageId& message) {
  const auto circle = rows().find(id);
  const auto post = circle ? rows().post(id, message) : std::nullopt;
  const auto epoch = post ? rows().epoch(post->board) : std::nullopt;
  const auto roster = epoch ? snapshot_of(*epoch) : std::nullopt;
  std::vector<MemberId> readers;
  if (!roster) return readers;
  for (const Member& member : roster->members) {
    if (member.sign_pub != sign_pub_of(*circle)) readers.push_back(member_id(member.sign_pub));
  }
  return readers;
}

std::size_t Circles::asked_in(const CircleId& circle, Instant by) {
  const auto offers = rows().offers(circle);
  return static_cast<std::size_t>(std::count_if(
      offers.begin(), offers.end(), [&](const StoredOffer& offer) { return offer.made <= by; }));
}

void Circles::on_receipt_slot(const StoredCircle& circle, const StoredEpoch& epoch,
                              const relay::Slot& slot) {
  const Digest32 hash{crypto::sha256(slot)};
  if (is_own_slot(hash) || !context_.store.seen().add_slot(hash, context_.now + kRemember)) return;
  const auto opened =
      core::open_board_slot(core::epoch_keys(epoch.secret).receipts_key, epoch.receipts, slot);
  const auto inner = opened ? wire::decode_slot_inner(*opened) : Result<SlotInner>(opened.error());
  if (!inner || inner->kind != static_cast<std::uint8_t>(SlotKind::receipt)) {
    ++context_.spent.failures;
    return context_.log.warning("a slot that is no receipt");
  }
  const auto roster = snapshot_of(epoch);
  if (roster) on_receipt(circle, epoch, *roster, inner->message);
}

// Most are for others. One that is for us opens with a kem key of ours, and is signed by a member.
void Circles::on_receipt(const StoredCircle& circle, const StoredEpoch& epoch,
                         const Snapshot& roster, ByteView message) {
  const MemberId self = self_of(circle);
  const Digest32 context = core::circle_context(circle.id, epoch.epoch, epoch.hash, self);
  const core::WrapBinding binding{kReceipt, epoch.secret, context};
  for (const StoredKem& kem : rows().kems(circle.id)) {
    const auto opened = core::open_receipt(kem.secret, self, binding, message);
    if (!opened) continue;
    const std::size_t place = opened->receipt.sender;
    const bool fits = place < roster.members.size() &&
                      core::receipt_fits(*opened, roster.members[place].sign_pub, context);
    if (!fits) {
      ++context_.spent.failures;
      return context_.log.warning("a receipt that is not its sender's");
    }
    const MemberId sender = member_id(roster.members[place].sign_pub);
    return receiver_.on_content({FromMember{circle.id, sender, epoch.epoch}, MessageId{}},
                                content::Have{opened->receipt.messages});
  }
}

}  // namespace ww::engine
