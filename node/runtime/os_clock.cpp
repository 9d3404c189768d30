#include "runtime/os_clock.h"

namespace ww::runtime {

Instant os_now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

}  // namespace ww::runtime
