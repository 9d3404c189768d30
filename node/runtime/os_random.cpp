#include "runtime/os_random.h"

#include <sys/random.h>

#include <cerrno>

namespace ww::runtime {

void OsRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const auto got = ::getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    WW_CHECK(got > 0);
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace ww::runtime
