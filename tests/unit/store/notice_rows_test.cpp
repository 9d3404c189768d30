// What the owner must be told: one row for each code and owner, kept over a restart and within
// bounds that no peer can turn against another.
#include "ports/notice_rows.h"

#include "domain/limits.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;

struct Journal {
  SimDisk disk{1};
  SimRandom random{2};
  std::unique_ptr<NodeStore> store;

  Journal() { open(); }
  void open() {
    auto db = Database::open(disk, random, "journal", SimRandom(3).key());
    REQUIRE(db.ok());
    auto opened = NodeStore::open(std::move(*db));
    REQUIRE(opened.ok());
    store = std::move(*opened);
    REQUIRE(store->begin().ok());
  }
  void open_again() {
    REQUIRE(store->commit().ok());
    store.reset();
    open();
  }
  NoticeRows& rows() { return store->notices(); }
};

Argument contact(std::uint8_t number) {
  ContactId id;
  id.bytes[0] = number;
  id.bytes[1] = 1;
  return Argument::contact(id, "contact " + std::to_string(number));
}

std::vector<std::string> codes(const std::vector<StoredNotice>& list) {
  std::vector<std::string> codes;
  for (const auto& each : list) codes.push_back(each.code);
  return codes;
}

}  // namespace

TEST_CASE("a notice comes back whole after a restart", "[notices]") {
  Journal journal;
  const ArgumentList args = {contact(1),
                             Argument::relay("watchword-relay://h:1/k"),
                             Argument::text("words", "one\ntwo"),
                             Argument::number("hours", -26),
                             Argument::time(from_ms(77)),
                             Argument::alert(AlertId{})};
  CHECK(journal.rows().raise("relay_not_added", args, from_ms(5)));
  journal.open_again();
  const auto open = journal.rows().open();
  REQUIRE(open.size() == 1);
  CHECK(open[0].code == "relay_not_added");
  CHECK(open[0].args == args);
  CHECK((open[0].since == from_ms(5) && open[0].last == from_ms(5) && open[0].times == 1));
  CHECK_FALSE(open[0].ended);
}

TEST_CASE("what happens again counts up, of each owner by itself, and brings newer arguments",
          "[notices]") {
  Journal journal;
  CHECK(journal.rows().raise("lost", {contact(1), Argument::number("n", 1)}, from_ms(5)));
  CHECK_FALSE(journal.rows().raise("lost", {contact(1), Argument::number("n", 2)}, from_ms(9)));
  CHECK(journal.rows().raise("lost", {contact(2)}, from_ms(9)));
  CHECK(journal.rows().raise("lost", {}, from_ms(9)));
  CHECK_FALSE(
      journal.rows().raise("lost", {Argument::alert(AlertId{})}, from_ms(9)));  // the node's
  CHECK(journal.rows().raise("other", {contact(1)}, from_ms(9)));
  const auto open = journal.rows().open();
  REQUIRE(open.size() == 4);
  CHECK((open[0].times == 2 && open[0].since == from_ms(5) && open[0].last == from_ms(9)));
  CHECK(open[0].args.at(1).value == "2");
  CHECK((open[1].times == 1 && open[2].times == 2));
}

TEST_CASE("a notice ends once; what happens after it is another one", "[notices]") {
  Journal journal;
  journal.rows().raise("lost", {contact(1)}, from_ms(5));
  journal.rows().raise("lost", {contact(2)}, from_ms(5));
  const auto id = journal.rows().open().at(0).id;
  CHECK(journal.rows().end(id, from_ms(8)));
  CHECK_FALSE(journal.rows().end(id, from_ms(9)));
  CHECK_FALSE(journal.rows().end(id + 100, from_ms(9)));
  CHECK(journal.rows().open().size() == 1);
  REQUIRE(journal.rows().all().size() == 2);
  CHECK(journal.rows().all().at(0).ended == from_ms(8));
  CHECK(journal.rows().raise("lost", {contact(1)}, from_ms(10)));
  const auto open = journal.rows().open();
  REQUIRE(open.size() == 2);
  CHECK((open[1].id != id && open[1].times == 1 && open[1].since == from_ms(10)));
  journal.rows().end("lost", contact(2), from_ms(11));
  CHECK(journal.rows().open().size() == 1);
  journal.rows().erase_ended_before(from_ms(11));
  CHECK(journal.rows().all().size() == 2);
  journal.rows().erase_ended_before(from_ms(12));
  CHECK(journal.rows().all().size() == 1);
  journal.rows().erase_of(contact(1));
  CHECK(journal.rows().all().empty());
}

TEST_CASE("attack: a flood of one owner's notices pushes out her own, never another's",
          "[notices]") {
  Journal journal;
  journal.rows().raise("another_copy_reads", {}, from_ms(1));
  journal.rows().raise("queue_lost", {contact(2)}, from_ms(1));
  for (std::size_t i = 0; i < limits::kNoticesMax - 2; ++i) {
    journal.rows().raise("code" + std::to_string(i), {contact(1)}, from_ms(2));
  }
  CHECK(journal.rows().all().size() == limits::kNoticesMax);
  journal.rows().raise("one_more", {contact(1)}, from_ms(3));
  const auto left = codes(journal.rows().open());
  CHECK(left.size() == limits::kNoticesMax);
  CHECK((left.at(0) == "another_copy_reads" && left.at(1) == "queue_lost"));
  CHECK((left.at(2) == "code1" && left.back() == "one_more"));
}

TEST_CASE("of too many notices those that are dealt with go first", "[notices]") {
  Journal journal;
  journal.rows().raise("done", {contact(2)}, from_ms(1));
  REQUIRE(journal.rows().end(journal.rows().open().at(0).id, from_ms(2)));
  for (std::size_t i = 0; i < limits::kNoticesMax; ++i) {
    journal.rows().raise("code" + std::to_string(i), {contact(1)}, from_ms(2));
  }
  const auto left = codes(journal.rows().all());
  CHECK(left.size() == limits::kNoticesMax);
  CHECK(left.at(0) == "code0");
}

TEST_CASE("counting up stops at the bound", "[notices]") {
  Journal journal;
  journal.rows().raise("lost", {}, from_ms(1));
  for (int i = 0; i < 3; ++i) journal.rows().raise("lost", {}, from_ms(2));
  CHECK(journal.rows().open().at(0).times == 4);
  CHECK(limits::kNoticeTimesMax >= 1000);
}

}  // namespace ww::store
