// Incidents in the store: what goes in comes out, whole, in the order of when it happened; what is
// erased takes along all that hung on it.
#include "ports/journal_rows.h"

#include "domain/journal_limits.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;
using test::sample_incident;
using State = StoredIncident::State;

const Instant kNow = from_ms(1'750'000'000'000);

void same(const StoredIncident& a, const StoredIncident& b) {
  CHECK(a.id == b.id);
  CHECK(a.subject == b.subject);
  CHECK(a.state == b.state);
  CHECK(a.written == b.written);
  CHECK(a.changed == b.changed);
  CHECK(a.version == b.version);
  CHECK(a.json == b.json);
  CHECK(a.start == b.start);
  CHECK(a.end == b.end);
  CHECK(a.codes == b.codes);
  CHECK(a.regions == b.regions);
  CHECK(a.headline == b.headline);
  CHECK(a.review == b.review);
}

// Puts incidents that happened at these times; gives their ids.
std::vector<IncidentId> put_at(JournalStore& journal, const std::vector<Instant>& times) {
  std::vector<IncidentId> ids;
  for (const Instant time : times) {
    auto incident = sample_incident(journal.random(), time);
    journal->journal().put_incident(incident, {}, "");
    ids.push_back(incident.id);
  }
  return ids;
}

std::vector<IncidentId> ids_of(const std::vector<StoredIncident>& incidents) {
  std::vector<IncidentId> ids;
  for (const auto& incident : incidents) ids.push_back(incident.id);
  return ids;
}

using Ids = std::vector<IncidentId>;

}  // namespace

TEST_CASE("an incident comes back with all it holds, also after the journal was closed") {
  JournalStore journal;
  auto incident = sample_incident(journal.random(), kNow);
  incident.start = kNow - 48h;
  incident.end = kNow - 47h;
  incident.state = State::draft;
  incident.json = "{\"account\":\"d'Artagnan \xc3\xa4\"}";
  journal->journal().put_incident(incident, {}, "text");
  journal.open_again();
  const auto found = journal->journal().incident(incident.id);
  REQUIRE(found.has_value());
  same(*found, incident);
  CHECK_FALSE(journal->journal().incident(journal.random().id<IncidentId>()).has_value());
  CHECK(journal->journal().count_incidents() == 1);
}

TEST_CASE("what was not told stays not told") {
  JournalStore journal;
  auto incident = sample_incident(journal.random(), kNow);
  incident.codes.clear();
  incident.regions.clear();
  incident.headline.clear();
  journal->journal().put_incident(incident, {}, "");
  same(*journal->journal().incident(incident.id), incident);
}

TEST_CASE("each version is kept as it was written, and the first one's time never changes") {
  JournalStore journal;
  auto incident = sample_incident(journal.random(), kNow);
  incident.json = "one";
  journal->journal().put_incident(incident, {}, "");
  incident.version = 2;
  incident.json = "two";
  incident.changed = kNow + 1h;
  incident.written = kNow + 1h;  // a mistake of the caller's
  journal->journal().put_incident(incident, {}, "");
  const auto versions = journal->journal().versions(incident.id);
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].json == "one");
  CHECK(versions[0].at == kNow);
  CHECK(versions[1].number == 2);
  CHECK(versions[1].json == "two");
  const auto found = journal->journal().incident(incident.id);
  CHECK(found->written == kNow);
  CHECK(found->changed == kNow + 1h);
  CHECK(found->json == "two");
  CHECK(journal->journal().count_incidents() == 1);
}

TEST_CASE("a draft that is saved again under its version replaces itself") {
  JournalStore journal;
  auto incident = sample_incident(journal.random(), kNow);
  for (const char* json : {"a", "ab", "abc"}) {
    incident.json = json;
    journal->journal().put_incident(incident, {}, json);
  }
  REQUIRE(journal->journal().versions(incident.id).size() == 1);
  CHECK(journal->journal().versions(incident.id)[0].json == "abc");
  CHECK(journal->journal().find_words({"ab"}, 10, 0).size() == 1);
}

TEST_CASE("incidents are listed by when they happened, by when they were written if not told") {
  JournalStore journal;
  const auto ids = put_at(journal, {kNow, kNow + 2ms, kNow + 1ms});
  auto old = sample_incident(journal.random(), kNow + 24h);
  old.start = kNow - 24h * 9000;  // before 1970 would do as well
  journal->journal().put_incident(old, {}, "");
  auto& rows = journal->journal();
  CHECK(ids_of(rows.incidents({})) == Ids{ids[1], ids[2], ids[0], old.id});
  IncidentFilter filter;
  filter.oldest_first = true;
  CHECK(ids_of(rows.incidents(filter)) == Ids{old.id, ids[0], ids[2], ids[1]});
  filter.limit = 2;
  filter.offset = 1;
  CHECK(ids_of(rows.incidents(filter)) == Ids{ids[0], ids[2]});
}

TEST_CASE("an incident whose time is corrected moves in the list, with all it is found by") {
  JournalStore journal;
  const auto ids = put_at(journal, {kNow, kNow + 1h});
  auto incident = *journal->journal().incident(ids[0]);
  incident.start = kNow + 2h;
  incident.version = 2;
  journal->journal().put_incident(incident, {test::sample_phone("447700900123")}, "moved");
  auto& rows = journal->journal();
  CHECK(ids_of(rows.incidents({})) == Ids{ids[0], ids[1]});
  CHECK(rows.find_words({"moved"}, 10, 0) == Ids{ids[0]});
  REQUIRE(rows.find_keys({"p447700900123"}, 10).size() == 1);
  CHECK(rows.find_keys({"p447700900123"}, 10)[0].incident == ids[0]);
  IncidentFilter by_code;
  by_code.codes = {"threat"};
  CHECK(rows.incidents(by_code).size() == 2);
}

TEST_CASE("many incidents of one moment are told apart, the later written one first") {
  JournalStore journal;
  auto ids = put_at(journal, std::vector<Instant>(300, kNow));
  std::reverse(ids.begin(), ids.end());
  IncidentFilter filter;
  filter.limit = 1000;
  CHECK(ids_of(journal->journal().incidents(filter)) == ids);
}

TEST_CASE("times at the ends of what can be counted are kept, and ordered as far as that goes") {
  JournalStore journal;
  const auto ids = put_at(journal, {from_ms(INT64_MAX), from_ms(INT64_MIN), from_ms(-1)});
  CHECK(ids_of(journal->journal().incidents({})) == Ids{ids[0], ids[2], ids[1]});
  CHECK(journal->journal().incident(ids[0])->written == from_ms(INT64_MAX));
}

TEST_CASE("a filter narrows by person, state, code, region and time") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto subject = test::sample_subject(journal.random(), "the one with the van", kNow);
  rows.put_subject(subject, {});
  const auto ids = put_at(journal, {kNow, kNow + 1h, kNow + 2h});
  rows.set_subject(ids[0], subject.id);
  auto draft = *rows.incident(ids[1]);
  draft.state = State::draft;
  draft.codes = {"stalking"};
  draft.regions = {"IE-D"};
  rows.put_incident(draft, {}, "");
  IncidentFilter filter;
  SECTION("person") {
    filter.subject = subject.id;
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[0]});
  }
  SECTION("state") {
    filter.state = State::draft;
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[1]});
  }
  SECTION("any of the codes") {
    filter.codes = {"non_payment", "assault"};
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[2], ids[0]});
    filter.codes.push_back("stalking");
    CHECK(rows.incidents(filter).size() == 3);
    filter.codes = {"assault"};
    CHECK(rows.incidents(filter).empty());
  }
  SECTION("any of the regions") {
    filter.regions = {"IE-D", "IE-C"};
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[1]});
  }
  SECTION("from a moment on, and up to before another") {
    filter.since = kNow + 1h;
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[2], ids[1]});
    filter.until = kNow + 2h;
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[1]});
  }
  SECTION("all at once") {
    filter.subject = subject.id;
    filter.state = State::complete;
    filter.codes = {"threat"};
    filter.regions = {"GB-LND"};
    CHECK(ids_of(rows.incidents(filter)) == Ids{ids[0]});
    filter.state = State::note;
    CHECK(rows.incidents(filter).empty());
  }
}

TEST_CASE("an incident is found by the beginning of its printed id") {
  JournalStore journal;
  const auto ids = put_at(journal, {kNow, kNow});
  auto& rows = journal->journal();
  CHECK(rows.incidents_with_prefix(ids[0].base32(), 5) == Ids{ids[0]});
  CHECK(rows.incidents_with_prefix(ids[0].base32().substr(0, 8), 5) == Ids{ids[0]});
  CHECK(rows.incidents_with_prefix("", 5).size() == 2);
  CHECK(rows.incidents_with_prefix("", 1).size() == 1);
  CHECK(rows.incidents_with_prefix("0", 5).empty());
}

TEST_CASE("what is due for review is asked for once its day has come") {
  JournalStore journal;
  auto& rows = journal->journal();
  const auto ids = put_at(journal, {kNow, kNow + 1h});
  rows.set_review(ids[0], kNow + 5h);
  rows.set_review(ids[1], kNow + 4h);
  CHECK(rows.due_for_review(kNow + 4h - 1ms, 10).empty());
  CHECK(ids_of(rows.due_for_review(kNow + 4h, 10)) == Ids{ids[1]});
  CHECK(ids_of(rows.due_for_review(kNow + 5h, 10)) == Ids{ids[1], ids[0]});
  CHECK(ids_of(rows.due_for_review(kNow + 5h, 1)) == Ids{ids[1]});
}

TEST_CASE("an incident that is erased takes along every row that hung on it") {
  JournalStore journal;
  auto& rows = journal->journal();
  auto& random = journal.random();
  const auto ids = put_at(journal, {kNow, kNow + 1h});
  auto incident = *rows.incident(ids[0]);
  rows.put_incident(incident, {test::sample_phone("447700900123")}, "marmalade");
  const auto consent = test::sample_consent(random, ids[0], kNow);
  rows.put_consent(consent);
  rows.put_report(test::sample_report(random, ids[0], kNow));
  const auto evidence = test::sample_evidence(random, ids[0], kNow);
  journal->evidence().begin_upload(evidence.id, kNow);
  journal->evidence().add_chunk(evidence.id, 0, Bytes(100, 1));
  journal->evidence().finish(evidence);
  journal->evidence().add_custody(test::sample_custody(random, evidence.id, 0));

  rows.erase_incident(ids[0]);
  CHECK_FALSE(rows.incident(ids[0]).has_value());
  CHECK(rows.versions(ids[0]).empty());
  CHECK(rows.find_words({"marmalade"}, 10, 0).empty());
  CHECK(rows.find_keys({"p447700900123"}, 10).empty());
  CHECK(rows.find_digits("4477", 10).empty());
  CHECK(rows.consents(std::nullopt).empty());
  CHECK(rows.reports(std::nullopt).empty());
  CHECK_FALSE(journal->evidence().evidence(evidence.id).has_value());
  CHECK(ids_of(rows.incidents({})) == Ids{ids[1]});
  rows.erase_incident(ids[0]);  // again is no error
  REQUIRE(journal.scrub().ok());
  CHECK_FALSE(journal->evidence().chunk(evidence.id, 0).has_value());
  CHECK(journal->evidence().custody(evidence.id).empty());
}

}  // namespace ww::store
