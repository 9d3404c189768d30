// The journal's key: signs custody chains and exports, and nothing else. Made when it is first
// needed, kept among the settings inside the encrypted journal; it never leaves.
#pragma once

#include "engine/context.h"

namespace ww::engine::journal {

crypto::Key journal_key(Context& context);

}  // namespace ww::engine::journal
