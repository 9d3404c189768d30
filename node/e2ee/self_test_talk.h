// The second half of the self test: a session and a sender key between two made-up parties.
#pragma once

#include "base/result.h"

namespace ww::e2ee {

Result<> talk_to_ourselves();

}  // namespace ww::e2ee
