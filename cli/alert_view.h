// An alert in plain words, for people.
//
// Every field of the alert is printed, known ones in the order of the four W's and the rest after
// them: what a newer peer added is not hidden. Nothing here calls anything safe.
#pragma once

#include <string>

#include "api/node_api.h"

namespace ww::cli {

std::string alert_text(const api::AlertShown& alert, const std::string& id);
std::string line_text(const api::AlertLine& line);

}  // namespace ww::cli
