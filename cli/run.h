// run(): the program without the process around it. Returns the exit code.
#pragma once

#include "cli/session.h"

namespace ww::cli {

int run(const std::vector<std::string>& words, const std::string& default_home, Terminal& terminal,
        const World& world);

}  // namespace ww::cli
