// Notices and the arguments of codes as JSON.
#pragma once

#include "api/node_api.h"
#include "cli/json_view.h"

namespace ww::cli {

// {"contact": "Kim", "hours": 26}
Json to_json(const ArgumentList& args);
Json to_json(const std::vector<api::Notice>& notices);

}  // namespace ww::cli
