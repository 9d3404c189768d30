// Forms of single values in an alert: lengths in characters, control characters, tags and codes.
// Each says whether the form holds; alert_rules.cpp says it to people.
#pragma once

#include <string_view>

#include "domain/alert_codes.h"

namespace ww::domain {

// Code points of UTF-8. Text that is not UTF-8 was refused before (json, wire).
std::size_t length_of(std::string_view text);
// C0 (but a newline where `newlines`), DEL, C1, and the direction overrides that can make a text
// read as another one than it is.
bool has_control_characters(std::string_view text, bool newlines);
// Whether the bytes are UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

bool is_language_tag(std::string_view text);  // the form of RFC 5646, not the registry
bool is_region_code(std::string_view text);   // GB-LDS: the form of ISO 3166-2
bool is_country_code(std::string_view text);  // GB
bool is_time_zone(std::string_view text);     // Europe/London: the form of a zone's name
bool is_plate(std::string_view text);         // A-Z 0-9 ?, at least two, no spaces
// Whether `canon` can be the canonical spelling of this kind. identify/ judges an author's more
// exactly.
bool has_form_of(IdentifierKind kind, std::string_view canon);
// Two words or more.
bool is_full_name(std::string_view name);

}  // namespace ww::domain
