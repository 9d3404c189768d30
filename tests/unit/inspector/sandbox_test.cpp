#include "inspector/sandbox.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

#include "support/catch.h"

using namespace ww;

namespace {

// How a process ends that enters the sandbox and then does this. Its own exit code is 7.
int end_of(const std::function<void()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!inspector::enter_sandbox()) ::_exit(99);
    act();
    ::_exit(7);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("in the sandbox a process can calculate, take memory, write and end",
          "[inspector][sandbox]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    if (!inspector::enter_sandbox()) ::_exit(99);
    std::vector<std::uint8_t> memory(8u << 20, 1);
    ::_exit(::write(STDOUT_FILENO, memory.data(), 1) == 1 ? 7 : 8);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 7));
  char said = 0;
  CHECK((::read(ends[0], &said, 1) == 1 && said == 1));
  ::close(ends[0]), ::close(ends[1]);
}

// Goal: whatever a parser is made to do, it reaches nothing. Method: do it, in a process that
// entered the same sandbox as the program.
TEST_CASE("attack: in the sandbox each way out kills the process", "[inspector][sandbox][attack]") {
  struct Act {
    const char* name;
    std::function<void()> act;
  };
  const Act acts[] = {
      {"open a file", [] { (void)::open("/dev/null", O_RDONLY); }},
      {"make a socket", [] { (void)::socket(AF_INET, SOCK_STREAM, 0); }},
      {"start a process", [] { (void)::fork(); }},
      {"become another program", [] { (void)::execl("/bin/true", "true", nullptr); }},
      {"signal its parent", [] { (void)::kill(::getppid(), 0); }},
      {"executable memory",
       [] {
         (void)::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
       }},
      {"write to another descriptor", [] { (void)::write(3, "x", 1); }},
      {"read from another descriptor",
       [] {
         char byte;
         (void)::read(3, &byte, 1);
       }},
      {"delete a file", [] { (void)::unlink("/nonexistent"); }},
      {"copy a descriptor", [] { (void)::dup(0); }},
      {"memory made executable later",
       [] {
         void* memory =
             ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         (void)::mprotect(memory, 4096, PROT_READ | PROT_EXEC);
       }},
      {"execute its own memory under another key",
       [] { (void)::syscall(SYS_pkey_mprotect, nullptr, 4096, PROT_EXEC, -1); }},
      {"read another process", [] { (void)::ptrace(PTRACE_ATTACH, ::getppid(), 0, 0); }},
      {"read another process's memory",
       [] { (void)::syscall(SYS_process_vm_readv, ::getppid(), nullptr, 0, nullptr, 0, 0); }},
      {"queue requests past the filter", [] { (void)::syscall(SYS_io_uring_setup, 1, nullptr); }},
      {"send on what it has", [] { (void)::send(STDOUT_FILENO, "x", 1, 0); }},
      {"hand a descriptor on",
       [] {
         const msghdr message{};
         (void)::sendmsg(STDOUT_FILENO, &message, 0);
       }},
      {"take a descriptor",
       [] {
         msghdr message{};
         (void)::recvmsg(STDIN_FILENO, &message, 0);
       }},
      {"start a thread", [] { (void)::syscall(SYS_clone, 0, 0, 0, 0, 0); }},
      {"give itself more",
       [] {
         const rlimit more{64, 64};
         (void)::setrlimit(RLIMIT_NOFILE, &more);
       }},
      {"be read by others again", [] { (void)::prctl(PR_SET_DUMPABLE, 1); }},
  };
  for (const Act& act : acts) {
    CAPTURE(act.name);
    const int status = end_of(act.act);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGSYS);
  }
}

TEST_CASE("attack: what the parent left open is closed", "[inspector][sandbox][attack]") {
  const int left_open = ::open("/dev/null", O_RDONLY);
  REQUIRE(left_open > 2);
  const pid_t child = ::fork();
  if (child == 0) {
    inspector::close_descriptors();
    const bool closed = ::fcntl(left_open, F_GETFD) < 0;
    ::_exit(closed && ::fcntl(2, F_GETFD) >= 0 ? 7 : 8);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 7));
  ::close(left_open);
}
