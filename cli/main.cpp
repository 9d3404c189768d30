// watchword, the command line: builds what run() needs of the system, and nothing else.
#include <chrono>
#include <csignal>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli/node_start.h"
#include "cli/os_local_time.h"
#include "cli/os_terminal.h"
#include "cli/run.h"
#include "cli/six_words.h"

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string default_home() {
  const auto data = environment("XDG_DATA_HOME");
  if (!data.empty() && data[0] == '/') return data + "/watchword";
  const auto home = environment("HOME");
  return home.empty() ? "" : home + "/.local/share/watchword";
}

// systemd hands secrets over as files in a folder of their own.
std::optional<std::string> credential() {
  const auto folder = environment("CREDENTIALS_DIRECTORY");
  const auto path = folder + "/watchword.passphrase";
  if (folder.empty() || ::access(path.c_str(), R_OK) != 0) return std::nullopt;
  return path;
}

// A passphrase passes through this process.
void forbid_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

void on_interrupt(int) { ::_exit(ww::cli::kInterrupted); }

}  // namespace

int main(int argc, char** argv) {
  forbid_core_dumps();
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  ww::init_secret_memory();
  ww::cli::OsTerminal terminal;
  const ww::cli::World world{
      ww::cli::connect_node,
      ww::cli::wait_until_ended,
      []() { return std::chrono::floor<ww::Duration>(std::chrono::system_clock::now()); },
      ww::cli::local_to_instant,
      ww::cli::local_text,
      ww::cli::six_words,
      credential(),
      [](const std::string& home) { return ::access(home.c_str(), F_OK) == 0; }};
  return ww::cli::run({argv + 1, argv + argc}, default_home(), terminal, world);
}
