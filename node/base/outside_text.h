// Bytes from outside (a prompt, a pipe, a file, an argument, the control socket) as text: the one
// place where that is decided.
//
// Nothing is refused and no letter is left out, because what is refused at this point is lost:
// whoever typed it has left the page. So
//   - UTF-8 stays as it is, byte for byte; a byte order mark before it is taken off;
//   - with a UTF-16 mark, or where every second byte is zero, it is read as UTF-16;
//   - each byte that is no UTF-8 is read as Windows-1252, as WHATWG's encoding standard has it. The
//     rest of the text stays: one Latin-1 letter in a chat does not spoil the others.
// What was read otherwise than as UTF-8 is said, so that a person can look at it. What travels to
// others has stricter rules of its own (domain/alert_text_rules.h).
#pragma once

#include <string>
#include <string_view>

namespace ww {

struct OutsideText {
  enum class ReadAs : unsigned char { utf8, utf16, windows_1252 };
  std::string text;  // UTF-8
  ReadAs read_as = ReadAs::utf8;
};
OutsideText read_outside_text(std::string_view bytes);

// For a person; empty when it was UTF-8.
std::string_view words_about(OutsideText::ReadAs read_as);

}  // namespace ww
