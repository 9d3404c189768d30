// watchword-relay: reads the command line and calls runtime/relay_commands.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

#include "runtime/os_process.h"
#include "runtime/relay_commands.h"

namespace {

using ww::runtime::RelayCommand;
using Run = int (*)(const RelayCommand&);

struct Parsed {
  RelayCommand command;
  Run run = nullptr;
};

CLI::App* add(CLI::App& app, Parsed& parsed, const char* name, const char* help, Run run) {
  CLI::App* sub = app.add_subcommand(name, help);
  sub->fallthrough();
  sub->callback([&parsed, run] { parsed.run = run; });
  return sub;
}

void add_init(CLI::App& app, Parsed& parsed) {
  CLI::App* init = add(app, parsed, "init", "Make a relay's folder and print its address",
                       ww::runtime::relay_init);
  RelayCommand& command = parsed.command;
  init->add_option("--listen", command.listen, "HOST:PORT to listen on; port 0 picks a free one")
      ->required();
  init->add_option("--address", command.address,
                   "HOST:PORT that nodes are told, if it is another: NAME.onion:PORT behind Tor");
  init->add_option("--mode", command.mode,
                   "open or password; without it open if all is loopback, password otherwise")
      ->check(CLI::IsMember({"open", "password"}));
  init->add_option("--password-fd", command.password_fd, "Read the password, one line, from here");
}

void add_others(CLI::App& app, Parsed& parsed) {
  using namespace ww::runtime;
  add(app, parsed, "serve", "Serve until SIGTERM or SIGINT", relay_serve);
  add(app, parsed, "status", "Print the address and what is kept", relay_status);
  add(app, parsed, "check-config", "Look at relay.toml and relay.key", relay_check_config);
  add(app, parsed, "queues", "Print how much is used of the limits", relay_queues);
  add(app, parsed, "expire", "Remove what is overdue, while nobody serves", relay_expire);
  for (const char* name : {"tickets", "backup", "restore", "migrate"}) {
    add(app, parsed, name, "Not in this version", relay_not_in_this_version)->allow_extras();
  }
}

}  // namespace

int main(int argc, char** argv) {
  ww::runtime::os_harden_process();
  Parsed parsed;
  CLI::App app(
      "A relay for Watchword: keeps sealed slots until they are fetched. It cannot read them.\n\n"
      "  watchword-relay init --home /srv/relay --listen 127.0.0.1:7077\n"
      "  watchword-relay serve --home /srv/relay\n"
      "  watchword-relay status --home /srv/relay --json",
      "watchword-relay");
  app.add_option("--home", parsed.command.home, "The relay's folder")->required();
  app.add_flag("--json", parsed.command.json, "Print JSON, errors too");
  app.require_subcommand(1);
  add_init(app, parsed);
  add_others(app, parsed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // What was wrong may stand before --json is read, so it is looked for by itself.
    const bool as_json = std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
    if (as_json && error.get_exit_code() != 0) return ww::runtime::relay_usage_as_json();
    return app.exit(error) == 0 ? 0 : 2;
  }
  return parsed.run(parsed.command);
}
