// SimNetwork: frames between simulated nodes and relays, as a queue by (time, sequence).
//
// A connection is what TCP with CURVE would give: frames in order, or nothing more at all. Faults
// are therefore: delay, a cut (both ends hear of it, or only one), a refused connection, a
// partition between a node and a relay. Beyond what TCP allows, a frame may be lost, come twice or
// out of order, because a hostile relay can do that too.
#pragma once

#include <map>
#include <queue>

#include "ports/transport.h"
#include "support/sim_random.h"

namespace ww::test {

struct Faults {
  Duration delay_least{1}, delay_most{50};
  std::uint64_t lose_one_in = 0;  // frames
  std::uint64_t repeat_one_in = 0;
  std::uint64_t reorder_one_in = 0;  // gets a second delay of its own
  std::uint64_t cut_one_in = 0;      // the connection, with this frame
};

// So bad that every kind of fault comes many times while two people talk.
inline Faults rough_network() {
  Faults faults;
  faults.delay_most = Duration{400};
  faults.lose_one_in = 200;
  faults.repeat_one_in = 100;
  faults.reorder_one_in = 100;
  faults.cut_one_in = 150;
  return faults;
}

class SimNetwork {
 public:
  using NodeIndex = std::size_t;
  using RelayIndex = std::size_t;

  struct Event {
    enum class Kind : std::uint8_t { to_relay, to_node, node_closed, relay_gone };
    Instant at;
    std::uint64_t sequence = 0;
    Kind kind{};
    std::uint64_t link = 0;
    Bytes frame;
  };
  struct Link {
    NodeIndex node = 0;
    ConnectionId connection = 0;
    RelayIndex relay = 0;
    PeerId peer = 0;
    crypto::PublicKey client_key{};
    bool up = true;
    Instant last_up{}, last_down{};  // the latest delivery in each direction: TCP keeps order
  };

  SimNetwork(std::uint64_t seed, Faults faults) : random_(seed), faults_(faults) {}

  void connect(NodeIndex node, ConnectionId connection, RelayIndex relay,
               const crypto::PublicKey& client, Instant now);
  void send_up(NodeIndex node, ConnectionId connection, ByteView frame, Instant now);
  void send_down(PeerId peer, ByteView frame, Instant now);
  void close(NodeIndex node, ConnectionId connection, Instant now);
  // Everything of this node or relay is cut; the other ends hear of it after a delay.
  void node_died(NodeIndex node, Instant now);
  void cut_all(NodeIndex node, Instant now);
  void relay_died(RelayIndex relay, Instant now);
  void set_partition(NodeIndex node, RelayIndex relay, bool apart) {
    apart_[{node, relay}] = apart;
  }
  void set_faults(Faults faults) { faults_ = faults; }

  std::optional<Instant> next_at() const;
  Event take();
  const Link& link(std::uint64_t id) const { return links_.at(id); }
  bool is_up(std::uint64_t id) const { return links_.at(id).up; }

 private:
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      return std::tie(a.at, a.sequence) > std::tie(b.at, b.sequence);
    }
  };
  void post(Event::Kind kind, std::uint64_t link, Bytes frame, Instant at);
  void carry(Event::Kind kind, std::uint64_t id, ByteView frame, Instant& last, Instant now);
  void cut(std::uint64_t id, Instant now);
  Duration delay() { return random_.between(faults_.delay_least, faults_.delay_most); }

  SimRandom random_;
  Faults faults_;
  std::priority_queue<Event, std::vector<Event>, Later> queue_;
  std::uint64_t next_sequence_ = 0;
  std::uint64_t next_link_ = 1;
  std::map<std::uint64_t, Link> links_;
  std::map<std::pair<NodeIndex, ConnectionId>, std::uint64_t> by_connection_;
  std::map<std::pair<NodeIndex, RelayIndex>, bool> apart_;
};

}  // namespace ww::test
