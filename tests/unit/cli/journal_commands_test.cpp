// Goal: each command of the journal asks the node for the right thing, says what was promised to
// people and to scripts, and ends with the right exit code.
#include "bench.h"
#include "cli/alert_view.h"
#include "cli/code_words.h"
#include "cli/dates.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "evidence/custody.h"
#include "evidence/manifest.h"
#include "support/catch.h"

using namespace ww;
using cli::Json;
using test::Bench;
using Kind = api::Problem::Kind;

namespace {

api::IncidentLine line_of(const std::string& id) {
  api::IncidentLine line;
  line.id = id;
  line.state = "complete";
  line.headline = "harassment, GB-LDS";
  line.start = from_unix_seconds(1'764'000'000);
  return line;
}

}  // namespace

TEST_CASE("a note comes from standard input, and its id goes to standard output",
          "[cli][journal]") {
  Bench bench;
  bench.terminal.input = "He rang again.\n";
  bench.node.diary.ref.id = "abcdefghij";
  CHECK(bench.run({"note", "-", "--subject", "Mark"}) == 0);
  CHECK(asked(bench, "note|He rang again.|Mark"));
  CHECK(bench.terminal.printed == "abcdefghij\n");
  CHECK_THAT(bench.terminal.said, ContainsSubstring("incident edit abcdefgh"));
}

TEST_CASE("an empty note is refused before the node is asked", "[cli][journal]") {
  Bench bench;
  bench.terminal.input = " \n";
  CHECK(bench.run({"note", "-"}) == 2);
  CHECK(bench.node.diary.calls.empty());
}

TEST_CASE(
    "a typed text waits until the journal is open, and a slip of the passphrase is asked again",
    "[cli][journal]") {
  using Words = std::vector<std::string>;
  const auto words =
      GENERATE(Words{"note", "-"}, Words{"incident", "new", "--file", "-"},
               Words{"subject", "new", "x", "--file", "-"}, Words{"own", "add", "name", "-"},
               Words{"redact", "-"}, Words{"search", "-"}, Words{"check", "-"});
  Bench bench;
  bench.node.status_now.locked = true;
  bench.terminal.tty = true;
  bench.terminal.input = "{}";
  bench.node.diary.words = R"({"schema":"own/1"})";
  bench.terminal.typed = {"wrong", "wrong again", bench.node.passphrase};
  bench.terminal.before_input = [&] { CHECK_FALSE(bench.node.status_now.locked); };
  CHECK(bench.run(words) == 0);
  CHECK(bench.terminal.prompts.size() == 3);
  bench.node.status_now.locked = true;
  bench.terminal.input_was_read = false;
  bench.terminal.typed = {"wrong", "wrong", "wrong", bench.node.passphrase};
  CHECK(bench.run(words) == 5);
  CHECK_FALSE(bench.terminal.input_was_read);
}

TEST_CASE("a passphrase that a script gives is taken once", "[cli][journal]") {
  Bench bench;
  bench.node.status_now.locked = true;
  bench.terminal.tty = true;
  bench.terminal.descriptors[3] = "wrong";
  CHECK(bench.run({"note", "words", "--passphrase-fd", "3"}) == 5);
  CHECK(bench.terminal.prompts.empty());
}

TEST_CASE("a node that locked itself while she wrote is opened again, and her words are kept",
          "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.typed = {bench.node.passphrase};
  bench.node.diary.locked_once = [&] { bench.node.status_now.locked = true; };
  CHECK(bench.run({"note", "words"}) == 0);
  CHECK(bench.node.diary.calls ==
        std::vector<std::string>{"note|words|(none)", "note|words|(none)"});
}

TEST_CASE("whoever does not open the form again has a draft of what she told", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.changes.push_back([](const std::string& text) {
    return text + "\naccount: He came back.\nwhen it began: soon\n";
  });
  bench.terminal.typed = {"n"};
  CHECK(bench.run({"incident", "new", "--form"}) == 0);
  CHECK(asked(
      bench,
      R"(incident_write||{"schema":"incident/1","account":"He came back.\n\nwhen it began: soon"}|draft|(none)|0)"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("kept as a draft"));
}

TEST_CASE("a form that no draft can take is a note, word for word", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.changes.push_back(
      [](const std::string& text) { return text + "\naccount: He came back.\n"; });
  bench.terminal.typed = {"no"};
  bench.node.diary.refuse_writes = api::Problem{Kind::invalid, "It was not kept.", {}, {}};
  CHECK(bench.run({"incident", "new", "--form"}) == 0);
  CHECK(asked(bench, "note|account: He came back.|(none)"));
}

TEST_CASE("a day in a search is the whole of that day at home", "[cli][journal]") {
  Bench bench;
  CHECK(bench.run({"incident", "list", "--since", "2026-06-10", "--until", "2026-06-10"}) == 0);
  // From 23:00 UTC of the day before to the last millisecond before 23:00 UTC.
  CHECK(asked(bench, "incidents|(none)|(none)|||1781046000000|1781132399999|0|200|0"));
  CHECK(bench.run({"incident", "list", "--until", "2026-06-10T08:00:00Z"}) == 0);
  CHECK(asked(bench, "incidents|(none)|(none)|||(none)|1781078400000|0|200|0"));
}

TEST_CASE("what happened is told as roughly as it was written down", "[cli][journal]") {
  Bench bench;
  auto line = line_of("abcdefghij");
  line.happened = "2026-06-10";
  bench.node.diary.lines = {line};
  bench.node.diary.shown.line = line;
  bench.node.diary.shown.json =
      R"({"account":"x","when":{"start":"2026-06-09T23:00:00Z","precision":"day"}})";
  CHECK(bench.run({"incident", "list"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("abcdefgh  2026-06-10  harassment"));
  CHECK(bench.run({"incident", "timeline"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("2026-06\n"));
  CHECK(bench.run({"incident", "show", "abcdef"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("Happened 2026-06-10\n"));
  CHECK(bench.terminal.printed.find("23:00") == std::string::npos);
}

TEST_CASE("questions may all be skipped, and each answer is kept at once", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  bench.node.diary.ref.version = 3;
  bench.terminal.typed = {"He came back.", "", "harassment", "."};
  CHECK(bench.run({"incident", "new"}) == 0);
  const auto& calls = bench.node.diary.calls;
  REQUIRE(calls.size() == 5);
  CHECK(calls[0] ==
        R"(incident_write||{"schema":"incident/1","account":"He came back."}|draft|(none)|0)");
  CHECK(calls[1] == "care|abcdefghij");
  CHECK_THAT(calls[2], ContainsSubstring(R"("codes":["harassment"]}|draft|(none)|3)"));
  CHECK(calls[3] == "care|abcdefghij");
  CHECK_THAT(calls[4], ContainsSubstring("|draft|"));  // stopped before the end
}

TEST_CASE("an account is kept when the terminal ends in the middle of it", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  bench.terminal.typed = {"He came back.", "Twice."};
  CHECK(bench.run({"incident", "new"}) == 0);
  CHECK(asked(
      bench,
      R"(incident_write||{"schema":"incident/1","account":"He came back.\nTwice."}|draft|(none)|0)"));
}

TEST_CASE("care is shown before any further question, once", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.node.diary.ref.id = "abcdefghij";
  bench.node.diary.care_now.care_first = true;
  api::CardShown card;
  card.title = "Care comes first";
  bench.node.diary.care_now.first = {card};
  bench.terminal.typed = {"", "rape", "call", "."};
  CHECK(bench.run({"incident", "new"}) == 0);
  const auto& said = bench.terminal.said;
  CHECK(said.find("Care comes first") != std::string::npos);
  CHECK(said.find("Care comes first") == said.rfind("Care comes first"));
}

TEST_CASE("nothing told is nothing written", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.typed = {"."};
  CHECK(bench.run({"incident", "new"}) == 2);
  CHECK(bench.node.diary.calls.empty());
}

TEST_CASE("without a terminal an incident comes from a file", "[cli][journal]") {
  Bench bench;
  CHECK(bench.run({"incident", "new"}) == 2);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("--file"));
  bench.terminal.input = R"({"schema":"incident/1"})";
  CHECK(bench.run({"incident", "new", "--file", "-", "--draft", "--json"}) == 0);
  CHECK(asked(bench, R"(incident_write||{"schema":"incident/1"}|draft|(none)|0)"));
  CHECK(bench.json()["schema"] == "watchword.incident-write/1");
}

TEST_CASE("a form that the node refuses is opened again with every word in it", "[cli][journal]") {
  Bench bench;
  bench.terminal.tty = true;
  bench.terminal.changes.push_back(
      [](const std::string& text) { return text + "\nwhere: Leeds\nwhen it began: soon\n"; });
  bench.terminal.changes.push_back(
      [](const std::string& text) { return text.substr(0, text.find("when it began: soon")); });
  bench.terminal.typed = {"yes"};
  CHECK(bench.run({"incident", "new", "--form"}) == 0);
  REQUIRE(bench.terminal.edited.size() == 2);
  CHECK_THAT(bench.terminal.edited[1], ContainsSubstring("where: Leeds"));
  CHECK(asked(
      bench,
      R"(incident_write||{"schema":"incident/1","where":{"locality":"Leeds"}}|complete|(none)|0)"));
}

TEST_CASE("a change names the version that was read", "[cli][journal]") {
  Bench bench;
  bench.node.diary.shown.line.id = "abcdefghij";
  bench.node.diary.shown.line.version = 7;
  bench.terminal.input = "{}";
  CHECK(bench.run({"incident", "edit", "abcdef", "--file", "-"}) == 0);
  CHECK(asked(bench, "incident_write|abcdefghij|{}||(none)|7"));
}

TEST_CASE("a timeline is asked for oldest first and shown by month", "[cli][journal]") {
  Bench bench;
  bench.node.diary.lines = {line_of("aaaaaaaaaa"), line_of("bbbbbbbbbb")};
  CHECK(bench.run({"incident", "timeline", "--subject", "Mark"}) == 0);
  CHECK(asked(bench, "incidents|Mark|(none)|||(none)|(none)|1|200|0"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("2025-11\n"));
}

TEST_CASE("purge asks for the word, and without a terminal for --yes", "[cli][journal]") {
  Bench bench;
  bench.node.diary.shown.line = line_of("abcdefghij");
  CHECK(bench.run({"incident", "purge", "abcdef"}) == 2);
  bench.terminal.tty = true;
  bench.terminal.typed = {"yes"};
  CHECK(bench.run({"incident", "purge", "abcdef"}) == 2);
  CHECK_FALSE(asked(bench, "purge|abcdefghij"));
  bench.terminal.typed = {"purge"};
  bench.node.diary.slices_left = 3;
  CHECK(bench.run({"incident", "purge", "abcdef"}) == 0);
  CHECK(asked(bench, "purge|abcdefghij"));
  CHECK(bench.node.diary.slices_left == 0);  // it ends when no word is left
}

TEST_CASE("evidence is handed over in pieces and sealed", "[cli][journal]") {
  Bench bench;
  bench.node.diary.words = "upload";
  bench.terminal.files["d/shot.png"] = "bytes";
  CHECK(bench.run({"evidence", "add", "abcdef", "d/shot.png", "--how", "own_screenshot"}) == 0);
  const auto& calls = bench.node.diary.calls;
  REQUIRE(calls.size() == 4);
  CHECK(calls[3] == "evidence_list|");  // is it sealed already?
  CHECK(calls[0] == "evidence_start|abcdef|shot.png|5|own_screenshot|0||");
  CHECK(calls[1] == "evidence_append|upload|bytes");
  CHECK(calls[2] == "evidence_finish|upload");
}

TEST_CASE("of two files the one that is there is sealed, and exit 10 says that one is missing",
          "[cli][journal]") {
  Bench bench;
  bench.node.diary.words = "upload";
  bench.terminal.files["shot.png"] = "bytes";
  CHECK(bench.run({"evidence", "add", "abcdef", "shot.png", "--file", "gone.png"}) == 10);
  CHECK(asked(bench, "evidence_finish|upload"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("gone.png"));
}

TEST_CASE("a search shows persons of concern beside incidents", "[cli][journal]") {
  Bench bench;
  bench.node.diary.found = {{{}, "number", api::SubjectLine{"abcdefghij", "Grey van", 0, {}, {}}},
                            {line_of("klmnopqrst"), "words", std::nullopt}};
  CHECK(bench.run({"search", "900123"}) == 0);
  CHECK_THAT(
      bench.terminal.printed,
      ContainsSubstring("Person of concern abcdefgh  Grey van  0 incidents  <number>\nklmn"));
  bench.terminal.printed.clear();
  CHECK(bench.run({"search", "900123", "--json"}) == 0);
  const auto found = Json::parse(bench.terminal.printed).at("found");
  CHECK(found[0].at("found") == "subject");
  CHECK(found[0].at("label") == "Grey van");
  CHECK(found[1].at("found") == "incident");
}

TEST_CASE("a hint's card is asked for in the hint's nation", "[cli][journal]") {
  api::HintLine hint;
  hint.text = "This may be harassment.";
  hint.card = "law.harassment";
  hint.nation = "IE";
  CHECK_THAT(cli::hints_text({hint}),
             ContainsSubstring("`watchword cards law.harassment --region IE` tells more"));
  hint.nation = "GB-SCT, GB-ENG";
  CHECK_THAT(cli::hints_text({hint}), ContainsSubstring("law.harassment --region GB-SCT`"));
  hint.nation = "";
  CHECK_THAT(cli::hints_text({hint}), ContainsSubstring("`watchword cards law.harassment`"));
}

TEST_CASE("an export whose file is gone, or goes by another name, is not as it was",
          "[cli][journal]") {
  const crypto::Key key(Bytes(32, 7));
  const Bytes file{1, 2, 3};
  const EvidenceId id{};
  const auto entry = evidence::make_entry({id, evidence::CustodyWhat::imported, from_ms(0),
                                           Digest32{crypto::sha256(file)}, std::nullopt, ""},
                                          std::nullopt, key);
  REQUIRE(entry.ok());
  domain::Evidence facts;
  facts.id = id;
  facts.name = "shot.jpg";
  facts.mime = "image/jpeg";
  facts.size = file.size();
  facts.sha256 = Digest32{crypto::sha256(file)};
  const auto manifest = evidence::manifest_of(facts, "photo", *entry, crypto::ed25519_public(key));
  const std::vector<domain::CustodyEntry> chain{*entry};
  const auto parts = evidence::make_export(manifest, chain, key);
  Bench bench;
  auto& files = bench.terminal.files;
  files["d/" + std::string(evidence::kManifestFile)] = parts.manifest;
  files["d/" + std::string(evidence::kCustodyFile)] = parts.custody;
  files["d/" + std::string(evidence::kPublicKeyFile)] = parts.public_key;
  files["d/" + std::string(evidence::kSignaturesFile)] = parts.signatures;
  files["d/" + manifest.file] = std::string(as_text(file));
  CHECK(bench.run({"evidence", "verify", "--folder", "d"}) == 0);
  files["d/other.jpg"] = files["d/" + manifest.file];
  files.erase("d/" + manifest.file);
  bench.terminal.printed.clear();
  CHECK(bench.run({"evidence", "verify", "--folder", "d"}) == 9);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("NOT AS IT WAS"));
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("is not in this folder"));
}

TEST_CASE("what cannot be kept is not offered to be", "[cli][journal]") {
  Bench bench;
  bench.node.diary.refuse =
      api::Problem{api::Problem::Kind::invalid, "no", {}, {{"", "summary", "own_name", "Ruby"}}};
  CHECK(bench.run({"packet", "police-anonymous", "abcdef", "-o", "p.txt"}) == 9);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("\"Ruby\": remove it\n"));
}

TEST_CASE("what happened to a file is told in sentences, and what was not looked into is said",
          "[cli][journal]") {
  api::EvidenceShown shown;
  shown.line.id = "abcdefghij";
  shown.line.name = "shot.heic";
  shown.line.mime = "image/heic";
  shown.line.how = "own_screenshot";
  evidence::CustodyLine line;
  line.facts.at = from_unix_seconds(1'764'000'000);
  shown.custody.push_back({0, evidence::write_line(line), "", ""});
  line.number = 1;
  line.facts.what = evidence::CustodyWhat::rewritten;
  line.facts.result = Digest32{};
  shown.custody.push_back({1, evidence::write_line(line), "", ""});
  shown.custody.push_back({2, "{\"a\":\"\x1b[2J\"}", "", ""});
  const std::string text = cli::evidence_text(shown);
  const std::string when = cli::for_people(line.facts.at);
  CHECK_THAT(text, ContainsSubstring("  " + when + "  added and sealed\n"));
  CHECK_THAT(text,
             ContainsSubstring("  " + when + "  written anew as a picture alone (SHA-256 of"));
  CHECK_THAT(text, ContainsSubstring("cannot be read: {"));
  CHECK_THAT(text, ContainsSubstring("was not looked into"));
  CHECK_THAT(text, ContainsSubstring("How: own screenshot\n"));
  CHECK_THAT(text, !ContainsSubstring("watchword.custody"));
  CHECK_THAT(text, !ContainsSubstring("\x1b"));
  shown.rewritable = true;  // a picture with nothing inside it
  CHECK_THAT(cli::evidence_text(shown), !ContainsSubstring("not looked into"));

  Bench bench;  // scripts get the lines that are signed
  bench.node.diary.evidence_shown = shown;
  CHECK(bench.run({"evidence", "show", "abcdef", "--json"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("watchword.custody/1"));
}

TEST_CASE(
    "codes are told in the words of packets, unknown ones without underscores, and nothing "
    "of them can write to the terminal",
    "[cli][journal]") {
  CHECK(cli::words_for("codes", "fraud_nonpayment") == "not paid, or money taken back");
  CHECK(cli::words_for("severity", "unknown") == "not known");
  CHECK(cli::words_for("effect", "not_sleeping") == "not sleeping");
  CHECK(cli::words_for("codes", "code_of_tomorrow") == "code of tomorrow");
  CHECK(cli::words_for("nothing", "as_it_is") == "as it is");
  CHECK_THAT(cli::words_for("codes", "\x1b[2J"), !ContainsSubstring("\x1b"));
  api::AlertShown alert;
  alert.from = "me";
  alert.state = "current";
  alert.urgency_now = "immediate";
  alert.alert =
      R"({"status":"actual","severity":"severe","certainty":"observed","basis":"first_hand",)"
      R"("action":"avoid_block","what":{"codes":["threat_violence"],"weapon":["knife"]}})";
  alert.history = {{"aaaaaaaa", "retract", "not_true", from_ms(0)}};
  const std::string text = cli::alert_text(alert, "abcdefgh");
  CHECK_THAT(text, ContainsSubstring("codes: threat of violence\n"));
  CHECK_THAT(text, ContainsSubstring("weapon: knife or blade\n"));
  CHECK_THAT(text, ContainsSubstring("how sure: observed, at first hand"));
  CHECK_THAT(text, ContainsSubstring("withdrawal: not true"));
}

TEST_CASE("evidence that is not as it was is exit 9", "[cli][journal]") {
  Bench bench;
  bench.node.diary.verdicts = {{"aaaaaaaaaa", "shot.png", true, ""},
                               {"bbbbbbbbbb", "letter.jpg", false, "its bytes changed"}};
  CHECK(bench.run({"evidence", "verify"}) == 9);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring("NOT AS IT WAS  bbbbbbbb  letter.jpg"));
  bench.node.diary.verdicts.pop_back();
  CHECK(bench.run({"evidence", "verify"}) == 0);
}

TEST_CASE("a statement that nobody checked says so", "[cli][journal]") {
  api::CardShown card;
  card.title = "Harassment";
  card.nation = "GB-ENG";
  card.pack_date = "2026-11-25";
  card.sources = {{"safety guide", "", ""}, {"legislation.gov.uk", "", "2026-11-25"}};
  const auto text = cli::card_text(card);
  CHECK_THAT(text, ContainsSubstring("(GB-ENG, as of 2026-11-25)"));
  CHECK_THAT(text, ContainsSubstring("safety guide, not checked"));
  CHECK_THAT(text, ContainsSubstring("legislation.gov.uk, checked 2026-11-25"));
}

TEST_CASE("a timer shows both limits and never says too late", "[cli][journal]") {
  api::TimerShown timer;
  timer.title = "PEP";
  timer.best = from_unix_seconds(1'764'000'000);
  timer.last = from_unix_seconds(1'764'200'000);
  timer.state = "ask_anyway";
  const auto text = [&] { return cli::timer_text(timer, cli::for_people); };
  CHECK_THAT(text(), ContainsSubstring("The usual time has passed; ask anyway"));
  CHECK_THAT(text(), ContainsSubstring("It was best before 2025-11-24"));
  CHECK_THAT(text(), ContainsSubstring(", until 2025-11-26"));
  CHECK(text().find("too late") == std::string::npos);
  CHECK(text().find("May still be possible") == std::string::npos);
  CHECK(text().find("As soon as you can") == std::string::npos);
  // One limit is told as one.
  timer.best.reset();
  CHECK_THAT(text(), ContainsSubstring("It was until 2025-11-26"));
  CHECK(text().find("oth times") == std::string::npos);
  timer.state = "may_still";
  CHECK_THAT(text(), ContainsSubstring("As soon as you can\n  May still be possible until 2025"));
  timer.best = from_unix_seconds(1'764'000'000);
  CHECK_THAT(text(), ContainsSubstring("As soon as you can (it was best before 2025-11-24"));
  timer.state = "best";
  CHECK_THAT(text(), ContainsSubstring("As soon as you can; best before 2025-11-24"));
}

TEST_CASE("without a date the limits are told from when it happened, and no date is made up",
          "[cli][journal]") {
  api::TimerShown timer;
  timer.title = "PEP";
  timer.state = "no_clock";
  timer.best_hours = 24;
  timer.last_hours = 72;
  const auto text = cli::timer_text(timer, cli::for_people);
  CHECK_THAT(text, ContainsSubstring("Counted from when it happened; no time is noted"));
  CHECK_THAT(text, ContainsSubstring("best within 24 hours"));
  CHECK_THAT(text, ContainsSubstring("up to 3 days after; ask anyway"));
  CHECK(text.find("19") == std::string::npos);
  const auto json = cli::to_json(timer);
  CHECK(json.at("from").is_null());
  CHECK(json.at("last").is_null());
  CHECK(json.at("last_hours") == 72);
  timer.best_hours = 0;
  CHECK_THAT(cli::timer_text(timer, cli::for_people), ContainsSubstring("As soon as you can\n"));
}

TEST_CASE("care times are told by the clocks of the place, and by UTC where it is not known",
          "[cli][journal]") {
  const auto [zone, told] = GENERATE(table<std::string, std::string>(
      {{"Europe/London", "best before local 1764000000 (Europe/London)"},
       {"Mars/Base", "best before 2025-11-24 16:00 UTC"}}));
  Bench bench;
  api::TimerShown timer;
  timer.best = from_unix_seconds(1'764'000'000);
  bench.node.diary.care_now.timers = {timer};
  bench.node.diary.shown.json = Json({{"when", {{"tz", zone}}}}).dump();
  CHECK(bench.run({"care", "abcdef"}) == 0);
  CHECK_THAT(bench.terminal.printed, ContainsSubstring(told));
}

TEST_CASE("the ending of the file chooses the format of a packet", "[cli][journal]") {
  Bench bench;
  bench.node.diary.made.bytes = to_bytes(as_bytes("page"));
  bench.node.diary.made.proof = "{}";
  CHECK(bench.run({"packet", "statement", "Mark", "-o", "s.pdf", "--fill", "host=a=b"}) == 0);
  CHECK(asked(bench, "packet|statement|Mark|pdf|en||[host=a=b]"));
  CHECK(bench.terminal.files["s.pdf"] == "page");
  CHECK(bench.terminal.files["s.pdf.proof.json"] == "{}");
  CHECK_THAT(bench.terminal.files["s.pdf.how-to-verify.txt"], ContainsSubstring("openssl"));
}

TEST_CASE("a packet never takes the place of a file that is there", "[cli][journal]") {
  Bench bench;
  bench.terminal.files["s.txt"] = "precious";
  CHECK(bench.run({"packet", "scheme", "abcdef", "-o", "s.txt"}) == 1);
  CHECK(bench.terminal.files["s.txt"] == "precious");
}

TEST_CASE("own identifiers are added and taken off by their value", "[cli][journal]") {
  Bench bench;
  bench.node.diary.words = R"({"schema":"own/1","phones":["07700 900999"]})";
  bench.terminal.input = "Ruby Sample\n";
  CHECK(bench.run({"own", "add", "name", "-"}) == 0);
  CHECK(asked(bench,
              R"(own_set|{"schema":"own/1","phones":["07700 900999"],"names":["Ruby Sample"]})"));
  CHECK(bench.run({"own", "remove", "phone", "07700", "900999"}) == 0);
  CHECK(asked(bench, R"(own_set|{"schema":"own/1","phones":[]})"));
  CHECK(bench.run({"own", "remove", "phone", "07700900111"}) == 6);
  CHECK(bench.run({"own", "add", "shoe", "x"}) == 2);
}

TEST_CASE("what is added to a report leaves the rest of it as it was", "[cli][journal]") {
  Bench bench;
  api::ReportLine report;
  report.id = "rrrrrrrrrr";
  report.to = "platform";
  report.reference = "123/26";
  bench.node.diary.report_lines = {report};
  CHECK(bench.run({"report", "add", "abcdef", "platform", "--id", "rrrrrr", "--outcome", "gone"}) ==
        0);
  CHECK(asked(bench, "report_write|rrrrrrrrrr|abcdef|platform|||123/26|gone||(none)"));
  CHECK(bench.run({"report", "add", "abcdef", "platform", "--id", "zzzzzz"}) == 6);
}

TEST_CASE("a withdrawal says what cannot be called back", "[cli][journal]") {
  Bench bench;
  api::ConsentLine consent;
  consent.id = "cccccccccc";
  consent.route = "alert";
  consent.shared = {"itdn6h"};
  bench.node.diary.consent_lines = {consent};
  CHECK(bench.run({"consent", "withdraw", "cccccc"}) == 0);
  CHECK_THAT(bench.terminal.said, ContainsSubstring("cannot be called back"));
}

TEST_CASE("an empty list of help is no verdict", "[cli][journal]") {
  Bench bench;
  CHECK(bench.run({"contacts-for", "GB-LDS", "--purpose", "stalking"}) == 0);
  CHECK(asked(bench, "contacts_for|GB-LDS|stalking"));
  CHECK_THAT(bench.terminal.said, ContainsSubstring("There may be one all the same"));
}

TEST_CASE("every reading command of the journal answers scripts with its schema",
          "[cli][journal]") {
  using Words = std::vector<std::string>;
  const auto [words, schema] =
      GENERATE(table<Words, std::string>({{Words{"incident", "show", "abcdef"}, "incident-show"},
                                          {Words{"incident", "list"}, "incident-list"},
                                          {Words{"incident", "timeline"}, "incident-timeline"},
                                          {Words{"incident", "subject"}, "subject-list"},
                                          {Words{"incident", "due"}, "incident-due"},
                                          {Words{"search", "900123"}, "search"},
                                          {Words{"subject", "show", "Mark"}, "subject-show"},
                                          {Words{"subject", "same", "Mark"}, "subject-same"},
                                          {Words{"subject", "undo"}, "subject-undo"},
                                          {Words{"evidence", "list"}, "evidence-list"},
                                          {Words{"evidence", "show", "abcdef"}, "evidence-show"},
                                          {Words{"evidence", "verify"}, "evidence-verify"},
                                          {Words{"care", "abcdef"}, "care"},
                                          {Words{"cards"}, "cards"},
                                          {Words{"contacts-for", "IE-D"}, "contacts-for"},
                                          {Words{"pack", "list"}, "pack-list"},
                                          {Words{"consent", "list"}, "consent-list"},
                                          {Words{"report", "list"}, "report-list"},
                                          {Words{"own", "show"}, "own"},
                                          {Words{"redact", "text"}, "redact"}}));
  CAPTURE(schema);
  Bench bench;
  auto all = words;
  all.push_back("--json");
  CHECK(bench.run(all) == 0);
  CHECK(bench.json()["schema"] == "watchword." + schema + "/1");
}

TEST_CASE("cards and helplines need no passphrase", "[cli][journal]") {
  Bench bench;
  bench.node.status_now.locked = true;
  CHECK(bench.run({"cards"}) != 3);
  CHECK(bench.run({"contacts-for", "IE-D"}) == 0);
  CHECK_FALSE(bench.asked("unlock"));
}
