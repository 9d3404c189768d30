// The groups of commands, one file each. commands.cpp puts them in order.
#pragma once

#include "cli/command.h"

namespace ww::cli {

std::vector<Command> profile_commands();   // init unlock lock status doctor
std::vector<Command> incident_commands();  // note, incident, search
std::vector<Command> tick_commands();      // incident tick, incident page
std::vector<Command> subject_commands();
std::vector<Command> evidence_commands();
std::vector<Command> care_commands();  // care, cards, contacts-for, pack
std::vector<Command> packet_commands();
std::vector<Command> consent_commands();  // consent, report
std::vector<Command> own_commands();      // own, redact, block-list
std::vector<Command> alert_commands();
std::vector<Command> check_commands();
std::vector<Command> contact_commands();
std::vector<Command> circle_commands();
std::vector<Command> relay_commands();
std::vector<Command> tor_commands();
std::vector<Command> config_commands();
std::vector<Command> notice_commands();
std::vector<Command> node_commands();
std::vector<Command> completion_commands();

}  // namespace ww::cli
