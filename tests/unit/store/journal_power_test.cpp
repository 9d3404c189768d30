// Goal: a power cut at any write, while notes are taken, a file is imported, persons are merged, a
// purge runs or an older journal is brought up, loses no committed note and leaves a journal that
// opens, whole. Method: do the work once to count its writes and syncs, then again and again, cut
// off after each of them.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/node_store.h"
#include "store/schema.h"
#include "support/catch.h"
#include "support/golden_journal.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

using test::SimDisk;
using test::SimRandom;

const Instant kNow = from_ms(1'750'000'000'000);

crypto::Key key() { return test::golden_key(); }

// nullptr when the disk is dead.
std::unique_ptr<NodeStore> opened(Disk& disk) {
  static SimRandom random(5);
  auto db = Database::open(disk, random, "journal", key());
  if (!db.ok()) return nullptr;
  auto store = NodeStore::open(std::move(*db));
  return store.ok() ? std::move(*store) : nullptr;
}

StoredIncident incident(std::uint64_t seed) {
  SimRandom random(seed);
  auto made = test::sample_incident(random, kNow);
  made.json = std::string(6'000, static_cast<char>('a' + seed % 26));
  return made;
}

void put(NodeStore& store, std::uint64_t seed) {
  store.journal().put_incident(incident(seed), {test::sample_phone("447700900123")},
                               "note w" + std::to_string(seed));
}

// One step of a work: a transaction. False when the disk failed.
template <class Step>
bool step(NodeStore& store, Step&& body) {
  try {
    if (!store.begin().ok()) return false;
    body();
    return store.commit().ok();
  } catch (const StoreFailed&) {
    store.rollback();
    return false;
  }
}

void is_whole(Disk& disk) {
  SimRandom random(6);
  auto db = Database::open(disk, random, "journal", key());
  REQUIRE(db.ok());
  CHECK(std::get<0>(*(*db)->one<std::string>("PRAGMA integrity_check")) == "ok");
  CHECK_FALSE((*db)->one<std::string>("PRAGMA foreign_key_check").has_value());
  CHECK_FALSE((*db)->one<std::string>("SELECT name FROM sqlite_master WHERE name LIKE 'twin%'"));
}

// `work` gets an open store and says how many of its steps were answered for; `judge` gets the
// store after the cut, a transaction begun, and that number.
template <class Work, class Judge>
void cut_everywhere(const SimDisk& fresh, std::uint64_t stride, Work&& work, Judge&& judge) {
  std::uint64_t operations = 0;
  {
    SimDisk measure(fresh);
    auto store = opened(measure);
    REQUIRE(store);
    operations = measure.operations();
    work(*store);
    operations = measure.operations() - operations;
  }
  REQUIRE(operations > 20);
  for (std::uint64_t cut = 0; cut < operations; cut += stride) {
    CAPTURE(cut, operations);
    SimDisk disk(fresh);
    int answered = 0;
    {
      auto store = opened(disk);
      REQUIRE(store);
      disk.fail_after(cut);
      answered = work(*store);
      disk.die();
    }
    disk.crash();
    {
      auto store = opened(disk);
      REQUIRE(store);
      REQUIRE(store->begin().ok());
      judge(*store, answered);
      REQUIRE(store->commit().ok());
    }
    is_whole(disk);
  }
}

SimDisk journal_with(int incidents) {
  SimDisk disk(4);
  auto store = opened(disk);
  REQUIRE(step(*store, [&] {
    for (int i = 0; i < incidents; ++i) put(*store, static_cast<std::uint64_t>(i));
  }));
  store.reset();
  return SimDisk(disk);
}

bool holds(NodeStore& store, std::uint64_t seed) {
  const auto found = store.journal().incident(incident(seed).id);
  const auto words = store.journal().find_words({"w" + std::to_string(seed)}, 1000, 0);
  const bool in_text = std::find(words.begin(), words.end(), incident(seed).id) != words.end();
  return found && found->json == incident(seed).json && in_text;
}

}  // namespace

TEST_CASE("attack: a power cut at every write while notes are taken loses no committed one") {
  cut_everywhere(
      journal_with(3), 1,
      [](NodeStore& store) {
        int answered = 0;
        for (std::uint64_t i = 100; i < 104; ++i) {
          if (!step(store, [&] { put(store, i); })) break;
          ++answered;
        }
        return answered;
      },
      [](NodeStore& store, int answered) {
        for (std::uint64_t i = 0; i < 3; ++i) CHECK(holds(store, i));
        for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(answered); ++i) {
          CHECK(holds(store, 100 + i));
        }
        // The commit that was cut may have come through, whole.
        const auto count = store.journal().count_incidents();
        CHECK(count >= 3u + static_cast<unsigned>(answered));
        CHECK(count <= 4u + static_cast<unsigned>(answered));
      });
}

TEST_CASE("attack: a power cut at every write of an import leaves the whole file or an upload") {
  constexpr std::uint32_t kChunks = 3;
  SimRandom random(8);
  auto evidence = test::sample_evidence(random, incident(0).id, kNow);
  const auto bytes = [](std::uint32_t number) {
    return Bytes(20'000, static_cast<std::uint8_t>(number + 1));
  };
  std::size_t whole = 0, uploads = 0;
  cut_everywhere(
      journal_with(2), 1,
      [&](NodeStore& store) {
        int answered = 0;
        auto& rows = store.evidence();
        if (!step(store, [&] { rows.begin_upload(evidence.id, kNow); })) return answered;
        for (std::uint32_t i = 0; i < kChunks; ++i) {
          ++answered;
          if (!step(store, [&] { rows.add_chunk(evidence.id, i, bytes(i)); })) return answered;
        }
        ++answered;
        return answered + step(store, [&] {
                 rows.finish(evidence);
                 rows.add_custody({evidence.id, 0, "line", {}, {}});
               });
      },
      [&](NodeStore& store, int answered) {
        CHECK((holds(store, 0) && holds(store, 1)));
        auto& rows = store.evidence();
        const auto found = rows.evidence(evidence.id);
        if (answered == kChunks + 2) CHECK(found.has_value());
        ++(found ? whole : uploads);
        while (!rows.drop_uploads(1)) {
        }
        CHECK(rows.last_custody(evidence.id).has_value() == found.has_value());
        for (std::uint32_t i = 0; i < kChunks; ++i) {
          const auto chunk = rows.chunk(evidence.id, i);
          CHECK(chunk == (found ? std::optional(bytes(i)) : std::nullopt));
        }
      });
  CHECK(whole > 0);
  CHECK(uploads > 0);
}

TEST_CASE(
    "attack: a power cut at every write of a purge and its slices loses nothing but what was to be "
    "erased, and the next start goes on") {
  std::size_t erased = 0, kept = 0, owed = 0;
  SimRandom random(9);
  const auto file = test::sample_evidence(random, incident(3).id, kNow);
  SimDisk fresh = journal_with(4);
  {
    auto store = opened(fresh);
    REQUIRE(step(*store, [&] {
      store->evidence().begin_upload(file.id, kNow);
      for (std::uint32_t i = 0; i < 70; ++i) store->evidence().add_chunk(file.id, i, Bytes(9, 9));
      store->evidence().finish(file);
      store->evidence().add_custody(test::sample_custody(random, file.id, 0));
    }));
  }
  cut_everywhere(
      SimDisk(fresh), 1,
      [](NodeStore& store) {
        int answered = 0;
        answered += step(store, [&] { put(store, 100); });
        if (answered == 0) return answered;
        answered += step(store, [&] { store.journal().erase_incident(incident(3).id); });
        if (answered == 2) answered += test::scrub_all(store.journal()).ok();
        return answered;
      },
      [&](NodeStore& store, int answered) {
        for (std::uint64_t i = 0; i < 3; ++i) CHECK(holds(store, i));
        if (answered >= 1) CHECK(holds(store, 100));
        if (answered >= 2) CHECK_FALSE(store.journal().incident(incident(3).id).has_value());
        const bool whole = holds(store, 3);
        ++(whole ? kept : erased);
        CHECK(store.evidence().evidence(file.id).has_value() == whole);
        REQUIRE(store.commit().ok());
        const auto left = store.journal().scrub_some();
        REQUIRE(left.ok());
        if (whole || answered == 3) CHECK(*left == 0);
        if (*left > 0) ++owed;
        REQUIRE(test::scrub_all(store.journal()).ok());
        REQUIRE(store.begin().ok());
        std::size_t chunks = 0;
        for (std::uint32_t i = 0; i < 70; ++i) {
          chunks += store.evidence().chunk(file.id, i).has_value();
        }
        CHECK(chunks == (whole ? 70 : 0));
      });
  CHECK(kept > 0);
  CHECK(erased > 0);
  CHECK(owed > 0);
}

TEST_CASE(
    "attack: a power cut at every write of a merge and its undo leaves the one or the other") {
  SimRandom random(10);
  const auto van = test::sample_subject(random, "van", kNow);
  const auto tall = test::sample_subject(random, "tall", kNow);
  const StoredUndo undo{random.id<UndoId>(), kNow, "{\"what\":\"merge\"}", false};
  SimDisk fresh = journal_with(4);
  {
    auto store = opened(fresh);
    REQUIRE(step(*store, [&] {
      store->journal().put_subject(van, {test::sample_phone("447700900111")});
      store->journal().put_subject(tall, {test::sample_phone("447700900112")});
      for (std::uint64_t i = 0; i < 4; ++i) store->journal().set_subject(incident(i).id, tall.id);
    }));
  }
  const auto move = [&](NodeStore& store, const StoredSubject& to, bool merged) {
    for (std::uint64_t i = 0; i < 4; ++i) store.journal().set_subject(incident(i).id, to.id);
    auto other = tall;
    if (merged) other.merged_into = van.id;
    store.journal().put_subject(other, {test::sample_phone("447700900112")});
    auto done = undo;
    done.undone = !merged;
    store.journal().put_undo(done);
  };
  cut_everywhere(
      SimDisk(fresh), 1,
      [&](NodeStore& store) {
        int answered = 0;
        answered += step(store, [&] { move(store, van, true); });
        if (answered == 1) answered += step(store, [&] { move(store, tall, false); });
        return answered;
      },
      [&](NodeStore& store, int answered) {
        const auto other = store.journal().subject(tall.id);
        REQUIRE(other.has_value());
        const bool merged = other->merged_into.has_value();
        for (std::uint64_t i = 0; i < 4; ++i) {
          CHECK(holds(store, i));
          CHECK(store.journal().incident(incident(i).id)->subject == (merged ? van.id : tall.id));
        }
        const auto found = store.journal().undo(undo.id);
        CHECK((found && !found->undone) == merged);
        if (answered >= 1) CHECK(found.has_value());
        if (answered == 2) CHECK_FALSE(merged);
      });
}

TEST_CASE(
    "attack: a power cut at every write of a migration leaves a journal that opens, in the "
    "newest") {
  // What a next version may be.
  const auto migrated = [](Disk& disk) {
    std::vector<Version> versions = journal_versions();
    versions.push_back({"ALTER TABLE consent ADD COLUMN later INTEGER",
                        "CREATE INDEX consent_later ON consent (later)"});
    SimRandom random(9);
    auto db = Database::open(disk, random, "journal", test::golden_key());
    return db.ok() && bring_up_to_date(**db, versions).ok();
  };
  std::ifstream file(std::filesystem::path(WW_TEST_DATA) / "golden" / "journal_1.db",
                     std::ios::binary);
  SimDisk fresh(9);
  fresh.replace("journal", Bytes{std::istreambuf_iterator<char>(file), {}});
  SimDisk measure(fresh);
  REQUIRE(migrated(measure));
  const std::uint64_t operations = measure.operations();
  REQUIRE(operations > 30);
  for (std::uint64_t cut = 0; cut < operations; ++cut) {
    CAPTURE(cut);
    SimDisk disk(fresh);
    disk.fail_after(cut);
    static_cast<void>(migrated(disk));
    disk.die();
    disk.crash();
    REQUIRE(migrated(disk));
    SimRandom random(9);
    auto db = Database::open(disk, random, "journal", test::golden_key());
    REQUIRE(db.ok());
    CHECK((*db)->one<std::string>("SELECT name FROM contact WHERE name='Alex'").has_value());
    CHECK(std::get<0>(*(*db)->one<std::int64_t>("SELECT count(*) FROM incident")) == 1);
    CHECK(std::get<0>(*(*db)->one<std::int64_t>(
              "SELECT count(*) FROM incident_text WHERE text MATCH 'van'")) == 1);
    CHECK(std::get<0>(
              *(*db)->one<std::int64_t>("SELECT count(*) FROM consent WHERE later IS NULL")) == 1);
    db->reset();
    is_whole(disk);
    CHECK_FALSE(*disk.exists("journal.before"));
  }
}

}  // namespace ww::store
