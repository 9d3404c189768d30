// Moving: the queue of a contact goes to another relay, as its next generation (proto/PROTOCOL.md,
// MOVE).
//
// Rules
//   - The new queue stands before anybody is told of it; the old one is read for 30 days more, and
//     then once to its end. Whenever the other hears of it, nothing lies where nobody reads.
//   - One move at a time: the next one begins when the other has written to the new queue. Until
//     then she is told again now and then, for a relay forgets what lies there for 30 days.
//   - Of the other's moves exactly the next generation counts, at a relay that we may connect to.
//     Until its owner allows a strange one, everything goes to the old queue as before.
//   - A queue that its relay lost is made anew as the next generation, too. The other tries it
//     there when what she writes to is not known.
//   - Why she moved is not said: her old relay may have lost what she had not read. So whoever
//     finds the new place sends her again what she has not confirmed.
//   - What waits for the other is sealed anew for her new queue, with a fresh e; the ratchet's
//     bytes inside stay. What the old relay may have taken already comes twice then, and the
//     ratchet opens it once.
#include <set>

#include "core/contact_keys.h"
#include "core/envelope.h"
#include "engine/contacts.h"
#include "engine/own_relays.h"
#include "engine/relay_choice.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "wire/frame.h"

namespace ww::engine {
// ---- our queue ----------------------------------------------------------------------------------

Contacts::AtRelay Contacts::at_relay(const RelayKey& relay) {
  AtRelay there;
  for (const Source& source : context_.store.sources().all()) {
    if (source.route.relay != relay || source.kind == Source::Kind::board || source.retiring) {
      continue;
    }
    const auto contact = context_.store.contacts().find(ContactId{source.owner});
    const bool settled = contact && contact->state == ContactState::established;
    (settled && source.kind == Source::Kind::queue ? there.people : there.unsettled) += 1;
  }
  there.written = context_.store.contacts().count_written_at(relay);
  return there;
}

std::optional<Instant> Contacts::tend_moves() {
  begin_due_moves();
  std::optional<Instant> next;
  const auto by = [&](Instant at) {
    if (!next || at < *next) next = at;
  };
  if (const auto again = make_lost_anew()) by(*again);
  for (const Contact& moving : context_.store.contacts().moving()) {
    auto contact = context_.store.contacts().find(moving.id);
    if (take_up_place(*contact)) {
      receiver_.on_queue_found(contact->id);
      contact = context_.store.contacts().find(moving.id);
    }
    if (!contact->own_move) continue;
    tend_move(*contact);
    if (contact->own_move) by(contact->own_move->again);
  }
  for (const Source& source : context_.store.sources().retiring_queues()) {
    // A relay that does not answer any more is not waited for without end.
    const Instant end = source.retire_at + limits::kOldQueueLife;
    if (context_.is_over(end))
      end_old_queue(source);
    else if (end > context_.now)
      by(end);
  }
  return next;
}

void Contacts::begin_due_moves() {
  std::set<RelayKey> leaving;
  for (const OwnRelay& relay : context_.store.settings().relays()) {
    if (relay.leaving) leaving.insert(relay.route.relay);
  }
  const auto place = leaving.empty() ? std::nullopt : relay_for_new(context_);
  if (!place) return;
  for (const Source& source : context_.store.sources().all()) {
    const bool is_queue = source.kind == Source::Kind::queue && !source.retiring;
    if (!is_queue || !leaving.contains(source.route.relay)) continue;
    auto contact = context_.store.contacts().find(ContactId{source.owner});
    const bool may = contact && contact->state == ContactState::established && !contact->own_move &&
                     source.generation == contact->own_generation &&
                     source.generation < limits::kGenerationsMax;
    if (may) begin_move(*contact, *place);
  }
}

// A queue that its relay does not know any more: the next generation, at the same relay unless we
// leave it. Who writes to us finds it by herself (on_unknown_queue). Once a day at most: a relay
// may say what it likes.
std::optional<Instant> Contacts::make_lost_anew() {
  std::optional<Instant> next;
  for (const ContactId& id : deaf_) {
    auto contact = context_.store.contacts().find(id);
    if (!contact || contact->state != ContactState::established || contact->own_move) continue;
    if (contact->own_generation >= limits::kGenerationsMax) continue;
    std::optional<Route> lost;
    Instant from = context_.now;
    for (const Source& source : context_.store.sources().of_owner(id)) {
      if (source.kind != Source::Kind::queue) continue;
      if (!source.retiring) lost = source.route;
      const Instant moved = source.retire_at - limits::kOldQueueLife;
      if (source.retiring) from = std::max(from, moved + limits::kMoveRetry);
    }
    if (!lost) continue;
    if (from > context_.now) {
      if (!next || from < *next) next = from;
      continue;
    }
    const bool leaving = relay_is_leaving(context_, lost->relay);
    begin_move(*contact, leaving ? relay_for_new(context_).value_or(*lost) : *lost);
  }
  return next;
}

void Contacts::begin_move(Contact& contact, const Route& place) {
  const std::uint32_t generation = contact.own_generation + 1;
  const auto keys = core::shared_queue_keys(contact.k, incoming(contact), generation);
  const auto source = add_source(contact, Source::Kind::queue, generation, keys.sid, place);
  queue_new(contact, source, keys.sid, crypto::x25519_public(keys.send_cap), relay::Ttl::month);
  contact.own_move = OwnMove{false, 0, context_.now + limits::kMoveRetry};
  context_.store.contacts().put(contact);
}

std::optional<Source> Contacts::coming_queue(const Contact& contact) {
  for (Source& source : context_.store.sources().of_owner(contact.id)) {
    const bool coming =
        source.kind == Source::Kind::queue && source.generation > contact.own_generation;
    if (coming) return std::move(source);
  }
  return std::nullopt;
}

// What is due of a move that is going on.
void Contacts::tend_move(Contact& contact) {
  OwnMove& move = *contact.own_move;
  const auto coming = coming_queue(contact);
  const auto place = relay_for_new(context_);
  if (!move.made && coming && place && relay_is_leaving(context_, coming->route.relay)) {
    // Its relay is left before it answered. Should it have made the queue, nobody will know of it.
    context_.store.outbox().erase_lane(coming->target);
    context_.store.sources().erase(coming->id);
    return begin_move(contact, *place);
  }
  if (move.again > context_.now) return;
  move.again = context_.now + limits::kMoveRetry;
  if (move.made) return tell_of_move(contact);
  if (!coming) {  // it was refused
    if (place && relay_is_leaving(context_, contact.own_routes.front().relay)) {
      return begin_move(contact, *place);
    }
    contact.own_move.reset();
  } else if (context_.store.outbox().lane_size(coming->target) == 0) {  // its time was over
    queue_new(
        contact, coming->id, coming->sid,
        crypto::x25519_public(
            core::shared_queue_keys(contact.k, incoming(contact), coming->generation).send_cap),
        relay::Ttl::month);
  }
  context_.store.contacts().put(contact);
}

// The new queue stands.
void Contacts::on_queue_made(const Source& made) {
  auto contact = context_.store.contacts().find(ContactId{made.owner});
  const bool moved = contact && contact->own_move && made.kind == Source::Kind::queue &&
                     made.generation == contact->own_generation + 1;
  if (!moved) return;
  for (Source& old : context_.store.sources().of_owner(contact->id)) {
    if (old.id == made.id || old.kind != Source::Kind::queue || old.retiring) continue;
    old.retiring = true;
    old.retire_at = context_.now + limits::kOldQueueLife;
    context_.store.sources().put(old);
  }
  contact->own_generation = made.generation;
  contact->own_routes = {made.route};
  contact->own_move = OwnMove{true, 0, context_.now};
  tell_of_move(*contact);
  tell(*contact, "moved");
}

void Contacts::tell_of_move(Contact& contact) {
  if (contact.own_move->told >= limits::kMovesTold) {  // nobody is there to hear it
    contact.own_move.reset();
    return context_.store.contacts().put(contact);
  }
  const content::Move move{contact.own_generation, contact.own_routes.front()};
  const bool told = post(contact, move).ok();  // it is not when too much waits for her already
  contact.own_move->told += told ? 1 : 0;
  contact.own_move->again = context_.now + (told ? limits::kMoveAgain : limits::kMoveRetry);
  context_.store.contacts().put(contact);
}

// Her relay will not have it, or her contact was quicker and took the id there: 16 bytes from K do
// not meet by chance. The old queue stays.
void Contacts::on_queue_refused(const Source& source) {
  context_.store.sources().erase(source.id);
  if (const auto contact = context_.store.contacts().find(ContactId{source.owner})) {
    context_.notify("move_refused", {about(*contact)});
  }
}

void Contacts::note_arrival(Contact& contact, std::uint32_t generation) {
  const bool knows =
      contact.own_move && contact.own_move->made && generation == contact.own_generation;
  if (!knows) return;
  contact.own_move.reset();
  context_.store.contacts().put(contact);
}

void Contacts::on_read_to_end(const Source& source) {
  if (source.retiring && context_.is_over(source.retire_at)) end_old_queue(source);
}

void Contacts::end_old_queue(const Source& source) {
  const auto contact = context_.store.contacts().find(ContactId{source.owner});
  if (contact && contact->own_move && source.kind == Source::Kind::queue) {
    context_.notify("does_not_know_new_place", {about(*contact)});
  }
  queue_delete(source);
}

// ---- her queue ----------------------------------------------------------------------------------

// True when it is heard for the first time, or as before: then she is told that we know.
bool Contacts::on_move(Contact& contact, const content::Move& move) {
  if (move.generation == contact.peer_generation) return contact.peer_routes.front() == move.route;
  const bool next = move.generation == contact.peer_generation + 1 &&
                    move.generation <= limits::kGenerationsMax &&
                    (!contact.peer_next || *contact.peer_next == move.route);
  if (!next) {
    context_.log.warning("a move that is not the next one");
    return false;
  }
  contact.peer_next = move.route;
  context_.store.contacts().put(contact);
  if (take_up_place(contact)) return true;
  context_.notify("relay_not_added", {about(contact), about(move.route)});
  return false;
}

bool Contacts::take_up_place(Contact& contact) {
  if (!contact.peer_next || !relay_is_chosen(context_, *contact.peer_next)) return false;
  write_to(contact, Route(*contact.peer_next));
  return true;
}

// Her next generation is there: all that waits goes there. `tried`: its number 1 is ours already.
void Contacts::write_to(Contact& contact, const Route& place, std::uint64_t tried) {
  const QueueId old = lasting_target(contact).sid;
  contact.peer_generation += 1;
  contact.peer_routes = {place};
  contact.peer_next.reset();
  const Target target = lasting_target(contact);
  auto& outbox = context_.store.outbox();
  const auto ops = outbox.lane(contact.id, limits::kOutboxPerLane);
  const auto tries = outbox.lane(target.sid, 1);
  outbox.erase_lane(target.sid);
  // Under new ids: what is in flight to the old relay has no answer any more that counts.
  outbox.erase_lane(contact.id);
  contact.put_number = tried;
  if (!tries.empty() && tries.front().route == place) {
    // It may be there already, so it stays number 1, to the byte.
    outbox.add(same_put(contact, tries.front()));
    contact.put_number = 1;
  }
  for (const OutboxOp& op : ops) {
    const bool moves =
        op.purpose == OutboxOp::Purpose::contact_put && op.target == old.bytes && !op.inner.empty();
    const auto again =
        moves ? sealed_again(contact, op, target, contact.put_number + 1) : std::nullopt;
    if (again) ++contact.put_number;
    outbox.add(again ? *again : op);
  }
  context_.store.contacts().put(contact);
  tell(contact, "writes_to_new_place");
}

// In the contact's lane, due now, under an id of its own.
OutboxOp Contacts::same_put(const Contact& contact, const OutboxOp& op) const {
  OutboxOp same = op_for(contact, OutboxOp::Purpose::contact_put, op.route);
  same.cap = op.cap;
  same.cap_secret = op.cap_secret.clone();
  same.target = op.target;
  same.body = op.body;
  same.inner = op.inner;
  same.message = op.message;
  same.expires = op.expires;
  return same;
}

void Contacts::drop_try(const Contact& contact) {
  context_.store.outbox().erase_lane(lasting_target(contact, contact.peer_generation + 1).sid);
}

// The same ratchet message for another queue: e is fresh, so the key of the new slot is used once,
// and no byte outside the seal is the same at both relays.
std::optional<OutboxOp> Contacts::sealed_again(const Contact& contact, const OutboxOp& op,
                                               const Target& target, std::uint64_t number) {
  const auto slot = core::seal_queue_slot(context_.random, target.seal_pub, target.seal_secret,
                                          target.sid, op.inner);
  if (!slot) return std::nullopt;
  OutboxOp again = same_put(contact, op);
  again.route = target.route;
  again.cap_secret = target.send_cap.clone();
  again.target = target.sid.bytes;
  again.body = wire::encode_body(relay::Put{target.sid, number, *slot});
  return again;
}

// The relay knows no such queue, or refuses it as it should not. Its owner may have moved, and what
// told us so is lost: her next queue is tried at the places that she has named, while the put
// itself stays where and as it is.
void Contacts::try_next_queue(const OutboxOp& op) {
  const auto contact = context_.store.contacts().find(ContactId{op.owner});
  const bool may = contact && contact->state == ContactState::established && !op.inner.empty() &&
                   op.attempts >= limits::kTriesBeforeNext &&
                   contact->peer_generation < limits::kGenerationsMax &&
                   op.target == lasting_target(*contact).sid.bytes;
  if (!may) return;
  const std::uint32_t turn = op.attempts - limits::kTriesBeforeNext;
  Target next = lasting_target(*contact, contact->peer_generation + 1);
  next.route = contact->peer_routes[turn % contact->peer_routes.size()];
  if (context_.store.outbox().lane_size(next.sid) > 0) return;
  auto attempt = sealed_again(*contact, op, next, 1);
  if (!attempt) return;
  attempt->purpose = OutboxOp::Purpose::contact_try;
  attempt->lane = next.sid.bytes;
  attempt->message = MessageId{};
  context_.store.outbox().add(*attempt);
}

void Contacts::on_try_taken(const OutboxOp& op) {
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  if (!contact || contact->state != ContactState::established) return;
  if (op.target != lasting_target(*contact, contact->peer_generation + 1).sid.bytes) return;
  write_to(*contact, op.route, 1);
  receiver_.on_queue_found(contact->id);
}

}  // namespace ww::engine
