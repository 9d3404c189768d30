// Goal: what a person is asked she can answer in her own words, and what cannot be done is said
// with a way on: ticks, pages, places, numbers, file names.
#include "bench.h"
#include "cli/journal_view.h"
#include "support/catch.h"

using namespace ww;
using cli::Json;
using test::Bench;
using Kind = api::Problem::Kind;

TEST_CASE("a list is shown in numbered words, and a number answers", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  bench.terminal.typed = {"", "?", "9", "."};
  CHECK(bench.run({"incident", "new"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring(" 9  robbery\n"));
  CHECK(bench.terminal.said.find("ncii") == std::string::npos);
  CHECK_THAT(bench.node.diary.calls.front(), ContainsSubstring(R"("codes":["robbery"])"));
  // It may be going on: asked at once.
  CHECK_THAT(bench.terminal.prompts.back(), ContainsSubstring("Is it over?"));
}

TEST_CASE("an entry of a checklist is ticked by the name that care shows", "[cli][journal]") {
  Bench bench;
  auto& diary = bench.node.diary;
  bench.now = from_unix_seconds(1'764'000'000);
  diary.shown.line.id = "abcdefghij";
  diary.shown.line.version = 4;
  diary.shown.json = R"({"schema":"incident/1"})";
  api::CardShown outing;
  outing.id = "checklist.outing";
  outing.items = {{"ads", "Pause adverts", "open"}, {"keep", "Keep it", "open"}};
  api::CardShown blackmail;
  blackmail.id = "checklist.blackmail";
  blackmail.items = {{"keep", "Save the demand", "open"}};
  diary.care_now.cards = {outing, blackmail};
  CHECK_THAT(cli::card_text(outing), ContainsSubstring("<outing.ads>"));
  CHECK(bench.run({"incident", "tick", "abcdef", "outing.ads"}) == 0);
  CHECK(asked(
      bench,
      R"(incident_write|abcdefghij|{"schema":"incident/1","checklist":[{"list":"checklist.outing","item":"ads","state":"done","at":"2025-11-24T16:00:00Z"}]}||(none)|4)"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("[done] Pause adverts"));
  CHECK(bench.run({"incident", "tick", "abcdef", "ads", "not-for-me"}) == 0);
  CHECK_THAT(diary.calls.back(), ContainsSubstring(R"("state":"not_for_me")"));
  CHECK(bench.run({"incident", "tick", "abcdef", "keep"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("blackmail.keep"));
  CHECK(bench.run({"incident", "tick", "abcdef", "nothing"}) == 6);
  CHECK(bench.run({"incident", "tick", "abcdef", "ads", "perhaps"}) == 2);
  bench.terminal.printed.clear();
  CHECK(bench.run({"incident", "tick", "abcdef", "ads", "--json"}) == 0);
  CHECK(bench.json()["schema"] == "watchword.incident-tick/1");
  CHECK(bench.json()["list"] == "checklist.outing");
}

TEST_CASE("a page is noted, recorded and then asked away", "[cli][journal]") {
  Bench bench;
  bench.node.diary.shown.line.id = "abcdefghij";
  bench.node.diary.shown.json =
      R"({"online_items":[{"url":"https://ads.example/1","host":"ads.example"}]})";
  CHECK(bench.run({"incident", "page", "abcdef", "https://ads.example/2"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("evidence add abcdefgh"));
  CHECK(bench.run({"incident", "page", "abcdef", "https://ads.example/1", "--state", "recorded",
                   "--ground", "copyright"}) == 0);
  CHECK(asked(
      bench,
      R"(incident_write|abcdefghij|{"online_items":[{"url":"https://ads.example/1","host":"ads.example","ground":"copyright","state":"recorded"}]}||(none)|1)"));
  CHECK(bench.run({"incident", "page", "abcdef", "https://ads.example/1", "--state", "x"}) == 2);
}

TEST_CASE("a region that is not known gets all nations, and is told so", "[cli][journal]") {
  Bench bench;
  bench.node.diary.refuse_next =
      api::Problem{Kind::not_found, "The region \"Leads\" is not known here.", {}, {}};
  CHECK(bench.run({"contacts-for", "Leads"}) == 0);
  CHECK(asked(bench, "contacts_for|*|"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("not known here. All nations follow."));
  CHECK(bench.run({"contacts-for", "", "--json"}) == 0);
  CHECK_THAT(bench.json()["note"].get<std::string>(), ContainsSubstring("All nations follow"));
}

TEST_CASE("a number of her own is known in any spelling, and one that is none is said to be none",
          "[cli][journal]") {
  Bench bench;
  bench.node.diary.words = R"({"schema":"own/1","phones":["+447700900999"]})";
  CHECK(bench.run({"own", "add", "phone", "notanumber"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("cannot be read as a telephone number"));
  bench.terminal.said.clear();
  bench.node.checked.extracted.resize(1);
  bench.node.checked.extracted[0].kind = "phone";
  bench.node.checked.extracted[0].canon = "+447700900999";
  CHECK(bench.run({"own", "remove", "phone", "07700 900 999"}) == 0);
  CHECK(asked(bench, R"(own_set|{"schema":"own/1","phones":[]})"));
  CHECK(bench.run({"own", "add", "phone", "07700 900 999"}) == 0);
  CHECK(bench.terminal.said.empty());
  // A digit is missing: the node says so.
  bench.node.checked.extracted[0].canon = "+447700900";
  bench.node.checked.extracted[0].warnings = {"Check the digits: +44 7700900."};
  CHECK(bench.run({"own", "add", "phone", "0770 0900"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Check the digits"));
}

TEST_CASE("a packet is not written under a name that promises something else", "[cli][journal]") {
  Bench bench;
  CHECK(bench.run({"packet", "medical", "abcdef", "-o", "sheet.docx"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring(".txt, .html, .pdf or .json"));
  CHECK(bench.node.diary.calls.empty());
  CHECK(bench.run({"packet", "medical", "abcdef", "-o", "sheet.docx", "--format", "text"}) == 0);
  CHECK(bench.run({"packet", "medical", "abcdef", "-o", "d.x/sheet"}) == 0);
}

TEST_CASE("scripts get an object where people get the page itself", "[cli][journal]") {
  Bench bench;
  bench.node.diary.made.bytes = to_bytes(as_bytes("page"));
  bench.node.diary.made.mime = "text/plain";
  CHECK(bench.run({"packet", "log", "abcdef", "-o", "-", "--json"}) == 0);
  CHECK(bench.json()["text"] == "page");
  bench.terminal.printed.clear();
  bench.node.diary.words = "BEGIN:VCARD";
  CHECK(bench.run({"block-list", "--json"}) == 0);
  CHECK(bench.json()["vcard"] == "BEGIN:VCARD");
}

TEST_CASE("a file whose name cannot be kept has a way in", "[cli][journal]") {
  Bench bench;
  bench.node.diary.words = "upload";
  bench.terminal.files["d/\xFF.png"] = "bytes";
  CHECK(bench.run({"evidence", "add", "abcdef", "d/\xFF.png"}) == 9);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--name NAME"));
  CHECK(bench.run({"evidence", "add", "abcdef", "d/\xFF.png", "--name", "shot.png"}) == 0);
  CHECK(asked(bench, "evidence_start|abcdef|shot.png|5|other|0||"));
}

TEST_CASE("editing a note by questions shows what is there, and loses no word of it",
          "[cli][journal]") {
  Bench bench;
  auto& diary = bench.node.diary;
  bench.terminal.tty = true;
  diary.shown.line.id = diary.ref.id = "abcdefghij";
  diary.shown.line.state = "note";
  diary.shown.json =
      R"({"schema":"incident/1","account":"Silver car, +447700900567.\nHe waited."})";
  bench.terminal.typed = {"He came back at ten.", "", "."};
  CHECK(bench.run({"incident", "edit", "abcdef"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Silver car, +447700900567."));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("He waited."));
  REQUIRE(diary.calls.size() >= 2);
  for (const auto& call : diary.calls) {
    if (call.rfind("incident_write", 0) != 0) continue;
    CHECK_THAT(
        call, ContainsSubstring(
                  R"("account":"Silver car, +447700900567.\nHe waited.\n\nHe came back at ten.")"));
  }
  SECTION("a dash takes it away only after a question") {
    diary.calls.clear();
    bench.terminal.typed = {"-", "no", "."};
    CHECK(bench.run({"incident", "edit", "abcdef"}) == 0);
    for (const auto& call : diary.calls) {
      if (call.rfind("incident_write", 0) == 0) CHECK_THAT(call, ContainsSubstring("Silver car"));
    }
  }
}

TEST_CASE("what was complete stays complete when the questions end early", "[cli][journal]") {
  Bench bench;
  auto& diary = bench.node.diary;
  bench.terminal.tty = true;
  diary.shown.line.id = diary.ref.id = "abcdefghij";
  diary.shown.line.state = "complete";
  diary.shown.json = R"({"schema":"incident/1","codes":["theft"],"account":"one"})";
  SECTION("nothing was changed: no version is written") {
    bench.terminal.typed = {"", "."};
    CHECK(bench.run({"incident", "edit", "abcdef"}) == 0);
    for (const auto& call : diary.calls) CHECK(call.rfind("incident_write", 0) != 0);
  }
  SECTION("something was added") {
    bench.terminal.typed = {"two", "", "."};
    CHECK(bench.run({"incident", "edit", "abcdef"}) == 0);
    CHECK_THAT(diary.calls.back(), ContainsSubstring(R"("account":"one\n\ntwo"}||(none)|)"));
  }
}

TEST_CASE("bytes that are no UTF-8 are kept as Latin-1, with a word about it, by every command",
          "[cli][journal]") {
  Bench bench;
  auto& diary = bench.node.diary;
  diary.words = R"({"schema":"own/1"})";
  diary.shown.line.id = "abcdefghij";
  diary.shown.json = R"({"schema":"incident/1"})";
  using Words = std::vector<std::string>;
  const auto [words, input, kept] = GENERATE(table<Words, std::string, std::string>(
      {{Words{"own", "add", "name", "Zo\xEB"}, "", "Zo\xC3\xAB"},
       {Words{"own", "add", "name", "-"}, "Zo\xEB\n", "Zo\xC3\xAB"},
       {Words{"subject", "new", "Zo\xEB"}, "", "Zo\xC3\xAB"},
       {Words{"incident", "page", "abcdef", "https://example.com/\xEB"}, "",
        "https://example.com/\xC3\xAB"},
       {Words{"note", "-"},
        "He paid \xA3"
        "150",
        "He paid \xC2\xA3"
        "150"},
       {Words{"note", "-", "--subject", "Zo\xEB"}, "text", "Zo\xC3\xAB"},
       {Words{"incident", "new", "--file", "-"},
        "{\"schema\":\"incident/1\",\"account\":\"Zo\xEB\"}", "Zo\xC3\xAB"},
       {Words{"search", "Zo\xEB"}, "", "Zo\xC3\xAB"}}));
  CAPTURE(words, input);
  bench.terminal.input = input;
  CHECK(bench.run(words) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("Windows-1252"));
  bool found = false;
  for (const auto& call : diary.calls) found = found || call.find(kept) != std::string::npos;
  CHECK(found);
}

TEST_CASE("a form and an answer in Latin-1 end nothing, and no letter is lost", "[cli][journal]") {
  Bench bench;
  auto& diary = bench.node.diary;
  bench.terminal.tty = true;
  diary.ref.id = "abcdefghij";
  SECTION("the form") {
    bench.terminal.changes = {[](std::string text) {
      const auto at = text.find("\naccount:") + 9;
      return text.insert(at,
                         " He paid \xA3"
                         "150");
    }};
    CHECK(bench.run({"incident", "new", "--form"}) == 0);
  }
  SECTION("a question") {
    bench.terminal.typed = {
        "He paid \xA3"
        "150",
        "", "."};
    CHECK(bench.run({"incident", "new"}) == 0);
  }
  CHECK_THAT(diary.calls.front(), ContainsSubstring("He paid \xC2\xA3"
                                                    "150"));
}

TEST_CASE("a note alone is asked for, and what stands there when Ctrl-C comes is kept",
          "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  SECTION("until an empty line") {
    bench.terminal.typed = {"Silver car.", "Two men.", ""};
    CHECK(bench.run({"note"}) == 0);
    CHECK(asked(bench, "note|Silver car.\nTwo men.|(none)"));
  }
  SECTION("an empty line in what was pasted ends nothing") {
    bench.terminal.typed = {"Silver car.", "", "Two men.", ""};
    bench.terminal.pasted = 1;
    CHECK(bench.run({"note"}) == 0);
    CHECK(asked(bench, "note|Silver car.\n\nTwo men.|(none)"));
  }
  SECTION("Ctrl-C") {
    bench.terminal.typed = {"Silver car."};
    bench.terminal.ctrl_c = "Two m";
    CHECK(bench.run({"note"}) == 130);
    CHECK(asked(bench, "note|Silver car.\nTwo m|(none)"));
  }
  SECTION("Ctrl-C before anything was written") {
    bench.terminal.ctrl_c = "";
    CHECK(bench.run({"note"}) == 130);
    CHECK(bench.node.diary.calls.empty());
  }
  SECTION("without a terminal") {
    bench.terminal.tty = false;
    CHECK(bench.run({"note"}) == 2);
  }
}

TEST_CASE("Ctrl-C in the middle of an account keeps it as a draft", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  bench.terminal.typed = {"He came at ten."};
  bench.terminal.ctrl_c = "Then he";
  CHECK(bench.run({"incident", "new"}) == 130);
  CHECK_THAT(bench.node.diary.calls.back(),
             ContainsSubstring("He came at ten.\\nThen he") && ContainsSubstring("|draft|"));
}

TEST_CASE("yes and no are taken in every way that people write them", "[cli]") {
  using Typed = std::vector<std::string>;
  const auto [typed, gone] = GENERATE(table<Typed, bool>({{Typed{"y"}, true},
                                                          {Typed{"Y"}, true},
                                                          {Typed{"yes"}, true},
                                                          {Typed{" Yes. "}, true},
                                                          {Typed{"maybe", "y"}, true},
                                                          {Typed{"n"}, false},
                                                          {Typed{"NO"}, false},
                                                          {Typed{"", "no"}, false},
                                                          {Typed{}, false}}));
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.typed = {typed.begin(), typed.end()};
  CHECK(bench.run({"contact", "remove", "Kim"}) == (gone ? 0 : 2));
  CHECK(bench.asked("contact_remove Kim") == gone);
}

TEST_CASE("the same bytes sealed twice are told", "[cli][evidence]") {
  Bench bench;
  auto& diary = bench.node.diary;
  diary.words = "upload";
  diary.evidence_shown.line.id = "secondpiece";
  diary.evidence_shown.line.sha256 = "aa";
  diary.evidence_lines.resize(2);
  diary.evidence_lines[0].id = "firstpiece";
  diary.evidence_lines[0].sha256 = "aa";
  diary.evidence_lines[1] = diary.evidence_shown.line;
  bench.terminal.files["shot.png"] = "bytes";
  CHECK(bench.run({"evidence", "add", "abcdef", "shot.png"}) == 0);
  CHECK_THAT(bench.terminal.said,
             ContainsSubstring("sealed already") && ContainsSubstring("firstpie"));
  bench.terminal.said.clear();
  diary.evidence_lines[0].sha256 = "bb";
  CHECK(bench.run({"evidence", "add", "abcdef", "shot.png"}) == 0);
  CHECK(bench.terminal.said.find("sealed already") == std::string::npos);
}
