// Goal: what was erased and scrubbed is nowhere in the files any more: no word, no number, no byte
// of evidence, not on a free page, not in the gaps of a page in use, not in the log.
// Method: decrypt every page of the files without SQLite and look for each of them; first show that
// the look finds them.
#include "store/profile.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"
#include "support/open_pages.h"

namespace ww::store {
namespace {

using test::JournalStore;
using test::OpenPages;

const Instant kNow = from_ms(1'750'000'000'000);

// What the look is for. Every word of an incident that is erased ends in the first, its number in
// the second (the third when it is stored backwards): the text index may keep a word without its
// first letters.
constexpr std::string_view kErased[] = {"vqzerased", "31415926", "62951413"};
constexpr std::string_view kKept[] = {"vqzliving", "27182818", "81828172"};

struct Marked {
  bool erased;
  std::string mark, digits;  // in every row that belongs to it
  StoredIncident incident;

  Marked(Random& random, Instant when, bool is_erased) : erased(is_erased) {
    for (int i = 0; i < 10; ++i) mark += static_cast<char>('a' + random.below(26));
    mark += erased ? kErased[0] : kKept[0];
    digits = std::to_string(1000 + random.below(9000));
    digits += erased ? kErased[1] : kKept[1];
    incident = test::sample_incident(random, when);
    incident.headline = "headline " + mark;
  }
};

void write(JournalStore& journal, Marked& marked, std::uint32_t version) {
  auto& i = marked.incident;
  i.version = version;
  i.json = "{\"account\":\"" + marked.mark + std::string(journal.random().below(3000), 'x') + "\"}";
  i.changed = i.changed + 1h;
  std::string text = marked.mark + " v" + std::to_string(version);
  for (std::uint64_t w = 0; w < 30; ++w) text += " w" + std::to_string(journal.random().below(900));
  JournalIdentifier phone{
      "phone", "+" + marked.digits, {marked.digits, marked.mark}, marked.digits};
  // Many keys of all lengths, in no order, have the pages of their index split and filled anew:
  // that is what leaves bytes in the gaps.
  for (int k = 0; k < 12; ++k) {
    phone.keys.push_back(std::to_string(journal.random().below(1'000'000)) + marked.mark +
                         std::string(journal.random().below(400), 'k'));
  }
  journal->journal().put_incident(i, {phone}, text);
}

void add_evidence(JournalStore& journal, Marked& marked) {
  auto evidence = test::sample_evidence(journal.random(), marked.incident.id, kNow);
  evidence.name = marked.mark + ".jpg";
  auto& rows = journal->evidence();
  rows.begin_upload(evidence.id, kNow);
  Bytes chunk;
  while (chunk.size() < 30'000) {
    chunk.insert(chunk.end(), marked.mark.begin(), marked.mark.end());
  }
  rows.add_chunk(evidence.id, 0, chunk);
  rows.finish(evidence);
  auto custody = test::sample_custody(journal.random(), evidence.id, 0);
  custody.line = "{\"name\":\"" + marked.mark + "\"}";
  rows.add_custody(custody);
}

void add_ledger(JournalStore& journal, const Marked& marked) {
  auto consent = test::sample_consent(journal.random(), marked.incident.id, kNow);
  consent.note = marked.mark;
  journal->journal().put_consent(consent);
  auto report = test::sample_report(journal.random(), marked.incident.id, kNow);
  report.outcome = marked.mark;
  journal->journal().put_report(report);
}

// A journal that was written over months: in no order of time, amended, committed now and then, so
// that pages were split, filled and moved. Every tenth incident will be erased.
std::vector<Marked> fill(JournalStore& journal, int incidents) {
  std::vector<Marked> all;
  for (int i = 0; i < incidents; ++i) {
    const auto when = kNow + 1h * static_cast<int>(journal.random().below(5000));
    all.emplace_back(journal.random(), when, i % 10 == 0);
    write(journal, all.back(), 1);
    if (i % 5 == 0) add_evidence(journal, all.back());
    if (i % 3 == 0) add_ledger(journal, all.back());
    if (i % 2 == 0) write(journal, all[journal.random().below(all.size())], 2);
    if (i % 7 == 0) journal.commit();
  }
  journal.commit();
  return all;
}

void erase(JournalStore& journal, const std::vector<Marked>& all) {
  for (const auto& marked : all) {
    if (marked.erased) journal->journal().erase_incident(marked.incident.id);
  }
  journal.commit();
}

OpenPages pages_of(test::SimDisk& disk, const std::string& name, const crypto::Key& key) {
  OpenPages pages;
  pages.add_file(disk.contents(name), key);
  if (*disk.exists(name + "-wal")) pages.add_log(disk.contents(name + "-wal"), key);
  return pages;
}
OpenPages pages_of(JournalStore& journal) {
  return pages_of(journal.disk(), JournalStore::kName, JournalStore::key());
}

std::size_t found(const OpenPages& pages, const std::string_view (&traces)[3]) {
  std::size_t found = 0;
  for (const auto trace : traces) found += pages.count(trace);
  return found;
}

bool is_sound(JournalStore& journal, const std::vector<Marked>& all) {
  bool sound = journal->journal().count_incidents() == all.size() * 9 / 10;
  for (const auto& marked : all) {
    const auto words = journal->journal().find_words({marked.mark}, 5, 0);
    const auto keys = journal->journal().find_keys({marked.digits}, 5);
    const std::size_t expected = marked.erased ? 0 : 1;
    sound = sound && words.size() == expected && keys.size() >= expected;
    sound = sound && journal->journal().versions(marked.incident.id).empty() == marked.erased;
  }
  return sound;
}

}  // namespace

TEST_CASE("the look sees words, numbers and evidence, in the file and in the log") {
  JournalStore journal;
  fill(journal, 20);
  const OpenPages with_log = pages_of(journal);
  REQUIRE(journal.scrub().ok());
  const OpenPages without_log = pages_of(journal);
  CHECK(with_log.size() > without_log.size());
  CHECK(without_log.page(0).at(0) == 0x10);  // the page size, the first thing behind the salt
  for (const OpenPages* pages : {&with_log, &without_log}) {
    for (const auto trace : kErased) CHECK(pages->count(trace) > 0);
    for (const auto trace : kKept) CHECK(pages->count(trace) > 0);
  }
}

TEST_CASE("what was erased and scrubbed is nowhere in the file and in the log, what was kept is") {
  JournalStore journal;
  const auto all = fill(journal, 600);
  erase(journal, all);
  CHECK(found(pages_of(journal), kErased) > 0);  // erasing alone is not enough
  REQUIRE(journal.scrub().ok());
  const OpenPages after = pages_of(journal);
  CHECK(found(after, kErased) == 0);
  CHECK(found(after, kKept) > 0);
  CHECK(is_sound(journal, all));
  journal.open_again();
  CHECK(found(pages_of(journal), kErased) == 0);
  CHECK(is_sound(journal, all));
}

TEST_CASE("words of an older version that stand in no version any more are gone after a scrub") {
  JournalStore journal;
  Marked marked(journal.random(), kNow, true);
  write(journal, marked, 1);
  marked.mark = "other" + std::string(kKept[0]);
  marked.digits = "1234" + std::string(kKept[1]);
  marked.incident.headline = "h";
  write(journal, marked, 1);
  REQUIRE(journal.scrub().ok());
  CHECK(found(pages_of(journal), kErased) == 0);
  CHECK(found(pages_of(journal), kKept) > 0);
}

TEST_CASE("a scrubbed journal goes on, and the foreign keys hold as before") {
  JournalStore journal;
  const auto all = fill(journal, 40);
  REQUIRE(journal.scrub().ok());
  REQUIRE(journal.scrub().ok());
  auto stray = test::sample_incident(journal.random(), kNow);
  stray.subject = journal.random().id<SubjectId>();
  CHECK_THROWS_AS(journal->journal().put_incident(stray, {}, ""), StoreFailed);
  journal->rollback();
  REQUIRE(journal->begin().ok());
  erase(journal, all);
  REQUIRE(journal.scrub().ok());
  CHECK(found(pages_of(journal), kErased) == 0);
  CHECK(is_sound(journal, all));
}

TEST_CASE("between the slices of a scrub the journal is written to, and what comes is not lost") {
  JournalStore journal;
  auto all = fill(journal, 60);
  erase(journal, all);
  std::size_t written = 0;
  for (std::uint32_t left = 1; left > 0; ++written) {
    REQUIRE(written < 100);
    REQUIRE(journal->commit().ok());
    const auto slice = journal->journal().scrub_some();
    REQUIRE(journal->begin().ok());
    REQUIRE(slice.ok());
    left = *slice;
    for (const auto& marked : all) {
      if (!marked.erased && &marked != &all[1])
        CHECK(journal->journal().find_words({marked.mark}, 5, 0).size() == 1);
    }
    Marked fresh(journal.random(), kNow + 1h * static_cast<int>(written), false);
    write(journal, fresh, 1);
    add_evidence(journal, fresh);
    journal->journal().erase_incident(all[1].incident.id);  // each time the scrub begins anew ...
    if (written < 10) write(journal, all[1], 1);            // ... until nothing more is erased
  }
  CHECK(found(pages_of(journal), kErased) == 0);
  CHECK(found(pages_of(journal), kKept) > 0);
}

TEST_CASE("a slice that fails leaves the journal whole, the foreign keys on, and the rest owed") {
  JournalStore journal;
  auto all = fill(journal, 40);
  erase(journal, all);
  const auto one_slice = [&] {
    REQUIRE(journal->commit().ok());
    const auto slice = journal->journal().scrub_some();
    if (!slice.ok()) journal.disk().heal();
    REQUIRE(journal->begin().ok());
    return slice;
  };
  for (int slice = 0; slice < 4; ++slice) REQUIRE(one_slice().ok());
  journal.disk().fail_after(1);
  CHECK_FALSE(one_slice().ok());
  auto stray = test::sample_incident(journal.random(), kNow);
  stray.subject = journal.random().id<SubjectId>();
  CHECK_THROWS_AS(journal->journal().put_incident(stray, {}, ""), StoreFailed);
  journal->rollback();
  REQUIRE(journal->begin().ok());
  for (std::uint32_t left = 1; left > 0;) left = *one_slice();
  CHECK(found(pages_of(journal), kErased) == 0);
  CHECK(is_sound(journal, all));
}

TEST_CASE("in a profile's container it is gone too, also from what lies behind the database") {
  constexpr auto kCost = crypto::kCheapForTests;
  test::SimDisk disk(3);
  test::SimRandom random(4);
  const ByteView words = as_bytes("four words by heart");
  REQUIRE(Profile::create(disk, random, words, kCost).ok());
  auto file = SlotFile::read(disk);
  REQUIRE(file.ok());
  const auto opened = file->find(*file->stretch(words, kCost));
  REQUIRE(opened.has_value());
  const std::string name = container_name(opened->unlocked.container);
  auto profile = Profile::open(disk, random, words, kCost);
  REQUIRE(profile.ok());
  {
    auto store = NodeStore::open(std::move(*(*profile)->open_database()));
    REQUIRE(store.ok());
    auto incident = test::sample_incident(random, kNow);
    const std::string secret(kErased[0]);
    incident.json = secret;
    REQUIRE((*store)->begin().ok());
    (*store)->journal().put_incident(incident, {}, secret);
    for (int i = 0; i < 300; ++i) {
      (*store)->journal().put_incident(test::sample_incident(random, kNow), {}, "other");
    }
    REQUIRE((*store)->commit().ok());
    CHECK(found(pages_of(disk, name, opened->unlocked.key), kErased) > 0);
    REQUIRE((*store)->begin().ok());
    (*store)->journal().erase_incident(incident.id);
    REQUIRE((*store)->commit().ok());
    REQUIRE(test::scrub_all((*store)->journal()).ok());
    CHECK(found(pages_of(disk, name, opened->unlocked.key), kErased) == 0);
  }
  REQUIRE((*profile)->close().ok());
  CHECK(found(pages_of(disk, name, opened->unlocked.key), kErased) == 0);
  CHECK(disk.contents(container_name(0)).size() == disk.contents(container_name(1)).size());
}

}  // namespace ww::store
