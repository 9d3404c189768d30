// A long text on a terminal, a page at a time. The pager gets it by a pipe and keeps no history of
// what was searched for in it.
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/os_terminal.h"

namespace ww::cli {
namespace {

// Empty: none.
std::string pager() {
  const char* named = std::getenv("PAGER");
  if (named != nullptr) return named;
  return ::access("/usr/bin/less", X_OK) == 0 ? "less" : "";
}

int rows() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

int lines_in(std::string_view text) {
  int lines = 1;
  for (const char c : text) lines += c == '\n' ? 1 : 0;
  return lines;
}

// less: quit where all fits on one screen, letters as they are, leave the text on the screen. Its
// search history would lie on the disk in clear, and with its secure mode no other program is run.
void run_pager(const std::string& command) {
  ::setenv("LESS", "FRX", 0);
  ::setenv("LESSHISTFILE", "-", 1);
  ::setenv("LESSSECURE", "1", 1);
  ::setenv("LESSCHARSET", "utf-8", 0);
  ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  ::_exit(127);
}

// Whoever leaves the pager early wants no more: that is no error.
void write_to(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

bool OsTerminal::page(std::string_view text) {
  const std::string command = pager();
  if (!out_is_terminal() || command.empty() || command == "cat" || lines_in(text) < rows())
    return out(text);
  int ends[2];
  if (::pipe(ends) != 0) return out(text);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    run_pager(command);
  }
  ::close(ends[0]);
  if (child < 0) {
    ::close(ends[1]);
    return out(text);
  }
  auto* before = std::signal(SIGINT, SIG_IGN);  // Ctrl-C is the pager's while it shows
  write_to(ends[1], text);
  ::close(ends[1]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  std::signal(SIGINT, before);
  const bool missing =
      WIFEXITED(status) && (WEXITSTATUS(status) == 127 || WEXITSTATUS(status) == 126);
  return missing ? out(text) : true;
}

}  // namespace ww::cli
