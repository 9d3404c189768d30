#include "cli/os_local_time.h"

#include <cstdlib>
#include <ctime>

#include <unistd.h>

#include "domain/alert_text_rules.h"

namespace ww::cli {
namespace {

// The C library knows one zone at a time, by its environment. Each process is one command in one
// thread, so changing it here disturbs nobody. False when its tables do not know the zone.
bool go_to(const std::string& zone) {
  if (!domain::is_time_zone(zone) || zone.find("..") != std::string::npos) return false;
  const std::string file = "/usr/share/zoneinfo/" + zone;
  if (::access(file.c_str(), R_OK) != 0) return false;
  ::setenv("TZ", zone.c_str(), 1);
  ::tzset();
  return true;
}

}  // namespace

std::optional<Instant> local_to_instant(const LocalTime& time, const std::string& zone) {
  if (!go_to(zone)) return std::nullopt;
  std::tm parts{};
  parts.tm_year = time.year - 1900;
  parts.tm_mon = time.month - 1;
  parts.tm_mday = time.day;
  parts.tm_hour = time.hour;
  parts.tm_min = time.minute;
  parts.tm_isdst = -1;
  const std::time_t seconds = std::mktime(&parts);
  if (seconds == std::time_t{-1}) return std::nullopt;
  return from_unix_seconds(seconds);
}

std::optional<std::string> local_text(Instant instant, const std::string& zone) {
  if (!go_to(zone)) return std::nullopt;
  const std::time_t seconds = static_cast<std::time_t>(to_unix_seconds(instant));
  std::tm parts{};
  char text[32];
  if (::localtime_r(&seconds, &parts) == nullptr ||
      std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &parts) == 0) {
    return std::nullopt;
  }
  return text;
}

}  // namespace ww::cli
