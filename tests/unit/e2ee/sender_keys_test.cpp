// Goal: a circle's sender keys work in every order, and never go back.
#include "people.h"

using namespace ww;
using namespace ww::test;

namespace {

const Ratchet::Group kGroup{CircleId{{9}}, 1};
const MemberId kAnn{{1}};

struct Circle {
  std::string open(ByteView message) {
    auto plain = bea.ratchet.group_decrypt(kGroup, kAnn, message);
    REQUIRE(plain);
    return std::string(as_text(plain->view()));
  }
  Bytes say(std::string_view text) {
    return *ann.ratchet.group_encrypt(kGroup, kAnn, as_bytes(text));
  }
  Node ann{1}, bea{2};
};

}  // namespace

TEST_CASE("a sender key opens what its owner says, and is 78 bytes long") {
  Circle circle;
  const Bytes skdm = *circle.ann.ratchet.distribution(kGroup, kAnn);
  CHECK(skdm.size() == 78);
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn, skdm));
  const Bytes one = circle.say("one"), two = circle.say("two");
  CHECK(circle.open(two) == "two");
  CHECK(circle.open(one) == "one");
  CHECK(code(circle.bea.ratchet.group_decrypt(kGroup, kAnn, one)) == Errc::duplicate);
}

TEST_CASE("a full payload makes a group message that fits its slot") {
  Circle circle;
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn,
                                                  *circle.ann.ratchet.distribution(kGroup, kAnn)));
  const std::string payload(3519, 'x');
  const Bytes message = circle.say(payload);
  CHECK(message.size() <= 3600);
  CHECK(circle.open(message) == payload);
}

TEST_CASE("without a sender key nothing is said or heard") {
  Circle circle;
  CHECK(code(circle.ann.ratchet.group_encrypt(kGroup, kAnn, as_bytes("x"))) == Errc::no_session);
  REQUIRE(circle.ann.ratchet.distribution(kGroup, kAnn));
  CHECK(code(circle.bea.ratchet.group_decrypt(kGroup, kAnn, circle.say("x"))) == Errc::no_session);
}

TEST_CASE("one who joins late cannot read what was said before") {
  Circle circle;
  REQUIRE(circle.ann.ratchet.distribution(kGroup, kAnn));
  const Bytes before = circle.say("before");
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn,
                                                  *circle.ann.ratchet.distribution(kGroup, kAnn)));
  CHECK_FALSE(circle.bea.ratchet.group_decrypt(kGroup, kAnn, before).ok());
  CHECK(circle.open(circle.say("after")) == "after");
}

TEST_CASE("the weekly distribution of a later state changes nothing for who has the chain") {
  Circle circle;
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn,
                                                  *circle.ann.ratchet.distribution(kGroup, kAnn)));
  const Bytes late = circle.say("late");
  const Bytes weekly = *circle.ann.ratchet.distribution(kGroup, kAnn);
  const auto rows = circle.bea.store.rows;
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn, weekly));
  CHECK(circle.bea.store.rows == rows);
  CHECK(circle.open(late) == "late");
}

TEST_CASE("a distribution further ahead than can be skipped moves the chain on") {
  Circle circle;
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn,
                                                  *circle.ann.ratchet.distribution(kGroup, kAnn)));
  for (int i = 0; i < 1001; ++i) circle.say("missed");
  const Bytes now = circle.say("now");
  CHECK(code(circle.bea.ratchet.group_decrypt(kGroup, kAnn, now)) == Errc::too_far);
  const Bytes weekly = *circle.ann.ratchet.distribution(kGroup, kAnn);
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn, weekly));
  CHECK(circle.open(circle.say("again")) == "again");
}

TEST_CASE("a thousand skipped group messages still open, one more is refused") {
  Circle circle;
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn,
                                                  *circle.ann.ratchet.distribution(kGroup, kAnn)));
  std::vector<Bytes> sent;
  for (int i = 0; i <= 1001; ++i) sent.push_back(circle.say(std::to_string(i)));
  CHECK(code(circle.bea.ratchet.group_decrypt(kGroup, kAnn, sent[1001])) == Errc::too_far);
  CHECK(circle.open(sent[1000]) == "1000");
  CHECK(circle.open(sent[0]) == "0");
}

TEST_CASE("our own chain is not taken from outside") {
  Circle circle;
  const Bytes skdm = *circle.ann.ratchet.distribution(kGroup, kAnn);
  CHECK(code(circle.ann.ratchet.process_distribution(kGroup, kAnn, skdm)) == Errc::refused);
}

TEST_CASE("epochs have chains of their own, and removing one leaves the other") {
  Circle circle;
  const Ratchet::Group next{kGroup.circle, 2};
  const Bytes one = *circle.ann.ratchet.distribution(kGroup, kAnn);
  const Bytes two = *circle.ann.ratchet.distribution(next, kAnn);
  CHECK(one != two);
  REQUIRE(circle.bea.ratchet.process_distribution(kGroup, kAnn, one));
  REQUIRE(circle.bea.ratchet.process_distribution(next, kAnn, two));
  REQUIRE(circle.bea.ratchet.remove_group(kGroup));
  CHECK(code(circle.bea.ratchet.group_decrypt(kGroup, kAnn, circle.say("x"))) == Errc::no_session);
  const Bytes message = *circle.ann.ratchet.group_encrypt(next, kAnn, as_bytes("y"));
  CHECK(circle.bea.ratchet.group_decrypt(next, kAnn, message).ok());
}
