#include "engine/own_relays.h"

#include "ports/contact_rows.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {
namespace {

// A queue or board that we read there, something of ours that is on its way there, or somebody
// whose own queue is there: without the relay she could not be warned.
bool is_in_use(Context& context, const RelayKey& relay) {
  for (const Source& source : context.store.sources().all()) {
    if (source.route.relay == relay) return true;
  }
  for (const OutboxOp& op : context.store.outbox().heads()) {
    if (op.route.relay == relay && op.purpose != OutboxOp::Purpose::relay_access) return true;
  }
  return context.store.contacts().count_written_at(relay) > 0;
}

}  // namespace

std::optional<Route> relay_for_new(const Context& context) {
  for (const OwnRelay& relay : context.store.settings().relays()) {
    if (!relay.leaving) return relay.route;
  }
  return std::nullopt;
}

bool relay_is_leaving(const Context& context, const RelayKey& key) {
  for (const OwnRelay& relay : context.store.settings().relays()) {
    if (relay.leaving && relay.route.relay == key) return true;
  }
  return false;
}

void drop_left_relays(Context& context) {
  for (const OwnRelay& relay : context.store.settings().relays()) {
    if (!relay.leaving || is_in_use(context, relay.route.relay)) continue;
    for (const OutboxOp& op : context.store.outbox().heads()) {
      const bool of_it = op.purpose == OutboxOp::Purpose::relay_access && op.route == relay.route;
      if (of_it) context.store.outbox().erase(op.id);
    }
    context.store.settings().remove_relay(relay.route.relay);
    context.notify("relay_removed", {about(relay.route)});
  }
}

}  // namespace ww::engine
