// Texts that others wrote, made safe to look at.
//
// A received text may hold terminal commands or marks that turn the reading direction and so make
// one thing look like another. Every control character and every direction mark is shown as its
// code, bytes that are no UTF-8 too; a text with letters from beyond the Latin, Greek and Cyrillic
// ranges is wrapped in an isolate, so that it cannot reorder what stands beside it.
#pragma once

#include <string>
#include <string_view>

namespace ww::cli {

// On one line: line breaks are shown as codes.
std::string shown(std::string_view text);
// Line breaks stay, and each new line begins with `indent`.
std::string shown_lines(std::string_view text, std::string_view indent);

}  // namespace ww::cli
