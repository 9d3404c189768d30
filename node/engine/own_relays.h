// The relays that the owner added: which of them are for new queues and boards, and which she is
// leaving.
//
// A relay that she removed, but where something is still kept, is *leaving*: it is read and written
// to as before (relay_choice.h), and used for nothing new. It goes by itself when nothing is left
// there.
#pragma once

#include <optional>

#include "engine/context.h"

namespace ww::engine {

// Where a new queue or board goes: the first one that was added and is not leaving.
std::optional<Route> relay_for_new(const Context& context);

bool relay_is_leaving(const Context& context, const RelayKey& relay);

// Removes the leaving ones where nothing is left.
void drop_left_relays(Context& context);

}  // namespace ww::engine
