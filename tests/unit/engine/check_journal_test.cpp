// Goal: a look-up tells what her own journal knows, as a person would who had read it; and nothing
// of what is her own, or gone.
#include "journal_world.h"

using namespace ww;
using namespace ww::test;

namespace {

struct World : JournalWorld {
  std::vector<api::JournalMatch> asked(const std::string& text) {
    return got(api->check(text)).journal;
  }
  std::string keep(const std::string& json, const std::string& subject) {
    return got(journal().incident_write({"", json, "", subject, 0})).id;
  }
};

constexpr const char* kIncident =
    R"({"schema":"incident/1","who":{"ids":[{"kind":"phone","raw":"07700 900123"},
    {"kind":"plate","raw":"GB:AB00TST"},{"kind":"handle","raw":"instagram.com:bigclock77"},
    {"kind":"name","canon":"clock tickson"}]}})";

}  // namespace

TEST_CASE("a number, plate or handle of an incident answers, with the person", "[engine][check]") {
  World world;
  const std::string id = world.keep(kIncident, "night caller");
  for (const char* text : {"07700 900123", "22:15 07700 900123 2 times", "AB00 TST?",
                           "https://instagram.com/bigclock77", "it was o7700 9oo123 again"}) {
    CAPTURE(text);
    const auto found = world.asked(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].incident == id);
    CHECK(found[0].subject_label == "night caller");
    CHECK(found[0].subject.size() == 26);
  }
  CHECK(world.asked("07700 900123")[0].identifier == "+447700900123");
  CHECK(world.asked("07700 900123")[0].strength == "exact");
  CHECK(world.asked("o7700 9oo123")[0].strength == "possible");
  CHECK(world.asked("bigclock77")[0].strength == "possible");
  CHECK(world.asked("07700 900124").empty());
  CHECK(world.asked("Clock Tickson").empty());  // a name alone is nobody
}

TEST_CASE("what stands in the words of a note answers too", "[engine][check]") {
  World world;
  const auto note = world.got(world.journal().note(
      {"He rang from 07700 900123, grey van AB00 TST, is big_clock77", std::nullopt}));
  for (const char* text :
       {"+447700900123", "ring 07700 900123 5 times", "AB00TST", "big_clock77"}) {
    CAPTURE(text);
    const auto found = world.asked(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].incident == note.id);
    CHECK(found[0].subject.empty());
  }
}

TEST_CASE("a person of concern answers without an incident", "[engine][check]") {
  World world;
  world.got(world.journal().subject_write(
      "",
      R"({"schema":"subject/1","label":"van man","ids":[{"kind":"phone","raw":"+447700900123"}]})"));
  const auto found = world.asked("07700 900123");
  REQUIRE(found.size() == 1);
  CHECK(found[0].incident.empty());
  CHECK(found[0].subject_label == "van man");
}

TEST_CASE("her own number in the journal is no answer, nor is what was purged", "[engine][check]") {
  World world;
  const std::string id = world.keep(kIncident, "night caller");
  REQUIRE(world.asked("07700 900123").size() == 1);
  REQUIRE(world.journal().own_set(R"({"schema":"own/1","phones":["07700 900123"]})").ok());
  CHECK(world.asked("07700 900123").empty());
  CHECK(world.asked("22:15 07700 900123 and").empty());
  CHECK(world.asked("AB00TST").size() == 1);
  REQUIRE(world.journal().purge(id).ok());
  CHECK(world.asked("AB00TST").empty());
}
