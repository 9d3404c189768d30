// Goal: an invite that got lost on its way is shown again, and what is pasted round an invite or an
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

TEST_CASE("a relay's address and an invite are read as they were pasted", "[engine][contacts]") {
  JournalWorld her, kim;
  her.got(her.api->relay_add("> \"" + kRelay + "/\".\r\n", std::nullopt));
  CHECK(her.got(her.api->relays()).front().address == kRelay);
  const auto made = her.got(her.api->contact_invite({"Kim"}));
  kim.got(kim.api->relay_add(kRelay, std::nullopt));
  const std::string pasted = "[28/11/2026, 10:00:00] Dee: \xE2\x80\xAA" + made.text.substr(0, 80) +
                             "\n" + made.text.substr(80) +
                             "\xE2\x80\xAC\nFor one person, until ...";
  CHECK(kim.got(kim.api->contact_accept({pasted, "Dee", false})).state == "answering");
}
