// What the owner has been told and has not dealt with, for her and for the programs that she uses.
#pragma once

#include "engine/context.h"

namespace ww::engine {

// The oldest first; `ended` too on request. Names are those of today.
std::vector<api::Notice> notices(Context& context, bool ended);
// The owner has dealt with it. not_found when no such one is open.
api::Answer<> end_notice(Context& context, const std::string& id);
// Those of codes that end when the owner uses this relay.
void end_notices_about_relay(Context& context, const Route& route);
// Ended ones whose time is over.
void forget_ended_notices(Context& context);

}  // namespace ww::engine
