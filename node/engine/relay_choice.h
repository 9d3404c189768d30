// Which relays this node connects to: the one rule for links, invites, renewals and circles.
//
// - One that its owner added or allowed herself, wherever it is: only she can know of a relay in
//   her own house.
// - No other, over Tor neither. Why: whoever runs a relay that she is led to learns when she is
// there,
//   each day; Tor hides where she is, and not that. And a private address means another machine
//   here than there, so following it makes this node knock on its owner's own network.
// Whether anything is connected to at all while Tor is demanded and absent is for links.h to say.
#pragma once

#include "engine/context.h"

namespace ww::engine {

bool relay_is_chosen(const Context& context, const Route& route);
// Remembers her word for this very relay. Whose word is enough for a private address is for the
// caller to say (contacts.cpp).
void allow_relay(const Context& context, const Route& route);

}  // namespace ww::engine
