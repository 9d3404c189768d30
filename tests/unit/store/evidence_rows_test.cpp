// Evidence: chunks in order, invisible until the file is whole, gone with what they hang on.
#include "ports/evidence_rows.h"

#include "domain/journal_limits.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;
using test::sample_evidence;

const Instant kNow = from_ms(1'750'000'000'000);

IncidentId put_incident(JournalStore& journal) {
  const auto incident = test::sample_incident(journal.random(), kNow);
  journal->journal().put_incident(incident, {}, "");
  return incident.id;
}

Bytes chunk_of(std::uint32_t number, std::size_t size = limits::kEvidenceChunk) {
  return Bytes(size, static_cast<std::uint8_t>(number + 1));
}

void upload(JournalStore& journal, const EvidenceId& id, std::uint32_t chunks) {
  journal->evidence().begin_upload(id, kNow);
  for (std::uint32_t i = 0; i < chunks; ++i) journal->evidence().add_chunk(id, i, chunk_of(i));
}

}  // namespace

TEST_CASE("a file is imported over several transactions and comes back chunk by chunk") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  auto& rows = journal->evidence();
  rows.begin_upload(evidence.id, kNow);
  rows.add_chunk(evidence.id, 0, chunk_of(0));
  journal.commit();
  rows.add_chunk(evidence.id, 1, chunk_of(1, 1));
  journal.commit();
  rows.finish(evidence);
  journal.open_again();
  CHECK(journal->evidence().evidence(evidence.id) == evidence);
  CHECK(journal->evidence().chunk(evidence.id, 0) == chunk_of(0));
  CHECK(journal->evidence().chunk(evidence.id, 1) == chunk_of(1, 1));
  CHECK_FALSE(journal->evidence().chunk(evidence.id, 2).has_value());
}

TEST_CASE("an empty file has no chunks and is evidence all the same") {
  JournalStore journal;
  auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  evidence.size = 0;
  upload(journal, evidence.id, 0);
  journal->evidence().finish(evidence);
  CHECK(journal->evidence().evidence(evidence.id) == evidence);
  CHECK_FALSE(journal->evidence().chunk(evidence.id, 0).has_value());
}

TEST_CASE("what was not told about a file stays not told") {
  JournalStore journal;
  auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  evidence.made.reset();
  evidence.origin.reset();
  evidence.note.reset();
  upload(journal, evidence.id, 1);
  journal->evidence().finish(evidence);
  CHECK(journal->evidence().evidence(evidence.id) == evidence);
}

TEST_CASE("an upload is invisible until it is finished") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  upload(journal, evidence.id, 2);
  auto& rows = journal->evidence();
  CHECK_FALSE(rows.evidence(evidence.id).has_value());
  CHECK(rows.with_prefix("", 10).empty());
  CHECK(rows.all(10, 0).empty());
  CHECK(rows.of(evidence.incident).empty());
  rows.finish(evidence);
  CHECK(rows.with_prefix(evidence.id.base32(), 10) == std::vector{evidence.id});
  CHECK(rows.all(10, 0).size() == 1);
  CHECK(rows.of(evidence.incident).size() == 1);
}

TEST_CASE("evidence belongs to an incident that is there") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), journal.random().id<IncidentId>(), kNow);
  upload(journal, evidence.id, 1);
  CHECK_THROWS_AS(journal->evidence().finish(evidence), StoreFailed);
}

TEST_CASE("an upload that is given up leaves nothing; a finished file is no upload") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  const auto given_up = journal.random().id<EvidenceId>();
  upload(journal, evidence.id, 1);
  upload(journal, given_up, 2);
  auto& rows = journal->evidence();
  rows.finish(evidence);
  rows.drop_upload(given_up);
  rows.drop_upload(evidence.id);
  CHECK_FALSE(rows.chunk(given_up, 0).has_value());
  CHECK(rows.chunk(evidence.id, 0).has_value());
  CHECK(rows.drop_uploads(1));
  CHECK(rows.evidence(evidence.id).has_value());
}

TEST_CASE("leftover uploads go in bounded pieces") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  const auto first = journal.random().id<EvidenceId>(), second = journal.random().id<EvidenceId>();
  upload(journal, first, 3);
  upload(journal, second, 3);
  upload(journal, evidence.id, 3);
  auto& rows = journal->evidence();
  rows.finish(evidence);
  const auto left = [&] {
    int chunks = 0;
    for (std::uint32_t i = 0; i < 3; ++i) {
      chunks += rows.chunk(first, i).has_value() + rows.chunk(second, i).has_value();
    }
    return chunks;
  };
  CHECK_FALSE(rows.drop_uploads(4));
  CHECK(left() == 2);
  CHECK_FALSE(rows.drop_uploads(1));
  CHECK(left() == 1);
  CHECK(rows.drop_uploads(1));
  CHECK(left() == 0);
  for (std::uint32_t i = 0; i < 3; ++i) CHECK(rows.chunk(evidence.id, i) == chunk_of(i));
}

TEST_CASE("evidence is listed newest first, an incident's in the order it came") {
  JournalStore journal;
  const auto incident = put_incident(journal), other = put_incident(journal);
  std::vector<domain::Evidence> files;
  for (int i = 0; i < 3; ++i) {
    files.push_back(sample_evidence(journal.random(), i == 1 ? other : incident, kNow + i * 1h));
    upload(journal, files.back().id, 1);
    journal->evidence().finish(files.back());
  }
  auto& rows = journal->evidence();
  CHECK(rows.all(10, 0) == std::vector{files[2], files[1], files[0]});
  CHECK(rows.all(1, 1) == std::vector{files[1]});
  CHECK(rows.of(incident) == std::vector{files[0], files[2]});
}

TEST_CASE(
    "files of an erased incident are known no more at once, and go in slices that a crash only "
    "delays") {
  JournalStore journal;
  const auto incident = put_incident(journal), other = put_incident(journal);
  const auto stays = sample_evidence(journal.random(), other, kNow);
  upload(journal, stays.id, 2);
  journal->evidence().finish(stays);
  std::vector<domain::Evidence> files;
  for (int i = 0; i < 3; ++i) {
    files.push_back(sample_evidence(journal.random(), incident, kNow));
    upload(journal, files.back().id, 25);
    journal->evidence().finish(files.back());
    journal->evidence().add_custody(test::sample_custody(journal.random(), files.back().id, 0));
  }
  const auto going_on = sample_evidence(journal.random(), other, kNow);
  upload(journal, going_on.id, 1);
  journal->journal().erase_incident(incident);
  const auto known = [&] {
    std::size_t chunks = 0;
    for (const auto& file : files) {
      CHECK_FALSE(journal->evidence().evidence(file.id).has_value());
      CHECK(journal->evidence().with_prefix(file.id.base32(), 2).empty());
      for (std::uint32_t i = 0; i < 25; ++i) {
        chunks += journal->evidence().chunk(file.id, i).has_value();
      }
    }
    return chunks;
  };
  CHECK(known() == 75);  // nothing of them in the transaction that erased them
  journal.commit();
  std::size_t before = 75;
  for (int slices = 0; before > 0; ++slices) {
    REQUIRE(slices < 5);
    WW_CHECK(journal->commit().ok());
    const auto left = journal->journal().scrub_some();
    WW_CHECK(journal->begin().ok());
    REQUIRE(left.ok());
    CHECK(*left > 0);
    const std::size_t now = known();
    CHECK(before - now <= 64);
    before = now;
    journal.open_again();
  }
  CHECK(journal.scrub().ok());
  for (const auto& file : files) CHECK(journal->evidence().custody(file.id).empty());
  CHECK(journal->evidence().of(other) == std::vector{stays});
  CHECK(journal->evidence().chunk(stays.id, 1).has_value());
  CHECK(journal->evidence().chunk(going_on.id, 0).has_value());  // an import goes on meanwhile
}

TEST_CASE("a custody chain is kept in its order, and an entry is never replaced") {
  JournalStore journal;
  const auto evidence = sample_evidence(journal.random(), put_incident(journal), kNow);
  upload(journal, evidence.id, 1);
  auto& rows = journal->evidence();
  CHECK_FALSE(rows.last_custody(evidence.id).has_value());
  std::vector<domain::CustodyEntry> entries;
  for (std::uint32_t i = 0; i < 12; ++i) {
    entries.push_back(test::sample_custody(journal.random(), evidence.id, i));
    rows.add_custody(entries.back());
  }
  rows.finish(evidence);
  journal.open_again();
  CHECK(journal->evidence().custody(evidence.id) == entries);
  CHECK(journal->evidence().last_custody(evidence.id) == entries.back());
  CHECK_THROWS_AS(journal->evidence().add_custody(entries[3]), StoreFailed);
}

}  // namespace ww::store
