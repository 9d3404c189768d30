// How well a look-up reads messages: an index of 10,000 alerts in a journal on a real disk, the
// engine's own check, and messages of a seed (recall_texts.h).
//
//   check_recall_bench [SEED]
//
// Prints how many of 20,000 messages with one planted identifier tell it, how many of 30,000
// without one tell "the same" of anybody, and what 2,000 characters cost. Ends with 1 when recall
// is below 99 %, anybody innocent was called the same, or the median is above 5 ms.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "bench/bench_journal.h"
#include "bench/many_alerts.h"
#include "bench/recall_texts.h"

namespace {

using namespace ww;
using namespace ww::bench;

constexpr std::size_t kAlerts = 10'000, kPlanted = 20'000, kWithout = 30'000, kLong = 300;
constexpr std::size_t kLongSize = 2'000;

WireAlert alert_about(const Planted& one, std::size_t number) {
  WireAlert made;
  for (std::size_t i = 0; i < 4; ++i) {
    made.id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  made.expires = kNow + std::chrono::hours{24 * 400};
  made.body.id = made.id;
  made.body.expires = made.expires;
  made.body.lang = "en-GB";
  made.body.who.emplace();
  domain::Identifier id;
  id.kind = one.kind;
  id.canon = one.canon;
  if (!one.platform.empty()) id.platform = one.platform;
  if (one.kind == domain::IdentifierKind::plate) id.cc = "GB";
  id.last_seen = std::chrono::year{2026} / std::chrono::month{6};
  made.body.who->ids = {id};
  return made;
}

class Filled {
 public:
  explicit Filled(const RecallTexts& texts) {
    WW_CHECK(journal_.store->begin().ok());
    std::size_t number = 0;
    for (const auto& one : texts.known()) {
      const Kept alert = kept(alert_about(one, ++number));
      journal_.store->alerts().put(alert.row, alert.tokens);
    }
    WW_CHECK(journal_.store->commit().ok());
  }
  api::Checked check(const std::string& text) {
    const auto called =
        engine_.call<api::Checked>(kNow, [&] { return engine_.alerts().check(text); });
    WW_CHECK(called.ok() && called->answer.ok());
    return std::move(*called->answer);
  }

 private:
  Journal journal_;
  NullLogger log_;
  e2ee::SignalRatchet ratchet_{journal_.store->ratchet(), journal_.random, log_};
  engine::NodeEngine engine_{*journal_.store, ratchet_, journal_.random, log_, {}};
};

struct Count {
  std::size_t found = 0, all = 0;
};

double recall(Filled& filled, RecallTexts& texts) {
  std::map<std::string, Count> by_kind;
  Count total;
  for (std::size_t i = 0; i < kPlanted; ++i) {
    const auto message = texts.with_one();
    const auto checked = filled.check(message.text);
    const bool found = std::any_of(
        checked.matches.begin(), checked.matches.end(),
        [&](const api::Match& match) { return match.identifier == message.planted.canon; });
    Count& count = by_kind[std::string(domain::to_name(message.planted.kind))];
    ++count.all;
    ++total.all;
    if (found) ++count.found, ++total.found;
    if (!found)
      std::printf("missed %s in: %s\n", message.planted.canon.c_str(), message.text.c_str());
  }
  for (const auto& [kind, count] : by_kind) {
    std::printf("%-8s %6zu of %6zu\n", kind.c_str(), count.found, count.all);
  }
  const double share = static_cast<double>(total.found) / static_cast<double>(total.all);
  std::printf("recall   %6zu of %6zu  %.2f %%\n", total.found, total.all, 100 * share);
  return share;
}

std::size_t innocent_called_the_same(Filled& filled, RecallTexts& texts) {
  std::size_t exact = 0, possible = 0;
  for (std::size_t i = 0; i < kWithout; ++i) {
    const std::string text = texts.without();
    const auto checked = filled.check(text);
    bool same = false;
    for (const auto& match : checked.matches) {
      if (match.strength == "possible") continue;
      same = true;
      std::printf("false: %s in: %s\n", match.identifier.c_str(), text.c_str());
    }
    if (same) ++exact;
    if (!same && !checked.matches.empty()) ++possible;
  }
  std::printf("without  %zu messages: \"the same\" in %zu, \"perhaps\" in %zu\n", kWithout, exact,
              possible);
  return exact;
}

double milliseconds(Filled& filled, RecallTexts& texts) {
  std::vector<double> times;
  for (std::size_t i = 0; i < kLong; ++i) {
    const std::string text = texts.long_one(kLongSize, i % 2 == 0);
    const auto begin = std::chrono::steady_clock::now();
    filled.check(text);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    times.push_back(took.count());
  }
  std::sort(times.begin(), times.end());
  std::printf("%zu characters: median %.2f ms, 99 of 100 below %.2f ms\n", kLongSize,
              times[times.size() / 2], times[times.size() * 99 / 100]);
  return times[times.size() / 2];
}

}  // namespace

int main(int count, char** values) {
  const std::uint64_t seed = count > 1 ? std::strtoull(values[1], nullptr, 10) : 1;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  RecallTexts texts(seed, kAlerts);
  Filled filled(texts);
  const double share = recall(filled, texts);
  const std::size_t same = innocent_called_the_same(filled, texts);
  const double median = milliseconds(filled, texts);
  return share >= 0.99 && same == 0 && median <= 5.0 ? 0 : 1;
}
