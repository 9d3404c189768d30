// What a node's owner is told, asked for as a person would.
#pragma once

#include <algorithm>

#include "sim/sim_node.h"

namespace ww::test {

// An open notice of this code that names `who`.
inline bool is_told(SimNode& node, std::string_view code, const std::string& who) {
  const auto told = node.api().notices(false);
  return told && std::any_of(told->begin(), told->end(), [&](const auto& notice) {
           return notice.code == code &&
                  std::any_of(notice.args.begin(), notice.args.end(),
                              [&](const auto& arg) { return arg.shown == who; });
         });
}

}  // namespace ww::test
