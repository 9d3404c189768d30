// Slots on a circle's board: sealing and putting, opening and holding, and what answers mean.
//
// A slot that cannot be read yet (its roster, its sender's key or its parent is missing) is held,
// bounded, and tried again whenever something new is known. It is never dropped for being early.
#include <algorithm>

#include "core/circle_keys.h"
#include "core/envelope.h"
#include "core/lane_state.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/outbox_rows.h"
#include "ports/seen_rows.h"
#include "ports/source_rows.h"
#include "wire/circle.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

constexpr Duration kRemember = std::chrono::hours{24 * 31};  // past the longest life at a relay
constexpr Duration kHeardGrain = std::chrono::hours{1};      // so seldom is `heard` written

Digest32 own_mark(const Digest32& hash) { return Digest32{crypto::hash("own-slot", {hash})}; }

bool is_named(std::uint8_t kind) { return kind != static_cast<std::uint8_t>(SlotKind::anonymous); }

}  // namespace

crypto::PublicKey sign_pub_of(const StoredCircle& circle) {
  return crypto::ed25519_public(circle.sign_seed);
}
MemberId self_of(const StoredCircle& circle) { return member_id(sign_pub_of(circle)); }
MessageId mark_of(ByteView bytes) { return MessageId{to_array<16>(crypto::sha256(bytes))}; }
bool is_live(const StoredCircle& circle) {
  return circle.state != StoredCircle::State::left && circle.state != StoredCircle::State::removed;
}
bool may_post(const StoredCircle& circle) {
  return (circle.state == StoredCircle::State::member ||
          circle.state == StoredCircle::State::not_current) &&
         !circle.current.is_zero();
}

// ---- out ----------------------------------------------------------------------------------------

OutboxOp Circles::board_op(const StoredEpoch& epoch, OutboxOp::Purpose purpose) const {
  OutboxOp op;
  op.purpose = purpose;
  op.lane = epoch.board.bytes;
  op.owner = epoch.circle.bytes;
  op.route = epoch.route;
  op.target = epoch.board.bytes;
  op.due = context_.now;
  op.expires = context_.now + limits::kOldQueueLife;
  return op;
}

// With our name in it, for the members (core/circle_keys.h). What leads away from the board goes in
// by the admin's capability: there is always room for it.
void Circles::put_on_board(const StoredCircle& circle, const StoredEpoch& epoch, SlotKind kind,
                           ByteView message, const MessageId& mark) {
  const auto roster = snapshot_of(epoch);
  const auto self = roster ? core::index_of(*roster, sign_pub_of(circle)) : std::nullopt;
  if (!self) return context_.log.warning("nothing is put on a board that we are not of");
  core::EpochKeys keys = core::epoch_keys(epoch.secret);
  const auto opening = context_.random.array<32>();
  SlotInner inner;
  inner.kind = static_cast<std::uint8_t>(kind);
  inner.message = core::tagged(circle.sign_seed, static_cast<std::uint16_t>(*self),
                               {epoch.board, opening, inner.kind}, message);
  const relay::Slot slot =
      core::seal_board_slot(opening, keys.board_key, epoch.board, wire::encode_slot_inner(inner));
  add_own_slot(slot);
  const bool by_admin = kind == SlotKind::epoch_slot && epoch.made_here;
  OutboxOp op = board_op(epoch, OutboxOp::Purpose::board_put);
  op.cap = by_admin ? relay::Cap::admin : relay::Cap::write;
  op.cap_secret = by_admin ? epoch.admin_cap.clone() : std::move(keys.write_cap);
  op.body = wire::encode_body(relay::BoardPut{epoch.board, context_.random.id<PutId>(), slot});
  op.message = mark;
  context_.store.outbox().add(op);
}

// Our own slot is no news when we read the board.
void Circles::add_own_slot(const relay::Slot& slot) {
  context_.store.seen().add_slot(own_mark(Digest32{crypto::sha256(slot)}),
                                 context_.now + kRemember);
}
bool Circles::is_own_slot(const Digest32& hash) {
  return context_.store.seen().knows_slot(own_mark(hash));
}

void Circles::on_answer(const OutboxOp& op, const relay::Reply& reply) {
  using Purpose = OutboxOp::Purpose;
  if (op.purpose == Purpose::board_put) {
    const auto* position = std::get_if<relay::Position>(&reply);
    return on_board_put_answered(op, position == nullptr ? 0 : position->position);
  }
  if (op.purpose != Purpose::board_new) return;
  if (auto source = context_.store.sources().find(op.source)) {
    source->live = true;
    context_.store.sources().put(*source);
  }
}

// Nothing that a relay says drops what waits: a board is made, posted on and closed until it is
// done, or until its time is over. What does not go on is told.
Refusal Circles::on_refused(const OutboxOp& op, const relay::Refused& refused) {
  using Purpose = OutboxOp::Purpose;
  const bool usual = refused.why == relay::Refusal::busy || refused.why == relay::Refusal::sequence;
  if (op.attempts == core::kRefusalsBeforeTold && !usual && op.purpose != Purpose::board_close) {
    const auto circle = rows().find(CircleId{op.owner});
    const auto epoch = rows().epoch(BoardId{op.lane});
    if (circle && epoch && !epoch->left) context_.notify("relay_refused", {about(*circle)});
  }
  if (op.purpose != Purpose::board_put) return Refusal::waits;
  return on_put_refused(op, refused.why);
}

void Circles::on_board_put_answered(const OutboxOp& op, std::uint64_t position) {
  auto circle = rows().find(CircleId{op.owner});
  auto epoch = rows().epoch(BoardId{op.lane});
  if (!circle || !epoch || op.message.is_zero()) return;
  const bool last = context_.store.outbox().waiting_parts(op.message) == 0;
  if (!epoch->announced && last && op.message == mark_of(epoch->snapshot)) {
    return announce(*circle, *epoch);
  }
  for (const StoredEpoch& child : rows().epochs(circle->id)) {
    if (child.parent != epoch->board || op.message != mark_of(child.epoch_slot)) continue;
    epoch->end_position = position;
    rows().put_epoch(*epoch);
    return retry_held(circle->id);
  }
  const auto kems = rows().kems(circle->id);
  const auto carried = std::find_if(kems.begin(), kems.end(), [&](const StoredKem& kem) {
    return kem.announced_by == op.message;
  });
  if (carried == kems.end()) return on_post_answered(op, position);
  for (const StoredKem& kem : kems) {  // the older ones: everybody can see the newer one now
    if (kem.made >= carried->made || kem.retire_at) continue;
    StoredKem old;
    old.circle = kem.circle;
    old.pub = kem.pub;
    old.secret = kem.secret.clone();
    old.made = kem.made;
    old.announced_by = kem.announced_by;
    old.retire_at = context_.now + limits::kOldKemLife;
    rows().put_kem(old);
  }
  due_.reset();
}

// ---- in -----------------------------------------------------------------------------------------

void Circles::on_slot(const Source& source, std::uint64_t position, const relay::Slot& slot) {
  auto circle = rows().find(CircleId{source.owner});
  const auto epoch = rows().epoch(BoardId{source.target});
  if (circle && !epoch) {
    const auto of_receipts = rows().epoch_of_receipts(BoardId{source.target});
    if (of_receipts) on_receipt_slot(*circle, *of_receipts, slot);
    return;
  }
  if (!circle || !epoch) return;
  const Digest32 slot_hash{crypto::sha256(slot)};
  if (is_own_slot(slot_hash)) return;
  // Somebody's slot once more is not hers any more: anybody who saw it could have put it there.
  if (!context_.store.seen().add_slot(slot_hash, context_.now + kRemember)) {
    return count_junk(*circle);
  }
  const auto opened =
      core::open_board_slot(core::epoch_keys(epoch->secret).board_key, epoch->board, slot);
  const auto inner = opened ? wire::decode_slot_inner(*opened) : Result<SlotInner>(opened.error());
  if (!inner) {
    ++context_.spent.failures;
    count_junk(*circle);
    return context_.log.warning("a board slot cannot be read");
  }
  HeldSlot held;
  held.circle = circle->id;
  held.board = epoch->board;
  held.position = position;
  held.kind = inner->kind;
  held.message = inner->message;
  held.since = context_.now;
  held.opening = to_array<32>(ByteView(slot).first(32));
  if (is_named(held.kind)) {
    const auto tagged = core::read_tag(inner->message);
    if (!tagged) return count_junk(*circle);
    held.author = tagged->tag.author;
    held.tag = tagged->tag.signature;
    held.message = to_bytes(tagged->body);
    if (const auto roster = snapshot_of(*epoch)) {
      if (!look_at_tag(*circle, held)) return;
      count_post(*circle, *roster, held.author);
    }
  }
  hear(*circle, *epoch);
  take(held);
}

bool Circles::look_at_tag(const StoredCircle& circle, HeldSlot& slot) {
  const auto epoch = rows().epoch(slot.board);
  const auto roster = epoch ? snapshot_of(*epoch) : std::nullopt;
  slot.tag_fits = roster && slot.author < roster->members.size() &&
                  core::tag_fits({slot.author, slot.tag}, roster->members[slot.author].sign_pub,
                                 {slot.board, slot.opening, slot.kind}, slot.message);
  if (slot.tag_fits) return true;
  ++context_.spent.failures;
  count_junk(circle);
  context_.log.warning("a board slot that is nobody's");
  return false;
}

// A board speaks. One that was so quiet that it was taken for lost, or was lost, is there again.
void Circles::hear(StoredCircle& circle, const StoredEpoch& epoch) {
  const bool was_lost = lost_.erase(epoch.board) > 0;
  const Duration silence = context_.now - circle.heard;
  if (!was_lost && silence <= kHeardGrain) return;
  const bool is_back = circle.state == StoredCircle::State::not_current &&
                       circle.recovery == StoredCircle::Recovery::none &&
                       circle.current == epoch.board && (was_lost || silence > limits::kAbsence);
  if (is_back) circle.state = StoredCircle::State::member;
  circle.heard = context_.now;
  rows().put(circle);
  if (is_back) tell(circle, "member");
}

void Circles::take(const HeldSlot& slot) {
  const Outcome outcome = handle(slot);
  if (outcome == Outcome::hold && may_hold(slot)) rows().hold(slot);
  if (outcome == Outcome::advanced) retry_held(slot.circle);
}

// Neither a contact nor a member who floods pushes out what others have put on the boards.
bool Circles::may_hold(const HeldSlot& slot) {
  const auto held = rows().held(slot.circle);
  if (!slot.board.is_zero()) {
    // What nobody has signed, as far as is known yet, has a share of its own.
    const auto same = [&](const HeldSlot& each) {
      return each.board == slot.board && each.tag_fits == slot.tag_fits &&
             (!slot.tag_fits || each.author == slot.author);
    };
    const auto most = slot.tag_fits ? limits::kHeldPerMember : limits::kHeldSlots / 2;
    return static_cast<std::size_t>(std::count_if(held.begin(), held.end(), same)) < most;
  }
  std::size_t pairwise = 0;
  for (const HeldSlot& each : held) pairwise += each.board.is_zero() ? 1 : 0;
  return pairwise < limits::kHeldPairwise;
}

// Rows are read anew for each slot: the one before may have changed them.
Circles::Outcome Circles::handle(const HeldSlot& slot) {
  auto circle = rows().find(slot.circle);
  if (!circle || circle->state == StoredCircle::State::left ||
      circle->state == StoredCircle::State::removed) {
    return Outcome::done;
  }
  if (!slot.board.is_zero() && is_named(slot.kind) && !slot.tag_fits) {
    // Whose it is can be told as soon as the roster is here. Of a roster, the hash tells.
    const auto epoch = rows().epoch(slot.board);
    const bool has_roster = epoch && !epoch->snapshot.empty();
    HeldSlot looked = slot;
    if (has_roster && !look_at_tag(*circle, looked)) return Outcome::done;
    if (!has_roster && slot.kind != static_cast<std::uint8_t>(SlotKind::snapshot)) {
      return Outcome::hold;
    }
  }
  const bool roster = slot.kind == static_cast<std::uint8_t>(SlotKind::snapshot) ||
                      slot.kind == static_cast<std::uint8_t>(SlotKind::epoch_slot);
  if (roster && circle->state == StoredCircle::State::frozen) return Outcome::done;
  switch (static_cast<SlotKind>(slot.kind)) {
    case SlotKind::sender_key_message:
      return on_message(*circle, slot);
    case SlotKind::key_slot:
      return on_key_slot(*circle, slot);
    case SlotKind::snapshot:
      return on_snapshot_part(*circle, slot);
    case SlotKind::epoch_slot:
      return on_epoch_slot(*circle, slot);
    default:
      break;
  }
  // Of a newer version: kept aside for the day that this node is updated, but never at the expense
  // of what it can read.
  context_.log.info("a board slot of a kind this version does not know");
  return rows().held(circle->id).size() < limits::kHeldSlots / 2 ? Outcome::hold : Outcome::done;
}

void Circles::retry_held(const CircleId& circle) {
  bool again = true;
  while (again) {
    again = false;
    for (const HeldSlot& slot : rows().held(circle)) {
      const Outcome outcome = handle(slot);
      if (outcome == Outcome::hold) continue;
      rows().erase_held(slot.id);
      again = again || outcome == Outcome::advanced;
    }
  }
}

void Circles::on_board_drained(const Source& source) {
  auto circle = rows().find(CircleId{source.owner});
  const auto epoch = rows().epoch(BoardId{source.target});
  if (!circle || !epoch) return;
  if (circle->current != epoch->board) {
    if (epoch->left) context_.store.sources().erase(source.id);
    return;
  }
  // Closed, and no epoch slot led on: the relay may be withholding it.
  if (!coming_epoch(*circle)) ask_where_they_are(*circle);
}

// ---- rows ---------------------------------------------------------------------------------------

std::optional<StoredEpoch> Circles::current_epoch(const StoredCircle& circle) {
  if (circle.current.is_zero()) return std::nullopt;
  return rows().epoch(circle.current);
}

// An epoch that we know the secret of, but not yet the roster.
std::optional<StoredEpoch> Circles::coming_epoch(const StoredCircle& circle) {
  const auto current = current_epoch(circle);
  std::optional<StoredEpoch> newest;
  for (StoredEpoch& epoch : rows().epochs(circle.id)) {
    if (!epoch.snapshot.empty() || (current && epoch.epoch < current->epoch)) continue;
    newest = std::move(epoch);
  }
  return newest;
}

std::optional<Snapshot> Circles::snapshot_of(const StoredEpoch& epoch) const {
  if (epoch.snapshot.empty()) return std::nullopt;
  auto snapshot = wire::decode_snapshot(epoch.snapshot);
  // It was read before it was stored. Of another version, or damaged, it is as if it were not here.
  if (!snapshot) {
    context_.log.warning("a stored roster cannot be read");
    return std::nullopt;
  }
  return std::move(*snapshot);
}

std::optional<Snapshot> Circles::current_snapshot(const StoredCircle& circle) {
  const auto epoch = current_epoch(circle);
  return epoch ? snapshot_of(*epoch) : std::nullopt;
}

}  // namespace ww::engine
