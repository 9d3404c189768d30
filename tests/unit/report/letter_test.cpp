#include "report/letter.h"

#include <algorithm>

#include "report/formats.h"
#include "report/packet.h"
#include "report/takedown.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

using Names = std::vector<std::string>;

domain::LetterTemplate letter_of(std::vector<std::string> body) {
  domain::LetterTemplate letter;
  letter.id = "test";
  letter.lang = "en";
  letter.title = "A letter";
  letter.body = std::move(body);
  return letter;
}

PacketFacts facts_with(const domain::LetterTemplate& letter) {
  auto facts = test::sample_facts();
  facts.letter = letter;
  return facts;
}

TEST_CASE("gaps are filled, and what is not filled is seen and named", "[report][letter]") {
  const auto filled = fill_letter(letter_of({"To {{host}}, {{ host }}.", "{{x}} {{y}} {{x}}"}),
                                  {{"host", "ads.example"}, {"y", ""}});
  CHECK(filled.paragraphs == Names{"To ads.example, ads.example.", "[x] [y] [x]"});
  CHECK(filled.gaps == Names{"x", "y"});
  CHECK(filled.used == Names{"host"});
}

TEST_CASE("a value cannot pull in another one", "[report][letter]") {
  const auto filled =
      fill_letter(letter_of({"{{a}}"}), {{"a", "{{secret}}"}, {"secret", "leaked"}});
  CHECK(filled.paragraphs == Names{"{{secret}}"});
  CHECK(filled.gaps.empty());
}

TEST_CASE("braces that are no gap stay as they are", "[report][letter]") {
  for (const char* text : {"{{", "}}", "{{a", "a}}", "{a}", ""}) {
    CHECK(fill_letter(letter_of({text}), {}).paragraphs == Names{text});
  }
}

TEST_CASE("a boundary message is its words alone", "[report][letter]") {
  const auto message =
      boundary_message(letter_of({"Please do not write to me again.", "{{name}}"}), {});
  CHECK(message.text == "Please do not write to me again.\n\n[name]");
  CHECK(message.gaps == Names{"name"});
}

TEST_CASE("what the journal knows fills a letter, and what she typed goes before it",
          "[report][letter]") {
  auto facts = facts_with(test::sample_letter());
  facts.fill = {{"ground", "my own photographs"}};
  const auto packet = make_packet(PacketKind::takedown, facts);
  REQUIRE(packet.ok());
  const auto text = to_text(packet->document);
  CHECK_THAT(text, ContainsSubstring("To ads.example (abuse@ads.example)"));
  CHECK_THAT(text, ContainsSubstring("https://ads.example/1"));
  CHECK_THAT(text, ContainsSubstring("Ground: my own photographs. Rights holder: [holder]."));
  CHECK(packet->gaps == Names{"holder"});
  CHECK(std::find(packet->fields.begin(), packet->fields.end(),
                  OutgoingText{"fill.ground", "my own photographs"}) != packet->fields.end());
}

TEST_CASE("a page is recorded before anybody is asked to remove it", "[report][takedown]") {
  auto facts = facts_with(test::sample_letter());
  CHECK(record_first(facts.incidents[0].incident) == Names{"https://ads.example/2"});
  const auto packet = make_packet(PacketKind::takedown, facts);
  REQUIRE(packet.ok());
  CHECK_THAT(to_text(packet->document), !ContainsSubstring("https://ads.example/2"));
  auto& items = *facts.incidents[0].incident.online_items;
  items[0].state.reset();  // not told: not recorded
  const auto refused = make_packet(PacketKind::takedown, facts);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::refused);
  items[1].state = domain::TakedownState::refused;
  CHECK(make_packet(PacketKind::takedown, facts).ok());
}

TEST_CASE("an address that was only typed is not asked for before it is recorded",
          "[report][takedown]") {
  auto facts = facts_with(test::sample_letter());
  facts.fill = {{"urls", "https://ads.example/1"}};
  CHECK(make_packet(PacketKind::takedown, facts).ok());
  facts.fill = {{"urls", "https://ads.example/1, https://ads.example/9"}};
  CHECK_FALSE(make_packet(PacketKind::takedown, facts).ok());
  facts.incidents[0].incident.online_items.reset();
  const auto refused = make_packet(PacketKind::takedown, facts);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == Errc::refused);
}

TEST_CASE("the steps of a takedown follow its state", "[report][takedown]") {
  domain::OnlineItem item;
  const auto step = [&](domain::TakedownState state) {
    item.state = state;
    return next_step(item);
  };
  CHECK(next_step(item) == TakedownStep::record);
  CHECK(step(domain::TakedownState::found) == TakedownStep::record);
  CHECK(step(domain::TakedownState::recorded) == TakedownStep::ask);
  CHECK(step(domain::TakedownState::asked) == TakedownStep::wait);
  CHECK(step(domain::TakedownState::refused) == TakedownStep::ask_again);
  CHECK(step(domain::TakedownState::removed) == TakedownStep::done);
}

TEST_CASE("a letter goes to one host and names its pages alone", "[report][letter]") {
  auto facts = facts_with(test::sample_letter());
  auto& items = *facts.incidents[0].incident.online_items;
  items[1].state = domain::TakedownState::recorded;
  items[1].host = "other.example";
  items[1].url = "https://other.example/2";
  const auto text_of = [&] {
    const auto packet = make_packet(PacketKind::takedown, facts);
    REQUIRE(packet.ok());
    return to_text(packet->document);
  };
  CHECK_THAT(text_of(), !ContainsSubstring("other.example"));
  facts.fill = {{"host", "other.example"}};
  CHECK_THAT(text_of(), ContainsSubstring("https://other.example/2"));
  CHECK_THAT(text_of(), !ContainsSubstring("https://ads.example/1"));
}

TEST_CASE("a withdrawal names what was given and taken back", "[report][letter]") {
  auto facts = facts_with(
      letter_of({"To {{to}}: the permission of {{given}} ({{route}}) ended on {{withdrawn}}.",
                 "{{alerts}}"}));
  facts.consents[0].withdrawn = test::at(2025, 4, 1, 9, 0);
  facts.consents[0].shared = {test::id_of<AlertId>(8)};
  facts.reports.clear();
  const auto packet = make_packet(PacketKind::withdrawal, facts);
  REQUIRE(packet.ok());
  CHECK(packet->gaps.empty());
  const auto text = to_text(packet->document);
  CHECK_THAT(text, ContainsSubstring("To CANARY_CONSENT_TO: the permission of 2025-03-18"));
  CHECK_THAT(text, ContainsSubstring("2025-04-01."));
  CHECK_THAT(text, ContainsSubstring(test::id_of<AlertId>(8).base32()));
}

TEST_CASE("a letter without a template is not found", "[report][letter]") {
  const auto packet = make_packet(PacketKind::complaint, test::sample_facts());
  REQUIRE_FALSE(packet.ok());
  CHECK(packet.error().code == Errc::not_found);
}

}  // namespace
}  // namespace ww::report
