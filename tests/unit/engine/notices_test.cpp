// Notices as the engine raises and shows them: with today's names, an event once, and an end.
#include "engine/notices.h"

#include "e2ee/signal_ratchet.h"
#include "support/catch.h"
#include "support/memory_rows.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

const Route kRelay{RelayKey{ByteArray<32>{1}}, "one.example.com:7077"};

struct Node {
  MemoryStore store;
  TestRandom random{1};
  NullLogger log;
  e2ee::SignalRatchet ratchet{store.ratchet(), random, log};
  engine::Context context{store, ratchet, random, log, {}};
  Contact kim;

  Node() {
    kim.id = random.id<ContactId>();
    kim.name = "Kim";
    store.contacts().put(kim);
    context.now = from_unix_seconds(1'790'000'000);
  }
  std::vector<std::string> texts() {
    std::vector<std::string> texts;
    for (const auto& each : engine::notices(context, false)) texts.push_back(each.text);
    return texts;
  }
};

}  // namespace

TEST_CASE("a notice names its contact as she is called today, and one that is gone as she was",
          "[engine][notices]") {
  Node node;
  node.context.notify("messages_missing", {engine::about(node.kim)});
  node.kim.name = "Kim B";
  node.store.contacts().put(node.kim);
  REQUIRE(node.texts().size() == 1);
  CHECK(node.texts()[0].starts_with("Kim B: "));
  node.store.contacts().erase(node.kim.id);
  CHECK(node.texts().at(0).starts_with("Kim: "));
}

TEST_CASE("attack: what happens a thousand times is one notice and one event",
          "[engine][notices]") {
  Node node;
  for (int i = 0; i < 1000; ++i) {
    node.context.notify("messages_missing", {engine::about(node.kim)});
  }
  CHECK(node.context.events.size() == 1);
  const auto list = engine::notices(node.context, false);
  REQUIRE(list.size() == 1);
  CHECK(list[0].times == 1000);
}

TEST_CASE("a notice stays until it is done, and done is said of an open one alone",
          "[engine][notices]") {
  Node node;
  node.context.notify("another_copy_reads");
  const std::string id = engine::notices(node.context, false).at(0).id;
  CHECK(engine::end_notice(node.context, id).ok());
  CHECK(engine::notices(node.context, false).empty());
  CHECK(engine::notices(node.context, true).size() == 1);
  for (const char* none : {id.c_str(), "", "0", "-1", "1x", "99999999999999999999", "kim"}) {
    CAPTURE(none);
    const auto ended = engine::end_notice(node.context, none);
    REQUIRE_FALSE(ended.ok());
    CHECK(ended.error().kind == api::Problem::Kind::not_found);
  }
  node.context.notify("another_copy_reads");
  CHECK(engine::notices(node.context, false).size() == 1);
}

TEST_CASE("that a relay is not one of hers is over when she adds it", "[engine][notices]") {
  Node node;
  node.context.notify("relay_not_added", {engine::about(node.kim), engine::about(kRelay)});
  Route other = kRelay;
  other.host_port = "two.example.com:7077";
  engine::end_notices_about_relay(node.context, other);
  CHECK(node.texts().size() == 1);
  engine::end_notices_about_relay(node.context, kRelay);
  CHECK(node.texts().empty());
}

TEST_CASE("what is dealt with is forgotten after its time, by a clock that may erase",
          "[engine][notices]") {
  Node node;
  node.context.notify("another_copy_reads");
  REQUIRE(engine::end_notice(node.context, engine::notices(node.context, false).at(0).id).ok());
  node.context.now += limits::kNoticeEndedLife + Duration{1};
  engine::forget_ended_notices(node.context);
  CHECK(engine::notices(node.context, true).size() == 1);
  node.context.may_erase = true;
  engine::forget_ended_notices(node.context);
  CHECK(engine::notices(node.context, true).empty());
}
