// Which relays this node connects to: the one rule for links, invites, renewals and circles.
//
// - One that its owner added or allowed herself, wherever it is: only she can know of a relay in
//   her own house.
// - Over Tor any other; but none at a private, loopback, link-local or multicast address. Why: such
//   an address comes from a peer and means another machine here than there, so following it makes
//   this node knock on its owner's own network.
// Whether anything is connected to at all while Tor is demanded and absent is for links.h to say.
#pragma once

#include "engine/context.h"

namespace ww::engine {

bool relay_is_chosen(const Context& context, const Route& route);
// Remembers her word for this very relay. Whose word is enough for a private address is for the
// caller to say (contacts.cpp).
void allow_relay(const Context& context, const Route& route);

}  // namespace ww::engine
