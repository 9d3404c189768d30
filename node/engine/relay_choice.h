// Which relays this node connects to: the one rule for links, invites, renewals and circles.
//
// - One that its owner added, wherever it is: only she can know of a relay in her own house.
// - One that she allowed when she was asked, and over Tor any; but neither at a private, loopback,
//   link-local or multicast address. Why: such an address comes from a peer and means another
//   machine here than there, so following it makes this node knock on its owner's own network.
// Whether anything is connected to at all while Tor is demanded and absent is for links.h to say.
#pragma once

#include "engine/context.h"

namespace ww::engine {

bool relay_is_chosen(const Context& context, const Route& route);
// Remembers her word for a relay that she was asked about. False at an address that only adding
// can allow; then nothing is remembered.
bool allow_relay(const Context& context, const Route& route);

}  // namespace ww::engine
