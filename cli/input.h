// Texts that may be given as an argument or, better, by standard input as "-".
//
// Whatever bytes come, they become text here (base/outside_text.h), and where they were not UTF-8
// that is said: nothing that a person typed or pasted is refused for its bytes. A file whose bytes
// count (a pack, a packet, an alert that is about to travel) is read as it is.
#pragma once

#include "cli/terminal.h"

namespace ww::cli {

// The text that these bytes are; a note on the terminal where they were not UTF-8.
std::string text_of(Terminal& terminal, std::string_view bytes);

// `given` itself, or all of standard input when it is "-".
api::Answer<std::string> text_or_input(Terminal& terminal, const std::string& given,
                                       std::size_t most);
// A file's content, or standard input when the path is "-", as text.
api::Answer<std::string> text_file_or_input(Terminal& terminal, const std::string& path,
                                            std::size_t most);
// The same, byte for byte.
api::Answer<std::string> file_or_input(Terminal& terminal, const std::string& path,
                                       std::size_t most);
// One line that a person types at a prompt.
std::optional<std::string> ask_line(Terminal& terminal, const std::string& prompt);
// A text of several lines: until an empty one, a full stop alone, Ctrl-D, or Ctrl-C. An empty line
// within what was pasted ends nothing.
struct TypedText {
  std::string text;
  bool answered = false;   // something was typed, be it an empty line
  bool cut_short = false;  // by Ctrl-C; the text holds what stood there
};
TypedText ask_text(Terminal& terminal, const std::string& prompt);
// Yes or no, in any of the ways people write it; asked again until it is one of them. nullopt:
// nobody answered.
std::optional<bool> ask_yes_no(Terminal& terminal, const std::string& question);
// "yes", "Y", "no" ...; nullopt: something else.
std::optional<bool> yes_or_no(const std::string& word);
// Without blanks and line ends around it.
std::string trimmed(const std::string& text);

}  // namespace ww::cli
