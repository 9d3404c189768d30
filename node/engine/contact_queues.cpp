// The queues of a contact: made, secured and deleted through the outbox.
#include "core/contact_keys.h"
#include "engine/contacts.h"
#include "ports/outbox_rows.h"
#include "wire/frame.h"

namespace ww::engine {

std::int64_t Contacts::add_source(const Contact& contact, Source::Kind kind,
                                  std::uint32_t generation, const QueueId& sid,
                                  const Route& route) {
  core::OwnQueueKeys keys = core::own_queue_keys(contact.own_r, generation);
  Source source;
  source.kind = kind;
  source.target = keys.rid.bytes;
  source.owner = contact.id.bytes;
  source.generation = generation;
  source.sid = sid;
  source.route = route;
  source.read_cap = std::move(keys.recv_cap);
  return context_.store.sources().put(source);
}

OutboxOp Contacts::op_for(const Contact& contact, OutboxOp::Purpose purpose,
                          const Route& route) const {
  OutboxOp op;
  op.purpose = purpose;
  op.lane = contact.id.bytes;
  op.owner = contact.id.bytes;
  op.route = route;
  op.due = context_.now;
  op.expires = context_.now + limits::kOldQueueLife;
  return op;
}

void Contacts::queue_new(const Contact& contact, std::int64_t source_id, const QueueId& sid,
                         const std::optional<crypto::PublicKey>& send_pub, relay::Ttl ttl) {
  const auto source = context_.store.sources().find(source_id);
  WW_CHECK(source.has_value());
  OutboxOp op = op_for(contact, OutboxOp::Purpose::contact_queue_new, source->route);
  // Of a move, it does not wait for a relay of hers: the lane is the queue's own.
  if (source->generation > 1) op.lane = source->target;
  op.source = source_id;
  op.cap = relay::Cap::read;
  op.cap_secret = source->read_cap.clone();
  op.target = source->target;
  op.body = wire::encode_body(relay::QueueNew{
      QueueId{source->target}, sid, crypto::x25519_public(source->read_cap), send_pub, ttl, {}});
  context_.store.outbox().add(op);
}

// Stops reading at once; the relay hears of it when it can be reached. The lane is the queue's own,
// so that it neither waits for the contact's messages nor holds them up.
void Contacts::queue_delete(const Source& source) {
  OutboxOp op;
  op.purpose = OutboxOp::Purpose::contact_queue_delete;
  op.lane = source.target;
  op.owner = source.owner;
  op.route = source.route;
  op.cap = relay::Cap::read;
  op.cap_secret = source.read_cap.clone();
  op.target = source.target;
  op.body = wire::encode_body(relay::QueueDelete{QueueId{source.target}});
  op.due = context_.now;
  op.expires = context_.now + limits::kOldQueueLife;
  context_.store.outbox().add(op);
  context_.store.sources().erase(source.id);
}

void Contacts::on_answer(const OutboxOp& op, const relay::Reply&) {
  using Purpose = OutboxOp::Purpose;
  if (op.purpose == Purpose::contact_try) return on_try_taken(op);
  if (op.purpose == Purpose::contact_queue_new || op.purpose == Purpose::contact_queue_secure ||
      op.purpose == Purpose::contact_put || op.purpose == Purpose::contact_renew) {
    note_works(op);
  }
  if (op.purpose == Purpose::contact_queue_new) {
    if (auto source = context_.store.sources().find(op.source)) {
      source->live = true;
      context_.store.sources().put(*source);
      on_queue_made(*source);
    }
    return;
  }
  const bool last_part = op.purpose == Purpose::contact_put && !op.message.is_zero() &&
                         context_.store.outbox().waiting_parts(op.message) == 0;
  if (last_part) receiver_.on_handed_over(op.message);
}

// Of a queue from before a renewal nothing is awaited but another renewal.
void Contacts::on_queue_lost(const Source& source) {
  const auto contact = context_.store.contacts().find(ContactId{source.owner});
  if (!contact || source.kind == Source::Kind::queue_before) return;
  deaf_.insert(contact->id);
  const bool invite = source.kind == Source::Kind::invite_queue;
  context_.notify(invite ? "invite_lost" : "queue_lost", {about(*contact)});
  tell(*contact, "queue_lost");
}

void Contacts::on_queue_read(const Source& source) {
  if (source.kind != Source::Kind::queue_before) deaf_.erase(ContactId{source.owner});
}

}  // namespace ww::engine
