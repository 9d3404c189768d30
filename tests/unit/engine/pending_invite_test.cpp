// Goal: an invite that got lost on its way is shown again, and what is pasted round an
// address keeps nobody out.
#include "journal_world.h"

using namespace ww;
using namespace ww::test;

namespace {

const std::string kRelay = "watchword-relay://relay.example.com:7077/" + std::string(52, 'a');

}  // namespace

TEST_CASE("an invite that nobody has answered is the same when it is asked for again",
          "[engine][contacts]") {
  JournalWorld world;
  world.got(world.api->relay_add(kRelay, std::nullopt));
  const auto first = world.got(world.api->contact_invite({"Kim"}));
  world.now += std::chrono::hours{5};
  const auto again = world.got(world.api->contact_invite({"Kim"}));
  CHECK(again.text == first.text);
  CHECK(again.until == first.until);
  CHECK(world.got(world.api->contacts()).size() == 1);
  CHECK(world.got(world.api->contact_invite({"Dee"})).text != first.text);
}

TEST_CASE("a relay's address is read as it was pasted", "[engine][contacts]") {
  JournalWorld world;
  world.got(world.api->relay_add("> \"" + kRelay + "/\".\r\n", std::nullopt));
  const auto relays = world.got(world.api->relays());
  REQUIRE(relays.size() == 1);
  CHECK(relays.front().address == kRelay);
}
