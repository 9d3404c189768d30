// The journal as a capability that the control server hands out (control/server.h).
#pragma once

#include "api/journal_api.h"
#include "proto/journal.capnp.h"

namespace ww::control {

// `journal` must outlive it.
ww::schema::control::Journal::Client serve_journal(api::JournalApi& journal);

}  // namespace ww::control
