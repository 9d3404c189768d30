// What a big journal costs: 100,000 incidents with 1,000,000 identifiers. Opening it, the list, a
// timeline, words, parts of numbers, keys of plates, a new note, a file of 64 MiB, a purge.
//
// This file becomes two programs: bench_journal, over the store as it is (SQLCipher), and
// bench_journal_plain, over plain libsqlite3 with the same tables and statements
// (plain_database.cpp). Two, because two SQLites in one process take each other's calls.
#include <benchmark/benchmark.h>

#include <chrono>

#include "bench/many_incidents.h"
#include "domain/journal_limits.h"
#include "runtime/os_disk.h"
#include "store/evidence_rows.h"
#include "store/journal_rows.h"
#include "support/temp_folder.h"

namespace {

using namespace ww;
using namespace ww::bench;

#ifdef WW_BENCH_PLAIN
constexpr const char* kWho = "/peer:plain_sqlite";
std::string name_in(const test::TempFolder& folder) { return folder.file("journal"); }
#else
constexpr const char* kWho = "/ours";
std::string name_in(const test::TempFolder&) { return "journal"; }
#endif

struct At {
  std::unique_ptr<store::Database> database;
  std::unique_ptr<store::SqlJournalRows> rows;
  std::unique_ptr<store::SqlEvidenceRows> evidence;
};

class BigJournal {
 public:
  BigJournal() {
    At at = open();
    at.database->script(store::kJournalTables);
    at.database->script(store::kEvidenceTables);
    at.database->script("PRAGMA cache_size=-400000");  // for the filling alone
    fill(at);
    WW_CHECK(at.database->empty_log().ok());
  }
  At open() {
    At at;
    at.database = std::move(
        *store::Database::open(*disk_, random_, name_in(folder_), Secret<32>(Bytes(32, 9))));
    at.rows = std::make_unique<store::SqlJournalRows>(*at.database);
    at.evidence = std::make_unique<store::SqlEvidenceRows>(*at.database);
    return at;
  }
  At& at() {
    if (!at_.rows) at_ = open();
    return at_;
  }
  void close() { at_ = {}; }
  ManyIncidents& incidents() { return incidents_; }
  std::uintmax_t size_bytes() const { return std::filesystem::file_size(folder_.file("journal")); }

 private:
  void fill(At& at) {
    for (std::size_t done = 0; done < incidents_.count();) {
      WW_CHECK(at.database->begin().ok());
      if (done == 0) {
        for (const auto& subject : incidents_.subjects()) at.rows->put_subject(subject, {});
      }
      for (std::size_t i = 0; i < 2'000 && done < incidents_.count(); ++i, ++done) {
        const auto one = incidents_.next();
        at.rows->put_incident(one.row, one.identifiers, one.text);
      }
      WW_CHECK(at.database->commit().ok());
    }
  }

  test::TempFolder folder_;
  std::unique_ptr<runtime::OsDisk> disk_ = std::move(*runtime::OsDisk::at(folder_.path()));
  test::TestRandom random_{1};
  ManyIncidents incidents_{2};
  At at_;
};

BigJournal& journal() {
  static BigJournal big;
  return big;
}

void add(const std::string& name, void (*body)(benchmark::State&), int iterations = 0,
         bool own_time = false) {
  auto* made = benchmark::RegisterBenchmark(("journal/" + name + kWho).c_str(), body)
                   ->Unit(benchmark::kMillisecond);
  own_time ? made->UseManualTime() : made->UseRealTime();
  if (iterations > 0) made->Iterations(iterations);
}

// A question: `ask` gives how many it found; nothing found is a broken bench, unless `nothing`.
template <class Ask>
void question(benchmark::State& state, Ask&& ask, bool nothing = false) {
  auto& rows = *journal().at().rows;
  std::size_t found = 0;
  for (auto _ : state) {
    found = ask(rows);
    if ((found == 0) != nothing) state.SkipWithError("found not what it should");
  }
  state.counters["found"] = static_cast<double>(found);
}

template <std::size_t N>
void words(benchmark::State& state, const char* const (&list)[N]) {
  const std::vector<std::string> wanted(list, list + N);
  question(state, [&](auto& rows) { return rows.find_words(wanted, 50, 0).size(); });
}

void digits(benchmark::State& state, std::string_view part, bool nothing = false) {
  question(
      state, [&](auto& rows) { return rows.find_digits(part, 50).size(); }, nothing);
}

void list(benchmark::State& state, const IncidentFilter& filter) {
  question(state, [&](auto& rows) { return rows.incidents(filter).size(); });
}

IncidentFilter most(std::size_t limit) {
  IncidentFilter filter;
  filter.limit = limit;
  return filter;
}

void open_and_list(benchmark::State& state) {
  for (auto _ : state) {
    journal().close();
    WW_CHECK(journal().at().rows->incidents(most(50)).size() == 50);
  }
}

void put_one(benchmark::State& state) {
  At& at = journal().at();
  for (auto _ : state) {
    state.PauseTiming();
    const auto one = journal().incidents().next();
    state.ResumeTiming();
    WW_CHECK(at.database->begin().ok());
    at.rows->put_incident(one.row, one.identifiers, one.text);
    WW_CHECK(at.database->commit().ok());
  }
}

// As the engine imports: calls of 256 KiB, each a transaction.
void import_64_mib(benchmark::State& state) {
  At& at = journal().at();
  const Bytes chunk(limits::kEvidenceChunk, 7);
  for (auto _ : state) {
    EvidenceId id;
    id.bytes[0] = 1;
    std::uint32_t number = 0;
    WW_CHECK(at.database->begin().ok());
    at.evidence->begin_upload(id, kNow);
    for (std::size_t done = 0; done < limits::kEvidenceBytes; done += limits::kEvidenceAppend) {
      for (std::size_t i = 0; i < limits::kEvidenceAppend / limits::kEvidenceChunk; ++i) {
        at.evidence->add_chunk(id, number++, chunk);
      }
      WW_CHECK(at.database->commit().ok());
      WW_CHECK(at.database->begin().ok());
    }
    WW_CHECK(at.database->commit().ok());
    state.PauseTiming();
    WW_CHECK(at.database->begin().ok());
    at.evidence->drop_upload(id);
    WW_CHECK(at.database->commit().ok());
    state.ResumeTiming();
  }
}

// All slices, which the node runs one after the other with its other work in between, and the
// longest of them, for which an alert may have to wait.
void scrub(benchmark::State& state, bool longest) {
  At& at = journal().at();
  for (auto _ : state) {
    WW_CHECK(at.database->begin().ok());
    at.rows->owe_scrub();
    WW_CHECK(at.database->commit().ok());
    double all = 0, most = 0;
    for (std::uint32_t left = 1; left > 0;) {
      const auto from = std::chrono::steady_clock::now();
      left = *at.rows->scrub_some();
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
      all += took.count();
      most = std::max(most, took.count());
    }
    state.SetIterationTime(longest ? most : all);
  }
}

void add_questions() {
  add("list_50", [](auto& state) { list(state, most(50)); });
  add("timeline_200", [](auto& state) {
    auto filter = most(200);
    filter.subject = journal().incidents().subjects()[3].id;
    filter.oldest_first = true;
    list(state, filter);
  });
  add("code_seldom", [](auto& state) {
    auto filter = most(50);
    filter.codes = {ManyIncidents::kSeldomCode};
    list(state, filter);
  });
  add("code_usual_in_region", [](auto& state) {
    auto filter = most(50);
    filter.codes = {"threat"};
    filter.regions = {"GB-LDS"};
    list(state, filter);
  });
  add("persons",
      [](auto& state) { question(state, [](auto& rows) { return rows.subjects(50, 0).size(); }); });
  add("word_seldom", [](auto& state) { words(state, {ManyIncidents::kSeldomWord}); });
  add("word_usual", [](auto& state) { words(state, {"w0000x"}); });
  add("words_two", [](auto& state) { words(state, {"w0001x", "w0002x"}); });
  add("word_begun", [](auto& state) { words(state, {"w00"}); });
  add("number_begin", [](auto& state) { digits(state, ManyIncidents::kKnownDigits.substr(0, 9)); });
  add("number_end", [](auto& state) { digits(state, ManyIncidents::kKnownDigits.substr(5)); });
  add("number_inside",
      [](auto& state) { digits(state, ManyIncidents::kKnownDigits.substr(2, 8)); });
  add("number_nowhere", [](auto& state) { digits(state, "00000000", true); });
  add("keys_phone", [](auto& state) {
    question(state, [](auto& rows) {
      return rows.find_keys({"p" + std::string(ManyIncidents::kKnownDigits)}, 50).size();
    });
  });
  add("keys_plate", [](auto& state) {
    const auto keys = ManyIncidents::plate_keys(ManyIncidents::kKnownPlate);
    question(state, [&](auto& rows) { return rows.find_keys(keys, 50).size(); });
  });
}

}  // namespace

int main(int count, char** values) {
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  init_secret_memory();
  const auto mib = journal().size_bytes() >> 20;
  benchmark::AddCustomContext("journal_mib", std::to_string(mib));
  add("open", open_and_list, 20);
  add_questions();
  add("put_1", put_one, 100);
  add("import_64_mib", import_64_mib, 1);
  add(
      "scrub", [](auto& state) { scrub(state, false); }, 1, true);
  add(
      "scrub_slice", [](auto& state) { scrub(state, true); }, 1, true);
  benchmark::RunSpecifiedBenchmarks();
  journal().close();
}
