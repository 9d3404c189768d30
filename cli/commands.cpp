#include "cli/groups.h"

namespace ww::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> all = []() {
    std::vector<Command> list;
    for (auto make :
         {profile_commands, notice_commands, incident_commands, tick_commands, subject_commands,
          evidence_commands, care_commands, packet_commands, consent_commands, own_commands,
          alert_commands, check_commands, contact_commands, circle_commands, relay_commands,
          tor_commands, config_commands, node_commands, completion_commands}) {
      for (auto& command : make()) list.push_back(std::move(command));
    }
    return list;
  }();
  return all;
}

const std::vector<std::string>& later_commands() {
  static const std::vector<std::string> paths = {
      "alert new",         "alert dispute", "alert forward", "alert mute",  "drafts",
      "contact introduce", "circle invite", "circle policy", "region list", "region follow",
      "region unfollow",   "file export",   "file import",   "backup",      "restore",
      "passphrase change", "decoy set",     "wipe",          "hide",
  };
  return paths;
}

}  // namespace ww::cli
