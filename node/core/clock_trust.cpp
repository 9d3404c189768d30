#include "core/clock_trust.h"

#include <algorithm>
#include <vector>

#include "domain/limits.h"

namespace ww::core {
namespace {

constexpr std::int64_t kUnit = 300;                                    // seconds
constexpr std::int64_t kMost = std::int64_t{253'402'300'800} / kUnit;  // the year 10000

Duration apart(Instant a, Instant b) { return a < b ? b - a : a - b; }

}  // namespace

ClockReading read_clock(std::int64_t time_5min, Instant own) {
  return {from_unix_seconds(std::clamp<std::int64_t>(time_5min, 0, kMost) * kUnit), own};
}

ClockTrust judge_clock(std::span<const ClockReading> readings, bool uses_relays, Instant now) {
  bool heard = false;
  for (const ClockReading& reading : readings) {
    if (apart(reading.own, now) > limits::kClockReadingLife) continue;
    if (apart(reading.relay, reading.own) <= limits::kClocksApart) return ClockTrust::agrees;
    heard = true;
  }
  if (heard) return ClockTrust::disagrees;
  return uses_relays ? ClockTrust::unheard : ClockTrust::alone;
}

std::optional<ClockDispute> dispute(std::span<const ClockReading> readings, Instant now) {
  std::vector<Duration> ahead;
  for (const ClockReading& reading : readings) {
    if (apart(reading.own, now) > limits::kClockReadingLife) continue;
    if (apart(reading.relay, reading.own) <= limits::kClocksApart) return std::nullopt;
    ahead.push_back(reading.own - reading.relay);
  }
  if (ahead.empty()) return std::nullopt;
  std::sort(ahead.begin(), ahead.end());
  return ClockDispute{ahead[ahead.size() / 2],
                      ahead.back() - ahead.front() <= limits::kClocksApart};
}

}  // namespace ww::core
