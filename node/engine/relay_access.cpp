#include "engine/relay_access.h"

#include "domain/limits.h"
#include "ports/settings_rows.h"
#include "wire/frame.h"

namespace ww::engine {
namespace {

std::string name_of(const RelayKey& relay) { return "relay.refused." + to_hex(relay.bytes); }

bool is_own(const Context& context, const RelayKey& key) {
  const auto relays = context.store.settings().relays();
  return std::any_of(relays.begin(), relays.end(),
                     [&](const OwnRelay& own) { return own.route.relay == key; });
}

}  // namespace

void try_access(Context& context, const Route& route) {
  auto& outbox = context.store.outbox();
  for (const OutboxOp& op : outbox.heads()) {  // of another password
    const bool same = op.purpose == OutboxOp::Purpose::relay_access && op.route == route;
    if (same) outbox.erase(op.id);
  }
  context.store.settings().set(name_of(route.relay), "");
  OutboxOp op;
  op.purpose = OutboxOp::Purpose::relay_access;
  op.lane = op.target = context.random.array<16>();
  op.route = route;
  op.cap = relay::Cap::read;
  op.cap_secret = context.random.key();
  const QueueId id{op.target};
  op.body = wire::encode_body(relay::QueueNew{
      id, id, crypto::x25519_public(op.cap_secret), std::nullopt, relay::Ttl::day, {}});
  op.due = context.now;
  op.expires = context.now + limits::kOldQueueLife;
  outbox.add(op);
}

void note_access(Context& context, const OutboxOp& op, const relay::Reply& reply) {
  using Purpose = OutboxOp::Purpose;
  const bool asks = op.purpose == Purpose::relay_access || op.purpose == Purpose::board_new ||
                    op.purpose == Purpose::contact_queue_new;
  if (!asks || !is_own(context, op.route.relay)) return;
  const auto* refused = std::get_if<relay::Refused>(&reply);
  const bool now = refused != nullptr && refused->why == relay::Refusal::access;
  // Other refusals tell of the password only where there was nothing else to refuse.
  if (refused != nullptr && !now && op.purpose != Purpose::relay_access) return;
  const bool before = access_is_refused(context, op.route.relay);
  if (now == before) return;
  context.store.settings().set(name_of(op.route.relay), now ? "1" : "");
  if (now)
    context.notify("relay_password", {about(op.route)});
  else
    context.notice_over("relay_password", about(op.route));
}

bool access_is_refused(const Context& context, const RelayKey& relay) {
  return context.store.settings().get(name_of(relay)).value_or("") == "1";
}

}  // namespace ww::engine
