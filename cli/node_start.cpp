#include "cli/node_start.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "control/client.h"
#include "control/readiness.h"
#include "control/socket_file.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using control::Fd;
using control::Readiness;

constexpr int kReadyDescriptor = 3;
constexpr const char* kLockName = "/node.lock";

std::string program_beside_us() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "watchwordd" : (self.parent_path() / "watchwordd").string();
}

// In the child of the child. Only calls that are safe after fork().
[[noreturn]] void become_node(const char* program, const char* home, int ready) {
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int standard = 0; standard < 3; ++standard) ::dup2(nothing, standard);
  ::dup2(ready, kReadyDescriptor);
  ::close_range(kReadyDescriptor + 1, ~0U, 0);
  if (::chdir("/") == 0) {
    ::execl(program, "watchwordd", "--home", home, "--ready-fd", "3", nullptr);
  }
  ::_exit(127);
}

// Forked twice, so that the node is nobody's child and no terminal's.
Answer<> spawn(const std::string& program, const std::string& home, int ready) {
  const pid_t child = ::fork();
  if (child < 0) return problem(Problem::Kind::no_node, "The node cannot be started.");
  if (child == 0) {
    ::setsid();
    if (::fork() == 0) become_node(program.c_str(), home.c_str(), ready);
    ::_exit(0);
  }
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  return Unit{};
}

Answer<> as_answer(char said) {
  switch (static_cast<Readiness>(said)) {
    case Readiness::ready:
    case Readiness::running:
      return Unit{};
    case Readiness::bad_home:
      return problem(Problem::Kind::no_node,
                     "The profile's folder cannot be used: it must be yours and closed to others "
                     "(chmod 700).");
    case Readiness::no_writing:
      return problem(Problem::Kind::no_node,
                     "The profile's folder cannot be made or written, so no node can run. Is the "
                     "path right, and is the disk read-only or broken?");
    case Readiness::bad_config:
      return problem(Problem::Kind::no_node,
                     "The node's configuration is wrong. `watchwordd --check-config` tells where.");
    case Readiness::failed:
      break;
  }
  return problem(Problem::Kind::no_node,
                 "The node could not be started. `watchword node log` may tell why.");
}

char wait_for_word(int pipe) {
  char said = 0;
  while (true) {
    const auto got = ::read(pipe, &said, 1);
    if (got < 0 && errno == EINTR) continue;
    return got == 1 ? said : '\0';
  }
}

// A node holds the lock of its profile for its life; its socket may have been removed.
bool is_held(const std::string& home) {
  const Fd lock(::open((home + kLockName).c_str(), O_RDONLY | O_CLOEXEC));
  return lock.open() && ::flock(lock.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

Problem no_socket(const std::string& home) {
  return problem(Problem::Kind::no_node,
                 "A node runs for this profile, but its socket " + home +
                     "/node.sock was removed, so nothing can reach it. End the process watchwordd "
                     "of this profile; the next command starts it anew.",
                 "socket_removed");
}

Answer<std::shared_ptr<api::NodeApi>> connect(const std::string& home) {
  WW_TRY_SET(std::shared_ptr<api::NodeApi> client, control::Client::connect(home));
  return client;
}

}  // namespace

Answer<> start_node(const std::string& home) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return problem(Problem::Kind::no_node, "The node cannot be started.");
  }
  const Fd read_end(ends[0]);
  Fd write_end(ends[1]);
  WW_TRY(spawn(program_beside_us(), std::filesystem::absolute(home).string(), write_end.number()));
  write_end.close();
  return as_answer(wait_for_word(read_end.number()));
}

void wait_until_ended(const std::string& home) {
  // The node holds this lock for its life. A shared one is free the moment it has ended.
  const Fd lock(::open((home + kLockName).c_str(), O_RDONLY | O_CLOEXEC));
  if (!lock.open()) return;
  while (::flock(lock.number(), LOCK_SH) != 0 && errno == EINTR) continue;
}

Answer<std::shared_ptr<api::NodeApi>> connect_node(const std::string& home, bool start) {
  auto running = connect(home);
  const bool none = !running.ok() && running.error().kind == Problem::Kind::no_node;
  if (!none || running.error().code == "silent") return running;
  if (!start && is_held(home)) return no_socket(home);
  if (!start) return running;
  WW_TRY(start_node(home));
  auto started = connect(home);
  if (!started.ok() && started.error().code.empty() && is_held(home)) return no_socket(home);
  return started;
}

}  // namespace ww::cli
