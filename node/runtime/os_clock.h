// The system's clock, read here alone: a value goes into each step.
#pragma once

#include "domain/time.h"

namespace ww::runtime {

Instant os_now();

}  // namespace ww::runtime
