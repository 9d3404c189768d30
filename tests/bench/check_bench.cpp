// What a look-up among 100,000 alerts costs: the engine's own check, in its step, over SQLCipher on
// a real disk.
//
// Its peer is the plain way: all 100,000 compared one by one with their keys already in memory (no
// disk, no decryption, no decoding), which is the best that a scan can do.
#include <benchmark/benchmark.h>

#include "bench/bench_journal.h"
#include "bench/many_alerts.h"
#include "core/matcher.h"
#include "identify/alert_identifiers.h"
#include "identify/extract.h"

namespace {

using namespace ww;
using namespace ww::bench;

constexpr std::size_t kAlerts = 100'000;
constexpr std::size_t kTogether = 1'000;

struct Filled {
  Journal journal;
  NullLogger log;
  e2ee::SignalRatchet ratchet{journal.store->ratchet(), journal.random, log};
  engine::NodeEngine engine{*journal.store, ratchet, journal.random, log, {}};
  std::vector<domain::MatchTokens> all;

  Filled() {
    ManyAlerts alerts(1);
    for (std::size_t i = 0; i < kAlerts; ++i) {
      if (i % kTogether == 0) WW_CHECK(journal.store->begin().ok());
      const WireAlert alert = alerts.next();
      const Kept one = kept(alert);
      journal.store->alerts().put(one.row, one.tokens);
      for (auto& each : identify::tokens_of_alert(alert.body))
        all.push_back(std::move(each.tokens));
      if (i % kTogether == kTogether - 1) WW_CHECK(journal.store->commit().ok());
    }
  }
};

Filled& filled() {
  static Filled one;  // some minutes of work, once
  return one;
}

struct Question {
  const char* name;
  std::string text;
  std::size_t matches;  // so that an answer that is quick and wrong stops the bench
};

// What a stranger could send to make a look-up slow: as many plates as are read in one text.
std::string hundred_plates() {
  ManyAlerts others(7);
  std::string text;
  for (int i = 0; i < 100; ++i) text += others.plate() + ", ";
  return text;
}

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {"phone", "07700 900123", 4},
      {"plate", "AB00 TST", 4},
      {"plate_wild", "AB0? T??", 4},
      {"plate_usual", "LK23 BHS", 0},
      {"handle", "@mark_of_leeds", 0},
      {"nothing", "07700 900999", 0},
      {"message",
       "Hi, is it ok for an hour at 7? Mark here, 07700 900123. I come in a grey van, plate AB00 "
       "TST, from junction 42. You can also write to mark.test@example.com or look at "
       "https://example.com/users/mark_of_leeds before. Cash is fine, 150 as you said. No time "
       "wasters please, I am very discreet, and I can bring wine.",
       8},
      {"plates_100", hundred_plates(), 0},
  };
  return all;
}

void ours(benchmark::State& state, const Question& question) {
  auto& at = filled();
  std::size_t matches = 0;
  for (auto _ : state) {
    const auto called =
        at.engine.call<api::Checked>(kNow, [&] { return at.engine.alerts().check(question.text); });
    WW_CHECK(called.ok() && called->answer.ok());
    matches = called->answer->matches.size();
  }
  state.counters["matches"] = static_cast<double>(matches);
  if (matches != question.matches) state.SkipWithError("another number of matches");
}

void scan(benchmark::State& state, const Question& question) {
  auto& at = filled();
  for (auto _ : state) {
    std::size_t matches = 0;
    for (const auto& candidate : identify::extract(question.text, "GB")) {
      for (const auto& stored : at.all) matches += compare(candidate.tokens, stored, kNow) ? 1 : 0;
    }
    benchmark::DoNotOptimize(matches);
  }
}

// Reading the text alone, without any journal: what of the above is not the search.
void extract_only(benchmark::State& state, const Question& question) {
  for (auto _ : state) benchmark::DoNotOptimize(identify::extract(question.text, "GB"));
}

// An engine's step in which nothing happens: BEGIN, what is due, COMMIT.
void idle_step(benchmark::State& state) {
  auto& at = filled();
  for (auto _ : state) WW_CHECK(at.engine.step({}, kNow).ok());
}

// What every command of the command line asks first, as part of the status.
void count_alerts(benchmark::State& state) {
  auto& rows = filled().journal.store->alerts();
  for (auto _ : state) WW_CHECK(rows.count() == kAlerts);
}
void count_deliveries(benchmark::State& state) {
  auto& rows = filled().journal.store->alerts();
  for (auto _ : state) WW_CHECK(rows.delivery_counts().confirmed == 0);
}

}  // namespace

int main(int count, char** values) {
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  for (const auto& question : questions()) {
    const std::string name = std::string("check/") + question.name;
    benchmark::RegisterBenchmark((name + "/ours").c_str(), ours, question)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark((name + "/peer:scan_in_memory").c_str(), scan, question)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark((name + "/part:reading_the_text").c_str(), extract_only, question)
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark("step/nothing_to_do/ours", idle_step)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("status/alerts/ours", count_alerts)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("status/deliveries/ours", count_deliveries)
      ->Unit(benchmark::kMillisecond);
  benchmark::AddCustomContext("journal_mib", std::to_string(filled().journal.size_bytes() >> 20));
  benchmark::RunSpecifiedBenchmarks();
}
