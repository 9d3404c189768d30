#include "engine/notice_text.h"

#include "support/catch.h"

using namespace ww;
using engine::notice_text;

TEST_CASE("a notice is a sentence that says what to do", "[engine]") {
  for (const char* code :
       {"older_copy_brought_back", "another_copy_reads", "another_copy_writes",
        "relay_lost_messages", "messages_missing", "relay_refused", "queue_lost", "invite_lost",
        "board_lost", "two_rosters", "renewal_refused", "keys_renewed_compare_words",
        "move_refused", "does_not_know_new_place", "relay_removed", "alert_id_clash",
        "relay_not_added: watchword-relay://relay.example.com:7077/key"}) {
    CAPTURE(code);
    const std::string text = notice_text({1, "notice", "Kim", code});
    CHECK(text.rfind("Kim: ", 0) == 0);
    CHECK(text.back() == '.');
    CHECK(text.find('_') == std::string::npos);
  }
}

TEST_CASE("a notice names the relay, this node when it is about no other, and holds nothing back",
          "[engine]") {
  CHECK(notice_text({1, "notice", "Kim", "relay_not_added: watchword-relay://h:1/k"})
            .find("`watchword relay add watchword-relay://h:1/k`") != std::string::npos);
  CHECK(notice_text({1, "notice", "", "another_copy_reads"}).rfind("this node: ", 0) == 0);
  CHECK(notice_text({1, "notice", "Kim", "something_new"}) == "Kim: something_new");
}
