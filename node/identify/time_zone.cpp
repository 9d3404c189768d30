#include "identify/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

#include "domain/alert_text_rules.h"

namespace ww::identify {

std::optional<Instant> local_midnight_utc(domain::Day day, const std::string& zone) {
  if (!domain::is_time_zone(zone)) return std::nullopt;
  const std::unique_ptr<icu::TimeZone> found(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(found.get());
  icu::UnicodeString id;
  if (!rules || rules->getID(id) == icu::UnicodeString(UCAL_UNKNOWN_ZONE_ID)) return std::nullopt;
  const Instant wall{day};
  int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  // "Former": a midnight that the clocks skip counts by the clock before, one that comes twice is
  // the first.
  rules->getOffsetFromLocal(static_cast<UDate>(to_ms(wall)), UCAL_TZ_LOCAL_FORMER,
                            UCAL_TZ_LOCAL_FORMER, raw, summer, status);
  if (U_FAILURE(status)) return std::nullopt;
  return wall - Duration{raw + summer};
}

}  // namespace ww::identify
