// Messages between two contacts: content -> payloads -> ratchet -> sealed slots -> puts, and back.
//
// All of it inside the step's transaction: a ratchet step is committed with the slot that it made,
// and a received content with the ratchet state that opened it.
#include "base/crypto.h"
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "engine/contacts.h"
#include "ports/outbox_rows.h"
#include "ports/seen_rows.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

// A relay may keep a slot for 30 days: after that no copy can come again.
constexpr Duration kRemember = std::chrono::hours{24 * 31};

bool can_write_to(const Contact& contact) {
  return contact.state == ContactState::answered || contact.state == ContactState::established;
}

}  // namespace

core::Direction outgoing(const Contact& contact) {
  return contact.inviter ? core::Direction::to_acceptor : core::Direction::to_inviter;
}
core::Direction incoming(const Contact& contact) {
  return contact.inviter ? core::Direction::to_inviter : core::Direction::to_acceptor;
}

// A put of ours, read back from its body.
relay::Put Contacts::put_of(const OutboxOp& op) {
  const auto frame = wire::decode_request(wire::request_frame(op.body, op.cap, 1, op.target));
  WW_CHECK(frame.ok());
  const auto* put = std::get_if<relay::Put>(&frame->request);
  WW_CHECK(put != nullptr);
  return *put;
}

// ---- out ----------------------------------------------------------------------------------------

Result<MessageId> Contacts::send(const ContactId& to, const Content& content) {
  auto contact = context_.store.contacts().find(to);
  if (!contact) return fail(Errc::not_found);
  if (!can_write_to(*contact)) return fail(Errc::refused);
  return post(*contact, content);
}

Contacts::Target Contacts::lasting_target(const Contact& contact) const {
  return lasting_target(contact, contact.peer_generation);
}

Contacts::Target Contacts::lasting_target(const Contact& contact, std::uint32_t generation) const {
  auto keys = core::shared_queue_keys(contact.k, outgoing(contact), generation);
  const Route route = contact.peer_routes.empty() ? Route{} : contact.peer_routes.front();
  return {route, keys.sid, std::move(keys.send_cap), std::move(keys.seal_secret),
          contact.peer_seal_pub};
}

Result<MessageId> Contacts::post(Contact& contact, const Content& content) {
  return post_bytes(contact, lasting_target(contact), wire::encode_content(content));
}

Result<MessageId> Contacts::post_bytes(Contact& contact, const Target& target, ByteView content) {
  WW_TRY_SET(const std::vector<Bytes> parts, wire::split_message(content));
  if (context_.store.outbox().lane_size(contact.id) + parts.size() > limits::kOutboxPerLane) {
    return fail(Errc::full);
  }
  const auto message = context_.random.id<MessageId>();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Payload payload;
    payload.header.part = static_cast<std::uint8_t>(i);
    payload.header.parts = static_cast<std::uint8_t>(parts.size());
    payload.header.content_length = static_cast<std::uint16_t>(parts[i].size());
    payload.header.message = message;
    payload.header.sequence = ++contact.send_sequence;
    payload.header.previous = contact.send_previous;
    payload.header.context = core::pair_context(contact.k, outgoing(contact));
    payload.content = parts[i];
    const Bytes plain = wire::encode_payload(payload);
    contact.send_previous = Digest32{crypto::sha256(plain)};

    WW_TRY_SET(const Ratchet::Sealed sealed, context_.ratchet.encrypt(contact.party, plain));
    SlotInner inner;
    inner.kind = static_cast<std::uint8_t>(sealed.prekey ? SlotKind::prekey_message
                                                         : SlotKind::signal_message);
    inner.message = sealed.message;
    const Bytes bytes = wire::encode_slot_inner(inner);
    WW_TRY_SET(const relay::Slot slot,
               core::seal_queue_slot(context_.random, target.seal_pub, target.seal_secret,
                                     target.sid, bytes));
    OutboxOp op = op_for(contact, OutboxOp::Purpose::contact_put, target.route);
    op.cap = relay::Cap::write;
    op.cap_secret = target.send_cap.clone();
    op.target = target.sid.bytes;
    op.body = wire::encode_body(relay::Put{target.sid, ++contact.put_number, slot});
    op.inner = bytes;
    op.message = message;
    context_.store.outbox().add(op);
  }
  context_.store.contacts().put(contact);
  return message;
}

// ---- in -----------------------------------------------------------------------------------------

void Contacts::on_slot(const Source& source, const relay::Slot& slot) {
  auto contact = context_.store.contacts().find(ContactId{source.owner});
  if (!contact || contact->state == ContactState::removed) return;
  const Digest32 slot_hash{crypto::sha256(slot)};
  if (!context_.store.seen().add_slot(slot_hash, context_.now + kRemember)) return;

  const bool is_invite = source.kind == Source::Kind::invite_queue;
  const auto opened = open_slot(*contact, source, slot);
  if (!opened) {
    ++context_.spent.failures;
    return context_.log.warning("a slot does not open");
  }
  const auto inner = wire::decode_slot_inner(*opened);
  if (!inner) return context_.log.warning("a slot holds no message");
  if (is_invite) return on_first_message(*contact, source, *inner);
  if (inner->kind == static_cast<std::uint8_t>(SlotKind::renew)) {
    return on_renewal(*contact, source, inner->message);
  }
  if (source.kind == Source::Kind::queue_before) {
    return context_.log.info("a message under keys from before a renewal");
  }
  on_message(*contact, source.generation, *inner);
}

Result<Bytes> Contacts::open_slot(const Contact& contact, const Source& source,
                                  const relay::Slot& slot) const {
  if (source.kind == Source::Kind::invite_queue) {
    return core::open_queue_slot(core::seal_key(contact.own_r), contact.s0, source.sid, slot);
  }
  const bool before = source.kind == Source::Kind::queue_before;
  if (before && !contact.before) return fail(Errc::no_key);
  const auto direction = before && contact.before->inviter ? core::Direction::to_inviter
                         : before                          ? core::Direction::to_acceptor
                                                           : incoming(contact);
  const auto keys =
      core::shared_queue_keys(before ? contact.before->k : contact.k, direction, source.generation);
  const auto& own_r = before ? contact.before->own_r : contact.own_r;
  return core::open_queue_slot(core::seal_key(own_r), keys.seal_secret, source.sid, slot);
}

void Contacts::on_message(Contact& contact, std::uint32_t generation, const SlotInner& inner) {
  const bool prekey = inner.kind == static_cast<std::uint8_t>(SlotKind::prekey_message);
  if (!prekey && inner.kind != static_cast<std::uint8_t>(SlotKind::signal_message)) {
    return context_.log.info("a slot of a kind this version does not know");
  }
  auto opened = context_.ratchet.decrypt(contact.party, prekey, inner.message);
  if (!opened) {
    ++context_.spent.failures;
    return context_.log.warning("a message does not decrypt",
                                static_cast<std::int64_t>(opened.error().code));
  }
  note_arrival(contact, generation);
  const auto payload = wire::decode_payload(opened->plain.view());
  if (!payload) return context_.log.warning("a payload cannot be read");
  on_payload(contact, *payload, opened->plain.view());
}

void Contacts::on_payload(Contact& contact, const Payload& payload, ByteView bytes) {
  if (payload.header.context != core::pair_context(contact.k, incoming(contact))) {
    return context_.log.warning("a payload of another context");
  }
  note_order(contact, payload.header, bytes);
  context_.store.contacts().put(contact);
  auto& seen = context_.store.seen();
  seen.put_part(contact.id, payload, context_.now + kRemember);
  const auto parts = seen.take_complete(contact.id, payload.header.message);
  if (parts) on_complete(contact, *parts);
}

// Sequence and hash chain serve to notice what a relay withholds, never to hold a message back.
void Contacts::note_order(Contact& contact, const PayloadHeader& header, ByteView bytes) {
  if (header.sequence <= contact.receive_sequence) return;
  const std::uint64_t missing = header.sequence - contact.receive_sequence - 1;
  if (missing > 0 || header.previous != contact.receive_previous) {
    contact.lost += static_cast<std::uint32_t>(std::clamp<std::uint64_t>(missing, 1, 1000));
    context_.notify("messages_missing", {about(contact)});
  }
  contact.receive_sequence = header.sequence;
  contact.receive_previous = Digest32{crypto::sha256(bytes)};
}

void Contacts::on_complete(Contact& contact, const std::vector<Payload>& parts) {
  Bytes bytes;
  for (const Payload& part : parts)
    bytes.insert(bytes.end(), part.content.begin(), part.content.end());
  const MessageId message = parts.front().header.message;
  if (!context_.store.seen().add_message(contact.id, message, context_.now + kRemember)) return;
  const auto content = wire::decode_content(bytes);
  if (!content) return context_.log.warning("a content cannot be read");

  if (const auto* hello2 = std::get_if<content::Hello2>(&*content))
    return on_hello2(contact, *hello2, bytes);
  if (const auto* hello3 = std::get_if<content::Hello3>(&*content))
    return on_hello3(contact, *hello3);
  if (std::holds_alternative<content::Hello1>(*content)) return;
  const auto* move = std::get_if<content::Move>(&*content);
  const std::uint32_t known = contact.peer_generation;
  if (move != nullptr && !(can_write_to(contact) && on_move(contact, *move))) return;
  // Sending loads and stores the contact anew: nothing below may store this copy of it.
  if (contact.peer_generation != known) receiver_.on_queue_found(contact.id);
  if (move != nullptr || std::holds_alternative<content::Alert>(*content) ||
      std::holds_alternative<content::Have>(*content)) {
    return receiver_.on_content({FromContact{contact.id}, message}, *content);
  }
  circles_.on_pair_content(contact.id, *content);
}

}  // namespace ww::engine
