// Somebody between two people who meet, a second taker of an invite, a copy that reads along, and a
// relay that swallows a message: whole engines on every side.
#include "sim/sim_forge.h"
#include "sim/sim_raw.h"
#include "support/catch.h"
#include "wire/invite.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions three() {
  WorldOptions options;
  options.nodes = 3;
  return options;
}

api::ContactInfo seen(SimWorld& world, std::size_t at, const std::string& name) {
  const auto contact = world.node(at).api().contact(name);
  REQUIRE(contact);
  return *contact;
}

bool has_no_words(SimWorld& world, std::size_t at, const std::string& name) {
  return !seen(world, at, name).words.has_value();
}

}  // namespace

TEST_CASE("attack: an invite is made anew by somebody between, who chooses the words afterwards",
          "[sim][attack]") {
  // Node 2 stands between: it gave node 1 an invite of its own in place of node 0's, and has seen
  // HELLO1 when it tells its part of the words. It tells another one than it had committed to: with
  // a free choice there it could grind until both ends show the same.
  for (const bool honest : {false, true}) {
    CAPTURE(honest);
    SimWorld world(101, three());
    REQUIRE(world.node(0).api().contact_invite({"node1"}));
    const auto in_between = world.node(2).api().contact_invite({"node1"});
    REQUIRE(in_between);
    REQUIRE(world.node(1).api().contact_accept({in_between->text, "node0", true}));
    if (!honest) {
      with_contact(world, 2, 1, [](engine::Context& context, Contact& contact) {
        contact.r_word = context.random.key();
        context.store.contacts().put(contact);
      });
    }
    const auto is_over = [&] {
      const auto state = seen(world, 1, "node0").state;
      return state == "failed" || state == "established";
    };
    REQUIRE(world.run_until(is_over, std::chrono::hours{1}));
    world.run_for(std::chrono::minutes{5});
    if (honest) {  // it is this alone that stopped it
      CHECK(seen(world, 1, "node0").state == "established");
      CHECK(seen(world, 2, "node1").state == "established");
      continue;
    }
    CHECK(seen(world, 1, "node0").state == "failed");
    CHECK(seen(world, 1, "node0").failure == "changed");
    CHECK(has_no_words(world, 1, "node0"));
    CHECK(seen(world, 2, "node1").state == "answered");  // its HELLO3 never comes
    CHECK_FALSE(confirm_words(world.node(1), "node0"));
    CHECK_FALSE(world.node(1).api().alert_send(
        to_contact(alert_about("07700 900560", world.now()), "node0")));
  }
}

TEST_CASE("attack: an invite that was changed on its way ends the handshake on both sides",
          "[sim][attack]") {
  const std::vector<std::pair<const char*, std::function<void(Invite&)>>> changes{
      {"words", [](Invite& invite) { invite.words_commit.bytes[0] ^= 1; }},
      {"end", [](Invite& invite) { invite.not_after += std::chrono::hours{24}; }},
      {"extension",
       [](Invite& invite) {
         invite.extension = {1, 0, 0, 0};
       }},
  };
  std::uint64_t seed = 102;
  for (const auto& [name, change] : changes) {
    CAPTURE(name);
    SimWorld world(seed++, three());
    const auto made = world.node(0).api().contact_invite({"node1"});
    REQUIRE(made);
    auto invite = wire::decode_invite(*wire::invite_bytes(made->text));
    REQUIRE(invite);
    change(*invite);
    const std::string text = wire::invite_text(wire::encode_invite(*invite));
    REQUIRE(text != made->text);
    REQUIRE(world.node(1).api().contact_accept({text, "node0", true}));
    world.run_for(std::chrono::hours{1});
    CHECK(seen(world, 0, "node1").state == "failed");
    CHECK(seen(world, 0, "node1").failure == "changed");
    CHECK(seen(world, 1, "node0").state != "established");
    CHECK(has_no_words(world, 0, "node1"));
    CHECK(has_no_words(world, 1, "node0"));
  }
}

TEST_CASE("attack: second taker of an invite, and both are whole nodes", "[sim][attack]") {
  SimWorld world(105, three());
  const auto invite = world.node(0).api().contact_invite({"a friend"});
  REQUIRE(invite);
  for (const std::size_t taker : {1u, 2u}) {
    REQUIRE(world.node(taker).api().contact_accept({invite->text, "node0", true}));
  }
  const auto state = [&](std::size_t taker) { return seen(world, taker, "node0").state; };
  REQUIRE(world.run_until(
      [&] {
        const auto taken = [&](std::size_t taker) {
          return state(taker) == "answering" && seen(world, taker, "node0").failure == "taken";
        };
        return (state(1) == "established" && taken(2)) || (state(2) == "established" && taken(1));
      },
      std::chrono::hours{1}));
  const std::size_t first = state(1) == "established" ? 1 : 2, second = 3 - first;
  world.run_for(std::chrono::hours{1});
  CHECK(seen(world, second, "node0").failure == "taken");
  CHECK(has_no_words(world, second, "node0"));
  CHECK(world.node(0).api().contacts()->size() == 1);
  CHECK(*seen(world, 0, "a friend").words == *seen(world, first, "node0").words);
  // Who comes later still finds nothing there that answers.
  REQUIRE(world.node(second).api().contact_remove("node0"));
  REQUIRE(world.node(second).api().contact_accept({invite->text, "late", true}));
  world.run_for(std::chrono::hours{1});
  CHECK(seen(world, second, "late").state != "established");
  CHECK(seen(world, 0, "a friend").state == "established");
}

TEST_CASE("attack: a copy of a node reads along, and its owner is told", "[sim][attack]") {
  ThreeFriends world(106);
  const auto copy = world.node(0).image(world.now());
  for (const char* number : {"07700 900561", "07700 900562"}) {
    const auto sent =
        world.node(1).api().alert_send(to_contact(alert_about(number, world.now()), "node0"));
    REQUIRE(sent);
    REQUIRE(world.run_until([&] { return world.node(0).api().alert(sent->id).ok(); },
                            std::chrono::minutes{10}));
  }
  world.run_for(std::chrono::minutes{10});  // what was read is acknowledged with the next asking
  CHECK(times_noticed(world.node(0), "another_copy_reads") == 0);
  // From here the other one reads, of whose acknowledgements this one knows nothing.
  world.node(0).bring_back(copy, world.now(), false);
  world.run_for(std::chrono::minutes{10});
  CHECK(times_noticed(world.node(0), "another_copy_reads") == 1);
  world.run_for(std::chrono::hours{1});
  CHECK(times_noticed(world.node(0), "another_copy_reads") == 1);  // once, not at every reading
}

TEST_CASE("attack: a contact's message is withheld, and the owner sees that one is missing",
          "[sim][attack]") {
  ThreeFriends world(107);
  const auto send = [&](const char* number) {
    const auto sent =
        world.node(1).api().alert_send(to_contact(alert_about(number, world.now()), "node0"));
    REQUIRE(sent);
    return sent->id;
  };
  // What the relay said OK to and hands to nobody: to both ends it looks like this.
  world.set_apart(1, true);
  const std::string withheld = send("07700 900563");
  with_contact(world, 1, 0, [](engine::Context& context, Contact& contact) {
    REQUIRE(context.store.outbox().lane_size(contact.id) == 1);
    context.store.outbox().erase_lane(contact.id);
    --contact.put_number;
    context.store.contacts().put(contact);
  });
  world.set_apart(1, false);
  world.run_for(std::chrono::minutes{10});
  CHECK(seen(world, 0, "node1").lost == 0);  // nothing came after it yet
  const std::string next = send("07700 900564");
  REQUIRE(world.run_until([&] { return world.node(0).api().alert(next).ok(); },
                          std::chrono::minutes{10}));  // which is not held back
  CHECK_FALSE(world.node(0).api().alert(withheld).ok());
  CHECK(seen(world, 0, "node1").lost == 1);
  CHECK(seen(world, 0, "node2").lost == 0);
  CHECK(times_noticed(world.node(0), "messages_missing") == 1);
  // The notice goes with the session; the count stays.
  world.node(0).crash(world.now());
  world.node(0).start(world.now());
  CHECK(seen(world, 0, "node1").lost == 1);
  send("07700 900565");
  world.run_for(std::chrono::minutes{10});
  CHECK(seen(world, 0, "node1").lost == 1);
}
