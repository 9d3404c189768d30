// A text as a QR picture: a file (.png or .svg), or half blocks on a terminal.
#pragma once

#include "cli/terminal.h"

namespace ww::cli {

// `where`: a path, or "-" for the terminal (the messages' stream: data stays one line).
api::Answer<> show_qr(Terminal& terminal, const std::string& text, const std::string& where);

}  // namespace ww::cli
