// How it is with Tor, in words.
#pragma once

#include <string>

#include "api/node_api.h"

namespace ww::cli {

// off, on, require
std::string tor_mode(const api::Status& status);
// One line: the mode, the proxy, and what is wrong with it.
std::string tor_line(const api::Status& status);

}  // namespace ww::cli
