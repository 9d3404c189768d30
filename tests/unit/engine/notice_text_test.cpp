#include "engine/notice_text.h"

#include "support/catch.h"

using namespace ww;
using engine::notice_text;

namespace {
const Argument kKim = Argument::contact(ContactId{}, "Kim");
}

// That every code has its sentence is a lint: tests/lint/notices.py.
TEST_CASE("a notice is a sentence that says what to do", "[engine]") {
  for (const char* code : {"another_copy_writes", "queue_lost", "relay_not_added"}) {
    CAPTURE(code);
    const std::string text = notice_text(code, {kKim, Argument::relay("watchword-relay://h:1/k")});
    CHECK(text.rfind("Kim: ", 0) == 0);
    CHECK(text.back() == '.');
    CHECK(text.find('_') == std::string::npos);
    CHECK(text.find('{') == std::string::npos);
  }
}

TEST_CASE("a notice names the relay, this node when it is about no other, and holds nothing back",
          "[engine]") {
  CHECK(notice_text("relay_not_added", {kKim, Argument::relay("watchword-relay://h:1/k")})
            .find("`watchword relay add watchword-relay://h:1/k`") != std::string::npos);
  CHECK(notice_text("another_copy_reads", {}).rfind("this node: ", 0) == 0);
  CHECK(notice_text("alert_id_clash", {Argument::alert(AlertId{})}).rfind("this node: ", 0) == 0);
  CHECK(notice_text("something_new", {kKim}) == "Kim: something_new");
}

TEST_CASE("an argument that looks like a place in the sentence is not filled again", "[engine]") {
  const std::string text = notice_text("relay_not_added", {kKim, Argument::relay("{relay}")});
  CHECK(text.find("relay add {relay}`") != std::string::npos);
}
