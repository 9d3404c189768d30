// Verifying what was exported, on any machine: no node, no profile, no network.
#pragma once

#include "cli/session.h"

namespace ww::cli {

// --folder DIR [--key SHA-256]: an exported piece of evidence.
api::Answer<int> verify_folder(Session& session, const Arguments& arguments);
// FILE [--proof FILE] [--key SHA-256]: a packet, and the proof beside it.
api::Answer<int> verify_packet(Session& session, const Arguments& arguments);

}  // namespace ww::cli
