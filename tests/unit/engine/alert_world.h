// The real engine over a real SQLCipher journal, and alerts that arrive in it by whatever way,
// without a network: what the alerts make of a message is asked, not how it got here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/alert_rules.h"
#include "e2ee/signal_ratchet.h"
#include "engine/node_engine.h"
#include "identify/alert_identifiers.h"
#include "ports/contact_rows.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"
#include "support/test_random.h"

namespace ww::test {

// An alert as its author signed it.
struct Signed {
  WireAlert alert;
  Bytes bytes;
  crypto::Signature signature{};
  AlertRef ref() const { return {alert.id, wire::alert_digest(bytes)}; }
};

class AlertWorld {
 public:
  explicit AlertWorld(std::uint64_t seed = 1) : random(seed), disk(seed) {}

  TestRandom random;
  SimDisk disk;
  NullLogger log;
  std::unique_ptr<store::NodeStore> store = opened(disk, random);
  e2ee::SignalRatchet ratchet{store->ratchet(), random, log};
  engine::NodeEngine engine{*store, ratchet, random, log, {}};
  Instant now = from_unix_seconds(1'790'000'000);

  ContactId contact(const std::string& name, Trust trust = Trust::verified) {
    Contact made;
    made.id = random.id<ContactId>();
    made.name = name;
    made.trust = trust;
    made.state = ContactState::failed;  // there is no session, so nothing is sent
    change([&] { store->contacts().put(made); });
    return made.id;
  }
  void mute(const ContactId& id, bool muted = true) {
    change([&] {
      auto found = store->contacts().find(id);
      REQUIRE(found);
      found->muted = muted;
      store->contacts().put(*found);
    });
  }
  engine::Origin by(const ContactId& contact) {
    return {engine::FromContact{contact}, random.id<MessageId>()};
  }
  engine::Origin by(const CircleId& circle, const MemberId& member) {
    return {engine::FromMember{circle, member, 1}, random.id<MessageId>()};
  }

  // An alert with these numbers and plates; `bend` changes it before it is signed.
  Signed made(const crypto::Key& author, const std::vector<std::string>& numbers,
              const std::function<void(WireAlert&)>& bend = {}) {
    Signed out;
    WireAlert& alert = out.alert;
    alert.author_key = crypto::ed25519_public(author);
    alert.nonce = random.array<16>();
    domain::Alert& body = alert.body;
    body.sent = domain::floor_to(now, domain::Precision::hour);
    body.expires = alert.expires = body.sent + std::chrono::hours{24 * 30};
    body.lang = "en";
    body.share.level = domain::Level::circle;
    body.what.emplace();
    body.what->codes = {domain::Code::robbery};
    body.who.emplace();
    body.who->ids.emplace();
    for (const std::string& number : numbers) {
      const bool phone = number.front() == '+';
      domain::Identifier id;
      id.kind = phone ? domain::IdentifierKind::phone : domain::IdentifierKind::plate;
      id.canon = number;
      if (!phone) id.cc = "GB";
      body.who->ids->push_back(std::move(id));
    }
    if (bend) bend(alert);
    body.expires = alert.expires;
    wire::set_id(alert);
    out.bytes = wire::encode_alert(alert);
    out.signature = wire::sign_alert(author, out.bytes);
    return out;
  }
  // What refers to `root`, after `previous`.
  Signed about(const crypto::Key& author, domain::AlertKind kind, const AlertRef& root,
               const AlertRef& previous, domain::Reason reason,
               const std::vector<std::string>& numbers = {},
               const std::function<void(WireAlert&)>& bend = {}) {
    return made(author, numbers, [&](WireAlert& alert) {
      alert.refs = AlertChain{root, previous};
      alert.body.refs = {root.id};
      if (previous != root) alert.body.refs->push_back(previous.id);
      alert.body.kind = kind;
      alert.body.reason = reason;
      if (kind != domain::AlertKind::update) {
        alert.body.what.reset();
        alert.body.who.reset();
      }
      if (bend) bend(alert);
    });
  }

  void arrive(const engine::Origin& origin, const Signed& alert) {
    const auto step = engine.call<Unit>(now, [&]() -> api::Answer<> {
      engine.alerts().on_content(origin, content::Alert{alert.bytes, alert.signature});
      return Unit{};
    });
    REQUIRE(step);
    for (const auto& event : step->effects.events) events.push_back(event);
  }
  void change(const std::function<void()>& body) {
    REQUIRE(engine.call<Unit>(now, [&]() -> api::Answer<> {
      body();
      return Unit{};
    }));
  }
  template <class T>
  T ask(const std::function<api::Answer<T>()>& question) {
    const auto called = engine.call<T>(now, question);
    REQUIRE(called);
    REQUIRE(called->answer);
    return std::move(*called->answer);
  }
  api::Checked check(const std::string& text) {
    return ask<api::Checked>([&] { return engine.alerts().check(text); });
  }
  std::vector<api::AlertLine> list(const api::ListRequest& request = {}) {
    return ask<std::vector<api::AlertLine>>([&] { return engine.alerts().list(request); });
  }
  api::AlertShown show(const AlertId& id) {
    return ask<api::AlertShown>([&] { return engine.alerts().show(id.base32()); });
  }
  bool has(const AlertId& id) {
    bool found = false;
    change([&] { found = store->alerts().find(id).has_value(); });
    return found;
  }
  std::size_t times_told(const std::string& what, const AlertId& id) const {
    std::size_t times = 0;
    for (const auto& event : events) times += event.what == what && event.id == id.base32();
    return times;
  }

  std::vector<api::Event> events;

 private:
  static std::unique_ptr<store::NodeStore> opened(SimDisk& disk, TestRandom& random) {
    auto database = store::Database::open(disk, random, "journal", Secret<32>(Bytes(32, 9)));
    REQUIRE(database);
    auto store = store::NodeStore::open(std::move(*database));
    REQUIRE(store);
    return std::move(*store);
  }
};

}  // namespace ww::test
