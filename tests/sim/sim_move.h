// Moves for the simulator: a relay is left, and what the rows of a contact say then.
#pragma once

#include "ports/contact_rows.h"
#include "ports/source_rows.h"
#include "sim/sim_alerts.h"
#include "support/catch.h"

namespace ww::test {

inline WorldOptions calm_world(std::size_t nodes, std::size_t relays) {
  WorldOptions options;
  options.nodes = nodes;
  options.relays = relays;
  return options;
}

// Runs `body` on the row of a contact, inside a transaction of the node's engine; what it changes
// is kept.
template <class Body>
void with_contact(SimWorld& world, std::size_t at, std::size_t other, const Body& body) {
  auto& engine = world.node(at).engine();
  const auto called = engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
    auto contact = engine.context().store.contacts().find_by_name(SimWorld::name_of(other));
    REQUIRE(contact);
    body(engine.context(), *contact);
    engine.context().store.contacts().put(*contact);
    return Unit{};
  });
  REQUIRE(called);
  world.node(at).tick(world.now());
}

struct Places {  // of one contact, as one node sees them
  std::uint32_t own = 0, peer = 0;
  Route peer_route;
  bool moving = false;
  std::size_t queues = 0;  // that are read
};
inline Places places(SimWorld& world, std::size_t at, std::size_t other) {
  auto& store = world.node(at).engine().context().store;
  const auto contact = store.contacts().find_by_name(SimWorld::name_of(other));
  REQUIRE(contact);
  return {contact->own_generation, contact->peer_generation, contact->peer_routes.front(),
          contact->own_move.has_value(), store.sources().of_owner(contact->id).size()};
}

inline api::Answer<api::RelayRemoved> leave(SimWorld& world, std::size_t who, std::size_t relay) {
  return world.node(who).api().relay_remove(to_address(world.relay(relay).route()));
}

inline std::string warn(SimWorld& world, std::size_t from, std::size_t to,
                        const std::string& number) {
  const auto sent = world.node(from).api().alert_send(
      to_contact(alert_about(number, world.now()), SimWorld::name_of(to)));
  return sent ? sent->id : "";
}

inline bool has(SimWorld& world, std::size_t at, const std::string& id) {
  return world.node(at).running() && world.node(at).api().alert(id).ok();
}

inline std::size_t times_told(SimNode& node, const std::string& id) {
  std::size_t times = 0;
  for (const auto& event : node.events()) times += event.what == "alert" && event.id == id;
  return times;
}

inline bool was_told(SimNode& node, const std::string& detail) {
  return std::any_of(node.events().begin(), node.events().end(), [&](const api::Event& event) {
    return event.what == "notice" && event.detail == detail;
  });
}

inline bool lists(SimWorld& world, std::size_t who, std::size_t relay, bool leaving) {
  const auto relays = world.node(who).api().relays();
  REQUIRE(relays);
  return std::any_of(relays->begin(), relays->end(), [&](const api::RelayInfo& each) {
    return each.address == to_address(world.relay(relay).route()) && each.leaving == leaving;
  });
}

}  // namespace ww::test
