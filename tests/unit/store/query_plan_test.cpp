// Goal: a large journal is as quick as a small one: no question that is asked often reads a whole
// table.
// Method: ask each of them, then ask SQLite how it goes about every statement that was prepared for
// it. What reads all of something is named here, with the reason why it may.
#include <map>

#include "store/evidence_rows.h"
#include "store/journal_rows.h"
#include "store/schema.h"
#include "support/catch.h"
#include "support/journal_samples.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::sample_phone;

const Instant kNow = from_ms(1'750'000'000'000);

// SQLite 3.46 calls it a search when a whole index is read from its NULLs on: `(imported>?)`.
bool searches_from_null(const std::string& step, const std::string& sql) {
  const auto begin = step.rfind('('), end = step.rfind(">?)");
  if (!step.starts_with("SEARCH") || end == std::string::npos || end + 3 != step.size()) {
    return false;
  }
  return sql.find(step.substr(begin + 1, end - begin - 1) + " IS NOT NULL") != std::string::npos;
}

// A journal, and the database below it.
struct Asked {
  test::SimDisk disk{1};
  test::SimRandom random{2};
  std::unique_ptr<Database> db =
      std::move(*Database::open(disk, random, "journal", crypto::Key(Bytes(32, 1))));
  bool ready = bring_up_to_date(*db).ok() && db->begin().ok();
  SqlJournalRows journal{*db};
  SqlEvidenceRows evidence{*db};
  StoredSubject subject = test::sample_subject(random, "van", kNow);
  StoredIncident incident = test::sample_incident(random, kNow);

  Asked() {
    REQUIRE(ready);
    journal.put_subject(subject, {sample_phone("447700900111")});
    incident.subject = subject.id;
    journal.put_incident(incident, {sample_phone("447700900123")}, "white van");
  }

  // Steps that read all of a table or an index, of what was prepared by `question` alone; without
  // what SQLite tells about its own temporary lists.
  std::vector<std::string> reads_all(const std::function<void()>& question) {
    std::map<std::string, bool> before;
    for (const auto& sql : db->statements()) before[sql] = true;
    question();
    std::vector<std::string> found;
    for (const auto& sql : db->statements()) {
      if (before.count(sql) > 0 || sql.starts_with("INSERT")) continue;
      for (const auto& step : db->plan_of(sql)) {
        const bool scan =
            step.starts_with("SCAN") && step.find("VIRTUAL TABLE INDEX") == std::string::npos;
        const bool all = scan || searches_from_null(step, sql);
        const bool little = step.find("wanted_") != std::string::npos ||
                            step.find("SUBQUERY") != std::string::npos ||
                            step.find("(subquery") != std::string::npos ||  // as SQLite 3.46 says
                            step.find("CONSTANT") != std::string::npos || step == "SCAN found";
        if (all && !little) found.push_back(step + " | " + sql);
      }
    }
    return found;
  }
};

}  // namespace

TEST_CASE("no question that is asked often reads a whole table") {
  Asked asked;
  auto& journal = asked.journal;
  IncidentFilter timeline;
  timeline.since = kNow;
  timeline.oldest_first = true;
  IncidentFilter of_person;
  of_person.subject = asked.subject.id;
  IncidentFilter narrow;
  narrow.codes = {"threat"};
  narrow.regions = {"GB-ENG"};
  IncidentFilter drafts;
  drafts.state = StoredIncident::State::draft;
  const std::map<std::string, std::function<void()>> questions = {
      {"open an incident",
       [&] {
         journal.incident(asked.incident.id);
         journal.incidents_with_prefix("aa", 2);
         journal.versions(asked.incident.id);
         journal.consents(asked.incident.id);
         journal.reports(asked.incident.id);
       }},
      {"list", [&] { journal.incidents({}); }},
      {"timeline", [&] { journal.incidents(timeline); }},
      {"timeline of a person", [&] { journal.incidents(of_person); }},
      {"list by codes and regions", [&] { journal.incidents(narrow); }},
      {"list by state", [&] { journal.incidents(drafts); }},
      {"search by word", [&] { journal.find_words({"van"}, 10, 0); }},
      {"search by identifier", [&] { journal.find_keys({"p447700900123"}, 10); }},
      {"search by label", [&] { journal.subject_with_label("van"); }},
      {"persons",
       [&] {
         journal.subject(asked.subject.id);
         journal.subjects_with_prefix("aa", 2);
         journal.count_of(asked.subject.id);
         journal.identifiers_of(asked.subject.id);
       }},
      {"what is due", [&] { journal.due_for_review(kNow, 10); }},
      {"evidence of an incident",
       [&] {
         asked.evidence.of(asked.incident.id);
         asked.evidence.with_prefix("aa", 2);
         asked.evidence.evidence(EvidenceId{});
         asked.evidence.chunk(EvidenceId{}, 0);
         asked.evidence.custody(EvidenceId{});
         asked.evidence.last_custody(EvidenceId{});
       }},
      {"what is left of imports", [&] { asked.evidence.drop_uploads(10); }},
      {"write again", [&] { journal.put_incident(asked.incident, {}, "other"); }},
      {"erase", [&] { journal.erase_incident(asked.incident.id); }},
  };
  for (const auto& [name, question] : questions) {
    CAPTURE(name);
    const auto reads = asked.reads_all(question);
    for (const auto& each : reads) UNSCOPED_INFO(each);
    CHECK(reads.empty());
  }
}

TEST_CASE("a question without its index is found out") {
  Asked asked;
  asked.db->script("DROP INDEX subject_label; DROP INDEX evidence_incident");
  CHECK(asked.reads_all([&] { asked.journal.subject_with_label("van"); }).size() == 1);
  CHECK_FALSE(asked.reads_all([&] { asked.evidence.of(asked.incident.id); }).empty());
}

TEST_CASE("what reads all of an index reads nothing else, and is asked last") {
  Asked asked;
  // A number by its middle: only after its beginning and its end, and through an index of numbers.
  auto reads = asked.reads_all([&] { asked.journal.find_digits("0090", 10); });
  REQUIRE(reads.size() == 1);
  CHECK(reads[0].find("COVERING INDEX journal_identifier_digits") != std::string::npos);
  // Persons by who was met last: each person once, her newest incident by the index.
  reads = asked.reads_all([&] { asked.journal.subjects(10, 0); });
  REQUIRE(reads.size() <= 1);
  if (!reads.empty()) CHECK(reads[0].find("subject") != std::string::npos);
  // Newest files first.
  reads = asked.reads_all([&] { asked.evidence.all(10, 0); });
  REQUIRE(reads.size() == 1);
  CHECK(reads[0].find("INDEX evidence_imported") != std::string::npos);
  reads = asked.reads_all([&] { asked.journal.undos(10); });
  REQUIRE(reads.size() == 1);
  CHECK(reads[0].find("INDEX subject_undo_at") != std::string::npos);
  reads = asked.reads_all([&] { asked.journal.count_incidents(); });
  REQUIRE(reads.size() == 1);
  CHECK(reads[0].find("COVERING INDEX incident_review") != std::string::npos);
}

}  // namespace ww::store
