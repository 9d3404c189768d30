#include "engine/relay_choice.h"

#include "ports/settings_rows.h"

namespace ww::engine {
namespace {

std::string allowed_key(const Route& route) { return "relay.allowed." + to_address(route); }

}  // namespace

bool relay_is_chosen(const Context& context, const Route& route) {
  auto& settings = context.store.settings();
  for (const OwnRelay& relay : settings.relays()) {
    if (relay.route == route) return true;
  }
  return settings.get(allowed_key(route)).has_value();
}

void allow_relay(const Context& context, const Route& route) {
  context.store.settings().set(allowed_key(route), "1");
}

}  // namespace ww::engine
