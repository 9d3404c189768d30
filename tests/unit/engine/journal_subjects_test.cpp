// Goal: persons of concern are joined, taken apart and put back without losing an incident or a
// number; hints come when their facts are there and not before.
#include "journal_world.h"

using namespace ww;
using namespace ww::test;
using Kind = api::Problem::Kind;

namespace {

struct Two : JournalWorld {
  std::string van = subject("Van", R"(,"ids":[{"kind":"phone","raw":"07700 900111"}])");
  std::string tall = subject("Tall man", R"(,"ids":[{"kind":"phone","raw":"07700 900222"}])");
  std::string first = incident(phone("07700 900123"), van);
  std::string second = incident(phone("07700 900124"), tall);

  std::string owner(const std::string& incident) {
    return got(journal().incident(incident, 0)).line.subject;
  }
  std::vector<std::string> identifiers(const std::string& who) {
    return got(journal().subject(who)).identifiers;
  }
};

std::vector<std::string> hints(const std::vector<api::HintLine>& lines) {
  std::vector<std::string> ids;
  for (const auto& line : lines) ids.push_back(line.id);
  return ids;
}

}  // namespace

TEST_CASE("a person of concern is found by id, its beginning and label", "[engine][journal]") {
  Two world;
  CHECK(world.got(world.journal().subject(world.van)).line.label == "Van");
  CHECK(world.got(world.journal().subject(world.van.substr(0, 6))).line.id == world.van);
  CHECK(world.got(world.journal().subject("vAN")).line.id == world.van);
  CHECK(world.refused(world.journal().subject("nobody")).kind == Kind::not_found);
  CHECK(world.refused(world.journal().subject("ab")).kind == Kind::not_found);
}

TEST_CASE("a label names one person", "[engine][journal]") {
  Two world;
  const auto problem =
      world.refused(world.journal().subject_write("", R"({"schema":"subject/1","label":"van"})"));
  CHECK(problem.kind == Kind::invalid);
  world.got(world.journal().subject_write(world.van, R"({"schema":"subject/1","label":"van"})"));
  CHECK(world.got(world.journal().subjects(10, 0)).size() == 2);
}

TEST_CASE("two who share a number may be the same, two who share a name are not asked about",
          "[engine][journal]") {
  Two world;
  CHECK(world.got(world.journal().maybe_same(world.van)).empty());
  world.incident(R"("who":{"people":[{"names":["Mark"]}]})", world.van);
  world.incident(R"("who":{"people":[{"names":["Mark"]}]})", world.tall);
  CHECK(world.got(world.journal().maybe_same(world.van)).empty());
  world.incident(world.phone("+44 7700 900222"), world.van);
  const auto same = world.got(world.journal().maybe_same(world.van));
  REQUIRE(same.size() == 1);
  CHECK(same[0].subject.id == world.tall);
  CHECK(same[0].shared == std::vector<std::string>{"phone +447700900222"});
}

TEST_CASE("a merge takes incidents and numbers over, and its undo gives them back",
          "[engine][journal]") {
  Two world;
  const auto undo = world.got(world.journal().subject_merge(world.van, "Tall man"));
  CHECK(undo.what == "\"Tall man\" was joined into \"Van\"");
  CHECK(world.owner(world.second) == world.van);
  CHECK(world.identifiers(world.van).size() == 4);
  CHECK(world.got(world.journal().subjects(10, 0)).size() == 1);
  CHECK(world.got(world.journal().subject(world.tall)).line.id == world.van);  // leads there

  // What was written since stays.
  const auto since = world.incident(world.phone("07700 900125"), world.van);
  world.got(world.journal().undo(undo.id));
  CHECK(world.owner(world.first) == world.van);
  CHECK(world.owner(world.second) == world.tall);
  CHECK(world.owner(since) == world.van);
  CHECK(world.identifiers(world.van) == std::vector<std::string>{"phone +447700900111",
                                                                 "phone +447700900123",
                                                                 "phone +447700900125"});
  CHECK(world.identifiers(world.tall) ==
        std::vector<std::string>{"phone +447700900124", "phone +447700900222"});
  CHECK(world.got(world.journal().undos()).at(0).undone);
  CHECK_FALSE(world.journal().undo(undo.id).ok());
}

TEST_CASE("an undo survives a restart", "[engine][journal]") {
  Two world;
  const auto undo = world.got(world.journal().subject_merge(world.van, world.tall));
  world.restart();
  world.got(world.journal().undo(undo.id.substr(0, 6)));
  CHECK(world.owner(world.second) == world.tall);
}

TEST_CASE("a merge that was decided over since cannot be undone, and the reason is told",
          "[engine][journal]") {
  Two world;
  const auto undo = world.got(world.journal().subject_merge(world.van, world.tall));
  const auto third = world.subject("Third");
  const auto json = world.got(world.journal().incident(world.second, 0)).json;
  world.got(world.journal().incident_write({world.second, json, "", third, 1}));
  const auto problem = world.refused(world.journal().undo(undo.id));
  CHECK(problem.message.find("given to somebody else") != std::string::npos);
  CHECK(world.owner(world.second) == third);
}

TEST_CASE("merges are undone in the other order than they were made", "[engine][journal]") {
  Two world;
  const auto third = world.subject("Third");
  const auto first = world.got(world.journal().subject_merge(world.van, world.tall));
  const auto second = world.got(world.journal().subject_merge(third, world.van));
  CHECK_FALSE(world.journal().undo(first.id).ok());
  world.got(world.journal().undo(second.id));
  world.got(world.journal().undo(first.id));
  CHECK(world.owner(world.second) == world.tall);
  CHECK(world.owner(world.first) == world.van);
}

TEST_CASE("nobody is merged with himself", "[engine][journal]") {
  Two world;
  CHECK(world.refused(world.journal().subject_merge(world.van, "Van")).kind == Kind::usage);
  world.got(world.journal().subject_merge(world.van, world.tall));
  CHECK(world.refused(world.journal().subject_merge(world.van, world.tall)).kind == Kind::usage);
}

TEST_CASE("a split makes a new person of some incidents, and its undo puts them back",
          "[engine][journal]") {
  Two world;
  const auto other = world.incident("", world.van);
  const auto undo = world.got(world.journal().subject_split(world.van, {other}, "Other"));
  CHECK(world.got(world.journal().subject("Other")).line.incidents == 1);
  CHECK(world.owner(world.first) == world.van);
  world.got(world.journal().undo(undo.id));
  CHECK(world.owner(other) == world.van);
  CHECK_FALSE(world.journal().subject("Other").ok());
}

TEST_CASE("a split is undone no more once the new person was written to", "[engine][journal]") {
  Two world;
  const auto undo = world.got(world.journal().subject_split(world.van, {world.first}, "Other"));
  SECTION("by an edit") {
    world.now += 1s;
    world.got(world.journal().subject_write(
        "Other", R"({"schema":"subject/1","label":"Other","note":"x"})"));
  }
  SECTION("by another incident") { world.incident("", "Other"); }
  SECTION("by a merge") { world.got(world.journal().subject_merge("Other", world.tall)); }
  CHECK_FALSE(world.journal().undo(undo.id).ok());
  CHECK(world.got(world.journal().subject("Other")).line.incidents >= 1);
}

TEST_CASE("only incidents of that person can be split off", "[engine][journal]") {
  Two world;
  CHECK_FALSE(world.journal().subject_split(world.van, {world.second}, "Other").ok());
  CHECK_FALSE(world.journal().subject_split(world.van, {}, "Other").ok());
  CHECK_FALSE(world.journal().subject_split(world.van, {world.first}, "Tall man").ok());
  CHECK(world.got(world.journal().subjects(10, 0)).size() == 2);
}

TEST_CASE("the oldest undo goes when there are too many, its merge stays", "[engine][journal]") {
  JournalWorld world;
  const auto into = world.subject("Into");
  for (std::size_t i = 0; i <= limits::kUndoKept; ++i) {
    world.now += 1s;
    world.got(world.journal().subject_merge(into, world.subject("p" + std::to_string(i))));
  }
  const auto undos = world.got(world.journal().undos());
  CHECK(undos.size() == limits::kUndoKept);
  CHECK(undos.back().what == "\"p1\" was joined into \"Into\"");
}

TEST_CASE("harassment is hinted at the second incident of one person and not at the first",
          "[engine][journal]") {
  JournalWorld world;
  const std::string van = world.subject("Van");
  const std::string call = R"("channels":["call"],"unwanted":true,"where":{"regions":["GB-LDS"]})";
  const auto first = world.incident(call, van, "draft");
  CHECK(hints(world.got(world.journal().incident(first, 0)).hints).empty());
  world.now += 24h * 200;  // months apart
  const auto second = world.incident(
      R"("channels":["sms"],"effect":["alarmed"],"where":{"regions":["GB-LDS"]})", van);
  const auto shown = world.got(world.journal().incident(second, 0));
  REQUIRE(hints(shown.hints) == std::vector<std::string>{"H1"});
  const auto& hint = shown.hints[0];
  CHECK(hint.text.find("may be") != std::string::npos);
  CHECK(hint.card == "law.harassment");
  CHECK(hint.nation == "GB-ENG");
  CHECK(hint.because == std::vector<std::string>{first, second});
  CHECK_FALSE(hint.pack_date.empty());
  CHECK(hints(world.got(world.journal().subject(van)).hints) == std::vector<std::string>{"H1"});
}

TEST_CASE("incidents of different people are not added up", "[engine][journal]") {
  JournalWorld world;
  world.incident(R"("unwanted":true)", world.subject("One"));
  const auto other = world.incident(R"("unwanted":true)", world.subject("Two"));
  const auto nobody = world.incident(R"("unwanted":true)");
  CHECK(world.got(world.journal().incident(other, 0)).hints.empty());
  CHECK(world.got(world.journal().incident(nobody, 0)).hints.empty());
}

namespace {

// Long names and notes; what is kept of each name has its canonical spelling beside it.
std::string with_names(const std::string& label, int count, int first) {
  const auto times = [](const std::string& sign, int most) {
    std::string all;
    while (most-- > 0) all += sign;
    return all;
  };
  const std::string name = times("\xF0\x9F\x8C\xB1", 165) + times("\xE5\xAD\x97", 80);
  const std::string note = times("\xF0\x9F\x8C\xB1", 80);
  std::string json = R"({"schema":"subject/1","label":")" + label + R"(","ids":[)";
  for (int i = first; i < first + count; ++i) {
    json += std::string(i > first ? "," : "") + R"({"kind":"name","raw":")" + name +
            std::to_string(i) + R"(","note":")" + note + "\"}";
  }
  return json + "]}";
}

}  // namespace

TEST_CASE("a person of concern that its canonical spellings make too long to read again is refused",
          "[engine][journal]") {
  JournalWorld world;
  const std::string json = with_names("Van", 190, 0);
  REQUIRE(json.size() <= limits::kIncidentJsonBytes);
  const auto problem = world.refused(world.journal().subject_write("", json));
  CHECK(problem.kind == Kind::invalid);
  CHECK(problem.message.find("256 KiB") != std::string::npos);
  CHECK(world.got(world.journal().subjects(10, 0)).empty());
}

TEST_CASE("a merge that could not be read again is refused whole", "[engine][journal]") {
  JournalWorld world;
  const auto van = world.got(world.journal().subject_write("", with_names("Van", 100, 0))).id;
  const auto tall = world.got(world.journal().subject_write("", with_names("Tall", 100, 300))).id;
  const auto incident = world.incident("", tall);
  const auto problem = world.refused(world.journal().subject_merge(van, tall));
  CHECK(problem.kind == Kind::invalid);
  CHECK(problem.message.find("256 KiB") != std::string::npos);
  CHECK(world.got(world.journal().incident(incident, 0)).line.subject == tall);
  CHECK(world.got(world.journal().subject(tall)).line.label == "Tall");
  CHECK(world.got(world.journal().undos()).empty());
}
