// Goal: what was typed or pasted is kept as it came, found by what one sees of it, and told apart
// in a list.
#include "journal_world.h"
#include "json/incident_json.h"

using namespace ww;
using namespace ww::test;

namespace {

std::vector<std::string> ids(const std::vector<api::Found>& found) {
  std::vector<std::string> list;
  for (const auto& each : found) list.push_back(each.line.id);
  return list;
}

}  // namespace

TEST_CASE("a note is kept as it was pasted, and found by what one sees of it",
          "[engine][journal]") {
  const auto [pasted, question] = GENERATE(table<std::string, std::string>(
      {{"he said:\tcome here", "said come"},
       {"line one\r\nline two\r\n", "one line"},
       {"[28/11/2026, 10:00:00] \xE2\x80\xAA+44 7700 900142\xE2\x80\xAC: I know", "07700 900142"},
       {"x \xE2\x81\xA8"
        "Dave\xE2\x81\xA9 y",
        "Dave"},
       {"one\vtwo\fthree", "two"},
       {"\xE2\x80\xAE"
        "evil",
        "evil"},
       {"sil\xC2\xADver\x7F car", "silver"},
       {std::string("one\0two", 7), "two"}}));
  CAPTURE(pasted, question);
  JournalWorld world;
  const auto ref = world.got(world.journal().note({pasted, std::nullopt}));
  const auto shown = world.got(world.journal().incident(ref.id, 0));
  CHECK(json::read_incident(shown.json).incident.account == pasted);
  CHECK(ids(world.got(world.journal().search(question, 10, 0))) == std::vector{ref.id});
}

TEST_CASE("notes of one day are told apart in a list, by a few words and no more",
          "[engine][journal]") {
  JournalWorld world;
  const auto headline = [&](const std::string& text) {
    const auto ref = world.got(world.journal().note({text, std::nullopt}));
    return world.got(world.journal().incident(ref.id, 0)).line.headline;
  };
  CHECK(headline("silver car\nat the corner") ==
        "note, 2026-09-21 15:13: silver car at the corner");
  world.now += std::chrono::minutes{5};
  CHECK(headline("one two three four five six seven eight") ==
        "note, 2026-09-21 15:18: one two three four five six ...");
  CHECK(headline(std::string(200, 'x')) ==
        "note, 2026-09-21 15:18: " + std::string(40, 'x') + " ...");
  CHECK(headline("\t\xC2\x85 a\x1B[2J").find('\x1B') == std::string::npos);
}

TEST_CASE("a number far down in a long account is found", "[engine][journal]") {
  JournalWorld world;
  std::string chat;
  while (chat.size() < 60'000) chat += "and then he wrote again, and again\n";
  const auto ref = world.got(world.journal().note({chat + "from 07700 900142", std::nullopt}));
  CHECK(ids(world.got(world.journal().search("+44 7700 900142", 10, 0))) == std::vector{ref.id});
}
