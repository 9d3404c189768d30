// What a program that keeps to no rule could put on the queue of its owner's contact, or on the
// board of its circle.
#pragma once

#include "core/circle_keys.h"
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "core/roster.h"
#include "ports/outbox_rows.h"
#include "ports/source_rows.h"
#include "sim/sim_world.h"
#include "support/catch.h"
#include "wire/circle.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace ww::test {

inline core::Direction direction_from(const Contact& contact) {
  return contact.inviter ? core::Direction::to_acceptor : core::Direction::to_inviter;
}

// Runs `body` on the row of a contact, inside a transaction of the node's engine.
template <class Body>
void with_contact(SimWorld& world, std::size_t at, std::size_t other, const Body& body) {
  auto& engine = world.node(at).engine();
  const auto called = engine.template call<Unit>(world.now(), [&]() -> api::Answer<> {
    auto contact = engine.context().store.contacts().find_by_name(SimWorld::name_of(other));
    REQUIRE(contact);
    body(engine.context(), *contact);
    return Unit{};
  });
  REQUIRE(called);
  world.node(at).tick(world.now());
}

inline void add_put(engine::Context& context, Contact& contact, std::uint8_t kind,
                    ByteView message) {
  const auto keys =
      core::shared_queue_keys(contact.k, direction_from(contact), contact.peer_generation);
  SlotInner inner;
  inner.kind = kind;
  inner.message = to_bytes(message);
  const auto slot = core::seal_queue_slot(context.random, contact.peer_seal_pub, keys.seal_secret,
                                          keys.sid, wire::encode_slot_inner(inner));
  REQUIRE(slot);
  OutboxOp op;
  op.purpose = OutboxOp::Purpose::contact_put;
  op.lane = op.owner = contact.id.bytes;
  op.route = contact.peer_routes.front();
  op.cap = relay::Cap::write;
  op.cap_secret = keys.send_cap.clone();
  op.target = keys.sid.bytes;
  op.body = wire::encode_body(relay::Put{keys.sid, ++contact.put_number, *slot});
  op.due = context.now;
  op.expires = context.now + std::chrono::hours{24};
  context.store.outbox().add(op);
  context.store.contacts().put(contact);
}

// A message of this slot kind, sealed as it should be, whatever it is.
inline void put_message(SimWorld& world, std::size_t from, std::size_t to, SlotKind kind,
                        ByteView message) {
  with_contact(world, from, to, [&](engine::Context& context, Contact& contact) {
    add_put(context, contact, static_cast<std::uint8_t>(kind), message);
  });
}

// These bytes as the plain text of her next ratchet message.
inline void put_plain(SimWorld& world, std::size_t from, std::size_t to, ByteView plain) {
  with_contact(world, from, to, [&](engine::Context& context, Contact& contact) {
    const auto sealed = context.ratchet.encrypt(contact.party, plain);
    REQUIRE(sealed);
    const auto kind = sealed->prekey ? SlotKind::prekey_message : SlotKind::signal_message;
    add_put(context, contact, static_cast<std::uint8_t>(kind), sealed->message);
  });
}

// Her next payload as her program would make it, with `content` of any bytes in it.
inline Payload payload_of(engine::Context& context, Contact& contact, ByteView content) {
  Payload payload;
  payload.header.message = context.random.id<MessageId>();
  payload.header.sequence = ++contact.send_sequence;
  payload.header.previous = contact.send_previous;
  payload.header.context = core::pair_context(contact.k, direction_from(contact));
  payload.header.content_length = static_cast<std::uint16_t>(content.size());
  payload.content = to_bytes(content);
  return payload;
}

template <class Change>
void put_payload(SimWorld& world, std::size_t from, std::size_t to, ByteView content,
                 const Change& change) {
  with_contact(world, from, to, [&](engine::Context& context, Contact& contact) {
    Payload payload = payload_of(context, contact, content);
    change(payload.header);
    const Bytes plain = wire::encode_payload(payload);
    contact.send_previous = Digest32{crypto::sha256(plain)};
    const auto sealed = context.ratchet.encrypt(contact.party, plain);
    REQUIRE(sealed);
    const auto kind = sealed->prekey ? SlotKind::prekey_message : SlotKind::signal_message;
    add_put(context, contact, static_cast<std::uint8_t>(kind), sealed->message);
  });
}

// Runs `body` on a circle of the node's and its present epoch, inside a transaction.
template <class Body>
void with_circle(SimWorld& world, std::size_t at, const std::string& name, const Body& body) {
  auto& engine = world.node(at).engine();
  const auto called = engine.template call<Unit>(world.now(), [&]() -> api::Answer<> {
    auto& rows = engine.context().store.circles();
    auto circle = rows.find_by_name(name);
    REQUIRE(circle);
    auto epoch = rows.epoch(circle->current);
    REQUIRE(epoch);
    body(engine.context(), *circle, *epoch);
    return Unit{};
  });
  REQUIRE(called);
  world.node(at).tick(world.now());
}

// A board slot of this kind, sealed and authorised as any member can.
// With her own tag in it, or as `author` tells.
inline void add_board_put(engine::Context& context, const StoredCircle& circle,
                          const StoredEpoch& epoch, SlotKind kind, ByteView message,
                          std::optional<std::uint16_t> author = std::nullopt) {
  core::EpochKeys keys = core::epoch_keys(epoch.secret);
  const auto roster = wire::decode_snapshot(epoch.snapshot);
  const auto self = core::index_of(*roster, crypto::ed25519_public(circle.sign_seed));
  const auto opening = context.random.array<32>();
  SlotInner inner;
  inner.kind = static_cast<std::uint8_t>(kind);
  inner.message =
      core::tagged(circle.sign_seed, author.value_or(static_cast<std::uint16_t>(self.value_or(0))),
                   {epoch.board, opening, inner.kind}, message);
  OutboxOp op;
  op.purpose = OutboxOp::Purpose::board_put;
  op.lane = op.target = epoch.board.bytes;
  op.owner = epoch.circle.bytes;
  op.route = epoch.route;
  op.cap = relay::Cap::write;
  op.cap_secret = std::move(keys.write_cap);
  op.body = wire::encode_body(relay::BoardPut{
      epoch.board, context.random.id<PutId>(),
      core::seal_board_slot(opening, keys.board_key, epoch.board, wire::encode_slot_inner(inner))});
  op.due = context.now;
  op.expires = context.now + std::chrono::hours{24};
  context.store.outbox().add(op);
}

// How far the node has read what its contact, or its circle, left for it.
inline std::uint64_t read_up_to(SimWorld& world, std::size_t at, std::size_t other) {
  std::uint64_t position = 0;
  with_contact(world, at, other, [&](engine::Context& context, Contact& contact) {
    for (const Source& source : context.store.sources().of_owner(contact.id)) {
      position = std::max(position, source.position);
    }
  });
  return position;
}
inline std::uint64_t read_up_to(SimWorld& world, std::size_t at, const std::string& circle) {
  std::uint64_t position = 0;
  with_circle(world, at, circle,
              [&](engine::Context& context, const StoredCircle&, const StoredEpoch& epoch) {
                const auto source = context.store.sources().find_target(epoch.board);
                REQUIRE(source);
                position = source->position;
              });
  return position;
}

inline std::size_t times_noticed(SimNode& node, const std::string& detail) {
  std::size_t times = 0;
  for (const auto& event : node.events()) times += event.what == "notice" && event.detail == detail;
  return times;
}

}  // namespace ww::test
