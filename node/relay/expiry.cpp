#include "relay/expiry.h"

#include "domain/limits.h"

namespace ww::relay {

Day day_of(Instant now) {
  return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
}

Instant start_of(Day day) { return Instant{std::chrono::days{day}}; }

bool Expiry::run(RelayStore& store, Instant now) {
  const Day today = day_of(now);
  if (done_ && today <= *done_) return false;
  const auto idle_days = std::chrono::floor<std::chrono::days>(limits::kIdleLife).count();
  store.expire(today, today - idle_days);
  done_ = today;
  return true;
}

}  // namespace ww::relay
