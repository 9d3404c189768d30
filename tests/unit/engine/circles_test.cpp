// A circle from its making to a message that everybody reads, and what people can ask of it.
#include "engine/circles.h"

#include "support/circle_net.h"

using namespace ww;
using namespace ww::test;

namespace {

struct Three {
  Three() : ada(net.add("Ada")), bea(net.add("Bea")), cleo(net.add("Cleo")) {
    REQUIRE(ada.circles().create({"night shift", {"GB-LND"}}).ok());
    net.settle();
  }
  void all_in() {
    REQUIRE(ada.circles().add("night shift", "Bea").ok());
    net.settle();
    REQUIRE(ada.circles().add("night shift", "Cleo").ok());
    net.settle();
  }
  CircleNet net;
  Person &ada, &bea, &cleo;
};

}  // namespace

TEST_CASE("a founder makes a circle of one") {
  Three three;
  const auto shown = three.ada.circles().show("night shift");
  REQUIRE(shown.ok());
  CHECK(shown->state == "member");
  CHECK(shown->admin);
  CHECK(shown->epoch == 1);
  CHECK(shown->regions == std::vector<std::string>{"GB-LND"});
  REQUIRE(shown->members.size() == 1);
  CHECK(shown->members[0].self);
  CHECK(three.net.relay.boards.size() == 2);  // one of them for receipts
  CHECK(three.ada.store.outbox_rows.size() == 0);
}

TEST_CASE("a circle that its people could not read is not made") {
  Three three;
  // Their programs would refuse the roster or the offer, and the founder's own would too.
  CHECK_FALSE(three.ada.circles().create({"day shift", {"Leeds"}}).ok());
  CHECK_FALSE(three.ada.circles().create({"day shift", {"GB-LND", "g"}}).ok());
  CHECK_FALSE(three.ada.circles().create({"day\xE2\x80\xAEshift", {}}).ok());
  CHECK_FALSE(three.ada.circles().create({"day \xFFshift", {}}).ok());
  // Kept as the codes that they can read, each once.
  const auto made = three.ada.circles().create({"day shift", {"gb", "GB-LDS", "GB"}});
  REQUIRE(made.ok());
  CHECK(made->regions == std::vector<std::string>{"GB", "GB-LDS"});
}

TEST_CASE("who is added needs no act of hers, is told, and reads what is said from then on") {
  Three three;
  three.all_in();
  CHECK(three.bea.state("night shift") == "member");
  CHECK(three.bea.was_told("added_by: Ada"));
  CHECK(three.bea.epoch("night shift") == 3);
  CHECK(three.cleo.epoch("night shift") == 3);

  REQUIRE(three.ada.say("night shift", "from Ada").ok());
  three.net.settle();
  REQUIRE(three.bea.say("night shift", "from Bea").ok());
  REQUIRE(three.cleo.say("night shift", "from Cleo").ok());
  three.net.settle();
  CHECK(three.ada.inbox == std::vector<std::string>{"from Bea", "from Cleo"});
  CHECK(three.bea.times_read("from Ada") == 1);
  CHECK(three.bea.times_read("from Cleo") == 1);
  CHECK(three.cleo.times_read("from Ada") == 1);
  CHECK(three.cleo.times_read("from Bea") == 1);
  CHECK(three.ada.handed_over.size() == 1);
  CHECK(three.bea.handed_over.size() == 1);
  CHECK(three.ada.log.counts["board messages are missing"] == 0);
}

TEST_CASE("a message says which member it is from, by her pseudonym in this circle") {
  Three three;
  three.all_in();
  REQUIRE(three.bea.say("night shift", "hello").ok());
  three.net.settle();
  REQUIRE(three.ada.origins.size() == 1);
  const auto from = std::get<engine::FromMember>(three.ada.origins[0].who);
  CHECK(from.epoch == 3);
  CHECK(three.ada.circles().member_name(from.circle, from.member) ==
        three.bea.circle("night shift").pseudonym);
  const auto shown = three.ada.circles().show("night shift");
  REQUIRE(shown->members.size() == 3);
  CHECK(shown->members[1].contact == "Bea");
  CHECK(three.bea.circles().show("night shift")->members[0].contact == "Ada");
  CHECK(three.bea.circles().show("night shift")->members[2].contact.empty());
}
