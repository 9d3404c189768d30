// The address of a relay within a text that was pasted: quotation marks, a line end within it,
// capitals, a full stop, marks that nobody sees.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/route.h"

namespace ww {

// The first one; the same errors as parse_address() where there is none.
Result<Route> address_in(std::string_view text);

}  // namespace ww
