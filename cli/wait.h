// Numbers that options carry, and the newest event of a node.
#pragma once

#include "cli/command.h"

namespace ww::cli {

// A descriptor of 3 or more: secrets never come by the standard streams.
api::Answer<int> descriptor_of(const Arguments& arguments, const std::string& option);
// Whole seconds, 0 to a day.
api::Answer<Duration> seconds_of(const Arguments& arguments, const std::string& option);

// A whole number from 0 on.
api::Answer<std::uint32_t> whole_number(const Arguments& arguments, const std::string& option);

// What came until now: the cursor to wait after.
api::Answer<std::uint64_t> newest_event(api::NodeApi& node);

}  // namespace ww::cli
