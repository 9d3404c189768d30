// Alerts, and what refers to them, as a program that keeps to no rule could make them.
#pragma once

#include "domain/alert_rules.h"
#include "identify/alert_identifiers.h"
#include "json/alert_json.h"
#include "sim/sim_alerts.h"
#include "support/catch.h"
#include "support/wire_samples.h"
#include "wire/alert.h"
#include "wire/content.h"

namespace ww::test {

// A signed alert by a key of its own, as a program that keeps to no rule could make one.
struct Forged {
  WireAlert alert;
  Bytes bytes;
  crypto::Signature signature{};
  Content content() const { return content::Alert{bytes, signature}; }  // and without marks
  AlertRef ref() const { return {alert.id, wire::alert_digest(bytes)}; }
};

inline Forged forge(SimWorld& world, const crypto::Key& author,
                    domain::AlertKind kind = domain::AlertKind::alert,
                    std::optional<AlertRef> root = std::nullopt,
                    domain::Reason reason = domain::Reason::not_true,
                    const std::string& number = "07700 900500") {
  auto read = json::read_alert(alert_about(number, world.now()), domain::Origin::author);
  identify::normalise_identifiers(read.alert, "GB");
  Forged forged;
  domain::Alert& body = read.alert;
  body.kind = kind;
  domain::set_for_sending(body, AlertId{}, world.now());
  if (root) {
    body.refs = {root->id};
    body.reason = reason;
    forged.alert.refs = AlertChain{*root, *root};
  }
  forged.alert.author_key = crypto::ed25519_public(author);
  forged.alert.nonce = world.random().array<16>();
  forged.alert.expires = body.expires;
  forged.alert.body = body;
  wire::set_id(forged.alert);
  forged.bytes = wire::encode_alert(forged.alert);
  forged.signature = wire::sign_alert(author, forged.bytes);
  return forged;
}

// Sends a content past all that the node's own rules would say.
inline void send_raw(SimWorld& world, std::size_t from, std::size_t to, const Content& content) {
  auto& engine = world.node(from).engine();
  const auto called = engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
    const auto contact = engine.context().store.contacts().find_by_name(SimWorld::name_of(to));
    REQUIRE(contact);
    REQUIRE(engine.contacts().send(contact->id, content));
    return Unit{};
  });
  REQUIRE(called);
  world.node(from).tick(world.now());
}

inline void post_raw(SimWorld& world, std::size_t from, const std::string& circle,
                     const Content& content) {
  auto& engine = world.node(from).engine();
  const auto called = engine.call<Unit>(world.now(), [&]() -> api::Answer<> {
    REQUIRE(engine.circles().post(engine.circles().find(circle).value(), content));
    return Unit{};
  });
  REQUIRE(called);
  world.node(from).tick(world.now());
}

inline StoredAlert stored(SimNode& node, const std::string& id) {
  auto row = node.engine().context().store.alerts().find(AlertId::from_base32(id).value());
  REQUIRE(row);
  return std::move(*row);
}

inline std::string state_of(SimNode& node, const AlertId& id) {
  const auto shown = node.api().alert(id.base32());
  return shown ? shown->state : "none";
}

// Two people who are contacts of node 0, and not of each other.
struct ThreeFriends : SimWorld {
  explicit ThreeFriends(std::uint64_t seed, std::size_t relays = 1)
      : SimWorld(seed, options(relays)) {
    REQUIRE(befriend(0, 1));
    REQUIRE(befriend(0, 2));
  }
  static WorldOptions options(std::size_t relays) {
    WorldOptions three;
    three.nodes = 3;
    three.relays = relays;
    return three;
  }
};

}  // namespace ww::test
