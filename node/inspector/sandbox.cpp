#include "inspector/sandbox.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <memory>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WW_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define WW_SANITIZED 1
#endif
#endif
#ifndef WW_SANITIZED
#define WW_SANITIZED 0
#endif

namespace ww::inspector {
namespace {

struct ReleaseFilter {
  void operator()(void* filter) const { ::seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

bool limit(__rlimit_resource_t what, std::uint64_t most, std::uint64_t grace = 0) {
  const rlimit value{most, most + grace};
  return ::setrlimit(what, &value) == 0;
}

bool set_limits() {
  const bool memory = WW_SANITIZED || limit(RLIMIT_AS, kMemoryBytes);
  // Files: a write to a regular file fails. (A pipe and a socket are none.)
  // A second between the two limits of time: the first ends it by SIGXCPU, which says why.
  return memory && limit(RLIMIT_CPU, kCpuSeconds, 1) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_NPROC, 0);
}

bool allow(const Filter& filter, int call) {
  return ::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
}
bool allow_if(const Filter& filter, int call, const scmp_arg_cmp& argument) {
  return ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &argument) == 0;
}

// Memory, but none that can be executed: argument 2 is the protection.
bool allow_memory(const Filter& filter) {
  const scmp_arg_cmp not_executed{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  return allow(filter, SCMP_SYS(brk)) && allow_if(filter, SCMP_SYS(mmap), not_executed) &&
         allow_if(filter, SCMP_SYS(mprotect), not_executed) && allow(filter, SCMP_SYS(munmap)) &&
         allow(filter, SCMP_SYS(mremap)) && allow(filter, SCMP_SYS(madvise));
}

// Only ours: in, out, and complaints.
bool allow_descriptors(const Filter& filter) {
  for (const int call : {SCMP_SYS(read), SCMP_SYS(write)}) {
    if (!allow_if(filter, call, {0, SCMP_CMP_LE, STDERR_FILENO, 0})) return false;
  }
  return true;
}

// Harmless, and asked for in the middle of parsing: a hash's salt (expat, for XMP), and how much
// memory there is (the C library's qsort).
bool allow_questions(const Filter& filter) {
  return allow(filter, SCMP_SYS(getrandom)) && allow(filter, SCMP_SYS(sysinfo));
}

// What a sanitizer's run-time asks for now and then, and to say where a crash was.
bool allow_sanitizer(const Filter& filter) {
  if (!WW_SANITIZED) return true;
  for (const int call :
       {SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield), SCMP_SYS(gettid), SCMP_SYS(getpid),
        SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(clock_gettime)}) {
    if (!allow(filter, call)) return false;
  }
  return true;
}

bool load_filter() {
  const Filter filter{::seccomp_init(SCMP_ACT_KILL_PROCESS)};
  return filter && allow_memory(filter) && allow_descriptors(filter) && allow_questions(filter) &&
         allow_sanitizer(filter) && allow(filter, SCMP_SYS(exit)) &&
         allow(filter, SCMP_SYS(exit_group)) && allow(filter, SCMP_SYS(rt_sigreturn)) &&
         allow(filter, SCMP_SYS(futex)) && ::seccomp_load(filter.get()) == 0;
}

}  // namespace

void close_descriptors() { ::syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0U); }

Result<> enter_sandbox() {
  // Not dumpable: no other process of the same user reads its memory.
  const bool entered = ::prctl(PR_SET_DUMPABLE, 0) == 0 &&
                       ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && set_limits() &&
                       load_filter();
  return entered ? done() : Result<>(fail(Errc::unavailable));
}

}  // namespace ww::inspector
