// The groups of commands, one file each. commands.cpp puts them in order.
#pragma once

#include "cli/command.h"

namespace ww::cli {

std::vector<Command> profile_commands();  // init unlock lock status doctor
std::vector<Command> alert_commands();
std::vector<Command> check_commands();
std::vector<Command> contact_commands();
std::vector<Command> circle_commands();
std::vector<Command> relay_commands();
std::vector<Command> config_commands();
std::vector<Command> node_commands();
std::vector<Command> completion_commands();

}  // namespace ww::cli
