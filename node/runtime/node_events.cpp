#include "runtime/node_events.h"

namespace ww::runtime {

void NodeEvents::add(const std::vector<api::Event>& events) {
  for (auto event : events) {
    event.cursor = ++last_;
    kept_.push_back(std::move(event));
  }
  while (kept_.size() > kKept) kept_.pop_front();
}

std::vector<api::Event> NodeEvents::after(std::uint64_t cursor) const {
  std::vector<api::Event> newer;
  for (const auto& event : kept_) {
    if (event.cursor > cursor) newer.push_back(event);
  }
  return newer;
}

}  // namespace ww::runtime
