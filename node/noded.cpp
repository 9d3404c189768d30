// watchwordd, the node's process: builds the objects and starts the loop; nothing else.
#include <fcntl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

#include "control/readiness.h"
#include "e2ee/self_test.h"
#include "pages/pdf_pages.h"
#include "runtime/child_inspector.h"
#include "runtime/node_config.h"
#include "runtime/node_data.h"
#include "runtime/node_loop.h"
#include "runtime/node_profile.h"
#include "runtime/node_tor.h"
#include "runtime/os_clock.h"
#include "runtime/os_disk.h"
#include "runtime/os_home.h"
#include "runtime/os_log.h"
#include "runtime/os_process.h"
#include "runtime/os_random.h"

namespace {

using ww::control::Readiness;
using namespace ww::runtime;

struct Arguments {
  std::string home;
  bool foreground = false, check_config = false;
  int ready_fd = -1;
};

// Tells whoever started us how it went, once, and lets go of the descriptor.
class Starter final : public LoopStart {
 public:
  explicit Starter(const Arguments& arguments)
      : aloud_(arguments.ready_fd < 0), pipe_(arguments.ready_fd) {}
  void holds(HomeLock& lock) { lock_ = &lock; }
  void listening() override {
    if (lock_ != nullptr) lock_->started();
    say(Readiness::ready, "The node runs.");
  }
  int give_up(Readiness why, const std::string& words) {
    say(why, words);
    return 1;
  }

 private:
  void say(Readiness what, const std::string& words) {
    const char byte = static_cast<char>(what);
    // Whoever waited may have gone; there is nobody else to tell.
    if (pipe_.is_open() && ::write(pipe_.descriptor(), &byte, 1) != 1) pipe_.close();
    pipe_.close();
    if (aloud_) std::cerr << "watchwordd: " << words << "\n";
  }
  bool aloud_;
  OsFile pipe_;
  HomeLock* lock_ = nullptr;
};

std::string default_home() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && data[0] == '/') return std::string(data) + "/watchword";
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : std::string(home) + "/.local/share/watchword";
}

constexpr const char* kNoWriting =
    "The profile's folder cannot be made or written. Is the path right, and is the disk read-only?";

int serve(const Arguments& arguments, const NodeConfig& config, Starter& starter, ww::Disk& disk,
          ww::Logger& log) {
  OsRandom random;
  ProfileJournals journals(disk, random);
  const ww::net::ZmqContext context;
  ww::net::ZmqTransport transport(context, client_options(config));
  ww::engine::Options options;
  options.regions = load_regions(log);
  options.never_match = load_never_match();
  const std::function<ww::Instant()> now = os_now;
  ChildInspector inspector(ChildInspector::find_program());
  options.inspector = &inspector;
  ww::pages::PdfPages pages;
  options.page_maker = &pages;
  NodeService service(
      {arguments.home, journals, transport, random, log, now, options, config,
       [&transport](const NodeConfig& changed) { transport.use(client_options(changed)); },
       [&transport] { return to_text(transport.proxy_state()); }});
  log.info("the node started");
  if (!run_loop(arguments.home, service, transport, now, starter).ok()) {
    return starter.give_up(Readiness::failed, "The control socket cannot be made.");
  }
  return 0;
}

int start(const Arguments& arguments, Starter& starter) {
  if (const auto made = make_home(arguments.home); !made.ok()) {
    const bool open_to_others = made.error().code == ww::Errc::refused;
    return starter.give_up(
        open_to_others ? Readiness::bad_home : Readiness::no_writing,
        open_to_others ? "The profile's folder must be yours and closed to others (chmod 700)."
                       : kNoWriting);
  }
  const auto config = read_config(arguments.home);
  if (!config.ok()) return starter.give_up(Readiness::bad_config, config.error().message);
  auto lock = HomeLock::take(arguments.home, "node");
  if (!lock.ok()) {
    const bool running = lock.error().code == ww::Errc::full;
    return starter.give_up(running ? Readiness::running : Readiness::no_writing,
                           running ? "A node of this profile runs already." : kNoWriting);
  }
  starter.holds(*lock);
  const auto log =
      arguments.foreground ? OsLog::to_stderr() : OsLog::to_file(arguments.home + "/node.log");
  auto disk = OsDisk::at(arguments.home);
  if (log == nullptr || !disk.ok()) {
    return starter.give_up(Readiness::no_writing, kNoWriting);
  }
  if (!ww::e2ee::self_test(*log)) {
    return starter.give_up(Readiness::failed,
                           "The encryption does not work here as it must: nothing was started.");
  }
  return serve(arguments, *config, starter, **disk, *log);
}

int check_config(const std::string& home) {
  const auto config = read_config(home);
  if (!config.ok()) {
    std::cerr << home << "/" << kConfigName << ": " << config.error().message << "\n";
    return 1;
  }
  std::cout << "The configuration is right.\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  os_harden_process();
  capture_signals();
  ww::init_secret_memory();
  Arguments arguments{default_home()};
  CLI::App app("watchwordd: the node of one person. Other programs start it by themselves.");
  app.add_option("--home", arguments.home, "the profile's folder");
  app.add_flag("--foreground", arguments.foreground, "log to the terminal");
  app.add_flag("--check-config", arguments.check_config, "read config.toml, and end");
  app.add_option("--ready-fd", arguments.ready_fd, "tell a starting program how it went")
      ->group("");
  CLI11_PARSE(app, argc, argv);
  if (arguments.home.empty()) {
    std::cerr << "watchwordd: there is no home folder: give --home DIR.\n";
    return 2;
  }
  if (arguments.check_config) return check_config(arguments.home);
  Starter starter(arguments);
  return start(arguments, starter);
}
