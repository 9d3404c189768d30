#include "runtime/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace ww::runtime {
namespace {

class FileActions {
 public:
  FileActions() { ::posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  // dup2 clears close-on-exec in the copy; every other descriptor of ours has it.
  bool talk_over(int socket) {
    return ::posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO) == 0 &&
           ::posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO) == 0 &&
           ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
               0;
  }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

// A node blocks signals that its event loop reads from a descriptor, and ignores SIGPIPE; a child
// inherits both, so both are put back.
class Attributes {
 public:
  Attributes() { ::posix_spawnattr_init(&attributes_); }
  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  bool usual_signals() {
    sigset_t none, usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGXCPU})
      ::sigaddset(&usual, signal);
    return ::posix_spawnattr_setsigmask(&attributes_, &none) == 0 &&
           ::posix_spawnattr_setsigdefault(&attributes_, &usual) == 0 &&
           ::posix_spawnattr_setflags(&attributes_,
                                      POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
  }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

bool spawn(const std::string& program, int socket, pid_t& pid) {
  FileActions actions;
  Attributes attributes;
  std::array<char*, 2> arguments = {const_cast<char*>("watchword-inspect"), nullptr};
  std::array<char*, 1> environment = {nullptr};
  return actions.talk_over(socket) && attributes.usual_signals() &&
         ::posix_spawn(&pid, program.c_str(), actions.get(), attributes.get(), arguments.data(),
                       environment.data()) == 0;
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::string& program, Clock::time_point deadline) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return fail(Errc::unavailable);
  }
  pid_t pid = -1;
  const bool started = spawn(program, ends[1], pid);
  ::close(ends[1]);
  if (!started || ::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) {
    ::close(ends[0]);
    return fail(Errc::unavailable);
  }
  return ChildProcess(pid, ends[0], deadline);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      deadline_(other.deadline_),
      status_(other.status_) {}

ChildProcess::~ChildProcess() {
  reap(true);
  if (socket_ >= 0) ::close(socket_);
}

void ChildProcess::reap(bool kill) {
  if (pid_ < 0) return;
  if (kill) ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

bool ChildProcess::ran_out_of_time() {
  // It has closed its socket, so it is ending; a kill would hide why.
  reap(false);
  return WIFSIGNALED(status_) && WTERMSIG(status_) == SIGXCPU;
}

Result<> ChildProcess::wait_for(short events) {
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) return fail(Errc::expired);
    pollfd socket{socket_, events, 0};
    const int ready = ::poll(&socket, 1, static_cast<int>(left));
    if (ready > 0) return done();
    if (ready < 0 && errno != EINTR) return fail(Errc::unavailable);
  }
}

Result<> ChildProcess::send(ByteView bytes) {
  while (!bytes.empty()) {
    WW_TRY(wait_for(POLLOUT));
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return fail(Errc::unavailable);
    if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return done();
}

Result<Bytes> ChildProcess::receive(std::size_t most) {
  Bytes bytes(most);
  for (;;) {
    WW_TRY(wait_for(POLLIN));
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    // A child that was killed with bytes unread resets the socket: that is an end too.
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
  }
}

void ChildProcess::finish_sending() { ::shutdown(socket_, SHUT_WR); }

}  // namespace ww::runtime
