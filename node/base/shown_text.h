// Texts that others wrote, made safe to look at.
//
// A received text may hold terminal commands or marks that turn the reading direction and so make
// one thing look like another. Every control character and every direction mark is shown as its
// code, bytes that are no UTF-8 too; a text with letters from beyond the Latin, Greek and Cyrillic
// ranges is wrapped in an isolate, so that it cannot reorder what stands beside it.
#pragma once

#include <string>
#include <string_view>

namespace ww {

// On one line: line breaks are shown as codes.
std::string shown(std::string_view text);
// Line breaks stay, also those of Windows; each new line begins with `indent`. A Tab is a blank.
std::string shown_lines(std::string_view text, std::string_view indent);

// For documents, which keep directions apart themselves: control characters and direction marks as
// codes, no isolates. U+200C and U+200D stay, because Persian and Indic words are spelt with them;
// they join letters and turn nothing.
std::string escaped(std::string_view text);
// Whether letters from beyond those ranges are in it.
bool may_reorder(std::string_view text);
// Between U+2068 and U+2069.
std::string isolated(std::string_view text);

}  // namespace ww
