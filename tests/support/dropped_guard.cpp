// Names the guard that this program runs without, from the environment (base/guard.h).
#include <cstdlib>

#include "base/guard.h"

namespace {

[[maybe_unused]] const bool set_before_main = [] {
  if (const char* name = std::getenv("WATCHWORD_DROPPED_GUARD")) ww::dropped_guard = name;
  return true;
}();

}  // namespace
