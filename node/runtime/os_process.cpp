#include "runtime/os_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace ww::runtime {

void os_harden_process() {
  ::prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::umask(077);
  rlimit locked{};
  if (::getrlimit(RLIMIT_MEMLOCK, &locked) == 0) {
    locked.rlim_cur = locked.rlim_max;
    ::setrlimit(RLIMIT_MEMLOCK, &locked);
  }
}

bool os_may_dump() { return ::prctl(PR_GET_DUMPABLE) == 1; }

unsigned long os_lockable_bytes() {
  rlimit locked{};
  return ::getrlimit(RLIMIT_MEMLOCK, &locked) == 0 ? locked.rlim_cur : 0;
}

}  // namespace ww::runtime
