// The commands of watchword-relay. Each returns the process's exit code.
//
// stdout is data; what went wrong is one line on stderr, as JSON with `json`.
// 0 done · 1 other · 2 usage · 6 no relay in this folder · 9 invalid input.
#pragma once

#include <optional>
#include <string>

namespace ww::runtime {

struct RelayCommand {
  std::string home;
  bool json = false;
  // init
  std::string listen;
  std::string address;             // empty: as `listen`
  std::string mode;                // empty: open if none but loopback leads to it, else password
  std::optional<int> password_fd;  // else asked on the terminal
};

int relay_init(const RelayCommand& command);
int relay_serve(const RelayCommand& command);
int relay_status(const RelayCommand& command);
int relay_check_config(const RelayCommand& command);
int relay_queues(const RelayCommand& command);
int relay_expire(const RelayCommand& command);
int relay_not_in_this_version(const RelayCommand& command);
// A command line that is not understood, told to a script.
int relay_usage_as_json();

}  // namespace ww::runtime
