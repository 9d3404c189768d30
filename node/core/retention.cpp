#include "core/retention.h"

#include <algorithm>

namespace ww {

using domain::Consent;
using domain::ConsentRoute;

Instant review_date(Instant from, std::int32_t months) {
  const auto day = std::chrono::floor<std::chrono::days>(from);
  const std::chrono::year_month_day date{day};
  const auto count = std::clamp(months, kReviewMonthsLeast, kReviewMonthsMost);
  std::chrono::year_month_day later = date + std::chrono::months{count};
  if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
  return Instant{std::chrono::sys_days{later}} + (from - day);
}

std::int32_t review_months(std::span<const domain::RetentionDefaults> defaults) {
  if (defaults.empty()) return domain::RetentionDefaults{}.review_months;
  return std::max_element(
             defaults.begin(), defaults.end(),
             [](const auto& a, const auto& b) { return a.review_months < b.review_months; })
      ->review_months;
}

bool is_due(Instant review, Instant now) { return review <= now; }

Withdrawal withdraw(const Consent& consent, Instant now) {
  Withdrawal out;
  out.consent = consent;
  out.changed = stands(consent);
  if (out.changed) out.consent.withdrawn = std::max(now, consent.given);
  for (const AlertId& alert : consent.shared) {
    const bool known =
        std::find(out.retract.begin(), out.retract.end(), alert) != out.retract.end();
    if (!known) out.retract.push_back(alert);
  }
  out.tell_recipient = consent.route != ConsentRoute::alert;
  return out;
}

bool stands(const Consent& consent) { return !consent.withdrawn; }

const Consent* consent_for(std::span<const Consent> consents, const IncidentId& incident,
                           ConsentRoute route) {
  const auto found = std::find_if(consents.begin(), consents.end(), [&](const Consent& consent) {
    return consent.incident == incident && consent.route == route && stands(consent);
  });
  return found == consents.end() ? nullptr : &*found;
}

}  // namespace ww
