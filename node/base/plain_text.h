// A text of a document made safe to put down, whatever it holds: base/shown_text.h, with the line
// breaks and blanks that people type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ww {

// Its lines: \r\n and \n both break, a tab is a blank, all other control characters and direction
// marks are shown as codes. At least one line.
std::vector<std::string> plain_lines(std::string_view text);
// The same as one text with \n between.
std::string plain(std::string_view text);
// On one line: breaks are blanks.
std::string plain_line(std::string_view text);

}  // namespace ww
