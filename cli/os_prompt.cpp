// A line at a prompt on /dev/tty, by GNU readline: what is pasted comes whole, however long it is
// and however many lines it has (a terminal alone cuts a line at 4095 bytes, and a prompt that
// throws away what was typed ahead loses all but the first). Nothing is ever put into a history.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <fcntl.h>
#include <poll.h>
#include <readline/readline.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/os_terminal.h"

namespace ww::cli {
namespace {

// readline calls back without an argument, and a signal has none either. One prompt at a time.
std::optional<std::string> typed_line;
bool line_ended = false;
volatile std::sig_atomic_t was_interrupted = 0;

void on_line(char* line) {
  rl_callback_handler_remove();  // else readline shows the prompt once more
  line_ended = true;
  if (line == nullptr) return;
  typed_line = line;
  std::free(line);  // readline's own malloc
}
void on_interrupt(int) { was_interrupted = 1; }

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// While it lives, Ctrl-C is told to the prompt; afterwards it does what it did.
class Interrupts {
 public:
  Interrupts() {
    was_interrupted = 0;
    struct sigaction ours {};
    ours.sa_handler = on_interrupt;  // without SA_RESTART: poll() returns
    sigemptyset(&ours.sa_mask);
    ::sigaction(SIGINT, &ours, &before_);
  }
  ~Interrupts() { ::sigaction(SIGINT, &before_, nullptr); }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  struct sigaction before_ {};
};

void set_up(std::FILE* in, std::FILE* out) {
  rl_instream = in;
  rl_outstream = out;
  rl_catch_signals = 0;
  rl_inhibit_completion = 1;  // a Tab is text, and completes no file names
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("bell-style", "none");
}

int columns_of(int descriptor) {
  winsize size{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace

std::optional<std::string> OsTerminal::ask(const std::string& prompt) {
  // Open as long as the program runs: readline keeps them between prompts.
  static const File in(std::fopen("/dev/tty", "re")), out(std::fopen("/dev/tty", "we"));
  if (!in || !out) return std::nullopt;
  // Of several lines only the last one belongs to what is edited.
  const auto last = prompt.rfind('\n');
  const std::string before = last == std::string::npos ? "" : prompt.substr(0, last + 1);
  std::fputs(before.c_str(), out.get());
  std::fflush(out.get());
  const Interrupts interrupts;
  set_up(in.get(), out.get());
  typed_line.reset();
  line_ended = false;
  rl_callback_handler_install(prompt.c_str() + before.size(), on_line);
  pollfd tty{::fileno(in.get()), POLLIN, 0};
  while (!line_ended && was_interrupted == 0) {
    const int ready = ::poll(&tty, 1, -1);
    if (ready < 0 && errno != EINTR) break;
    if (ready > 0 && (tty.revents & POLLIN) != 0) rl_callback_read_char();
    if (ready > 0 && (tty.revents & (POLLHUP | POLLERR)) != 0 && (tty.revents & POLLIN) == 0) break;
  }
  if (was_interrupted != 0) {
    cut_short_ = rl_line_buffer == nullptr ? "" : rl_line_buffer;
  }
  rl_callback_handler_remove();
  if (was_interrupted != 0) std::fputs("^C\n", out.get());
  auto line = std::move(typed_line);
  typed_line.reset();
  return line;
}

bool OsTerminal::more_is_typed() {
  constexpr int kPatienceMs = 30;  // what is pasted comes within it
  const int tty = ::open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (tty < 0) return false;
  pollfd waits{tty, POLLIN, 0};
  const bool more = ::poll(&waits, 1, kPatienceMs) > 0 && (waits.revents & POLLIN) != 0;
  ::close(tty);
  return more;
}

int OsTerminal::columns() const { return columns_of(STDOUT_FILENO); }
int OsTerminal::message_columns() const { return columns_of(STDERR_FILENO); }

}  // namespace ww::cli
