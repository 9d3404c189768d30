// Goal: what is written down is kept as it was, found again however it is asked for, and never lost
// to an edit.
#include "journal_world.h"
#include "store/schema.h"
#include "support/journal_samples.h"
#include "support/open_pages.h"

using namespace ww;
using namespace ww::test;
using Kind = api::Problem::Kind;

namespace {

std::vector<std::string> ids(const std::vector<api::Found>& found) {
  std::vector<std::string> list;
  for (const auto& each : found) list.push_back(each.line.id);
  return list;
}

}  // namespace

TEST_CASE("a quick note is its words and the time, and nothing else is asked",
          "[engine][journal]") {
  JournalWorld world;
  const auto ref = world.got(world.journal().note({"Man in a van, again", std::nullopt}));
  CHECK(ref.written == world.now);
  CHECK(ref.version == 1);
  const auto shown = world.got(world.journal().incident(ref.id, 0));
  CHECK(shown.line.state == "note");
  CHECK(shown.json == R"({"account":"Man in a van, again","schema":"incident/1"})");
  CHECK(shown.line.headline == "note, 2026-09-21 15:13: Man in a van, again");
  CHECK(world.refused(world.journal().note({" \n", std::nullopt})).kind == Kind::invalid);
  CHECK(world.refused(world.journal().note({"a\xFF", std::nullopt})).kind == Kind::invalid);
}

TEST_CASE("a label that nobody has yet makes a new person, and says so; an id never does",
          "[engine][journal]") {
  JournalWorld world;
  const auto note = world.got(world.journal().note({"words", "night caller"}));
  REQUIRE(note.warnings.size() == 1);
  CHECK(note.warnings[0] == "\"night caller\" is a new person of concern.");
  const auto again = world.got(world.journal().note({"words", "Night Caller"}));
  CHECK(again.warnings.empty());
  CHECK(world.got(world.journal().subject("night caller")).line.incidents == 2);
  const std::string id = SubjectId{}.base32();
  CHECK(world.refused(world.journal().note({"words", id})).kind == Kind::not_found);
  CHECK_FALSE(world.journal().note({"words", std::string(limits::kJournalLine + 1, 'a')}).ok());
  CHECK(world.got(world.journal().incidents({})).size() == 2);
}

TEST_CASE("a note that is too long is refused with its field, one of the bound is kept",
          "[engine][journal]") {
  JournalWorld world;
  world.got(world.journal().note({std::string(limits::kAccount, 'a'), std::nullopt}));
  const auto problem =
      world.refused(world.journal().note({std::string(limits::kAccount + 1, 'a'), std::nullopt}));
  REQUIRE(problem.errors.size() == 1);
  CHECK(problem.errors[0].field == "account");
}

TEST_CASE("an edit adds a version, and neither the time of writing nor the first words change",
          "[engine][journal]") {
  JournalWorld world;
  const auto first = world.got(world.journal().note({"first words", std::nullopt}));
  world.now += 24h;
  const auto second = world.got(world.journal().incident_write(
      {first.id.substr(0, 6), R"({"schema":"incident/1","account":"more words"})", "draft",
       std::nullopt, 1}));
  CHECK(second.id == first.id);
  CHECK(second.version == 2);
  CHECK(second.written == first.written);
  const auto shown = world.got(world.journal().incident(first.id, 1));
  CHECK(shown.json == R"({"account":"first words","schema":"incident/1"})");
  CHECK(shown.line.state == "draft");
  REQUIRE(shown.versions.size() == 2);
  CHECK(shown.versions[1].at == world.now);
  CHECK(world.refused(world.journal().incident(first.id, 3)).kind == Kind::not_found);
}

TEST_CASE("an edit of a version that is not the newest is a conflict and changes nothing",
          "[engine][journal]") {
  JournalWorld world;
  const auto note = world.got(world.journal().note({"words", std::nullopt}));
  const std::string json = R"({"schema":"incident/1","account":"other"})";
  world.got(world.journal().incident_write({note.id, json, "", std::nullopt, 1}));
  for (const std::uint32_t based_on : {0u, 1u, 3u}) {
    CHECK_FALSE(world.journal().incident_write({note.id, json, "", std::nullopt, based_on}).ok());
  }
  CHECK(world.got(world.journal().incident(note.id, 0)).line.version == 2);
}

TEST_CASE("what is not complete yet is kept as a draft, and says so; how it came may be left out",
          "[engine][journal]") {
  JournalWorld world;
  const std::string id = world.incident("");
  const auto draft = world.got(world.journal().incident_write(
      {id, R"({"schema":"incident/1","channels":["sms"]})", "complete", std::nullopt, 1}));
  REQUIRE(draft.warnings.size() == 1);
  CHECK_THAT(draft.warnings[0], ContainsSubstring("It is a draft."));
  CHECK(world.got(world.journal().incident(id, 0)).line.state == "draft");
  for (const char* told : {R"("codes":["harassment"])", R"("account":"He came back.")"}) {
    const auto whole = world.got(world.journal().incident_write(
        {"", std::string(R"({"schema":"incident/1",)") + told + "}", "complete", std::nullopt, 0}));
    CHECK(whole.warnings.empty());
    CHECK(world.got(world.journal().incident(whole.id, 0)).line.state == "complete");
  }
}

TEST_CASE("a summer's day comes back as that day, and a rough time never looks exact",
          "[engine][journal]") {
  const auto [when, happened, day] = GENERATE(table<std::string, std::string, std::string>(
      {{R"("start":"2026-06-09T23:00:00Z","precision":"day","tz":"Europe/London")", "2026-06-10",
        "2026-06-10"},
       {R"("start":"2026-05-31T23:00:00Z","precision":"month","tz":"Europe/London")", "2026-06",
        "2026-06"},
       {R"("start":"2026-06-09T23:15:00Z","precision":"minute","tz":"Europe/London")",
        "2026-06-10 00:15 (Europe/London)", "2026-06-10"},
       {R"("start":"2026-06-09T23:15:00Z","end":"2026-06-10T01:00:00Z","precision":"minute","tz":"Europe/London")",
        "2026-06-10 00:15 to 02:00 (Europe/London)", "2026-06-10"},
       {R"("start":"2026-06-10T21:00:00Z","precision":"hour","tz":"Europe/Dublin")",
        "2026-06-10, about 22:00 (Europe/Dublin)", "2026-06-10"},
       {R"("start":"2026-06-10T21:05:00Z")", "2026-06-10 21:05 UTC", "2026-06-10"}}));
  JournalWorld world;
  const auto id = world.incident(R"("codes":["robbery"],"when":{)" + when + "}");
  const auto line = world.got(world.journal().incident(id, 0)).line;
  CHECK(line.happened == happened);
  CHECK(line.headline == "robbery, " + day);
}

TEST_CASE("broken and foreign JSON is refused with the place", "[engine][journal]") {
  JournalWorld world;
  for (const char* json :
       {"", "{", "[]", R"({"schema":"incident/1","acount":"x"})", R"({"schema":"incident/2"})",
        R"({"schema":"incident/1","codes":["nonsense"]})"}) {
    CAPTURE(json);
    const auto problem =
        world.refused(world.journal().incident_write({"", json, "draft", std::nullopt, 0}));
    CHECK(problem.kind == Kind::invalid);
    CHECK_FALSE(problem.errors.empty());
  }
  CHECK(world.got(world.journal().incidents({})).empty());
}

TEST_CASE("a list shows codes, region and day, newest first, a timeline oldest first",
          "[engine][journal]") {
  JournalWorld world;
  const auto late = world.incident(
      R"("codes":["harassment"],"where":{"regions":["GB-LDS"]},"when":{"start":"2026-09-20T20:00:00Z","precision":"hour"})");
  const auto early = world.incident(
      R"("codes":["robbery"],"when":{"start":"2026-03-01T20:00:00Z","precision":"day"})");
  auto lines = world.got(world.journal().incidents({}));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].id == late);
  CHECK(lines[0].headline.find("GB-LDS") != std::string::npos);
  CHECK(lines[0].headline.find("2026-09-20") != std::string::npos);
  api::IncidentQuery query;
  query.oldest_first = true;
  CHECK(world.got(world.journal().incidents(query))[0].id == early);
  query.codes = {"harassment"};
  lines = world.got(world.journal().incidents(query));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].id == late);
  query.state = "sometimes";
  CHECK(world.refused(world.journal().incidents(query)).kind == Kind::usage);
}

TEST_CASE("a search finds numbers in any spelling, parts of them, plates, handles and words",
          "[engine][journal]") {
  JournalWorld world;
  const auto number = world.incident(world.phone("07700 900123"));
  const auto plate = world.incident(R"("who":{"vehicles":[{"plate":"AB00TST"}]})");
  const auto handle = world.incident(
      R"("who":{"ids":[{"kind":"handle","raw":"@Grey_Fox","platform":"platform.example"}]})");
  const auto words = world.incident(R"("account":"Er sprach von Müller, in Straßburg.")");
  const auto found = [&](const std::string& text) {
    return ids(world.got(world.journal().search(text, 50, 0)));
  };
  using Ids = std::vector<std::string>;
  CHECK(found("+44 7700 900123") == Ids{number});
  CHECK(found("900123") == Ids{number});
  CHECK(found("07700") == Ids{number});
  CHECK(found("AB00 TST") == Ids{plate});
  CHECK(found("platform.example:grey_fox") == Ids{handle});
  CHECK(found("MULLER") == Ids{words});
  CHECK(found("strass") == Ids{words});
  CHECK(found("nobody").empty());
  CHECK(found("").empty());
  CHECK(world.refused(world.journal().search(std::string(201, 'a'), 50, 0)).kind == Kind::usage);
  world.got(world.journal().search(std::string(200, 'a'), 50, 0));
}

TEST_CASE("a number that stands in a note is found by its one spelling, and belongs to nobody",
          "[engine][journal]") {
  JournalWorld world;
  const auto note =
      world.got(world.journal().note({"He rang from 07700-900 456 at noon", std::nullopt}));
  CHECK(ids(world.got(world.journal().search("+447700900456", 50, 0))) ==
        std::vector<std::string>{note.id});
  const std::string who = world.subject("Van");
  world.got(world.journal().incident_write(
      {note.id, R"({"schema":"incident/1","account":"He rang from 07700-900 456 at noon"})", "",
       who, 1}));
  CHECK(world.got(world.journal().subject(who)).identifiers.empty());
}

TEST_CASE("a part of a number in a note, and of a plate, is found from either end and inside",
          "[engine][journal]") {
  JournalWorld world;
  using Ids = std::vector<std::string>;
  const auto note =
      world.got(world.journal().note({"He rang from 07700 900 678, twice", std::nullopt})).id;
  const auto car = world.incident(R"("who":{"vehicles":[{"plate":"AB12CDE"}]})");
  const auto said = world.incident(R"("account":"a blue van, XY00 ZZS, drove off")");
  const auto half = world.incident(R"("who":{"vehicles":[{"plate":"KL34??M"}]})");
  const auto found = [&](const std::string& text) {
    return ids(world.got(world.journal().search(text, 50, 0)));
  };
  for (const char* part : {"900678", "900 678", "0770", "9006", "+447700900678", "678"}) {
    CAPTURE(part);
    CHECK(found(part) == Ids{note});
  }
  for (const char* part : {"12CDE", "2CD", "B12", "12 cde", "AB12"}) {
    CAPTURE(part);
    CHECK(found(part) == Ids{car});
    CHECK(world.got(world.journal().search(part, 50, 0))[0].why == "plate");
  }
  CHECK(found("00zzs") == Ids{said});
  CHECK(found("l34") == Ids{half});
  // Two characters stand in every number, and a part of a plate is no part of a word.
  for (const char* none : {"78", "CD", "901678", "13CDE", "zqp12cde2"}) {
    CAPTURE(none);
    CHECK(found(none).empty());
  }
  // It still belongs to nobody.
  const std::string who = world.subject("Van");
  world.got(world.journal().incident_write(
      {note, R"({"schema":"incident/1","account":"He rang from 07700 900 678, twice"})", "", who,
       1}));
  CHECK(world.got(world.journal().block_list({})).find("900678") == std::string::npos);
}

TEST_CASE("what an older version wrote down is found by a part of its number after some steps",
          "[engine][journal]") {
  JournalWorld world;
  const auto note =
      world.got(world.journal().note({"He rang from 07700 900 678", std::nullopt})).id;
  world.stop();
  {
    // As version 4 left it: the words, without parts, and not looked through yet.
    auto db = store::Database::open(world.disk, world.random, "journal", Secret<32>(Bytes(32, 9)));
    REQUIRE(db.ok());
    REQUIRE((*db)->begin().ok());
    (*db)->run("UPDATE incident_text SET text='he rang from 07700 900 678'");
    (*db)->run("INSERT OR REPLACE INTO journal_upkeep SELECT 'fold', max(place) FROM incident");
    REQUIRE((*db)->commit().ok());
  }
  world.start();
  world.step();
  world.step();
  CHECK(ids(world.got(world.journal().search("900678", 50, 0))) == std::vector<std::string>{note});
}

TEST_CASE("a search finds a person of concern who has no incident, by number, name, plate and note",
          "[engine][journal]") {
  JournalWorld world;
  const auto van = world.subject(
      "Grey van", R"(,"note":"Rides a bicycle too","ids":[{"kind":"phone","raw":"07700 900222"},)"
                  R"({"kind":"name","raw":"M\u00e4rk"},{"kind":"plate","raw":"AB12 CDE"}])");
  const auto person = [&](const std::string& text) -> std::string {
    const auto all = world.got(world.journal().search(text, 50, 0));
    if (all.size() != 1 || !all[0].subject) return "";
    CHECK(all[0].subject->id == van);
    CHECK(all[0].line.id.empty());
    return all[0].why;
  };
  CHECK(person("900222") == "number");
  CHECK(person("07700 900222") == "number");
  CHECK(person("Grey van") == "person");
  CHECK(person("van") == "person");
  CHECK(person("mark") == "person");
  CHECK(person("M\xC3\xA4rk") == "person");
  CHECK(person("2CD") == "plate");
  CHECK(person("AB12CDE") == "plate");
  CHECK(person("bicycle") == "words");
  CHECK(world.got(world.journal().search("lorry", 50, 0)).empty());
  // With incidents: the person first, then hers.
  const auto one = world.incident(R"("account":"words")", van);
  const auto all = world.got(world.journal().search("900222", 50, 0));
  REQUIRE(all.size() == 2);
  CHECK(all[0].subject->incidents == 1);
  CHECK(all[1].line.id == one);
  // Merged away, one is found as who it became.
  const auto other = world.subject("Other");
  world.got(world.journal().subject_merge(other, van));
  const auto merged = world.got(world.journal().search("900222", 50, 0));
  REQUIRE(merged.size() == 2);
  CHECK(merged[0].subject->id == other);
}

TEST_CASE("a search says what it found each by, each once, and pages", "[engine][journal]") {
  JournalWorld world;
  for (int i = 0; i < 5; ++i)
    world.incident(world.phone("07700 900123") + R"(,"account":"07700 900123 again")");
  const auto all = world.got(world.journal().search("07700 900123", 50, 0));
  REQUIRE(all.size() == 5);
  for (const auto& each : all) CHECK(each.why == "number");
  const auto page = world.got(world.journal().search("07700 900123", 2, 2));
  REQUIRE(page.size() == 2);
  CHECK(page[0].line.id == all[2].line.id);
}

TEST_CASE("a number that stands with somebody else is asked about", "[engine][journal]") {
  JournalWorld world;
  const std::string van = world.subject("Van");
  world.incident(world.phone("07700 900123"), van);
  const auto again = world.got(world.journal().incident_write(
      {"", R"({"schema":"incident/1",)" + world.phone("+447700900123") + "}", "draft", std::nullopt,
       0}));
  REQUIRE(again.warnings.size() >= 1);
  CHECK(again.warnings.back() ==
        "phone +447700900123 stands with \"Van\" too: is it the same person?");
  const auto his = world.got(world.journal().incident_write(
      {"", R"({"schema":"incident/1",)" + world.phone("+447700900123") + "}", "draft", van, 0}));
  for (const auto& warning : his.warnings) CHECK(warning.find("\"Van\"") == std::string::npos);
}

TEST_CASE("nothing goes by itself: a review asks, and a later day puts it off",
          "[engine][journal]") {
  JournalWorld world;
  const auto note = world.got(world.journal().note({"words", std::nullopt}));
  CHECK(world.got(world.journal().due_for_review()).empty());
  const Instant review = world.got(world.journal().incident(note.id, 0)).review;
  world.now = review - 1ms;
  CHECK(world.got(world.journal().due_for_review()).empty());
  world.now = review;
  CHECK(world.got(world.journal().due_for_review()).size() == 1);
  CHECK(world.refused(world.journal().keep_until(note.id, world.now)).kind == Kind::invalid);
  world.got(world.journal().keep_until(note.id, world.now + 24h));
  CHECK(world.got(world.journal().due_for_review()).empty());
  CHECK(world.got(world.journal().incident(note.id, 0)).json.find("words") != std::string::npos);
}

TEST_CASE("what was purged is found by nothing any more", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(world.phone("07700 900123") + R"(,"account":"plainly")");
  world.add(id, world.some_bytes(70'000));
  world.got(world.journal().purge(id));
  CHECK(world.refused(world.journal().incident(id, 0)).kind == Kind::not_found);
  CHECK(world.got(world.journal().search("plainly", 50, 0)).empty());
  CHECK(world.got(world.journal().search("900123", 50, 0)).empty());
  CHECK(world.got(world.journal().evidence_list("")).empty());
  CHECK(world.refused(world.journal().purge(id)).kind == Kind::not_found);
}

TEST_CASE("no word of what was purged is in the file, nor what a merge kept to be undone",
          "[engine][journal]") {
  JournalWorld world;
  const auto pages = [&] {
    OpenPages open;
    const crypto::Key key(Bytes(32, 9));
    open.add_file(world.disk.contents("journal"), key);
    if (*world.disk.exists("journal-wal")) open.add_log(world.disk.contents("journal-wal"), key);
    return open;
  };
  const auto van = world.subject("vqzmerged");
  const auto tall = world.subject("Tall");
  const auto id = world.incident(R"("account":"vqzaccount")", tall);
  const auto other = world.incident(R"("account":"another")", tall);
  world.add(id, world.some_bytes(300'000), "vqzfile.jpg");
  world.got(world.journal().subject_merge(van, tall));
  // Only what the merge can be undone by knows this word now.
  world.got(world.journal().subject_write(van, R"({"schema":"subject/1","label":"Van"})"));
  for (const std::string word : {"vqzmerged", "vqzaccount", "vqzfile", id.c_str()}) {
    CHECK(pages().count(word) > 0);
  }
  world.got(world.journal().purge(id));
  CHECK(world.got(world.journal().undos()).empty());
  std::size_t slices = 0;
  while (world.got(world.journal().clean_up()) > 0) {
    REQUIRE(++slices < 100);
    if (slices == 7) world.power_cut();
    world.got(world.journal().note({"meanwhile", std::nullopt}));  // the node goes on
  }
  CHECK(world.api->journal().is_clean());
  for (const std::string word : {"vqzmerged", "vqzaccount", "vqzfile", id.c_str()}) {
    CAPTURE(word);
    CHECK(pages().count(word) == 0);
  }
  CHECK(world.got(world.journal().incident(other, 0)).line.subject_label == "Van");
  CHECK(world.got(world.journal().search("meanwhile", 100, 0)).size() == slices);
}

TEST_CASE("a merge of others can still be undone after a purge", "[engine][journal]") {
  JournalWorld world;
  const auto van = world.subject("Van"), tall = world.subject("Tall");
  const auto id = world.incident("", tall);
  const auto undo = world.got(world.journal().subject_merge(van, tall));
  world.got(world.journal().purge(world.incident("")));
  world.got(world.journal().undo(undo.id));
  CHECK(world.got(world.journal().incident(id, 0)).line.subject_label == "Tall");
}

TEST_CASE("a word is found within a run of a script that has no spaces", "[engine][journal]") {
  JournalWorld world;
  const auto written = [&](const std::string& account) {
    return world.incident("\"account\":\"" + account + "\"");
  };
  const auto japanese = written("白いバンの男が家の外にいたスーパーマーケット");
  const auto chinese = written("他昨天跟踪我回家。");
  const auto thai = written("ผู้ชายในรถตู้สีขาวรอที่หน้าบ้าน");
  const auto lao = written("ຜູ້ຊາຍໃນລົດຕູ້ສີຂາວ");
  const auto khmer = written("បុរសនៅក្នុងឡានពណ៌ស");
  const auto mixed = written("LINEでtanaka99から連絡");
  const auto found = [&](const std::string& text) {
    std::vector<std::string> ids;
    for (const auto& each : world.got(world.journal().search(text, 50, 0)))
      ids.push_back(each.line.id);
    return ids;
  };
  using Ids = std::vector<std::string>;
  for (const char* word :
       {"白い", "バン", "男", "の外に", "マーケット", "スーパーマーケット", "ﾏｰｹｯﾄ"}) {
    CAPTURE(word);
    CHECK(found(word) == Ids{japanese});
  }
  CHECK(found("跟踪") == Ids{chinese});
  CHECK(found("回家") == Ids{chinese});
  CHECK(found("รถตู้") == Ids{thai});
  CHECK(found("สีขาว หน้าบ้าน") == Ids{thai});
  CHECK(found("ລົດຕູ້") == Ids{lao});
  CHECK(found("ឡាន") == Ids{khmer});
  CHECK(found("tanaka99") == Ids{mixed});
  CHECK(found("から連絡") == Ids{mixed});
  CHECK(found("男白").empty());  // the characters are there, not in this row
  CHECK(found(std::string(60, ' ')).empty());
}

TEST_CASE("an older journal's runs are split bit by bit after it is opened", "[engine][journal]") {
  JournalWorld world;
  world.stop();
  for (const char* name : {"journal", "journal-wal"}) REQUIRE(world.disk.remove(name).ok());
  constexpr int kIncidents = 50;
  std::vector<IncidentId> ids;
  {
    auto database = std::move(
        *store::Database::open(world.disk, world.random, "journal", crypto::Key(Bytes(32, 9))));
    REQUIRE(store::bring_up_to_date(*database).ok());
    REQUIRE(database->begin().ok());
    store::SqlJournalRows rows(*database);
    for (int i = 0; i < kIncidents; ++i) {
      auto incident = sample_incident(world.random, world.now - std::chrono::hours{i});
      incident.json = R"({"schema":"incident/1","account":")" +
                      std::string(i % 2 ? "plain words" : "白いバンの男") + "\"}";
      rows.put_incident(incident, {}, i % 2 ? "plain words " : "baiibanno nan ");
      ids.push_back(incident.id);
    }
    // As a version that folded otherwise leaves it.
    database->run("INSERT INTO journal_upkeep SELECT 'fold', max(place) FROM incident");
    REQUIRE(database->commit().ok());
  }
  world.start();
  std::size_t steps = 0, found = 0;
  while (found < kIncidents / 2) {
    REQUIRE(++steps < 10);
    const auto effects = world.engine->step({}, world.now);
    REQUIRE(effects.ok());
    const auto now_found = world.got(world.journal().search("バン", 100, 0)).size();
    CHECK(now_found - found <= 2 * engine::Journal::kRefoldedAtOnce);
    found = now_found;
    if (found < kIncidents / 2) CHECK(effects->wake == world.now);  // it asks to go on at once
    if (steps == 1) world.power_cut();
  }
  CHECK(steps > 1);
  CHECK(world.got(world.journal().search("plain", 100, 0)).size() == kIncidents / 2);
}

TEST_CASE("a cut at any write loses no note that was answered", "[engine][journal]") {
  bool all_answered = false;
  for (std::uint64_t cut = 0; !all_answered; cut += 3) {
    CAPTURE(cut);
    JournalWorld world;
    std::vector<std::string> kept;
    world.disk.fail_after(cut);
    for (int i = 0; i < 4; ++i) {
      if (world.engine->broken()) break;
      const auto ref = world.journal().note({"note " + std::to_string(i), std::nullopt});
      if (ref.ok()) kept.push_back(ref->id);
    }
    all_answered = kept.size() == 4;
    world.power_cut();
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto shown = world.got(world.journal().incident(kept[i], 0));
      CHECK(shown.json.find("note " + std::to_string(i)) != std::string::npos);
    }
    // Nothing half-written either: at most the note that was being written is there besides.
    CHECK(world.got(world.journal().incidents({})).size() <= kept.size() + 1);
    world.got(world.journal().note({"and on", std::nullopt}));
  }
}

TEST_CASE("an incident that its canonical spellings make too long to read again is refused whole",
          "[engine][journal]") {
  JournalWorld world;
  const auto seedlings = [](std::size_t count) {
    std::string all;
    while (count-- > 0) all += "\xF0\x9F\x8C\xB1";
    return all;
  };
  const std::string wide = seedlings(limits::kJournalLine);
  const std::string note = seedlings(limits::kJournalNote);
  std::string things, ids;
  for (std::size_t i = 0; i < limits::kPhysicalItems; ++i) {
    things += std::string(i ? "," : "") + R"({"item":")" + wide + R"(","bag":")" + wide +
              R"(","place":")" + wide + R"(","holder":")" + wide + "\"}";
  }
  for (int i = 0; i < 20; ++i) {
    ids += std::string(i ? "," : "") + R"({"kind":"phone","raw":"07700 9009)" +
           std::to_string(10 + i) + "\"}";
  }
  const auto json = [&](std::size_t letters) {
    return R"({"schema":"incident/1","account":")" + seedlings(letters) + R"(","injuries":")" +
           note + R"(","health":")" + note + R"(","effect_note":")" + note + R"(","physical":[)" +
           things + R"(],"who":{"ids":[)" + ids + "]}}";
  };
  // As long as may be read: what is written of it has canonical numbers too.
  const std::size_t letters = (limits::kIncidentJsonBytes - json(0).size()) / 4;
  REQUIRE(letters <= limits::kAccount);
  REQUIRE(json(letters).size() <= limits::kIncidentJsonBytes);
  const auto problem =
      world.refused(world.journal().incident_write({"", json(letters), "draft", std::nullopt, 0}));
  CHECK(problem.kind == api::Problem::Kind::invalid);
  CHECK_THAT(problem.message, ContainsSubstring("256 KiB"));
  CHECK(world.got(world.journal().incidents({})).empty());
  CHECK(world.journal().incident_write({"", json(letters / 2), "draft", std::nullopt, 0}).ok());
}

TEST_CASE("a region is written by its name, and what is near is named where it is none",
          "[engine][journal]") {
  JournalWorld world;
  const auto write = [&](const std::string& region) {
    return world.journal().incident_write(
        {"", R"({"schema":"incident/1","where":{"regions":[")" + region + R"("]}})", "draft",
         std::nullopt, 0});
  };
  const auto leeds = world.got(write("leeds"));
  CHECK(leeds.warnings == std::vector<std::string>{"\"leeds\" is kept as GB-LDS."});
  CHECK(world.got(world.journal().incident(leeds.id, 0)).line.regions ==
        std::vector<std::string>{"GB-LDS"});
  for (const char* country : {"GB", "Ireland"}) CHECK(write(country).ok());
  const auto refused = world.refused(write("Leads"));
  REQUIRE(refused.errors.size() == 1);
  CHECK(refused.errors[0].field == "where.regions[0]");
  CHECK_THAT(refused.errors[0].message, ContainsSubstring("Leeds (GB-LDS)"));
  api::IncidentQuery query;
  query.regions = {"Leeds"};
  CHECK(world.got(world.journal().incidents(query)).size() == 1);
  query.regions = {"Leads"};
  CHECK(world.refused(world.journal().incidents(query)).kind == Kind::not_found);
}
