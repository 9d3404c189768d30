// Following the others into their next epoch: epoch slots, snapshots, forks.
//
// What is believed: an epoch slot signed by an admin of the roster that it starts from, exactly one
// epoch on; then, on the board that it names, a snapshot whose hash it told, signed by an admin of
// the roster before. A relay, a member or somebody removed can therefore slip nobody in.
#include <map>

#include "core/circle_keys.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "engine/relay_choice.h"
#include "ports/ratchet.h"
#include "ports/source_rows.h"
#include "wire/circle.h"

namespace ww::engine {
namespace {

// Of each part, so many variants are looked at. The true ones stand first on a board: nobody but
// its maker knew of it then.
constexpr std::size_t kPartVariants = 4;

}  // namespace

// ---- epoch slots --------------------------------------------------------------------------------

Circles::Outcome Circles::on_epoch_slot(StoredCircle& circle, const HeldSlot& held) {
  const auto slot = wire::decode_epoch_slot(held.message);
  if (!slot || slot->circle != circle.id) {
    context_.log.warning("an epoch slot cannot be read");
    return Outcome::done;
  }
  std::optional<StoredEpoch> parent;
  for (StoredEpoch& epoch : rows().epochs(circle.id)) {
    if (epoch.hash == slot->old_snapshot && snapshot_of(epoch)) parent = std::move(epoch);
  }
  if (!parent) {
    const auto current = current_epoch(circle);
    const bool old = current && slot->epoch <= current->epoch;
    return old ? Outcome::done : Outcome::hold;
  }
  const Snapshot roster = *snapshot_of(*parent);
  const bool fits = slot->epoch == parent->epoch + 1 && slot->signer < roster.members.size() &&
                    slot->wraps.size() == roster.members.size() &&
                    core::is_admin(roster, roster.members[slot->signer].sign_pub) &&
                    core::signature_fits(roster.members[slot->signer].sign_pub, "epoch-slot",
                                         wire::signed_part(held.message), slot->signature) &&
                    (held.board.is_zero() || held.board == parent->board);
  if (!fits) {
    context_.log.warning("an epoch slot that is not an admin's, or not of this board");
    return Outcome::done;
  }
  bool advanced = false;
  if (!held.board.is_zero() && parent->end_position == 0) {
    parent->end_position = held.position;
    rows().put_epoch(*parent);
    if (circle.current != parent->board) post_again(circle, std::nullopt);
    advanced = true;
  }
  const Outcome outcome = follow(circle, *parent, *slot, held.message);
  return advanced ? Outcome::advanced : outcome;
}

Circles::Outcome Circles::follow(StoredCircle& circle, const StoredEpoch& parent,
                                 const EpochSlot& slot, ByteView bytes) {
  if (circle.state == StoredCircle::State::frozen) return Outcome::done;
  const Snapshot roster = *snapshot_of(parent);
  for (const StoredEpoch& sibling : rows().epochs(circle.id)) {
    if (sibling.parent != parent.board || sibling.epoch_slot.empty()) {
      if (sibling.hash == slot.new_snapshot) return Outcome::done;  // a welcome led there
      continue;
    }
    // The same roster on two boards is a fork, too: half of the people would not hear the others.
    if (same_bytes(sibling.epoch_slot, bytes)) return Outcome::done;
    const auto known = wire::decode_epoch_slot(sibling.epoch_slot);
    if (!known || known->signer >= roster.members.size()) return Outcome::done;
    const auto fork = core::judge_fork(roster, roster.members[known->signer].sign_pub,
                                       roster.members[slot.signer].sign_pub);
    if (fork == core::Fork::freeze) freeze(circle);
    if (fork != core::Fork::move) return Outcome::done;
  }
  const auto current = current_epoch(circle);
  // After a jump by a welcome, the way between is only history.
  if (current && current->board != parent.board && current->parent != parent.board) {
    return Outcome::done;
  }
  const auto self = core::index_of(roster, sign_pub_of(circle));
  if (!self) return Outcome::done;
  const auto context =
      core::epoch_context(circle.id, slot.epoch, slot.old_snapshot, slot.new_snapshot);
  auto secret = unwrap_own(circle, slot.e_pub, parent.secret, "epoch", context, slot.wraps[*self]);
  if (!secret && circle.recovery != StoredCircle::Recovery::none) {
    ask_where_they_are(circle);
    return Outcome::done;
  }
  if (!secret) {
    become_removed(circle);
    return Outcome::done;
  }
  if (circle.recovery == StoredCircle::Recovery::unsure) {
    circle.recovery = StoredCircle::Recovery::none;
    rows().put(circle);
  }
  const auto route_bytes = crypto::aead_open(core::route_key(*secret), slot.sealed_route);
  const auto route =
      route_bytes ? wire::decode_route(*route_bytes) : Result<Route>(fail(Errc::unauthenticated));
  if (!route) {
    context_.log.warning("an epoch slot names no board");
    return Outcome::done;
  }
  StoredEpoch next;
  next.circle = circle.id;
  next.epoch = slot.epoch;
  next.hash = slot.new_snapshot;
  const core::EpochKeys keys = core::epoch_keys(*secret);
  next.board = keys.board;
  next.receipts = keys.receipts;
  next.secret = std::move(*secret);
  next.route = *route;
  next.epoch_slot = to_bytes(bytes);
  next.parent = parent.board;
  next.made = context_.now;
  add_epoch(circle, next);
  return Outcome::advanced;
}

// The board is read from its beginning: there stands the snapshot.
void Circles::add_epoch(const StoredCircle& circle, const StoredEpoch& epoch) {
  if (context_.store.sources().find_target(epoch.board)) return;
  rows().put_epoch(epoch);
  const core::EpochKeys keys = core::epoch_keys(epoch.secret);
  Source source = board_source(epoch, epoch.board, keys.read_cap);
  Source receipts = board_source(epoch, epoch.receipts, keys.receipts_read);
  source.live = receipts.live = true;
  context_.store.sources().put(source);
  context_.store.sources().put(receipts);
  due_.reset();
  if (!relay_is_chosen(context_, epoch.route)) {
    context_.notify("relay_not_added", {about(circle), about(epoch.route)});
  }
}

// ---- snapshots ----------------------------------------------------------------------------------

Circles::Outcome Circles::on_snapshot_part(StoredCircle& circle, const HeldSlot& held) {
  auto epoch = rows().epoch(held.board);
  if (!epoch || !epoch->snapshot.empty()) return Outcome::done;
  const bool fresh = held.id == 0;
  if (fresh) rows().hold(held);  // so that it is looked at together with the other parts
  const auto bytes = assembled_snapshot(*epoch);
  if (!bytes) return fresh ? Outcome::done : Outcome::hold;
  const auto snapshot = wire::decode_snapshot(*bytes);
  const Result<> allowed =
      snapshot ? may_adopt(circle, *epoch, *snapshot, *bytes) : Result<>(snapshot.error());
  if (!allowed) {
    refuse_roster(circle, *epoch, allowed.error().code);
    return Outcome::advanced;
  }
  epoch->snapshot = *bytes;
  adopt(circle, *epoch, *snapshot);
  return Outcome::advanced;
}

// Members can post anything under this kind; the hash picks out the true parts.
std::optional<Bytes> Circles::assembled_snapshot(const StoredEpoch& epoch) {
  std::map<std::uint8_t, std::vector<Bytes>> parts;
  std::uint8_t count = 0;
  for (const HeldSlot& slot : rows().held(epoch.circle)) {
    const bool ours =
        slot.board == epoch.board && slot.kind == static_cast<std::uint8_t>(SlotKind::snapshot);
    if (!ours || slot.message.size() < 2 || slot.message[1] == 0 || slot.message[1] > 3) continue;
    auto& variants = parts[slot.message[0]];
    if (variants.size() >= kPartVariants) continue;
    variants.emplace_back(slot.message.begin() + 2, slot.message.end());
    count = std::max(count, slot.message[1]);
  }
  // Every way to put 1, 2 or 3 parts together: at most 4 + 16 + 64.
  std::vector<Bytes> beginnings{{}};
  for (std::uint8_t part = 0; part < count; ++part) {
    std::vector<Bytes> longer;
    for (const Bytes& beginning : beginnings) {
      for (const Bytes& variant : parts[part]) {
        Bytes whole = beginning;
        whole.insert(whole.end(), variant.begin(), variant.end());
        if (core::snapshot_hash(whole) == epoch.hash) return whole;
        longer.push_back(std::move(whole));
      }
    }
    beginnings = std::move(longer);
  }
  return std::nullopt;
}

Result<> Circles::may_adopt(const StoredCircle& circle, const StoredEpoch& epoch,
                            const Snapshot& snapshot, ByteView bytes) {
  WW_TRY(core::check_snapshot(snapshot, bytes));
  if (snapshot.circle != circle.id || snapshot.epoch != epoch.epoch) return fail(Errc::conflict);
  if (!core::index_of(snapshot, sign_pub_of(circle))) return fail(Errc::not_found);
  if (const auto parent = rows().epoch(epoch.parent)) {
    const auto before = snapshot_of(*parent);
    if (!before) return fail(Errc::not_found);
    return core::check_child(*before, parent->hash, snapshot);
  }
  const auto known = current_snapshot(circle);
  return known ? core::check_later(*known, snapshot) : done();
}

void Circles::adopt(StoredCircle& circle, StoredEpoch& epoch, const Snapshot& snapshot) {
  const auto before = current_epoch(circle);
  const auto old_roster = before ? snapshot_of(*before) : std::nullopt;
  // What stood on a board that its relay lost, nobody can read there: each posts her own again.
  const bool was_lost = before && lost_.contains(before->board);
  rows().put_epoch(epoch);
  circle.current = epoch.board;
  circle.policy = snapshot.policy;
  circle.heard = context_.now;
  const bool joined = circle.state == StoredCircle::State::joining;
  circle.state = StoredCircle::State::member;
  rows().put(circle);
  remember_people(circle, snapshot);
  if (epoch.by_welcome && !circle.sponsor.is_zero()) {
    // The welcome came from who brought us in: her place in the roster is told by our own entry.
    const auto self = core::index_of(snapshot, sign_pub_of(circle)).value();
    const MemberId sponsor = member_id(snapshot.members[snapshot.members[self].sponsor].sign_pub);
    auto person = rows().person(circle.id, sponsor);
    if (person && sponsor != self_of(circle)) {
      person->contact = circle.sponsor;
      rows().put_person(*person);
    }
  }
  if (before) {
    if (before->epoch == epoch.epoch) {  // the losing child of a fork: its keys end with it
      if (!context_.ratchet.remove_group({circle.id, epoch.epoch})) {
        context_.log.warning("a circle's group could not be removed");
      }
    }
    end_epoch(before->board);
  }
  tell(circle, joined ? "member" : "epoch " + std::to_string(epoch.epoch));
  if (old_roster) {
    for (const Member& member : snapshot.members) {
      if (!core::index_of(*old_roster, member.sign_pub)) tell(circle, "came: " + member.name);
    }
    for (const Member& member : old_roster->members) {
      if (!core::index_of(snapshot, member.sign_pub)) tell(circle, "gone: " + member.name);
    }
  }
  if (circle.recovery != StoredCircle::Recovery::none) post_new_key(circle);
  post_again(circle, was_lost ? std::optional(Instant{}) : std::nullopt);
  receiver_.on_new_epoch(circle.id);
}

// Authentic as bytes, forbidden by the rules: a ghost member, a roster of somebody who is no admin.
// We stay where we are, and say so.
void Circles::refuse_roster(StoredCircle& circle, const StoredEpoch& epoch, Errc why) {
  context_.log.warning("a roster is refused", static_cast<std::int64_t>(why));
  erase_sources(epoch);
  for (const HeldSlot& slot : rows().held(circle.id)) {
    if (slot.board == epoch.board) rows().erase_held(slot.id);
  }
  rows().erase_epoch(epoch.board);
  if (circle.state == StoredCircle::State::member) {
    circle.state = StoredCircle::State::not_current;
    rows().put(circle);
  }
  tell(circle, "roster_refused");
}

// ---- endings ------------------------------------------------------------------------------------

// An old board is read on until the relay's copies have ended: what was posted before the epoch
// slot counts, whenever we come to read it.
void Circles::end_epoch(const BoardId& board) {
  due_.reset();
  lost_.erase(board);
  if (auto epoch = rows().epoch(board); epoch && !epoch->left) {
    epoch->left = context_.now;
    rows().put_epoch(*epoch);
  }
  const auto epoch = rows().epoch(board);
  for (const BoardId& each : {board, epoch ? epoch->receipts : board}) {
    auto source = context_.store.sources().find_target(each);
    if (!source || source->retiring) continue;
    source->retiring = true;
    source->retire_at = context_.now + limits::kOldQueueLife;
    context_.store.sources().put(*source);
  }
}

void Circles::erase_sources(const StoredEpoch& epoch) {
  for (const BoardId& board : {epoch.board, epoch.receipts}) {
    const auto source = context_.store.sources().find_target(board);
    if (source) context_.store.sources().erase(source->id);
  }
}

void Circles::become_removed(StoredCircle& circle) {
  circle.state = StoredCircle::State::removed;
  drop_circle_insides(circle);
  tell(circle, "removed");
}

void Circles::freeze(StoredCircle& circle) {
  circle.state = StoredCircle::State::frozen;
  rows().put(circle);
  tell(circle, "frozen");
  context_.notify("two_rosters", {about(circle)});
}

// We are out: nothing is read or kept any more. What is in the outbox still goes.
void Circles::drop_circle_insides(StoredCircle& circle) {
  for (const Source& source : context_.store.sources().of_owner(circle.id)) {
    context_.store.sources().erase(source.id);
  }
  for (const StoredEpoch& epoch : rows().epochs(circle.id)) {
    if (!context_.ratchet.remove_group({circle.id, epoch.epoch})) {
      context_.log.warning("a circle's group could not be removed");
    }
  }
  // What had not left is not going to: its author is told, and may warn her people another way.
  for (const OwnPost& post : rows().posts(circle.id)) {
    if (!post.handed_over) receiver_.on_undeliverable(post.message);
  }
  rows().erase_insides(circle.id);
  lost_.erase(circle.current);
  circle.current = BoardId{};
  rows().put(circle);
}

}  // namespace ww::engine
