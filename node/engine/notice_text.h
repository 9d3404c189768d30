// Notices in a person's words: what happened, and what she can do about it.
//
// Rows and events carry codes, so that scripts and tests compare them; what is shown is this.
#pragma once

#include <string>

#include "domain/argument.h"

namespace ww::engine {

// "Kim: the relay has lost ...": of what is told, and the sentence. A code that is not known here
// stands as it is, so that nothing is held back.
std::string notice_text(std::string_view code, const ArgumentList& args);

}  // namespace ww::engine
