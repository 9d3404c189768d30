#include "runtime/node_connections.h"

namespace ww::runtime {

void NodeConnections::carry_out(const engine::Effects& effects) {
  for (const auto id : effects.close) {
    transport_.close(base_ + id);
    open_.erase(base_ + id);
  }
  for (const auto& open : effects.open) {
    WW_CHECK(open.id < kRange);
    open_.insert(base_ + open.id);
    transport_.open({base_ + open.id, open.route, open.client_secret.clone(), open.isolation});
  }
  for (const auto& send : effects.send) transport_.send(base_ + send.connection, send.frame);
}

std::vector<TransportEvent> NodeConnections::translate(std::vector<TransportEvent> events) {
  std::vector<TransportEvent> ours;
  for (auto& event : events) {
    if (open_.count(event.connection) == 0) continue;
    if (event.kind == TransportEvent::Kind::closed) open_.erase(event.connection);
    event.connection -= base_;
    ours.push_back(std::move(event));
  }
  return ours;
}

void NodeConnections::begin_anew() {
  for (const auto id : open_) transport_.close(id);
  open_.clear();
  base_ += kRange;
}

}  // namespace ww::runtime
