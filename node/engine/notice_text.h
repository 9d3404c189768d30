// Notices in a person's words: what happened, and what she can do about it.
//
// Events carry codes, so that scripts and tests compare them; what `status` shows is this.
#pragma once

#include "api/node_api.h"

namespace ww::engine {

// "Kim: the relay has lost ...": of what is told, and the sentence. A code that is not known here
// stands as it is, so that nothing is held back.
std::string notice_text(const api::Event& notice);

}  // namespace ww::engine
