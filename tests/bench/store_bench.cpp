// What it costs to keep received alerts: one commit of one alert, and of a batch of 100, with what
// a step writes beside it (the ratchet's state, what was seen, the receipt that is owed).
//
// Peers: the same rows with synchronous=OFF (what is left is SQL and encryption), and the disk's
// own limit (disk_limit.h).
#include <benchmark/benchmark.h>

#include "bench/bench_journal.h"
#include "bench/disk_limit.h"
#include "bench/many_alerts.h"
#include "ports/seen_rows.h"

namespace {

using namespace ww;
using namespace ww::bench;

constexpr std::size_t kHeldBefore = 2'000;  // so that the trees have some depth
constexpr std::size_t kSessionRow = 2'400;  // a session record in use, bytes

void keep_one(Journal& at, const Kept& one) {
  const Bytes session(kSessionRow, one.row.id.bytes[0]);
  ContactId contact;
  contact.bytes[0] = static_cast<std::uint8_t>(one.row.id.bytes[1] % 20);
  at.store->ratchet().save(RatchetStore::Kind::session, contact, as_bytes("peer"), session);
  at.store->seen().add_slot(one.row.digest, kNow + std::chrono::hours{24 * 31});
  at.store->alerts().put(one.row, one.tokens);
  at.store->alerts().add_receipt(
      {contact.bytes, false, MessageId{one.row.id.bytes}, kNow + std::chrono::minutes{5}});
}

void commit(benchmark::State& state, const std::string& pragma, std::size_t batch) {
  Journal at(pragma);
  ManyAlerts alerts(5);
  WW_CHECK(at.store->begin().ok());
  for (std::size_t i = 0; i < kHeldBefore; ++i) keep_one(at, kept(alerts.next()));
  WW_CHECK(at.store->commit().ok());
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Kept> all;
    for (std::size_t i = 0; i < batch; ++i) all.push_back(kept(alerts.next()));
    state.ResumeTiming();
    WW_CHECK(at.store->begin().ok());
    for (const Kept& one : all) keep_one(at, one);
    WW_CHECK(at.store->commit().ok());
  }
}

}  // namespace

int main(int count, char** values) {
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  for (const std::size_t batch : {std::size_t{1}, std::size_t{100}}) {
    const std::string name = "store/" + std::to_string(batch);
    const int rounds = batch == 1 ? 200 : 20;
    benchmark::RegisterBenchmark((name + "/ours").c_str(), commit, "", batch)
        ->Iterations(rounds)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark((name + "/peer:without_sync").c_str(), commit,
                                 "PRAGMA synchronous=OFF", batch)
        ->Iterations(rounds)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark((name + "/limit:4KiB_and_fdatasync").c_str(), append_and_sync)
        ->Iterations(200)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  benchmark::RunSpecifiedBenchmarks();
}
