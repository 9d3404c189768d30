// Time: instants and spans, in milliseconds since 1970-01-01 UTC. Values only; nobody here reads a
// clock.
#pragma once

#include <chrono>

namespace ww {

using namespace std::chrono_literals;
using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

inline std::int64_t to_ms(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_ms(std::int64_t ms) { return Instant{Duration{ms}}; }
inline std::int64_t to_unix_seconds(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}
inline Instant from_unix_seconds(std::int64_t seconds) {
  return Instant{std::chrono::seconds{seconds}};
}

}  // namespace ww
