// What a merge or split can be undone by is read back whole, and only if it is ours: it moves
// incidents between persons.
#include "json/undo_json.h"

#include "support/catch.h"

using namespace ww;
using json::UndoFacts;

namespace {

template <class IdType>
IdType id_of(std::uint8_t filled) {
  IdType id;
  id.bytes.fill(filled);
  return id;
}

UndoFacts facts() {
  UndoFacts undo;
  undo.kept = id_of<SubjectId>(1);
  undo.other = id_of<SubjectId>(2);
  undo.kept_label = "Van \"man\"";
  undo.other_label = "\xD0\xA4\xD1\x83\xD1\x80\n";
  undo.incidents = {id_of<IncidentId>(3), id_of<IncidentId>(4)};
  undo.added = {"phone +447700900123", "handle example.com:mark"};
  return undo;
}

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

}  // namespace

TEST_CASE("what can be undone comes back as it was written", "[json]") {
  UndoFacts undo = facts();
  CHECK(json::read_undo(json::write_undo(undo)) == undo);
  undo.what = UndoFacts::What::split;
  undo.incidents.clear();
  undo.added.clear();
  undo.kept_label = undo.other_label = "";
  CHECK(json::read_undo(json::write_undo(undo)) == undo);
}

TEST_CASE("an incident is named by its whole id, so that a purge finds what names it", "[json]") {
  const std::string text = json::write_undo(facts());
  CHECK(text.find(id_of<IncidentId>(3).base32()) != std::string::npos);
  CHECK(text.find(id_of<IncidentId>(4).base32()) != std::string::npos);
}

TEST_CASE("what is not ours, or not whole, cannot be undone", "[json]") {
  const std::string good = json::write_undo(facts());
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("[]"), std::string("null"), good + "x",
        good.substr(0, good.size() - 1), with(good, "undo/1", "undo/2"),
        with(good, "\"merge\"", "\"join\""), with(good, "\"merge\"", "7"),
        with(good, id_of<SubjectId>(1).base32(), "short"),
        with(good, id_of<SubjectId>(2).base32(), ""),
        with(good, id_of<IncidentId>(4).base32(), "no id"),
        with(good, "\"incidents\"", "\"other\""), with(good, "\"added\":[", "\"added\":[7,")}) {
    CAPTURE(text);
    CHECK_FALSE(json::read_undo(text).has_value());
  }
}
