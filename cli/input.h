// Texts that may be given as an argument or, better, by standard input as "-".
#pragma once

#include "cli/terminal.h"

namespace ww::cli {

// `given` itself, or all of standard input when it is "-".
api::Answer<std::string> text_or_input(Terminal& terminal, const std::string& given,
                                       std::size_t most);
// A file's content, or standard input when the path is "-".
api::Answer<std::string> file_or_input(Terminal& terminal, const std::string& path,
                                       std::size_t most);
// Without blanks and line ends around it.
std::string trimmed(const std::string& text);

}  // namespace ww::cli
