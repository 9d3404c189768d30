// Names, places and addresses as they come from outside: bounded, UTF-8, and without control
// characters or direction overrides, which could make one name look like another.
#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "domain/alert_text_rules.h"

namespace ww::wire {

// too_large, malformed.
inline Result<std::string> shown_text(std::string_view bytes, std::size_t size_max) {
  if (bytes.size() > size_max) return fail(Errc::too_large);
  if (!domain::is_utf8(bytes) || domain::has_control_characters(bytes, false)) {
    return fail(Errc::malformed);
  }
  return std::string(bytes);
}

// A region of a circle's policy: GB-LDS, or GB for the whole country.
inline Result<std::string> region_code(std::string_view bytes) {
  if (!domain::is_region_code(bytes) && !domain::is_country_code(bytes)) {
    return fail(Errc::malformed);
  }
  return std::string(bytes);
}

}  // namespace ww::wire
