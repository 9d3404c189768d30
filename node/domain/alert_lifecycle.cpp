#include "domain/alert_lifecycle.h"

#include <algorithm>
#include <cmath>

#include "domain/alert_limits.h"

namespace ww::domain {
namespace {

struct Fading {
  double life_days;
  int power;
};

std::optional<Fading> fading_of(IdentifierKind kind) {
  switch (kind) {
    case IdentifierKind::phone:
    case IdentifierKind::address:
      return Fading{730, 1};
    case IdentifierKind::handle:
      return Fading{1095, 2};
    case IdentifierKind::plate:
    case IdentifierKind::email:
    case IdentifierKind::payment:
      return Fading{1460, 2};
    case IdentifierKind::name:
    case IdentifierKind::alias:
    case IdentifierKind::url:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Urgency urgency_now(const Alert& alert, Instant now) {
  const bool over =
      alert.urgency == Urgency::immediate && now - alert.sent >= limits::kImmediateLife;
  return over ? Urgency::past : alert.urgency;
}

Instant latest_expiry(std::span<const Code> codes, Instant first_sent) {
  return first_sent + std::chrono::days{max_days(codes)};
}

Instant offered_expiry(std::span<const Code> codes, Instant sent, Instant first_sent) {
  return std::min<Instant>(sent + std::chrono::days{life_days(codes)},
                           latest_expiry(codes, first_sent));
}

bool is_expired(const Alert& alert, Instant now) { return now >= alert.expires; }

Instant purge_at(Instant expires) { return expires + limits::kPurgeAfterExpiry; }

Instant tombstone_until(Instant expires) { return expires + limits::kTombstoneAfterExpiry; }

double weight_of(IdentifierKind kind, std::optional<Month> last_seen, Instant now) {
  const auto fading = fading_of(kind);
  if (!fading || !last_seen) return 1;
  const Instant since{std::chrono::sys_days{(*last_seen + std::chrono::months{1}) / 1}};
  const double days = std::chrono::duration<double, std::ratio<86400>>(now - since).count();
  if (days <= 0) return 1;
  return std::max(0.0, 1 - std::pow(days / fading->life_days, fading->power));
}

bool is_faded(double weight) { return weight < limits::kFadedBelow; }

}  // namespace ww::domain
