// The time that a warning carries, when every relay contradicts this device's clock.
//
// Readers drop what was sent "tomorrow", and what is over before it comes. So nothing new is sent
// by a clock that all relays contradict, before its owner has said by whose time it shall go.
#pragma once

#include "engine/context.h"

namespace ww::engine {

// What the owner may accept by name: to go on by the relays' time, or by her own.
inline constexpr std::string_view kAcceptClock = "clock";
inline constexpr std::string_view kAcceptOwnClock = "own_clock";

// The own time while some relay agrees with it, or none was heard; else by what she accepts. The
// problem has the code `clock`.
api::Answer<Instant> time_for_sending(const Context& context,
                                      const std::vector<std::string>& accept);
// For what is never refused (a withdrawal): the relays' time, where they agree on one.
Instant time_never_refused(const Context& context);

// A notice for as long as it lasts. An alert that was sent before any relay could be heard may have
// gone out with a time that its readers do not take: she is told which.
void tell_of_clock(Context& context);
void note_unjudged(Context& context, const AlertId& alert);

}  // namespace ww::engine
