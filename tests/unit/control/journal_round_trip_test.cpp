// Goal: what a client asks of the journal is what the journal is asked, and what it answers is what
// comes back, field by field.
// Method: a fake journal behind a real socket; arguments and answers use every field with values of
// their own, and values are compared whole.
#include <unistd.h>

#include "control/bounds.h"
#include "control/client.h"
#include "domain/journal_limits.h"
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
  test::FakeJournal& fake = node.diary;
  api::JournalApi& journal = client->journal();

  std::unique_ptr<control::Client> connect() {
    auto connected = control::Client::connect(home.path());
    REQUIRE(connected.ok());
    return std::move(connected).value();
  }
  // The answer is `expected`, and the journal was asked `call`.
  template <class T>
  void same(const api::Answer<T>& answer, const T& expected, const std::string& call) {
    REQUIRE(answer.ok());
    CHECK(*answer == expected);
    CHECK(fake.calls.back() == call);
  }
  void done(const api::Answer<>& answer, const std::string& call) {
    CHECK(answer.ok());
    CHECK(fake.calls.back() == call);
  }
};

const api::EvidenceLine kFile{"e1",   "i1",    "a \xC3\xA4.jpg",       "image/jpeg",
                              "aa11", "photo", std::uint64_t{1} << 40, from_ms(11)};
const api::HintLine kHint{"H1", "may be", "law.h", "GB-ENG", "gb-eng", "2026-01-02", {"i1", "i2"}};
const api::ConsentLine kConsent{"c1",         "i1",        "scheme",    "NUM", "a note",
                                {"a1", "a2"}, from_ms(21), from_ms(22), 1};
const api::ReportLine kReport{"r1",    "i1",  "police",  "Force",     "c1",
                              "ref 1", "out", "quality", from_ms(31), from_ms(32)};
const api::IncidentLine kLine{"i1",          "draft",     "head",      "s1",
                              "Grey van",    from_ms(41), from_ms(42), from_ms(43),
                              {"rape", "x"}, {"GB-LDS"},  7,           "that day"};
const api::SubjectLine kSubject{"s1", "Grey van", 3, from_ms(51), from_ms(52)};
const api::UndoLine kUndo{"u1", "joined", from_ms(61), true};
const api::SourceLine kSource{"a site", "https://example.com", "2026-01-02"};
const api::CardShown kCard{"law.h",  "law",        "Title",        "GB-ENG",
                           "gb-eng", "2026-01-02", {"one", "two"}, {{"t1", "do it", "done"}},
                           {kSource}};
const api::HelpLine kHelp{"h1",         "Name",     "07700 900123", "example.com", "a@example.com",
                          "9-5",        "yes",      "note",         "GB-ENG",      "gb-eng",
                          "2026-01-02", {"police"}, {"GB-LDS"},     {"en", "cy"},  {kSource}};
const api::TimerShown kTimer{"pep",       "pep",  "Title",  "GB-ENG",  from_ms(71), from_ms(72),
                             from_ms(73), "best", {"body"}, {kSource}, 24,          72};

}  // namespace

TEST_CASE("notes and incidents go both ways", "[control][journal]") {
  World world;
  world.fake.ref = {"i1", from_ms(5), 3, {"w1", "w2"}};
  world.same(world.journal.note({"words", "s1"}), world.fake.ref, "note|words|s1");
  world.same(world.journal.note({"words", std::nullopt}), world.fake.ref, "note|words|(none)");
  world.same(world.journal.incident_write({"i1", "{}", "draft", "s1", 4}), world.fake.ref,
             "incident_write|i1|{}|draft|s1|4");
  world.same(world.journal.incident_write({"", "{}", "", std::nullopt, 0}), world.fake.ref,
             "incident_write||{}||(none)|0");

  auto& shown = world.fake.shown;
  shown.line = kLine;
  shown.json = "{\"a\":1}";
  shown.versions = {{1, from_ms(6)}, {2, from_ms(7)}};
  shown.evidence = {kFile};
  shown.hints = {kHint};
  shown.consents = {kConsent};
  shown.reports = {kReport};
  shown.review = from_ms(8);
  world.same(world.journal.incident("i1", 2), shown, "incident|i1|2");
  shown.line.start = shown.line.end = std::nullopt;
  world.same(world.journal.incident("i1", 0), shown, "incident|i1|0");
}

TEST_CASE("an edit tells a subject taken off from a subject left as it is", "[control][journal]") {
  World world;
  REQUIRE(world.journal.incident_write({"i1", "{}", "", "", 1}).ok());
  CHECK(world.fake.calls.back() == "incident_write|i1|{}|||1");
  REQUIRE(world.journal.incident_write({"i1", "{}", "", std::nullopt, 1}).ok());
  CHECK(world.fake.calls.back() == "incident_write|i1|{}||(none)|1");
}

TEST_CASE("lists of incidents and searches go both ways", "[control][journal]") {
  World world;
  world.fake.lines = {kLine, {}};
  world.same(world.journal.incidents(
                 {"s1", "draft", {"a", "b"}, {"GB"}, from_ms(1), from_ms(2), true, 10, 20}),
             world.fake.lines, "incidents|s1|draft|[a][b]|[GB]|1|2|1|10|20");
  world.same(world.journal.incidents({}), world.fake.lines,
             "incidents|(none)|(none)|||(none)|(none)|0|200|0");
  world.fake.found = {{kLine, "number", std::nullopt}};
  world.same(world.journal.search("900123", 5, 6), world.fake.found, "search|900123|5|6");
  world.fake.found = {{{}, "person", kSubject}, {kLine, "words", std::nullopt}};
  world.same(world.journal.search("van", 5, 6), world.fake.found, "search|van|5|6");
  world.same(world.journal.due_for_review(), world.fake.lines, "due_for_review");
  world.done(world.journal.keep_until("i1", from_ms(99)), "keep_until|i1|99");
  world.done(world.journal.purge("i1"), "purge|i1");
  world.fake.slices_left = 8;
  world.same(world.journal.clean_up(), std::uint32_t{7}, "clean_up");
}

TEST_CASE("persons of concern go both ways", "[control][journal]") {
  World world;
  world.fake.subject_lines = {kSubject};
  world.same(world.journal.subject_write("", "{}"), kSubject, "subject_write||{}");
  world.same(world.journal.subjects(7, 8), world.fake.subject_lines, "subjects|7|8");
  world.fake.subject_shown = {kSubject, "{}", {"phone +447700900123"}, {kHint}};
  world.same(world.journal.subject("s1"), world.fake.subject_shown, "subject|s1");
  world.fake.same = {{kSubject, {"phone +447700900123", "plate AB12CDE"}}};
  world.same(world.journal.maybe_same("s1"), world.fake.same, "maybe_same|s1");
  world.fake.undo_lines = {kUndo};
  world.same(world.journal.subject_merge("s1", "s2"), kUndo, "subject_merge|s1|s2");
  world.same(world.journal.subject_split("s1", {"i1", "i2"}, "other"), kUndo,
             "subject_split|s1|[i1][i2]|other");
  world.done(world.journal.undo("u1"), "undo|u1");
  world.same(world.journal.undos(), world.fake.undo_lines, "undos");
}

TEST_CASE("evidence goes both ways", "[control][journal]") {
  World world;
  world.fake.words = "up1";
  world.same(world.journal.evidence_start({"i1", "a.jpg", 5, "photo", from_ms(1), "from", "note"}),
             std::string("up1"), "evidence_start|i1|a.jpg|5|photo|1|from|note");
  world.same(world.journal.evidence_start({"i1", "a", 0, "other", std::nullopt, "", ""}),
             std::string("up1"), "evidence_start|i1|a|0|other|(none)||");
  world.done(world.journal.evidence_append("up1", to_bytes(as_bytes("bytes"))),
             "evidence_append|up1|bytes");
  auto& shown = world.fake.evidence_shown;
  shown = {kFile,
           from_ms(2),
           "from",
           "note",
           {{"place", "EXIF", "here"}},
           true,
           {{0, "{}", "aa", "bb"}, {1, "{\"n\":1}", "cc", "dd"}}};
  world.same(world.journal.evidence_finish("up1"), shown, "evidence_finish|up1");
  world.same(world.journal.evidence("e1"), shown, "evidence|e1");
  world.done(world.journal.evidence_abandon("up1"), "evidence_abandon|up1");
  world.fake.evidence_lines = {kFile};
  world.same(world.journal.evidence_list("i1"), world.fake.evidence_lines, "evidence_list|i1");
  world.fake.proof = {"m", "c", "pem", "how", "sigs"};
  world.same(world.journal.evidence_open("e1", "export"), world.fake.proof,
             "evidence_open|e1|export");
  world.fake.file = {0, 255, 10};
  world.same(world.journal.evidence_read("e1", std::uint64_t{1} << 33, 4), world.fake.file,
             "evidence_read|e1|8589934592|4");
  world.same(world.journal.evidence_rewritten("e1"), world.fake.file, "evidence_rewritten|e1");
  world.fake.verdicts = {{"e1", "a.jpg", false, "it differs"}};
  world.same(world.journal.evidence_verify(""), world.fake.verdicts, "evidence_verify|");
}

TEST_CASE("help goes both ways", "[control][journal]") {
  World world;
  auto unlimited = kTimer;
  unlimited.best = unlimited.last = std::nullopt;
  world.fake.care_now = {true,    {kHelp},        {kCard}, {kTimer, unlimited},
                         {kHint}, {kCard, kCard}, {kHelp}};
  world.same(world.journal.care("i1"), world.fake.care_now, "care|i1");
  world.fake.card_list = {kCard};
  world.same(world.journal.cards({"law.h", "GB-LDS", "en"}), world.fake.card_list,
             "cards|law.h|GB-LDS|en");
  world.fake.help_lines = {kHelp};
  world.same(world.journal.contacts_for("GB-LDS", "police"), world.fake.help_lines,
             "contacts_for|GB-LDS|police");
  world.fake.pack_lines = {{"gb-eng", "GB-ENG", "2026-01-02", "en", "imported"}};
  world.same(world.journal.packs(), world.fake.pack_lines, "packs");
  world.same(world.journal.pack_import(to_bytes(as_bytes("{}")), to_bytes(as_bytes("sig"))),
             world.fake.pack_lines[0], "pack_import|{}|sig");
}

TEST_CASE("what may leave goes both ways", "[control][journal]") {
  World world;
  world.fake.made = {"packet.pdf", "application/pdf", {1, 2, 0, 255}, "{}", {"host"}};
  world.same(
      world.journal.packet(
          {"statement", "i1", "pdf", "ro", {"f1", "f2"}, {{"host", "example.com"}, {"url", "u"}}}),
      world.fake.made, "packet|statement|i1|pdf|ro|[f1][f2]|[host=example.com][url=u]");
  world.fake.consent_lines = {kConsent};
  world.same(world.journal.consent_give("i1", "alert", "Hull", "note", {"a1"}), kConsent,
             "consent_give|i1|alert|Hull|note|[a1]");
  world.same(world.journal.consent_withdraw("c1"), kConsent, "consent_withdraw|c1");
  world.same(world.journal.consents("i1"), world.fake.consent_lines, "consents|i1");
  world.fake.report_lines = {kReport};
  world.same(world.journal.report_write(kReport), kReport,
             "report_write|r1|i1|police|Force|c1|ref 1|out|quality|31");
  world.same(world.journal.reports(""), world.fake.report_lines, "reports|");
  world.fake.words = "{\"own\":1}";
  world.same(world.journal.own(), world.fake.words, "own");
  world.done(world.journal.own_set("{}"), "own_set|{}");
  world.same(world.journal.block_list({"s1", "s2"}), world.fake.words, "block_list|[s1][s2]");
  world.fake.findings = {{"f1", "text", "email", "someone@example.com"}};
  const auto findings = world.journal.redact("write to someone@example.com");
  REQUIRE(findings.ok());
  REQUIRE(findings->size() == 1);
  CHECK((findings->at(0).id == "f1" && findings->at(0).field == "text"));
  CHECK((findings->at(0).kind == "email" && findings->at(0).text == "someone@example.com"));
}

TEST_CASE("a problem of the journal comes back as a value", "[control][journal]") {
  World world;
  world.fake.refuse = api::Problem{api::Problem::Kind::locked, "The node is locked.", {}, {}};
  const auto answer = world.journal.incident("i1", 0);
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().kind == api::Problem::Kind::locked);
  CHECK(answer.error().message == "The node is locked.");
}

TEST_CASE("the largest pieces and incidents fit a call, the largest packet an answer",
          "[control][journal]") {
  World world;
  const std::string incident(limits::kIncidentJsonBytes, 'x');
  CHECK(world.journal.incident_write({"", incident, "", std::nullopt, 0}).ok());
  CHECK(world.fake.calls.back().size() > incident.size());
  CHECK(world.journal.evidence_append("up1", Bytes(limits::kEvidenceAppend, 7)).ok());
  world.fake.made.bytes = Bytes(limits::kPacketBytes, 9);
  const auto packet = world.journal.packet({"statement", "i1", "pdf", "en", {}, {}});
  REQUIRE(packet.ok());
  CHECK(packet->bytes == world.fake.made.bytes);
}

TEST_CASE("when the connection breaks, the journal's answers are: no node", "[control][journal]") {
  World world;
  REQUIRE(world.journal.undos().ok());
  world.server.stop();
  CHECK(world.journal.undos().error().kind == api::Problem::Kind::no_node);
}
