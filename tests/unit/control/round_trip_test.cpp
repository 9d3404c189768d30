// Goal: what a client asks is what the node is asked, and what the node answers is what comes back.
// Method: a fake node behind a real socket in a temporary folder; each call goes through with
// arguments and answers that use every field.
#include <unistd.h>

#include "control/bounds.h"
#include "control/client.h"
#include "running_server.h"
#include "support/catch.h"
#include "support/fake_node.h"
#include "support/temp_folder.h"

using namespace ww;

namespace {

struct World {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server{node, home.path(), ::geteuid()};
  std::unique_ptr<control::Client> client = connect();

  std::unique_ptr<control::Client> connect() {
    auto connected = control::Client::connect(home.path());
    REQUIRE(connected.ok());
    return std::move(connected).value();
  }
  std::string last() const { return node.calls.back(); }
};

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(as_bytes(text)); }

api::Problem full_problem(api::Problem::Kind kind) {
  return {kind,
          "words for a person \xC3\xA4",
          {{"what.codes[0]", "unknown_code", "no such code"}, {"who", "missing", ""}},
          {{"f1", "what.summary", "email", "someone@example.com"}}};
}

}  // namespace

TEST_CASE("calls without arguments arrive, and what is done is done", "[control]") {
  World world;
  CHECK(world.client->lock().ok());
  CHECK(world.last() == "lock");
  CHECK(world.client->stop().ok());
  CHECK(world.last() == "stop");
}

TEST_CASE("init carries every field, with and without a relay", "[control]") {
  World world;
  REQUIRE(world.client->init({"Robin", "DE", "watchword-relay://h:1/k", secret("six words")}).ok());
  CHECK(world.last() == "init Robin DE watchword-relay://h:1/k");
  CHECK(world.node.passphrase == "six words");
  REQUIRE(world.client->init({"", "GB", std::nullopt, secret("x")}).ok());
  CHECK(world.last() == "init  GB (none)");
}

TEST_CASE("a passphrase arrives byte for byte, whatever its length up to the bound", "[control]") {
  World world;
  const auto size = GENERATE(std::size_t{1}, std::size_t{61}, std::size_t{62}, std::size_t{63},
                             std::size_t{126}, control::kSecretMax);
  CAPTURE(size);
  world.node.passphrase = std::string(size, 'p');
  CHECK(world.client->unlock(secret(std::string(size, 'p'))).ok());
  const auto wrong = world.client->unlock(secret(std::string(size, 'q')));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().kind == api::Problem::Kind::wrong_passphrase);
}

TEST_CASE("a passphrase one byte past the bound is refused before it leaves", "[control]") {
  World world;
  const auto answer = world.client->unlock(secret(std::string(control::kSecretMax + 1, 'p')));
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().kind == api::Problem::Kind::usage);
  CHECK(world.node.calls.empty());
}

TEST_CASE("status and doctor come back whole", "[control]") {
  World world;
  auto& now = world.node.status_now;
  now.locked = true;
  now.name = "Robin";
  now.contacts = 1, now.circles = 2, now.alerts = 3;
  now.relays = {{"a", "connected", true}, {"b", "refused", false}};
  now.outbox = {4, 5, 6};
  now.journal_bytes = std::uint64_t{1} << 40;
  now.tor = true, now.tor_required = true;
  now.tor_proxy = "127.0.0.1:9050", now.tor_state = "absent";
  const api::Notice notice{"3",
                           "relay_not_added",
                           {Argument::contact(ContactId{}, "Kim"), Argument::number("hours", 4)},
                           from_ms(1),
                           from_ms(2),
                           7,
                           from_ms(3),
                           "Kim: so."};
  now.notices = {notice, {}};
  const auto status = world.client->status();
  REQUIRE(status.ok());
  CHECK(status->exists);
  CHECK(status->locked);
  CHECK(status->name == "Robin");
  CHECK((status->contacts == 1 && status->circles == 2 && status->alerts == 3));
  REQUIRE(status->relays.size() == 2);
  CHECK((status->relays[0].address == "a" && status->relays[0].password));
  CHECK((status->relays[1].state == "refused" && !status->relays[1].password));
  CHECK((status->outbox.saved == 4 && status->outbox.handed_over == 5));
  CHECK(status->outbox.confirmed == 6);
  CHECK(status->journal_bytes == std::uint64_t{1} << 40);
  CHECK((status->tor && status->tor_required));
  CHECK((status->tor_proxy == "127.0.0.1:9050" && status->tor_state == "absent"));
  REQUIRE(status->notices.size() == 2);
  CHECK((status->notices[0].id == "3" && status->notices[0].code == "relay_not_added"));
  CHECK(status->notices[0].args == notice.args);
  CHECK((status->notices[0].since == from_ms(1) && status->notices[0].last == from_ms(2)));
  CHECK((status->notices[0].times == 7 && status->notices[0].ended == from_ms(3)));
  CHECK(status->notices[0].text == "Kim: so.");
  CHECK_FALSE(status->notices[1].ended);
  REQUIRE(world.client->notices(true).ok());
  CHECK(world.client->notices(false)->size() == 2);
  CHECK(world.client->notice_done("3").ok());
  const auto& calls = world.node.calls;
  CHECK(std::vector<std::string>(calls.end() - 3, calls.end()) ==
        std::vector<std::string>{"notices ended", "notices", "notice_done 3"});

  world.node.checks = {{"disk", true, "fine"}, {"clock", false, "off by a day"}};
  const auto checks = world.client->doctor();
  REQUIRE(checks.ok());
  REQUIRE(checks->size() == 2);
  CHECK(((*checks)[0].ok && (*checks)[1].detail == "off by a day"));
}

TEST_CASE("relays and settings go both ways", "[control]") {
  World world;
  REQUIRE(world.client->relay_add("addr", std::nullopt).ok());
  CHECK(world.last() == "relay_add addr (none)");
  REQUIRE(world.client->relay_add("addr", secret("pw")).ok());
  CHECK(world.last() == "relay_add addr pw");
  world.node.removed = {false, 2, 3, 4, {"ring"}, {"night", "shift"}, "there"};
  const auto removed = world.client->relay_remove("addr");
  REQUIRE(removed.ok());
  CHECK(world.last() == "relay_remove addr");
  CHECK((!removed->gone && removed->people == 2 && removed->unsettled == 3));
  CHECK((removed->written == 4 && removed->place == "there"));
  CHECK(removed->circles_moved == std::vector<std::string>{"ring"});
  CHECK(removed->circles_staying == std::vector<std::string>{"night", "shift"});
  world.node.status_now.relays = {{"a", "unused", false}, {"b", "connected", false, true}};
  CHECK(world.client->relays()->at(0).state == "unused");
  CHECK_FALSE(world.client->relays()->at(0).leaving);
  CHECK(world.client->relays()->at(1).leaving);
  REQUIRE(world.client->config_set("circles", "ask").ok());
  CHECK(world.last() == "config_set circles ask");
  REQUIRE(world.client->tor_set({"require", std::nullopt}).ok());
  CHECK(world.last() == "tor_set require (none)");
  REQUIRE(world.client->tor_set({"on", "[::1]:9150"}).ok());
  CHECK(world.last() == "tor_set on [::1]:9150");
  world.node.settings = {{"circles", "ask"}, {"region", "GB"}};
  CHECK(*world.client->config() == world.node.settings);
}

TEST_CASE("contacts go both ways", "[control]") {
  World world;
  auto& person = world.node.person;
  person.name = "Kim", person.their_name = "\xE2\x80\xAEKim";
  person.state = "failed", person.failure = "taken", person.trust = "changed";
  person.verified_at = from_ms(1234567890123);
  person.words = "";
  person.digits = "1 2 3";
  person.muted = true;
  person.created = from_ms(-5);
  person.lost = 3;
  const auto same = [&](const api::Answer<api::ContactInfo>& answer) {
    REQUIRE(answer.ok());
    CHECK((answer->name == person.name && answer->their_name == person.their_name));
    CHECK((answer->state == person.state && answer->failure == person.failure));
    CHECK((answer->trust == person.trust && answer->digits == person.digits));
    CHECK(answer->verified_at == person.verified_at);
    CHECK(answer->words == person.words);
    CHECK((answer->muted == person.muted && answer->created == person.created));
    CHECK(answer->invite_until == person.invite_until);
    CHECK(answer->lost == person.lost);
  };
  same(world.client->contact("Kim"));
  CHECK(world.last() == "contact Kim");
  person.words = std::nullopt, person.verified_at = std::nullopt;
  person.invite_until = from_ms(7);
  same(world.client->contact_verify("Kim", "one two"));
  CHECK(world.last() == "contact_verify Kim confirm one two");
  same(world.client->contact_verify("Kim", std::nullopt));
  CHECK(world.last() == "contact_verify Kim");
  same(world.client->contact_accept({"watchword:x", "Kim", true}));
  CHECK(world.last() == "contact_accept watchword:x Kim allow_relay");
  same(world.client->contact_accept({"watchword:x", "Kim", false}));
  CHECK(world.last() == "contact_accept watchword:x Kim");
  REQUIRE(world.client->contacts()->size() == 1);

  world.node.invite = {"invite 1", "watchword:abc", from_ms(99)};
  const auto invite = world.client->contact_invite({"Kim"});
  REQUIRE(invite.ok());
  CHECK(world.last() == "contact_invite Kim");
  CHECK((invite->name == "invite 1" && invite->text == "watchword:abc"));
  CHECK(invite->until == from_ms(99));

  REQUIRE(world.client->contact_rename("Kim", "Kim B").ok());
  CHECK(world.last() == "contact_rename Kim Kim B");
  REQUIRE(world.client->contact_mute("Kim", true).ok());
  CHECK(world.last() == "contact_mute Kim on");
  REQUIRE(world.client->contact_remove("Kim").ok());
  CHECK(world.last() == "contact_remove Kim");
}

TEST_CASE("circles go both ways", "[control]") {
  World world;
  world.node.ring = {
      "Hull",     "member",
      true,       7,
      {"GB-KHL"}, {{"Owl", "Kim", "joined", true, false}, {"Fox", "", "invited", false, true}}};
  const auto same = [&](const api::Answer<api::CircleInfo>& answer) {
    REQUIRE(answer.ok());
    CHECK((answer->name == "Hull" && answer->state == "member" && answer->admin));
    CHECK(answer->epoch == 7);
    CHECK(answer->regions == std::vector<std::string>{"GB-KHL"});
    REQUIRE(answer->members.size() == 2);
    CHECK((answer->members[0].pseudonym == "Owl" && answer->members[0].contact == "Kim"));
    CHECK((answer->members[0].self && !answer->members[0].admin));
    CHECK((answer->members[1].state == "invited" && answer->members[1].admin));
  };
  same(world.client->circle_new({"Hull", {"GB-KHL", "GB-ERY"}}));
  CHECK(world.last() == "circle_new Hull [GB-KHL] [GB-ERY]");
  same(world.client->circle("Hull"));
  CHECK(world.last() == "circle Hull");
  same(world.client->circle_add("Hull", "Kim"));
  CHECK(world.last() == "circle_add Hull Kim");
  same(world.client->circle_remove("Hull", "Fox"));
  CHECK(world.last() == "circle_remove Hull Fox");
  same(world.client->circles()->at(0));
  same(world.client->circle_move("Hull"));
  CHECK(world.last() == "circle_move Hull");
  REQUIRE(world.client->circle_join("Hull").ok());
  CHECK(world.last() == "circle_join Hull");
  REQUIRE(world.client->circle_leave("Hull").ok());
  CHECK(world.last() == "circle_leave Hull");
}

TEST_CASE("alerts go both ways", "[control]") {
  World world;
  world.node.sent = {"id1", "handed_over", {"w1"}, "{}"};
  const auto sent =
      world.client->alert_send({"{\"a\":1}", {"Hull"}, {"Kim", "Lee"}, true, true, {"f1"}});
  REQUIRE(sent.ok());
  CHECK(world.last() ==
        "alert_send {\"a\":1} circles [Hull] contacts [Kim] [Lee] urgent dry_run accept [f1]");
  CHECK((sent->id == "id1" && sent->state == "handed_over" && sent->alert == "{}"));
  CHECK(sent->warnings == std::vector<std::string>{"w1"});

  world.node.lines = {{"id1", "alert", "severe", "current", {"rape"}, {"GB-LDS"}, from_ms(5)}};
  const auto lines = world.client->alerts({"GB-LDS", from_ms(3), 10, 20});
  REQUIRE(lines.ok());
  CHECK(world.last() == "alerts GB-LDS 3 10 20");
  REQUIRE(lines->size() == 1);
  CHECK((lines->at(0).id == "id1" && lines->at(0).kind == "alert"));
  CHECK((lines->at(0).severity == "severe" && lines->at(0).state == "current"));
  CHECK((lines->at(0).codes.at(0) == "rape" && lines->at(0).regions.at(0) == "GB-LDS"));
  CHECK(lines->at(0).received == from_ms(5));
  REQUIRE(world.client->alerts({}).ok());
  CHECK(world.last() == "alerts (all) (ever) 200 0");

  auto& shown = world.node.shown;
  shown.alert = "{\"n\":0}", shown.received = from_ms(8), shown.from = "Hull: Owl";
  shown.state = "updated", shown.urgency_now = "past", shown.delivery = "confirmed";
  shown.corroborations = {1, 2, true};
  shown.history = {{"id2", "update", "more", from_ms(9)}};
  shown.partial = true;
  shown.people = 3, shown.arrived = 2, shown.arrived_at = {"Ana"};
  const auto alert = world.client->alert("id1");
  REQUIRE(alert.ok());
  CHECK(world.last() == "alert id1");
  CHECK((alert->people == 3 && alert->arrived == 2));
  CHECK(alert->arrived_at == std::vector<std::string>{"Ana"});
  CHECK((alert->alert == shown.alert && alert->received == shown.received));
  CHECK((alert->from == shown.from && alert->state == shown.state));
  CHECK((alert->urgency_now == "past" && alert->delivery == "confirmed" && alert->partial));
  CHECK((alert->corroborations.first_hand == 1 && alert->corroborations.others == 2));
  CHECK(alert->corroborations.mine);
  REQUIRE(alert->history.size() == 1);
  CHECK((alert->history[0].kind == "update" && alert->history[0].reason == "more"));
  CHECK(alert->history[0].at == from_ms(9));

  REQUIRE(world.client->alert_corroborate({"id1", "same_person", "project"}).ok());
  CHECK(world.last() == "alert_corroborate id1 same_person project");
  REQUIRE(world.client->alert_corroborate({"id1", "same_person", std::nullopt}).ok());
  CHECK(world.last() == "alert_corroborate id1 same_person (none)");
}

TEST_CASE("what an author asks of her own alert goes both ways", "[control]") {
  World world;
  world.node.sent = {"id2", "saved", {"one"}, "{}"};
  const auto updated = world.client->alert_update({"id1", "{\"a\":1}", "corrected", true, {"f1"}});
  REQUIRE(updated.ok());
  CHECK(world.last() == "alert_update id1 {\"a\":1} corrected dry_run accept [f1]");
  CHECK((updated->id == "id2" && updated->warnings == std::vector<std::string>{"one"}));
  REQUIRE(world.client->alert_update({"id1", "{}", std::nullopt, false, {}}).ok());
  CHECK(world.last() == "alert_update id1 {} (none) accept");
  const auto retracted = world.client->alert_retract({"id1", "legal"});
  REQUIRE(retracted.ok());
  CHECK(world.last() == "alert_retract id1 legal");
  CHECK(retracted->id == "id2");
}

TEST_CASE("a check goes both ways", "[control]") {
  World world;
  world.node.checked = {{{"phone", "07700 900123", "+447700900123", {"w"}}},
                        {{"id1", "+447700900123", "faded", "the same number"}},
                        {{"i1", "s1", "night caller", "+447700900123", "exact"}},
                        {{"the last 7 of 9 bytes", "too long"}}};
  const auto checked = world.client->check("call 07700 900123");
  REQUIRE(checked.ok());
  CHECK(world.last() == "check call 07700 900123");
  REQUIRE((checked->extracted.size() == 1 && checked->matches.size() == 1));
  CHECK((checked->extracted[0].kind == "phone" && checked->extracted[0].raw == "07700 900123"));
  CHECK(checked->extracted[0].canon == "+447700900123");
  CHECK(checked->extracted[0].warnings == std::vector<std::string>{"w"});
  CHECK((checked->matches[0].alert == "id1" && checked->matches[0].strength == "faded"));
  CHECK((checked->matches[0].identifier == "+447700900123"));
  CHECK(checked->matches[0].why == "the same number");
  REQUIRE((checked->journal.size() == 1 && checked->unread.size() == 1));
  CHECK((checked->journal[0].incident == "i1" && checked->journal[0].subject == "s1"));
  CHECK((checked->journal[0].subject_label == "night caller"));
  CHECK((checked->journal[0].identifier == "+447700900123"));
  CHECK(checked->journal[0].strength == "exact");
  CHECK(
      (checked->unread[0].what == "the last 7 of 9 bytes" && checked->unread[0].why == "too long"));
}

TEST_CASE("a problem comes back as a value, of every kind", "[control]") {
  World world;
  const auto kind =
      GENERATE(api::Problem::Kind::other, api::Problem::Kind::usage, api::Problem::Kind::locked,
               api::Problem::Kind::no_node, api::Problem::Kind::wrong_passphrase,
               api::Problem::Kind::not_found, api::Problem::Kind::unchecked_words,
               api::Problem::Kind::invalid, api::Problem::Kind::not_in_this_version);
  world.node.refuse = full_problem(kind);
  const auto answer = world.client->alert("x");
  REQUIRE_FALSE(answer.ok());
  const auto& problem = answer.error();
  CHECK(problem.kind == kind);
  CHECK(problem.message == "words for a person \xC3\xA4");
  REQUIRE((problem.errors.size() == 2 && problem.findings.size() == 1));
  CHECK((problem.errors[0].field == "what.codes[0]" && problem.errors[0].code == "unknown_code"));
  CHECK(problem.errors[0].message == "no such code");
  CHECK((problem.findings[0].id == "f1" && problem.findings[0].field == "what.summary"));
  CHECK(problem.findings[0].kind == "email");
  CHECK(problem.findings[0].text == "someone@example.com");
}

TEST_CASE("texts may be long and hold anything", "[control]") {
  World world;
  const std::string odd("a\0b\xFF\n\x1B[31m", 10);
  REQUIRE(world.client->check(odd).ok());
  CHECK(world.last() == "check " + odd);
  const std::string most(control::kTextMax - 256, 'x');
  REQUIRE(world.client->check(most).ok());
  CHECK(world.last().size() == most.size() + 6);
}

TEST_CASE("a text past the bound is refused and the connection lives on", "[control]") {
  World world;
  const auto answer = world.client->check(std::string(control::kTextMax + 1, 'x'));
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().kind == api::Problem::Kind::usage);
  CHECK(world.node.calls.empty());
  CHECK(world.client->check("short").ok());
}
