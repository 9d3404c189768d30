// Persons of concern, what can be undone, consents, reports and packs.
#include "ports/journal_rows.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;
using test::sample_subject;

const Instant kNow = from_ms(1'750'000'000'000);

IncidentId put_of(JournalStore& journal, const SubjectId& subject, Instant when,
                  const std::vector<JournalIdentifier>& identifiers = {}) {
  auto incident = test::sample_incident(journal.random(), when);
  incident.subject = subject;
  journal->journal().put_incident(incident, identifiers, "");
  return incident.id;
}

}  // namespace

TEST_CASE("a person of concern comes back, and what is changed replaces") {
  JournalStore journal;
  auto subject = sample_subject(journal.random(), "the one with the van", kNow);
  journal->journal().put_subject(subject, {});
  subject.label = "the one with the red van";
  subject.json = "{}";
  subject.changed = kNow + 1h;
  journal->journal().put_subject(subject, {});
  journal.open_again();
  const auto found = journal->journal().subject(subject.id);
  REQUIRE(found.has_value());
  CHECK(found->label == subject.label);
  CHECK(found->json == "{}");
  CHECK(found->created == kNow);
  CHECK(found->changed == kNow + 1h);
  CHECK_FALSE(found->merged_into.has_value());
  CHECK_FALSE(journal->journal().subject(journal.random().id<SubjectId>()).has_value());
  CHECK(journal->journal().subjects_with_prefix(subject.id.base32().substr(0, 6), 5) ==
        std::vector<SubjectId>{subject.id});
}

TEST_CASE(
    "a label is found in any case of its ASCII letters, whole, and never one that was merged") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto van = sample_subject(journal.random(), "Van Mann", kNow);
  const auto umlaut = sample_subject(journal.random(), "J\xC3\xBCrgen", kNow);
  auto merged = sample_subject(journal.random(), "Tall", kNow);
  merged.merged_into = van.id;
  for (const auto& subject : {van, umlaut, merged}) rows.put_subject(subject, {});
  const auto found = [&](std::string_view label) {
    const auto subject = rows.subject_with_label(label);
    return subject ? std::optional(subject->id) : std::nullopt;
  };
  CHECK(found("Van Mann") == van.id);
  CHECK(found("vAN mANN") == van.id);
  CHECK(found("J\xC3\xBCRGEN") == umlaut.id);
  for (const char* other : {"Van", "Van Mann ", "", "%", "Van_Mann", "J\xC3\x9Crgen", "Tall"}) {
    CAPTURE(other);
    CHECK_FALSE(found(other).has_value());
  }
  merged.merged_into.reset();
  rows.put_subject(merged, {});
  CHECK(found("tall") == merged.id);
}

TEST_CASE("a person's incidents are counted, from the first to the last that happened") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto van = sample_subject(journal.random(), "van", kNow);
  const auto other = sample_subject(journal.random(), "other", kNow);
  for (const auto& subject : {van, other}) rows.put_subject(subject, {});
  CHECK(rows.count_of(van.id).incidents == 0);
  CHECK_FALSE(rows.count_of(van.id).first.has_value());
  CHECK_FALSE(rows.count_of(van.id).last.has_value());
  put_of(journal, other.id, kNow - 9h);
  const auto first = put_of(journal, van.id, kNow);  // not told when: when it was written
  auto told = test::sample_incident(journal.random(), kNow + 5h);
  told.subject = van.id;
  told.start = kNow - 2h;
  rows.put_incident(told, {}, "");
  auto count = rows.count_of(van.id);
  CHECK(count.subject.label == "van");
  CHECK(count.incidents == 2);
  CHECK(count.first == kNow - 2h);
  CHECK(count.last == kNow);
  rows.erase_incident(told.id);
  rows.set_subject(first, other.id);
  CHECK(rows.count_of(van.id).incidents == 0);
  count = rows.count_of(other.id);
  CHECK(count.incidents == 2);
  CHECK(count.first == kNow - 9h);
}

TEST_CASE("persons are listed with their incidents counted, who was met last first") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto a = sample_subject(journal.random(), "a", kNow);
  const auto b = sample_subject(journal.random(), "b", kNow);
  const auto never = sample_subject(journal.random(), "c", kNow);
  auto merged = sample_subject(journal.random(), "d", kNow);
  for (const auto& subject : {never, a, b}) rows.put_subject(subject, {});
  merged.merged_into = a.id;
  rows.put_subject(merged, {});
  put_of(journal, a.id, kNow);
  put_of(journal, a.id, kNow + 2h);
  put_of(journal, b.id, kNow + 3h);
  const auto list = rows.subjects(10, 0);
  REQUIRE(list.size() == 3);
  CHECK(list[0].subject.id == b.id);
  CHECK(list[1].subject.id == a.id);
  CHECK(list[1].incidents == 2);
  CHECK(list[1].first == kNow);
  CHECK(list[1].last == kNow + 2h);
  CHECK(list[2].subject.id == never.id);
  CHECK(list[2].incidents == 0);
  CHECK_FALSE(list[2].first.has_value());
  CHECK(rows.subjects(1, 1)[0].subject.id == a.id);
}

TEST_CASE("a person's identifiers are her own and those of her incidents, each once") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto subject = sample_subject(journal.random(), "a", kNow);
  const auto phone = test::sample_phone("447700900123"), other = test::sample_phone("447700900124");
  rows.put_subject(subject, {phone});
  put_of(journal, subject.id, kNow, {phone, other});
  put_of(journal, subject.id, kNow + 1h, {other});
  const auto identifiers = rows.identifiers_of(subject.id);
  REQUIRE(identifiers.size() == 2);
  CHECK(identifiers[0].canon == phone.canon);
  CHECK(identifiers[0].keys == phone.keys);
  CHECK(identifiers[0].digits == phone.digits);
  CHECK(identifiers[1].canon == other.canon);
}

TEST_CASE("a person who is erased leaves the incidents, and those merged into her go along") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto subject = sample_subject(journal.random(), "a", kNow);
  auto merged = sample_subject(journal.random(), "b", kNow);
  rows.put_subject(subject, {test::sample_phone("447700900123")});
  merged.merged_into = subject.id;
  rows.put_subject(merged, {test::sample_phone("447700900124")});
  const auto id = put_of(journal, subject.id, kNow);
  rows.erase_subject(subject.id);
  CHECK_FALSE(rows.subject(subject.id).has_value());
  CHECK_FALSE(rows.subject(merged.id).has_value());
  CHECK(rows.find_digits("4477", 10).empty());
  REQUIRE(rows.incident(id).has_value());
  CHECK_FALSE(rows.incident(id)->subject.has_value());
}

TEST_CASE("an incident cannot belong to a person who is not there") {
  JournalStore journal;
  CHECK_THROWS_AS(put_of(journal, journal.random().id<SubjectId>(), kNow), StoreFailed);
}

TEST_CASE("what can be undone is listed newest first, and knows that it was") {
  JournalStore journal;
  auto& rows = journal->journal();
  StoredUndo first{journal.random().id<UndoId>(), kNow, "one", false};
  const StoredUndo second{journal.random().id<UndoId>(), kNow + 1h, "two", false};
  rows.put_undo(first);
  rows.put_undo(second);
  first.undone = true;
  rows.put_undo(first);
  const auto list = rows.undos(10);
  REQUIRE(list.size() == 2);
  CHECK(list[0].id == second.id);
  CHECK(list[1].undone);
  CHECK(list[1].json == "one");
  CHECK(rows.undos(1).size() == 1);
  CHECK(rows.undo(first.id)->at == kNow);
  rows.erase_undo(first.id);
  CHECK_FALSE(rows.undo(first.id).has_value());
}

TEST_CASE("a consent keeps what was shared under it, and its withdrawal") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto incident = test::sample_incident(journal.random(), kNow);
  const auto elsewhere = test::sample_incident(journal.random(), kNow);
  rows.put_incident(incident, {}, "");
  rows.put_incident(elsewhere, {}, "");
  auto consent = test::sample_consent(journal.random(), incident.id, kNow);
  rows.put_consent(consent);
  CHECK(rows.consent(consent.id) == consent);
  consent.withdrawn = kNow + 1h;
  consent.note = "I changed my mind";
  consent.to.reset();
  rows.put_consent(consent);
  const auto later = test::sample_consent(journal.random(), incident.id, kNow + 1h);
  const auto other = test::sample_consent(journal.random(), elsewhere.id, kNow + 2h);
  rows.put_consent(other);
  rows.put_consent(later);
  journal.open_again();
  CHECK(journal->journal().consents(incident.id) == std::vector{consent, later});
  CHECK(journal->journal().consents(std::nullopt) == std::vector{consent, later, other});
  CHECK_FALSE(journal->journal().consent(journal.random().id<ConsentId>()).has_value());
}

TEST_CASE("every route, recipient and way of capture is kept by its own name") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto incident = test::sample_incident(journal.random(), kNow);
  rows.put_incident(incident, {}, "");
  for (int i = 0; i <= static_cast<int>(domain::ConsentRoute::police_full); ++i) {
    auto consent = test::sample_consent(journal.random(), incident.id, kNow);
    consent.route = static_cast<domain::ConsentRoute>(i);
    rows.put_consent(consent);
    CHECK(rows.consent(consent.id) == consent);
  }
  for (int i = 0; i <= static_cast<int>(domain::ReportTo::other); ++i) {
    auto report = test::sample_report(journal.random(), incident.id, kNow);
    report.to = static_cast<domain::ReportTo>(i);
    rows.put_report(report);
    CHECK(rows.report(report.id) == report);
  }
  for (int i = 0; i <= static_cast<int>(domain::HowCaptured::other); ++i) {
    auto evidence = test::sample_evidence(journal.random(), incident.id, kNow);
    evidence.how = static_cast<domain::HowCaptured>(i);
    journal->evidence().begin_upload(evidence.id, kNow);
    journal->evidence().finish(evidence);
    CHECK(journal->evidence().evidence(evidence.id) == evidence);
  }
}

TEST_CASE("a report comes back with how it was met, and what is learnt later replaces") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto incident = test::sample_incident(journal.random(), kNow);
  rows.put_incident(incident, {}, "");
  auto report = test::sample_report(journal.random(), incident.id, kNow);
  report.consent = journal.random().id<ConsentId>();
  rows.put_report(report);
  CHECK(rows.report(report.id) == report);
  report.outcome.reset();
  report.at.reset();
  report.consent.reset();
  rows.put_report(report);
  const auto later = test::sample_report(journal.random(), incident.id, kNow + 1h);
  rows.put_report(later);
  CHECK(rows.reports(incident.id) == std::vector{report, later});
  CHECK(rows.reports(std::nullopt).size() == 2);
  CHECK(rows.reports(journal.random().id<IncidentId>()).empty());
  CHECK_FALSE(rows.report(journal.random().id<ReportId>()).has_value());
}

TEST_CASE("a newer edition of a pack takes the place of the older one") {
  JournalStore journal;
  auto& packs = journal->packs();
  packs.put({"gb-sct", "2025-01-01", Bytes{1}, Bytes(64, 1)});
  packs.put({"gb-eng", "2025-01-01", Bytes{2}, Bytes(64, 2)});
  packs.put({"gb-eng", "2025-06-01", Bytes{3}, Bytes(64, 3)});
  journal.open_again();
  const auto all = journal->packs().all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == "gb-eng");
  CHECK(all[0].edition == "2025-06-01");
  CHECK(all[0].bytes == Bytes{3});
  CHECK(all[0].signature == Bytes(64, 3));
}

}  // namespace ww::store
