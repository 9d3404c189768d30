// Whether a relay takes the password that its owner gave, or asks for one that she did not give.
//
// Tried when she adds a relay, and noted whenever a relay answers what makes a queue or board. Why
// a try: else nothing is made there for days, and all that shows is that it does not go on. The try
// asks for a queue that no relay can make (its two ids are one): a relay looks at the password
// first.
#pragma once

#include "engine/context.h"
#include "ports/outbox_rows.h"

namespace ww::engine {

void try_access(Context& context, const Route& route);
// The answer to that, or to what makes a queue or board.
void note_access(Context& context, const OutboxOp& op, const relay::Reply& reply);
bool access_is_refused(const Context& context, const RelayKey& relay);

}  // namespace ww::engine
