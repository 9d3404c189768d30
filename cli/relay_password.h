// A relay that was just added is tried: whoever gave a wrong password, or none where one is asked
// for, hears of it now and not by silence.
#pragma once

#include "cli/session.h"

namespace ww::cli {

// Waits for the relay's word, some seconds at most. Asks for the password on a terminal, three
// times; without one it fails with what to do. A relay that does not answer is no failure: it may
// come later.
api::Answer<> settle_password(Session& session, api::NodeApi& node, const std::string& address);

}  // namespace ww::cli
