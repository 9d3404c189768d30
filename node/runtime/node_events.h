// The log of events that watchers ask for: bounded, and emptied when the node is locked.
//
// Cursors only grow while the process lives: an engine that is built anew begins its own at 1, and
// a watcher that waits must not wait for ever because of that.
#pragma once

#include <deque>

#include "api/node_api.h"

namespace ww::runtime {

class NodeEvents {
 public:
  static constexpr std::size_t kKept = 1000;

  void add(const std::vector<api::Event>& events);
  std::vector<api::Event> after(std::uint64_t cursor) const;
  void forget() { kept_.clear(); }

 private:
  std::deque<api::Event> kept_;
  std::uint64_t last_ = 0;
};

}  // namespace ww::runtime
