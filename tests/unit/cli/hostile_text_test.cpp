// Goal: whatever others wrote, no command of the network's side brings it to the terminal as it is:
// not as a command, not as a turn of the reading direction, not as a line of our own.
// Method: a node whose every text is hostile; each command that shows something is run.
#include "bench.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

const std::string kHostile =
    "a\x1B]0;owned\x07"
    "\x1B[2J\xC2\x9B"
    "31m\xE2\x80\xAE"
    "drac\xE2\x80\x8B\r\nFORGED: a line of our own";

// As it stands inside JSON that a peer sent.
const std::string kInJson =
    R"(a\u001b]0;owned\u0007\u001b[2J\u009b31m\u202edrac\u200b\r\nFORGED: a line of our own)";

void fill(FakeNode& node) {
  const std::string& x = kHostile;
  node.status_now.name = x;
  node.status_now.tor_proxy = x;
  api::Notice notice;
  notice.id = notice.code = notice.text = x;
  notice.args = {Argument::text("member", x)};
  notice.since = notice.last = from_ms(0);
  node.status_now.notices = {notice};
  node.status_now.relays = {{x, "connected", false, false}};
  node.checks = {{x, false, x}};
  node.removed.place = x;
  node.removed.circles_moved = node.removed.circles_staying = {x};
  node.settings = {{"name", x}, {"region", x}};
  node.invite = {x, "watchword:abc", from_ms(0)};
  node.person.name = node.person.their_name = node.person.failure = x;
  node.person.state = "established";
  node.person.trust = "unchecked";
  node.person.words = x;
  node.person.digits = x;
  node.ring.name = x;
  node.ring.state = "member";
  node.ring.regions = {x};
  node.ring.members = {{x, x, x, false, false}};
  node.sent = {"abcdef", "saved", {x}, "{}"};  // its id is the node's own
  api::AlertLine line;
  line.id = line.kind = line.severity = line.state = line.from = line.summary = x;
  line.status = line.urgency_now = x;
  line.codes = line.regions = line.identifiers = {x};
  line.received = from_ms(0);
  node.lines = {line};
  node.shown.alert = R"({"kind":"alert","status":"actual","what":{"codes":[")" + kInJson +
                     R"("],"summary":")" + kInJson + R"("},"who":{"people":[{"name":")" + kInJson +
                     R"("}]},"x_)" + kInJson + R"(":")" + kInJson + R"("})";
  node.shown.from = node.shown.state = node.shown.urgency_now = node.shown.delivery = x;
  node.shown.history.resize(1);
  auto& event = node.shown.history.front();
  event.id = event.kind = event.reason = x;
  event.before = node.shown.alert;
  node.shown.arrived_at = {x};
  node.shown.origins = {{x, true}, {x, false}};
  node.checked.extracted = {{x, x, x, {x}}};
  api::Match match;
  match.alert = match.identifier = match.strength = match.why = match.status = x;
  match.urgency_now = x;
  match.marks = {x};
  node.checked.matches = {match};
  node.checked.journal = {{x, x, x, x, x}};
  node.checked.unread = {{x, x}};
  node.log = {{1, "contact", x, x}, {2, "notice", x, x}, {3, "alert", x, x}, {4, x, x, x}};
}

void check_shown_safely(const std::string& text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
      FAIL_CHECK("a control character, " << int{byte} << ", in:\n" << text);
    }
  }
  for (const char* hidden : {"\xC2\x9B", "\xE2\x80\xAE", "\xE2\x80\x8B"}) {
    CHECK(text.find(hidden) == std::string::npos);
  }
  CHECK(("\n" + text).find("\nFORGED") == std::string::npos);
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("attack: every text of a node is hostile, and no command shows it as it is", "[cli]") {
  const Words words = GENERATE(
      Words{"status"}, Words{"notices"}, Words{"doctor"}, Words{"relay", "list"},
      Words{"relay", "remove", "x"}, Words{"config", "list"}, Words{"config", "get", "name"},
      Words{"tor", "status"}, Words{"contact", "invite", "--for", "Kim"}, Words{"contact", "list"},
      Words{"contact", "show", "Kim"}, Words{"contact", "verify", "Kim"},
      Words{"contact", "accept", "watchword:x", "--name", "Kim"}, Words{"circle", "list"},
      Words{"circle", "show", "Hull"}, Words{"circle", "add", "Hull", "Kim"},
      Words{"circle", "new", "Hull"}, Words{"alert", "list"}, Words{"alert", "show", "abcdef"},
      Words{"alert", "send", "-", "--to", "Kim"}, Words{"alert", "corroborate", "abcdef"},
      Words{"alert", "retract", "abcdef", "--reason", "legal"}, Words{"check", "07700 900123"});
  CAPTURE(words);
  Bench bench;
  bench.terminal.input = "{}";
  fill(bench.node);
  bench.run(words);
  CHECK_FALSE((bench.terminal.printed + bench.terminal.said).empty());
  check_shown_safely(bench.terminal.printed);
  check_shown_safely(bench.terminal.said);
  for (const std::string& prompt : bench.terminal.prompts) check_shown_safely(prompt);
}

TEST_CASE("attack: what a node refuses names others by hostile texts, and none is shown as it is",
          "[cli]") {
  const Words words = GENERATE(Words{"status"}, Words{"contact", "show", "Kim"},
                               Words{"alert", "send", "-", "--to", "Kim"}, Words{"check", "x"});
  CAPTURE(words);
  Bench bench;
  bench.terminal.input = "{}";
  fill(bench.node);
  bench.node.refuse = api::Problem{api::Problem::Kind::invalid,
                                   kHostile,
                                   {{kHostile, kHostile, kHostile}},
                                   {{kHostile, kHostile, kHostile, kHostile}},
                                   kHostile,
                                   {Argument::text("member", kHostile)}};
  bench.run(words);
  check_shown_safely(bench.terminal.printed);
  check_shown_safely(bench.terminal.said);
}
