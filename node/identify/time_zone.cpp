#include "identify/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

#include "domain/alert_text_rules.h"

namespace ww::identify {
namespace {

// Null when there is no such zone: ICU itself would answer with one that it calls unknown.
std::unique_ptr<icu::TimeZone> zone_named(const std::string& zone) {
  if (!domain::is_time_zone(zone)) return nullptr;
  std::unique_ptr<icu::TimeZone> found(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  icu::UnicodeString id;
  if (!found || found->getID(id) == icu::UnicodeString(UCAL_UNKNOWN_ZONE_ID)) return nullptr;
  return found;
}

}  // namespace

std::optional<Instant> local_midnight_utc(domain::Day day, const std::string& zone) {
  const auto found = zone_named(zone);
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(found.get());
  if (!rules) return std::nullopt;
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

std::optional<std::chrono::minutes> utc_offset(const std::string& zone, Instant at) {
  const auto found = zone_named(zone);
  if (!found) return std::nullopt;
  int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  found->getOffset(static_cast<UDate>(to_ms(at)), false, raw, summer, status);
  if (U_FAILURE(status)) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::minutes>(Duration{raw + summer});
}

std::string zone_of_region(const std::string& region) {
  const std::string country = region.substr(0, 2);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, country.c_str(), nullptr, status));
  if (country.size() != 2 || !zones || U_FAILURE(status) || zones->count(status) != 1) return "";
  const char* zone = zones->next(nullptr, status);
  return zone == nullptr || U_FAILURE(status) ? "" : zone;
}

}  // namespace ww::identify
