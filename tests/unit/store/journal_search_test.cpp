// Looking up: words and their beginnings, keys of identifiers, parts of numbers; and that nothing
// which a person types is taken for the index's own language.
#include "ports/journal_rows.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;
using test::sample_phone;
using Ids = std::vector<IncidentId>;
using Hit = JournalRows::IdentifierHit;

const Instant kNow = from_ms(1'750'000'000'000);

IncidentId put(JournalStore& journal, Instant when, const std::string& text,
               const std::vector<JournalIdentifier>& identifiers = {}) {
  const auto incident = test::sample_incident(journal.random(), when);
  journal->journal().put_incident(incident, identifiers, text);
  return incident.id;
}

Ids find(JournalStore& journal, const std::vector<std::string>& words) {
  return journal->journal().find_words(words, 100, 0);
}

}  // namespace

TEST_CASE("every word must occur, each may be the beginning of one, the newest comes first") {
  JournalStore journal;
  const auto a = put(journal, kNow, "white van outside the hotel");
  const auto c = put(journal, kNow + 2h, "a white car and a hotel");
  const auto b = put(journal, kNow + 1h, "white hotels");
  CHECK(find(journal, {"white"}) == Ids{c, b, a});
  CHECK(find(journal, {"white", "hotel"}) == Ids{c, b, a});
  CHECK(find(journal, {"hot", "whi"}) == Ids{c, b, a});
  CHECK(find(journal, {"white", "van"}) == Ids{a});
  CHECK(find(journal, {"hotels"}) == Ids{b});
  CHECK(find(journal, {"otel"}).empty());
  CHECK(find(journal, {"white", "absent"}).empty());
  CHECK(journal->journal().find_words({"white"}, 2, 0) == Ids{c, b});
  CHECK(journal->journal().find_words({"white"}, 2, 2) == Ids{a});
  CHECK(journal->journal().find_words({"white"}, 0, 0).empty());
}

TEST_CASE("words of other scripts are found as they were folded") {
  JournalStore journal;
  const auto id = put(journal, kNow, "белый фургон straße 白い車");
  CHECK(find(journal, {"фург"}) == Ids{id});
  CHECK(find(journal, {"straße"}) == Ids{id});
  CHECK(find(journal, {"白い"}) == Ids{id});
  CHECK(find(journal, {"фургоны"}).empty());
}

TEST_CASE("a version's words replace those of the one before") {
  JournalStore journal;
  const auto id = put(journal, kNow, "first words");
  auto incident = *journal->journal().incident(id);
  incident.version = 2;
  journal->journal().put_incident(incident, {}, "second words");
  CHECK(find(journal, {"first"}).empty());
  CHECK(find(journal, {"second"}) == Ids{id});
  CHECK(find(journal, {"words"}) == Ids{id});
}

TEST_CASE("attack: what is typed is words, never a question in the index's own language") {
  JournalStore journal;
  const auto id = put(journal, kNow, "one two or near not and three text");
  put(journal, kNow + 1h, "four");
  CHECK(find(journal, {"one", "OR", "four"}).empty());
  CHECK(find(journal, {"one", "or", "two"}) == Ids{id});
  CHECK(find(journal, {"one", "NEAR/2"}).empty());
  CHECK(find(journal, {"near", "three"}) == Ids{id});
  CHECK(find(journal, {"text:one"}).empty());
  CHECK(find(journal, {"-four", "one"}).empty());
  CHECK(find(journal, {"^two"}) == Ids{id});
  CHECK(find(journal, {"two\"one"}).empty());
  CHECK(find(journal, {"one\"two"}) == Ids{id});  // as a phrase
  CHECK(find(journal, {"*", "one"}) == Ids{id});
  CHECK(find(journal, {"on*e"}).empty());
}

TEST_CASE(
    "attack: signs alone, nothing, and bytes that are no text find nothing and break nothing") {
  JournalStore journal;
  put(journal, kNow, "one two");
  for (const std::string word :
       {"", "\"", "*", "()", "' OR 1=1 --", "\xe2\x80\x94", "\xff\xfe", "\"\"\"", "^^"}) {
    CAPTURE(word);
    CHECK(find(journal, {word}).empty());
  }
  CHECK(find(journal, {std::string("one\0two", 7)}).size() == 1);
  CHECK(find(journal, {}).empty());
  CHECK(find(journal, {std::string(10'000, 'x')}).empty());
  CHECK(find(journal, std::vector<std::string>(100, "one")).size() == 1);
}

TEST_CASE("an identifier is found by any of its keys, in incidents and in persons of concern") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto phone = sample_phone("447700900123");
  const auto id = put(journal, kNow, "", {phone});
  const auto subject = test::sample_subject(journal.random(), "x", kNow);
  rows.put_subject(subject, {phone});
  put(journal, kNow, "", {sample_phone("447700900999")});
  const std::vector<Hit> both = {{std::nullopt, subject.id, "phone", "+447700900123"},
                                 {id, std::nullopt, "phone", "+447700900123"}};
  CHECK(rows.find_keys({"p447700900123"}, 10) == both);
  CHECK(rows.find_keys({"t0900123", "p447700900123", "t0900123"}, 10) == both);  // each once
  CHECK(rows.find_keys({"p447700900123"}, 1).size() == 1);
  CHECK(rows.find_keys({"p4477"}, 10).empty());
  CHECK(rows.find_keys({}, 10).empty());
  rows.put_subject(subject, {});
  CHECK(rows.find_keys({"p447700900123"}, 10).size() == 1);
}

TEST_CASE("what shares most keys with the question comes first, so that a bound cuts the rest") {
  JournalStore journal;
  const auto best = put(journal, kNow, "", {{"plate", "ab12cde", {"x1", "x2", "x3", "x4"}, ""}});
  for (int i = 0; i < 50; ++i) {
    put(journal, kNow, "", {{"plate", "zz" + std::to_string(i), {"x2", "x9"}, ""}});
  }
  const auto hits = journal->journal().find_keys({"x1", "x2", "x3", "x4"}, 5);
  REQUIRE(hits.size() == 5);
  CHECK(hits[0].incident == best);
}

TEST_CASE("a part of a number is found at its beginning, at its end, and inside, in this order") {
  JournalStore journal;
  const auto inside = put(journal, kNow, "", {sample_phone("10900124400")});
  const auto end = put(journal, kNow, "", {sample_phone("447700900124")});
  const auto begin = put(journal, kNow, "", {sample_phone("900124000000")});
  put(journal, kNow, "", {sample_phone("447700900999"), {"name", "900124", {}, ""}});
  auto& rows = journal->journal();
  const auto hits = rows.find_digits("900124", 10);
  REQUIRE(hits.size() == 3);
  CHECK(hits[0].incident == begin);
  CHECK(hits[1].incident == end);
  CHECK(hits[2].incident == inside);
  CHECK(rows.find_digits("900124", 2).size() == 2);
  CHECK(rows.find_digits("447700900124", 10).size() == 1);  // whole: once
  CHECK(rows.find_digits("4477009001245", 10).empty());
  CHECK(rows.find_digits("", 10).empty());
  CHECK(rows.find_digits("9", 10).size() == 4);
}

}  // namespace ww::store
