// Help: examples first, then what a command takes.
#pragma once

#include <string>

#include "cli/command.h"

namespace ww::cli {

std::string help_text();                          // of the whole program
std::string help_text(const std::string& topic);  // of a group or a command; "" is the whole
std::string usage_line(const Command& command);

}  // namespace ww::cli
