#include "sim/sim_network.h"

namespace ww::test {

void SimNetwork::connect(NodeIndex node, ConnectionId connection, RelayIndex relay,
                         const crypto::PublicKey& client, Instant now) {
  const std::uint64_t id = next_link_++;
  // A peer id is the link's own number: a relay never meets the same one twice.
  links_[id] = Link{node, connection, relay, id, client, true, now, now};
  by_connection_[{node, connection}] = id;
  if (apart_[{node, relay}]) {
    links_[id].up = false;
    post(Event::Kind::node_closed, id, {}, now + delay());
  }
}

void SimNetwork::send_up(NodeIndex node, ConnectionId connection, ByteView frame, Instant now) {
  const auto found = by_connection_.find({node, connection});
  if (found == by_connection_.end() || !links_.at(found->second).up) return;
  Link& link = links_.at(found->second);
  if (apart_[{link.node, link.relay}]) return cut(found->second, now);
  carry(Event::Kind::to_relay, found->second, frame, link.last_up, now);
}

void SimNetwork::send_down(PeerId peer, ByteView frame, Instant now) {
  const auto found = links_.find(peer);
  if (found == links_.end() || !found->second.up) return;
  carry(Event::Kind::to_node, peer, frame, found->second.last_down, now);
}

void SimNetwork::carry(Event::Kind kind, std::uint64_t id, ByteView frame, Instant& last,
                       Instant now) {
  if (random_.once_in(faults_.cut_one_in)) return cut(id, now);
  if (random_.once_in(faults_.lose_one_in)) return;
  last = std::max(last, now + delay());
  const Instant at = random_.once_in(faults_.reorder_one_in) ? now + delay() + delay() : last;
  post(kind, id, to_bytes(frame), at);
  if (random_.once_in(faults_.repeat_one_in)) post(kind, id, to_bytes(frame), at + delay());
}

void SimNetwork::close(NodeIndex node, ConnectionId connection, Instant now) {
  const auto found = by_connection_.find({node, connection});
  if (found == by_connection_.end() || !links_.at(found->second).up) return;
  links_.at(found->second).up = false;
  post(Event::Kind::relay_gone, found->second, {}, now + delay());
}

void SimNetwork::cut(std::uint64_t id, Instant now) {
  Link& link = links_.at(id);
  if (!link.up) return;
  link.up = false;
  post(Event::Kind::node_closed, id, {}, now + delay());
  post(Event::Kind::relay_gone, id, {}, now + delay());
}

void SimNetwork::node_died(NodeIndex node, Instant now) {
  for (auto& [id, link] : links_) {
    if (link.node == node && link.up) {
      link.up = false;
      post(Event::Kind::relay_gone, id, {}, now + delay());
    }
  }
}

void SimNetwork::cut_all(NodeIndex node, Instant now) {
  for (const auto& [id, link] : links_) {
    if (link.node == node) cut(id, now);
  }
}

void SimNetwork::relay_died(RelayIndex relay, Instant now) {
  for (auto& [id, link] : links_) {
    if (link.relay == relay && link.up) {
      link.up = false;
      post(Event::Kind::node_closed, id, {}, now + delay());
    }
  }
}

void SimNetwork::post(Event::Kind kind, std::uint64_t link, Bytes frame, Instant at) {
  queue_.push({at, next_sequence_++, kind, link, std::move(frame)});
}

std::optional<Instant> SimNetwork::next_at() const {
  return queue_.empty() ? std::nullopt : std::optional(queue_.top().at);
}

SimNetwork::Event SimNetwork::take() {
  Event event = queue_.top();
  queue_.pop();
  return event;
}

}  // namespace ww::test
