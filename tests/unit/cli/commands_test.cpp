// Goal: each command asks the node for the right thing, prints what was promised to people and to
// scripts, and ends with the right exit code.
#include "bench.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "support/catch.h"

using namespace ww;
using test::Bench;
using Kind = api::Problem::Kind;

TEST_CASE("every kind of problem has its exit code, for people and as JSON", "[cli]") {
  const auto [kind, code] = GENERATE(table<Kind, int>({{Kind::other, 1},
                                                       {Kind::usage, 2},
                                                       {Kind::locked, 3},
                                                       {Kind::no_node, 4},
                                                       {Kind::wrong_passphrase, 5},
                                                       {Kind::not_found, 6},
                                                       {Kind::unchecked_words, 7},
                                                       {Kind::invalid, 9},
                                                       {Kind::not_in_this_version, 2}}));
  Bench bench;
  bench.node.refuse = api::Problem{kind, "why", {}, {}};
  CHECK(bench.run({"contact", "show", "Kim"}) == code);
  CHECK(bench.terminal.said == "watchword: why\n");
  CHECK(bench.terminal.printed.empty());
  bench.terminal.said.clear();
  CHECK(bench.run({"contact", "show", "Kim", "--json"}) == code);
  CHECK(bench.error()["schema"] == "watchword.error/1");
  CHECK(bench.error()["exit"] == code);
  CHECK(bench.error()["message"] == "why");
  CHECK(bench.terminal.printed.empty());
}

TEST_CASE("errors before the command is known are JSON too when JSON was asked for", "[cli]") {
  Bench bench;
  CHECK(bench.run({"xyzzy", "--json"}) == 2);
  CHECK(bench.error()["error"] == "usage");
}

TEST_CASE("a forbidden alert tells every field and every finding", "[cli]") {
  Bench bench;
  bench.terminal.files["f"] = "{}";
  bench.node.refuse = api::Problem{Kind::invalid,
                                   "no",
                                   {{"what.codes", "missing", "is missing"}},
                                   {{"f1", "what.summary", "email", "a@example.com"}}};
  CHECK(bench.run({"alert", "send", "--file", "f", "--to", "Kim"}) == 9);
  // The node was asked for its events first, and refused that; either way nothing was sent.
  CHECK_THAT(bench.terminal.said, ContainsSubstring("what.codes: is missing (missing)"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--accept f1"));
  bench.terminal.said.clear();
  CHECK(bench.run({"alert", "send", "--file", "f", "--to", "Kim", "--json"}) == 9);
  CHECK(bench.error()["errors"][0]["field"] == "what.codes");
  CHECK(bench.error()["findings"][0]["text"] == "a@example.com");
}

TEST_CASE("a locked node is unlocked on the way by descriptor", "[cli]") {
  Bench bench;
  bench.node.status_now.locked = true;
  bench.terminal.descriptors[5] = "open sesame";
  CHECK(bench.run({"contact", "list", "--passphrase-fd", "5"}) == 0);
  CHECK(bench.asked("unlock"));
  CHECK(bench.asked("contacts"));
}

TEST_CASE("an unlocked node ignores the descriptor", "[cli]") {
  Bench bench;  // descriptor 5 cannot be read: it would fail if it were
  CHECK(bench.run({"contact", "list", "--passphrase-fd", "5"}) == 0);
  CHECK_FALSE(bench.asked("unlock"));
}

TEST_CASE("a locked node without a way to ask is exit 3, a wrong passphrase exit 5", "[cli]") {
  Bench bench;
  bench.node.status_now.locked = true;
  CHECK(bench.run({"contact", "list"}) == 3);
  bench.terminal.tty = true;
  CHECK(bench.run({"contact", "list", "--no-input"}) == 3);
  CHECK(bench.terminal.prompts.empty());
  bench.terminal.typed = {"wrong"};
  CHECK(bench.run({"contact", "list"}) == 5);
  bench.terminal.typed = {"open sesame"};
  CHECK(bench.run({"contact", "list"}) == 0);
}

TEST_CASE("without a profile commands are exit 6 and say how to make one", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  CHECK(bench.run({"alert", "list"}) == 6);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("watchword init"));
}

TEST_CASE("init takes its passphrase by descriptor without asking twice", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.terminal.descriptors[3] = "long enough";
  CHECK(bench.run({"init", "--name", "Robin", "--region", "DE", "--relay", "addr",
                   "--passphrase-fd", "3", "--json"}) == 0);
  CHECK(bench.asked("init Robin DE addr"));
  CHECK(bench.node.passphrase == "long enough");
  CHECK(bench.json()["schema"] == "watchword.init/1");
  CHECK(bench.json()["region"] == "DE");
  CHECK(bench.terminal.prompts.empty());
  // A region's name is shown as the code that is kept.
  bench.node.settings = {{"region", "GB-LDS"}};
  bench.terminal.printed.clear();
  CHECK(bench.run({"init", "--name", "Robin", "--region", "Leeds", "--passphrase-fd", "3",
                   "--json"}) == 0);
  CHECK(bench.json()["region"] == "GB-LDS");
}

TEST_CASE("init on a terminal asks twice, and makes nothing when the two differ", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.terminal.tty = true;
  bench.terminal.typed = {"long enough", "long enoug"};
  CHECK(bench.run({"init", "--name", "Robin"}) == 2);
  CHECK_FALSE(bench.asked("init Robin GB (none)"));
  bench.terminal.typed = {"Robin", "long enough", "long enough"};
  CHECK(bench.run({"init"}) == 0);
  CHECK(bench.asked("init Robin GB (none)"));
}

TEST_CASE("init offers six words for Enter, shows them to the person and wants them typed",
          "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.terminal.tty = true;
  bench.terminal.typed = {"", "one two three four five six"};
  CHECK(bench.run({"init", "--name", "Robin"}) == 0);
  CHECK(bench.node.passphrase == "one two three four five six");
  CHECK(bench.terminal.printed.find("three four") == std::string::npos);
  bench.terminal.typed = {"", "one two three"};
  CHECK(bench.run({"init", "--name", "Robin"}) == 2);
}

TEST_CASE("init refuses a short passphrase, a missing name, and a second profile", "[cli]") {
  Bench bench;
  bench.node.status_now.exists = false;
  bench.terminal.descriptors[3] = "seven c";
  CHECK(bench.run({"init", "--name", "R", "--passphrase-fd", "3"}) == 2);
  bench.terminal.descriptors[3] = "eight ch";
  CHECK(bench.run({"init", "--passphrase-fd", "3"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--name"));
  CHECK(bench.run({"init", "--name", "R", "--passphrase-fd", "3"}) == 0);
  bench.node.status_now.exists = true;
  CHECK(bench.run({"init", "--name", "R", "--passphrase-fd", "3"}) == 1);
}

TEST_CASE("status is told without unlocking, and by descriptor with", "[cli]") {
  Bench bench;
  bench.node.status_now.locked = true;
  CHECK(bench.run({"status", "--json"}) == 0);
  CHECK(bench.json()["locked"] == true);
  CHECK_FALSE(bench.asked("unlock"));
  bench.terminal.printed.clear();
  bench.terminal.descriptors[4] = "open sesame";
  bench.node.status_now.outbox = {1, 2, 3};
  bench.node.status_now.relays = {{"addr", "connected", true}};
  CHECK(bench.run({"status", "--json", "--passphrase-fd", "4"}) == 0);
  const auto json = bench.json();
  CHECK(json["schema"] == "watchword.status/1");
  CHECK(json["locked"] == false);
  CHECK(json["outbox"] == cli::Json({{"saved", 1}, {"handed_over", 2}, {"confirmed", 3}}));
  CHECK(json["relays"][0]["state"] == "connected");
  CHECK(json.contains("journal_bytes"));
}

TEST_CASE("the doctor's exit code tells whether something is wrong", "[cli]") {
  Bench bench;
  bench.node.checks = {{"disk", true, "fine"}};
  CHECK(bench.run({"doctor"}) == 0);
  bench.node.checks.push_back({"swap", false, "open"});
  CHECK(bench.run({"doctor"}) == 1);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("PROBLEM swap: open"));
}

TEST_CASE("an invite is one line on stdout, the rest is for the person", "[cli]") {
  Bench bench;
  bench.node.invite = {"Kim", "watchword:abc", from_unix_seconds(86400)};
  CHECK(bench.run({"contact", "invite", "--for", "Kim", "--qr", "kim.svg"}) == 0);
  CHECK(bench.terminal.printed == "watchword:abc\n");
  CHECK_THAT(bench.terminal.said, ContainsSubstring("1970-01-02 00:00 UTC"));
  CHECK(bench.terminal.files.count("kim.svg") == 1);
}

TEST_CASE("an invite is accepted from standard input without the line's end", "[cli]") {
  Bench bench;
  bench.terminal.input = "  watchword:abc\r\n";
  CHECK(bench.run({"contact", "accept", "-", "--name", "Kim"}) == 0);
  CHECK(bench.asked("contact_accept watchword:abc Kim"));
}

TEST_CASE("attack: an invite leads to a strange relay, and nobody is there to say yes", "[cli]") {
  Bench bench;
  bench.node.before = [&](const std::string& call) {
    const bool allowed = call.find("allow_relay") != std::string::npos;
    const bool accepting = call.rfind("contact_accept", 0) == 0;
    bench.node.refuse = std::nullopt;
    if (accepting && !allowed) {
      bench.node.refuse = api::Problem{Kind::unchecked_words, "a strange relay", {}, {}};
    }
  };
  const std::vector<std::string> words{"contact", "accept", "watchword:x", "--name", "Kim"};
  CHECK(bench.run(words) == 7);
  CHECK_FALSE(bench.asked("contact_accept watchword:x Kim allow_relay"));
  bench.terminal.tty = true;
  bench.terminal.typed = {"y"};  // only the whole word counts
  CHECK(bench.run(words) == 7);
  bench.terminal.typed = {"yes"};
  CHECK(bench.run(words) == 0);
  CHECK(bench.asked("contact_accept watchword:x Kim allow_relay"));
}

TEST_CASE("a relay at a private address is not asked about: a yes is said too quickly", "[cli]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.typed = {"yes"};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("contact_accept", 0) != 0) return;
    bench.node.refuse = api::Problem{
        Kind::unchecked_words, "private", {{"invite", "private_relay", "private"}}, {}};
  };
  CHECK(bench.run({"contact", "accept", "watchword:x", "--name", "Kim"}) == 7);
  CHECK(bench.terminal.prompts.empty());
  CHECK_FALSE(bench.asked("contact_accept watchword:x Kim allow_relay"));
}

TEST_CASE("whom the relay cut off is shown as that", "[cli]") {
  Bench bench;
  bench.node.person.name = "Kim from Hull";
  bench.node.person.state = "established";
  bench.node.person.failure = "queue_lost";
  CHECK(bench.run({"contact", "show", "Kim from Hull"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("CUT OFF"));
  bench.node.person.failure = "";
  bench.node.person.trust = "unchecked";
  bench.node.person.words = "one two";
  CHECK(bench.run({"contact", "verify", "Kim from Hull"}) == 0);
  CHECK_THAT(bench.terminal.said,
             ContainsSubstring("watchword contact verify 'Kim from Hull' --confirm"));
}

TEST_CASE("words are null until they are there, and their being unchecked is exit 0", "[cli]") {
  Bench bench;
  bench.node.person.trust = "unchecked";
  CHECK(bench.run({"contact", "verify", "Kim", "--json"}) == 0);
  CHECK(bench.json()["words"].is_null());
  CHECK(bench.json()["verified"] == false);
  bench.terminal.printed.clear();
  bench.node.person.words = "a b c d e f";
  CHECK(bench.run({"contact", "verify", "Kim"}) == 0);
  CHECK(bench.terminal.printed == "a b c d e f\n");
  bench.node.person.trust = "verified";
  bench.terminal.printed.clear();
  CHECK(bench.run({"contact", "verify", "Kim", "--confirm", "--json"}) == 0);
  CHECK(bench.asked("contact_verify Kim confirm "));
  CHECK(bench.json()["verified"] == true);
}

TEST_CASE("changed words are shouted", "[cli]") {
  Bench bench;
  bench.node.person.name = "Kim";
  bench.node.person.trust = "changed";
  CHECK(bench.run({"contact", "list"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("WORDS CHANGED: stop"));
}

TEST_CASE("removing a person is asked about, or needs --yes", "[cli]") {
  Bench bench;
  CHECK(bench.run({"contact", "remove", "Kim"}) == 2);
  bench.terminal.tty = true;
  bench.terminal.typed = {"no"};
  CHECK(bench.run({"contact", "remove", "Kim"}) == 2);
  CHECK_FALSE(bench.asked("contact_remove Kim"));
  CHECK(bench.run({"contact", "remove", "Kim", "--yes"}) == 0);
  CHECK(bench.asked("contact_remove Kim"));
}

TEST_CASE("circles are made, filled and listed", "[cli]") {
  Bench bench;
  bench.node.ring = {"Hull", "member",   true,
                     2,      {"GB-KHL"}, {{"Owl", "Kim", "joined", false, false}}};
  CHECK(bench.run({"circle", "new", "Hull", "--region", "GB-KHL", "--region", "GB-ERY"}) == 0);
  CHECK(bench.asked("circle_new Hull [GB-KHL] [GB-ERY]"));
  CHECK(bench.run({"circle", "add", "Hull", "Kim"}) == 0);
  CHECK(bench.asked("circle_add Hull Kim"));
  bench.terminal.printed.clear();
  CHECK(bench.run({"circle", "list", "--json"}) == 0);
  CHECK(bench.json()["circles"][0]["members"][0]["pseudonym"] == "Owl");
}

TEST_CASE("an alert goes to whom it shall, with every option, and its id is printed", "[cli]") {
  Bench bench;
  bench.terminal.files["f"] = "{\"a\": 1}";
  bench.node.sent = {"id1", "saved", {"careful"}, "{}"};
  CHECK(bench.run({"alert", "send", "--file", "f", "--circle", "Hull", "--to", "Kim", "--urgent",
                   "--accept", "f1"}) == 0);
  CHECK(bench.asked("alert_send {\"a\": 1} circles [Hull] contacts [Kim] urgent accept [f1]"));
  CHECK(bench.terminal.printed == "id1\n");
  CHECK_THAT(bench.terminal.said, ContainsSubstring("careful"));
}

TEST_CASE("an alert for nobody, or without its file, is not sent", "[cli]") {
  Bench bench;
  bench.terminal.files["f"] = "{}";
  CHECK(bench.run({"alert", "send", "--file", "f"}) == 2);
  CHECK(bench.run({"alert", "send", "--file", "none", "--to", "Kim"}) == 6);
  CHECK(bench.node.calls.empty());
}

TEST_CASE("a dry run shows the alert and waits for nothing", "[cli]") {
  Bench bench;
  bench.terminal.input = "{}";
  bench.node.sent = {"id1", "dry_run", {}, "{\"kind\":\"alert\"}"};
  CHECK(bench.run({"alert", "send", "--file", "-", "--to", "Kim", "--dry-run", "--wait", "5",
                   "--json"}) == 0);
  CHECK(bench.json()["state"] == "dry_run");
  CHECK(bench.json()["alert"]["kind"] == "alert");
}

TEST_CASE("waiting ends as soon as the alert is at a relay", "[cli]") {
  Bench bench;
  bench.terminal.files["f"] = "{}";
  bench.node.sent = {"id1", "saved", {}, "{}"};
  bench.node.shown.delivery = "saved";
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events 0 30000", 0) != 0) return;  // the call that waits
    bench.now += 2s;
    bench.node.shown.delivery = "handed_over";
    bench.node.log = {{1, "delivery", "id1", "handed_over"}};
  };
  CHECK(bench.run({"alert", "send", "--file", "f", "--to", "Kim", "--wait", "30", "--json"}) == 0);
  CHECK(bench.json()["state"] == "handed_over");
}

TEST_CASE("waiting that ends too early is exit 8, and the alert is saved all the same", "[cli]") {
  Bench bench;
  bench.terminal.files["f"] = "{}";
  bench.node.sent = {"id1", "saved", {}, "{}"};
  bench.node.shown.delivery = "saved";
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events", 0) == 0) bench.now += 20s;
  };
  CHECK(bench.run({"alert", "send", "--file", "f", "--to", "Kim", "--wait", "30", "--json"}) == 8);
  CHECK(bench.json()["state"] == "saved");
  CHECK(bench.run({"alert", "send", "--file", "f", "--to", "Kim", "--wait", "x"}) == 2);
}

TEST_CASE("a list is whole however many pages it has", "[cli]") {
  Bench bench;
  api::AlertLine line{"abcdefghij", "alert", "severe", "current", {"rape"}, {"GB-LDS"}, from_ms(0)};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("alerts", 0) != 0) return;
    const bool first = call.rfind(" 200 0") == call.size() - 6;
    bench.node.lines = std::vector<api::AlertLine>(first ? 200 : 3, line);
  };
  CHECK(bench.run({"alert", "list", "--json", "--region", "GB-LDS", "--since", "1970-01-02"}) == 0);
  // The day begins by the clocks at home, an hour before UTC.
  CHECK(bench.asked("alerts GB-LDS 82800000 200 0"));
  CHECK(bench.asked("alerts GB-LDS 82800000 200 200"));
  CHECK(bench.json()["alerts"].size() == 203);
  CHECK(bench.json()["alerts"][0]["received"] == "1970-01-01T00:00:00Z");
  CHECK(bench.run({"alert", "list", "--since", "soon"}) == 2);
}

TEST_CASE("an empty list never looks like safety", "[cli]") {
  Bench bench;
  CHECK(bench.run({"alert", "list"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("does not mean that it is safe"));
}

TEST_CASE("following prints each alert once, those there and those that come", "[cli]") {
  Bench bench;
  const auto line = [](const char* id, int at) {
    return api::AlertLine{id, "alert", "severe", "current", {}, {}, from_ms(at)};
  };
  bench.node.lines = {line("second", 2), line("first", 1)};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events 0 60000", 0) != 0) return;
    bench.node.lines = {line("third", 3), line("second", 2), line("first", 1)};
    bench.node.log = {{1, "delivery", "x", "saved"}, {2, "alert", "third", "current"}};
  };
  bench.terminal.lines_most = 2;  // then its reader goes away
  CHECK(bench.run({"alert", "list", "--follow", "--json"}) == 0);
  const auto split = bench.terminal.printed.find('\n');
  CHECK(cli::Json::parse(bench.terminal.printed.substr(0, split))["id"] == "first");
  CHECK(cli::Json::parse(bench.terminal.printed.substr(split))["id"] == "second");
  CHECK(std::count(bench.terminal.printed.begin(), bench.terminal.printed.end(), '\n') == 2);
}

TEST_CASE("an alert is shown as sent to scripts, and in plain words to people", "[cli]") {
  Bench bench;
  auto& shown = bench.node.shown;
  shown.alert =
      R"({"kind":"alert","status":"exercise","severity":"extreme","certainty":"observed",)"
      R"("basis":"first_hand","what":{"codes":["sexual_assault"],"summary":"one\ntwo)"
      "\\u001b[31m"
      R"("},"who":{"n":0,"people":[{"age":[35,45]}]},"x_new":{"b":[],"a":false}})";
  shown.from = "Hull: Owl";
  shown.state = "disputed";
  shown.urgency_now = "past";
  shown.received = from_ms(0);
  CHECK(bench.run({"alert", "show", "abcdef", "--json"}) == 0);
  CHECK(bench.json()["alert"].dump() == cli::Json::parse(shown.alert).dump());
  CHECK(bench.json()["from"] == "Hull: Owl");
  CHECK(bench.json()["corroborations"]["first_hand"] == 0);
  bench.terminal.printed.clear();
  CHECK(bench.run({"alert", "show", "abcdef"}) == 0);
  const auto& text = bench.terminal.printed;
  for (const char* part : {"EXERCISE", "DISPUTED", "sexual assault", "    one\n    two\\u{1b}[31m",
                           "age: 35 to 45", "1970-01-01 00:00 UTC", "x new"}) {
    CHECK_THAT(text, ContainsSubstring(part));
  }
  CHECK(text.find('\x1B') == std::string::npos);
}

TEST_CASE("an alert that is no JSON does not end the program", "[cli]") {
  Bench bench;
  bench.node.shown.alert = "{";
  CHECK(bench.run({"alert", "show", "abcdef"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("cannot read"));
  CHECK(bench.run({"alert", "show", "abcdef", "--json"}) == 1);
}

TEST_CASE("withdrawing says what it cannot do", "[cli]") {
  Bench bench;
  bench.node.sent = {"newone", "saved", {}, "{}"};
  CHECK(bench.run({"alert", "retract", "abcdef", "--reason", "legal"}) == 0);
  CHECK(bench.asked("alert_retract abcdef legal"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("newone"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Nothing can call back a screenshot"));
  CHECK(bench.run({"alert", "retract", "abcdef"}) == 2);  // why is never guessed
}

TEST_CASE("a withdrawn alert is shown as withdrawn, in text and JSON", "[cli]") {
  Bench bench;
  bench.node.shown.alert.clear();
  bench.node.shown.state = "retracted";
  bench.node.shown.history = {{"lsz3tzbct6hr", "retract", "unsafe_for_author", from_ms(9)}};
  CHECK(bench.run({"alert", "show", "abcdef"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("WITHDRAWN by its author"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("withdrawal: unsafe for its author"));
  CHECK(bench.run({"alert", "show", "abcdef", "--json"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("\"alert\":null"));
}

TEST_CASE("updating sends the file and the reason", "[cli]") {
  Bench bench;
  bench.terminal.input = "{}";
  bench.node.sent = {"newone", "saved", {}, "{}"};
  CHECK(bench.run({"alert", "update", "abcdef", "--file", "-", "--reason", "corrected"}) == 0);
  CHECK(bench.asked("alert_update abcdef {} corrected accept"));
}

TEST_CASE("corroborating sends the reason", "[cli]") {
  Bench bench;
  CHECK(bench.run({"alert", "corroborate", "abcdef", "--reason", "saw_it"}) == 0);
  CHECK(bench.asked("alert_corroborate abcdef saw_it (none)"));
}

TEST_CASE("a relay's password comes by descriptor or prompt", "[cli]") {
  Bench bench;
  bench.terminal.descriptors[6] = "pw";
  CHECK(bench.run({"relay", "add", "addr", "--password-fd", "6"}) == 0);
  CHECK(bench.asked("relay_add addr pw"));
  CHECK(bench.run({"relay", "add", "addr", "--password-fd", "0"}) == 2);
  CHECK(bench.run({"relay", "add", "addr", "--password"}) == 2);
  CHECK(bench.run({"relay", "add", "addr"}) == 0);
  CHECK(bench.asked("relay_add addr (none)"));
}

TEST_CASE("a relay that does not answer in time is exit 1", "[cli]") {
  Bench bench;
  bench.node.status_now.relays = {{"addr", "connecting", false}};
  bench.node.before = [&](const std::string& call) {
    if (call.rfind("events", 0) == 0) bench.now += 6s;
  };
  CHECK(bench.run({"relay", "test"}) == 1);
  CHECK(bench.run({"relay", "test", "other"}) == 6);
  bench.node.status_now.relays[0].state = "connected";
  CHECK(bench.run({"relay", "test", "addr"}) == 0);
}

TEST_CASE("settings are got, set and listed", "[cli]") {
  Bench bench;
  bench.node.settings = {{"circles", "ask"}};
  CHECK(bench.run({"config", "get", "circles"}) == 0);
  CHECK(bench.terminal.printed == "ask\n");
  CHECK(bench.run({"config", "get", "circle"}) == 6);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("\"circles\""));
  CHECK(bench.run({"config", "set", "circles", "auto"}) == 0);
  CHECK(bench.asked("config_set circles auto"));
  bench.terminal.printed.clear();
  CHECK(bench.run({"config", "list", "--json"}) == 0);
  CHECK(bench.json()["settings"]["circles"] == "ask");
}

TEST_CASE("messages that did not arrive are told with the person, and with the circle", "[cli]") {
  Bench bench;
  CHECK(bench.run({"contact", "show", "Kim"}) == 0);
  CHECK(bench.terminal.printed.find("missing") == std::string::npos);
  bench.node.person.lost = 2;
  bench.node.ring.lost = 3;
  CHECK(bench.run({"contact", "show", "Kim"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("2 of her messages did not arrive"));
  CHECK(bench.run({"circle", "show", "Hull"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("3 messages did not arrive"));
}

TEST_CASE("stopping never starts a node, and none running is fine", "[cli]") {
  Bench bench;
  CHECK(bench.run({"node", "stop"}) == 0);
  CHECK(bench.connects == std::vector<bool>{false});
  CHECK(bench.asked("stop"));
  bench.runs = false;
  CHECK(bench.run({"node", "stop"}) == 0);
  CHECK(bench.run({"node", "start"}) == 4);
  CHECK(bench.run({"status"}) == 4);
}

TEST_CASE("JSON on a screen holds nothing that could command it", "[cli]") {
  Bench bench;
  bench.node.person.name =
      "\xC2\x9B"
      "31m\xE2\x80\xAE\xFF";
  bench.terminal.screen = true;
  CHECK(bench.run({"contact", "show", "x", "--json"}) == 0);
  CHECK(std::all_of(bench.terminal.printed.begin(), bench.terminal.printed.end(),
                    [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST_CASE("every command has help with an example, and completions know it", "[cli]") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    Bench bench;
    REQUIRE(bench.run({"completions", shell}) == 0);
    for (const auto& command : cli::commands()) {
      CAPTURE(command.path);
      const auto last = command.path.substr(command.path.find(' ') + 1);
      CHECK_THAT(bench.terminal.printed, ContainsSubstring(last));
      CHECK_FALSE(command.examples.empty());
      CHECK_FALSE(command.summary.empty());
      CHECK_THAT(cli::help_text(command.path), ContainsSubstring(command.examples.at(0)));
    }
  }
  Bench bench;
  CHECK(bench.run({"completions", "tcsh"}) == 2);
}

TEST_CASE("help goes to stdout when asked for, to stderr with exit 2 when not", "[cli]") {
  Bench bench;
  CHECK(bench.run({"help"}) == 0);
  CHECK(bench.terminal.said.empty());
  CHECK(bench.run({}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Exit codes"));
  CHECK(bench.run({"--version"}) == 0);
}

TEST_CASE("the help of a command reads as it was agreed", "[cli]") {
  const std::string golden =
      "watchword contact rename: change your name for a person\n"
      "\n"
      "Examples\n"
      "  watchword contact rename Kim \"Kim from Hull\"\n"
      "\n"
      "Usage\n"
      "  watchword contact rename NAME NEW\n"
      "\n"
      "Takes\n"
      "  NAME                          your name for this person\n"
      "  NEW                           the new name\n"
      "\n"
      "Options of every command\n";
  CHECK(cli::help_text("contact rename").substr(0, golden.size()) == golden);
}
