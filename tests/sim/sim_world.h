// SimWorld: nodes, relays and the network between them, all real but for disk, wire and clock, in
// one process under one seed. The same seed gives the same run, to the byte.
//
// Method of a run (after TigerBeetle's simulator): first safety under faults, then the faults end
// and progress is asked for.
#pragma once

#include <functional>

#include "sim/sim_node.h"
#include "sim/sim_relay.h"

namespace ww::test {

struct WorldOptions {
  std::size_t nodes = 3;
  std::size_t relays = 1;
  Faults faults{};
  std::uint64_t crash_node_one_in = 0;  // per event
  std::uint64_t crash_relay_one_in = 0;
  std::uint64_t fail_commit_one_in = 0;  // per event: some later write of a node's disk fails
  std::uint64_t partition_one_in = 0;
  Duration skew_most{0};
};

class SimWorld {
 public:
  SimWorld(std::uint64_t seed, WorldOptions options);
  SimWorld(const SimWorld&) = delete;
  SimWorld& operator=(const SimWorld&) = delete;

  SimNode& node(std::size_t index) { return *nodes_[index]; }
  SimRelay& relay(std::size_t index) { return *relays_[index]; }
  std::size_t size() const { return nodes_.size(); }
  Instant now() const { return now_; }
  SimRandom& random() { return random_; }
  const KeyUses& key_uses() const { return key_uses_; }  // of all nodes, over all their lives

  // Runs until `done` or until `most` of simulated time is over; says whether it was done.
  bool run_until(const std::function<bool()>& done, Duration most);
  void run_for(Duration span) {
    run_until([] { return false; }, span);
  }
  // No more faults; whoever is down comes up again.
  void heal();

  // Cuts a node off from every relay, or lets it back.
  void set_apart(std::size_t node, bool apart) {
    for (std::size_t i = 0; i < relays_.size(); ++i) network_.set_partition(node, i, apart);
    if (apart) network_.cut_all(node, now_);
  }

  // Everybody, relays too, is switched off for so long.
  void all_off(Duration span);

  // A and B become contacts with checked words, whatever faults there are meanwhile.
  bool befriend(std::size_t a, std::size_t b, Duration most = std::chrono::hours{2});
  static std::string name_of(std::size_t index) { return "node" + std::to_string(index); }

  // Every frame that a relay was sent, or sent itself, as it was on the wire.
  std::function<void(ByteView)> on_frame;
  // Those that nodes sent, with their connection and its key.
  std::function<void(std::uint64_t, const crypto::PublicKey&, ByteView)> on_request;

 private:
  std::optional<Instant> next_time() const;
  void handle(const SimNetwork::Event& event);
  void maybe_fault();
  void restart_the_dead();

  SimRandom random_;
  KeyUses key_uses_;
  WorldOptions options_;
  SimNetwork network_;
  std::map<RelayKey, std::size_t> relay_index_;
  std::vector<std::unique_ptr<SimRelay>> relays_;
  std::vector<std::unique_ptr<SimNode>> nodes_;
  std::map<std::size_t, Instant> node_back_at_, relay_back_at_;
  std::map<std::pair<std::size_t, std::size_t>, Instant> apart_until_;
  Instant now_;
};

// As two people do who have read the same words to each other.
inline api::Answer<api::ContactInfo> confirm_words(SimNode& node, const std::string& name) {
  const auto shown = node.api().contact_verify(name, std::nullopt);
  if (!shown) return shown;
  return node.api().contact_verify(name, shown->words.value_or(""));
}

}  // namespace ww::test
