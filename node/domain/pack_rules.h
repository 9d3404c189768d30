// Whether a pack may be shown at all: the form of every value in it, whoever signed it.
//
// Rules
//   - Ids are [A-Za-z0-9._-] and stand once (a letter: once in each language). Why: checklists and
//     hints in the journal name cards by id for years.
//   - A date is a day of the calendar, as YYYY-MM-DD; `checked` is never after the edition.
//   - An address is https:// and plain ASCII without spaces. Why: it is shown as text to be typed.
//   - Text has no control characters and fits the screen (domain/pack_limits.h).
//   - What has a number in it (a window with hours, a contact with a phone) has a source.
//
// Not here: whether the facts are true, whether everything that a nation needs is in it
// (packs/required.h), whether a phone number is one (a test asks libphonenumber).
#pragma once

#include <string_view>
#include <vector>

#include "domain/alert_rules.h"
#include "domain/pack.h"

namespace ww::domain {

std::vector<FieldError> check_pack(const Pack& pack);

bool is_iso_day(std::string_view text);  // YYYY-MM-DD, of the calendar
bool is_https_address(std::string_view text);

}  // namespace ww::domain
