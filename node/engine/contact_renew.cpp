// Renewing: new keys with a contact, when this node cannot know how far the old ones were used: an
// older copy of it was brought back (proto/PROTOCOL.md, RENEW).
//
// Rules
//   - A renewal is an invite of kind 2 in a slot of kind 3, on the peer's queue, signed by the old
//     identity for this pair alone. Then the steps of the handshake, with all keys fresh.
//   - Nothing is encrypted with the old ratchet any more, and nothing but a renewal is read with
//   it.
//   - The words are to be compared again, and nothing of a person's is sent before they are: who
//     found an old copy could renew, too. Until then the old identity may renew once more: who
//     restores twice, or whose answer was lost, finds back. After that it can do nothing.
//   - When both renew, the one who invited at first leads: she answers a renewal by one of her own,
//     and the other follows. So any two states of the two meet again.
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "core/lane_state.h"
#include "engine/contacts.h"
#include "engine/own_relays.h"
#include "engine/relay_choice.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "wire/frame.h"
#include "wire/invite.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

constexpr std::size_t kSignature = std::tuple_size_v<crypto::Signature>;

core::Direction out_of(bool inviter) {
  return inviter ? core::Direction::to_acceptor : core::Direction::to_inviter;
}
core::Direction into(bool inviter) {
  return inviter ? core::Direction::to_inviter : core::Direction::to_acceptor;
}

// The pair's context, so that it renews no other; the direction, so that it is not sent back.
Bytes signed_text(const crypto::Key& k, core::Direction direction, ByteView invite) {
  return crypto::framed("renew", {core::pair_context(k, direction), invite});
}

}  // namespace

// After an older copy was brought back. Handshakes that were under way are over: nobody knows how
// far they came.
void Contacts::renew_all() {
  for (Contact& contact : context_.store.contacts().all()) {
    switch (contact.state) {
      case ContactState::failed:
      case ContactState::removed:
        break;
      case ContactState::answered:
      case ContactState::established:
        renew(contact, Root::current);
        break;
      default:
        if (contact.before)
          renew(contact, Root::before);
        else
          fail_contact(contact, "restored");
    }
  }
}

void Contacts::renew(Contact& contact, Root root) {
  begin_new_keys(contact, root);
  contact.state = ContactState::renewing;
  contact.inviter = true;
  contact.own_routes = {own_route(contact)};
  const auto invite = make_invite(contact, InviteKind::renew, limits::kRenewLife);
  const auto signature = context_.ratchet.sign(
      contact.before->party,
      signed_text(contact.before->k, out_of(contact.before->inviter), contact.invite));
  if (!invite || !signature) return fail_contact(contact, "internal");
  context_.store.contacts().put(contact);
  const auto source =
      add_source(contact, Source::Kind::invite_queue, 0, invite->sid, contact.own_routes.front());
  queue_new(contact, source, invite->sid, std::nullopt, relay::Ttl::month);
  Bytes message = contact.invite;
  message.insert(message.end(), signature->begin(), signature->end());
  put_renewal(contact, message);
  tell(contact, "renewing");
}

// What goes on from here is `before` and nothing else of the old.
void Contacts::begin_new_keys(Contact& contact, Root root) {
  drop_try(contact);
  if (root == Root::current) {
    drop_before(contact);
    contact.before =
        KeysBefore{contact.party,           contact.inviter,       std::move(contact.own_r),
                   std::move(contact.k),    contact.peer_identity, contact.peer_seal_pub,
                   contact.peer_generation, contact.put_number,    contact.peer_routes.front()};
  } else if (!context_.ratchet.remove_party(contact.party)) {
    context_.log.warning("a contact had no ratchet");
  }
  // What was not sent yet is sent again under the new keys: receiver_.on_renewed().
  context_.store.outbox().erase_lane(contact.id);
  for (Source& source : context_.store.sources().of_owner(contact.id)) {
    if (source.kind == Source::Kind::queue_before) continue;
    // One of a move that has not come so far was never told to anybody.
    const bool told = source.generation <= contact.own_generation;
    if (source.kind == Source::Kind::queue && root == Root::current && told) {
      source.kind = Source::Kind::queue_before;
      context_.store.sources().put(source);
    } else {
      queue_delete(source);
    }
  }
  contact.party = context_.random.id<ContactId>();
  contact.trust = Trust::unchecked;
  contact.verified_at.reset();
  contact.words.clear();
  contact.digits.clear();
  contact.own_r = context_.random.key();
  contact.r_word = context_.random.key();
  contact.k = crypto::Key();
  contact.hello1 = contact.hello2 = contact.send_previous = contact.receive_previous = {};
  contact.hello1_content.clear();
  contact.own_generation = contact.peer_generation = 1;
  contact.own_move.reset();
  contact.peer_next.reset();
  contact.put_number = contact.send_sequence = contact.receive_sequence = 0;
}

void Contacts::put_renewal(Contact& contact, ByteView message) {
  KeysBefore& before = *contact.before;
  const auto keys =
      core::shared_queue_keys(before.k, out_of(before.inviter), before.peer_generation);
  SlotInner inner;
  inner.kind = static_cast<std::uint8_t>(SlotKind::renew);
  inner.message = to_bytes(message);
  const auto slot = core::seal_queue_slot(context_.random, before.peer_seal_pub, keys.seal_secret,
                                          keys.sid, wire::encode_slot_inner(inner));
  if (!slot) return fail_contact(contact, "internal");
  OutboxOp op = op_for(contact, OutboxOp::Purpose::contact_renew, before.peer_route);
  op.cap = relay::Cap::write;
  op.cap_secret = keys.send_cap.clone();
  op.target = keys.sid.bytes;
  op.body = wire::encode_body(relay::Put{keys.sid, ++before.put_number, *slot});
  context_.store.outbox().add(op);
  context_.store.contacts().put(contact);
}

// Our numbers are old, so a conflict is to be expected: the relay tells where it stands. With
// `auth` the peer's queue is gone (she removed us, or has compared words under keys that came
// later), if it is true: it is tried on until its time is over, and the owner is told what else she
// can do.
Refusal Contacts::on_renewal_refused(const OutboxOp& op, const relay::Refused& refused) {
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  if (!contact || contact->state != ContactState::renewing) return Refusal::settled;
  const bool again =
      refused.why == relay::Refusal::conflict && op.attempts < limits::kRenewPutsMost;
  if (!again && refused.why != relay::Refusal::conflict) {
    if (op.attempts == core::kRefusalsBeforeTold) note_stopped(*contact, "renewal_refused");
    return Refusal::waits;
  }
  if (!again) note_stopped(*contact, "renewal_refused");
  relay::Put put = put_of(op);
  put.number = contact->before->put_number = refused.last + 1;
  OutboxOp next = op_for(*contact, op.purpose, op.route);
  next.cap = op.cap;
  next.cap_secret = op.cap_secret.clone();
  next.target = op.target;
  next.attempts = op.attempts + 1;
  next.expires = op.expires;
  if (op.attempts > 0) next.due = context_.now + retry_wait(op.attempts - 1, context_.random);
  next.body = wire::encode_body(put);
  context_.store.outbox().erase(op.id);
  context_.store.outbox().add(next);
  context_.store.contacts().put(*contact);
  return Refusal::replaced;
}

// A slot of kind 3. Whoever could seal it holds the keys of the pair; the signature tells that she
// holds the identity too. Nothing changes before all of it is checked.
void Contacts::on_renewal(Contact& contact, const Source& source, ByteView message) {
  const bool by_before = source.kind == Source::Kind::queue_before;
  const auto refuse = [&](std::string_view why) {
    ++context_.spent.failures;
    context_.log.warning(why);
    context_.notify("renewal_refused", {about(contact)});
  };
  if (message.size() <= kSignature) return refuse("a renewal is too short");
  const ByteView bytes = message.first(message.size() - kSignature);
  const auto invite = wire::decode_invite(bytes);
  if (!invite || invite->kind != InviteKind::renew) return refuse("a renewal cannot be read");
  const auto text = by_before ? signed_text(contact.before->k, into(contact.before->inviter), bytes)
                              : signed_text(contact.k, into(contact.inviter), bytes);
  const auto& identity = by_before ? contact.before->peer_identity : contact.peer_identity;
  if (!context_.ratchet.is_signed_by(identity, text,
                                     to_array<kSignature>(message.subspan(bytes.size())))) {
    return refuse("a renewal that the old identity did not sign");
  }
  if (context_.store.contacts().find_by_invite(Digest32{crypto::sha256(bytes)})) return;
  ++context_.spent.sessions;
  if (by_before && contact.before->inviter) return renew(contact, Root::before);
  // She that we follow already has made a newer one meanwhile.
  if (by_before && !contact.inviter && invite->not_after < contact.invite_not_after) {
    return refuse("a renewal that is older than another");
  }
  follow_renewal(contact, *invite, bytes, by_before ? Root::before : Root::current);
}

void Contacts::follow_renewal(Contact& contact, const Invite& invite, ByteView bytes, Root root) {
  const auto party = context_.random.id<ContactId>();
  const auto identity = open_party(party, invite);
  if (!identity) {
    context_.notify("renewal_refused", {about(contact)});
    return context_.log.warning("a renewal with keys that cannot be used",
                                static_cast<std::int64_t>(identity.error().code));
  }
  const Route route = own_route(contact);
  begin_new_keys(contact, root);
  contact.party = party;
  contact.state = ContactState::answering;
  contact.inviter = false;
  contact.invite = to_bytes(bytes);
  contact.invite_not_after = invite.not_after;
  contact.s0 = crypto::Key(invite.s0);
  contact.peer_identity = invite.offer.identity;
  contact.peer_seal_pub = invite.seal_pub;
  contact.peer_routes = invite.routes;
  if (!begin_answer(contact, invite, *identity, route)) return fail_contact(contact, "internal");
  // Not connected to before its owner says so: an address in a renewal may be a trap as well.
  if (!relay_is_chosen(context_, invite.routes.front())) {
    context_.notify("relay_not_added", {about(contact), about(invite.routes.front())});
  }
  tell(contact, "renewing");
}

// The new keys stand. Who it is that has them, only the words can tell.
void Contacts::finish_renewal(const Contact& contact) {
  if (!contact.before) return;
  context_.notify("keys_renewed_compare_words", {about(contact)});
  circles_.on_renewed(contact.id);
}

void Contacts::drop_before(Contact& contact) {
  if (!contact.before) return;
  for (const Source& source : context_.store.sources().of_owner(contact.id)) {
    if (source.kind == Source::Kind::queue_before) queue_delete(source);
  }
  if (!context_.ratchet.remove_party(contact.before->party)) {
    context_.log.warning("a contact had no ratchet");
  }
  contact.before.reset();
}

std::optional<Instant> Contacts::tend_renewals() {
  std::optional<Instant> next;
  for (Contact& contact : context_.store.contacts().renewed()) {
    if (contact.state != ContactState::renewing) continue;
    const Instant end = contact.invite_not_after + limits::kInviteGrace;
    if (context_.is_over(end))  // by a wrong clock an answer under way would be lost
      renew(contact, Root::before);
    else if (end >= context_.now && (!next || end < *next))
      next = end + Duration{1};
  }
  return next;
}

// Where she reads now, as long as it is a relay of hers that she is not leaving.
Route Contacts::own_route(const Contact& contact) {
  const auto relays = context_.store.settings().relays();
  if (!contact.own_routes.empty()) {
    for (const OwnRelay& relay : relays) {
      if (relay.route == contact.own_routes.front() && !relay.leaving) return relay.route;
    }
    if (relays.empty()) return contact.own_routes.front();
  }
  return relay_for_new(context_).value_or(contact.peer_routes.front());
}

}  // namespace ww::engine
