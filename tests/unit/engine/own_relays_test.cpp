// A relay that its owner leaves: used for nothing new, and gone when nothing is left there.
#include "engine/own_relays.h"

#include "e2ee/signal_ratchet.h"
#include "support/catch.h"
#include "support/memory_rows.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

const Route kFirst{RelayKey{ByteArray<32>{1}}, "one.example.com:7077"};
const Route kSecond{RelayKey{ByteArray<32>{2}}, "two.example.com:7077"};

struct Rows {
  MemoryStore store;
  TestRandom random{1};
  NullLogger log;
  e2ee::SignalRatchet ratchet{store.ratchet(), random, log};
  engine::Context context{store, ratchet, random, log, {}};

  Rows() {
    for (const Route& route : {kFirst, kSecond}) put(route, false);
  }
  void put(const Route& route, bool leaving) {
    OwnRelay relay;
    relay.route = route;
    relay.leaving = leaving;
    store.settings().put_relay(relay);
  }
  std::size_t left() {
    engine::drop_left_relays(context);
    return store.settings().relays().size();
  }
};

}  // namespace

TEST_CASE("new queues go to the first relay that is not being left", "[engine]") {
  Rows rows;
  CHECK(engine::relay_for_new(rows.context) == kFirst);
  rows.put(kFirst, true);
  CHECK(engine::relay_for_new(rows.context) == kSecond);
  CHECK(engine::relay_is_leaving(rows.context, kFirst.relay));
  CHECK_FALSE(engine::relay_is_leaving(rows.context, kSecond.relay));
  rows.put(kSecond, true);
  CHECK_FALSE(engine::relay_for_new(rows.context));
  rows.put(kFirst, false);
  CHECK(engine::relay_for_new(rows.context) == kFirst);
}

TEST_CASE("a relay stays while something is read there, on its way there, or somebody is there",
          "[engine]") {
  Rows rows;
  CHECK(rows.left() == 2);  // none is being left
  rows.put(kFirst, true);
  Source source;
  source.route = kFirst;
  source.id = rows.store.sources().put(source);
  CHECK(rows.left() == 2);
  rows.store.sources().erase(source.id);
  OutboxOp op;
  op.route = kFirst;
  const OpId id = rows.store.outbox().add(op);
  CHECK(rows.left() == 2);
  rows.store.outbox().erase(id);
  Contact contact;
  contact.id = rows.random.id<ContactId>();
  contact.state = ContactState::established;
  contact.peer_routes = {kFirst};
  rows.store.contacts().put(contact);
  CHECK(rows.left() == 2);
  CHECK(rows.context.events.empty());
  contact.peer_routes = {kSecond};
  rows.store.contacts().put(contact);
  CHECK(rows.left() == 1);
  REQUIRE(rows.context.events.size() == 1);
  CHECK(rows.context.events[0].detail == "relay_removed");
  CHECK(engine::relay_for_new(rows.context) == kSecond);
}
