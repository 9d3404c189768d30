// SimNode: one real node (engine, ratchet, SQLCipher) over a simulated disk, transport and clock.
//
// It dies by crash(): everything in memory is gone, the disk loses what was not synced, and start()
// opens what is left. A commit that fails (SimDisk::fail_after) kills it the same way.
#pragma once

#include <memory>
#include <set>

#include "e2ee/signal_ratchet.h"
#include "engine/local_api.h"
#include "sim/overheard_ratchet.h"
#include "sim/sim_network.h"
#include "store/node_store.h"
#include "support/sim_disk.h"

namespace ww::test {

class SimNode {
 public:
  SimNode(std::size_t index, std::uint64_t seed, SimNetwork& network,
          const std::map<RelayKey, std::size_t>& relays, KeyUses& key_uses);

  // `world_now` is the world's clock; the node's own may be off by `skew`.
  void start(Instant world_now);
  void crash(Instant world_now);
  // A backup of its files, made while it is down for a moment; and that backup brought back. What
  // it was told in between is forgotten with it. `noticed`: by the profile's marks, as it should
  // be; without, it is a clone that goes on as if nothing was.
  struct Image {
    std::map<std::string, Bytes> files;
  };
  Image image(Instant world_now);
  void bring_back(const Image& image, Instant world_now, bool noticed = true);
  // False also when its last commit failed: such an engine is only good for being thrown away.
  bool running() const { return engine_ != nullptr && !engine_->broken(); }

  void receive(const TransportEvent& event, Instant world_now);
  void tick(Instant world_now);
  std::optional<Instant> wake() const {
    return running() ? wake_ : std::nullopt;
  }  // in the world's clock

  api::NodeApi& api() { return *api_; }
  engine::NodeEngine& engine() { return *engine_; }
  SimDisk& disk() { return disk_; }
  std::size_t index() const { return index_; }
  static Duration receipt_least();  // how long receipts wait here, at least
  void set_skew(Duration skew) { skew_ = skew; }
  const std::vector<api::Event>& events() const { return events_; }  // over all its lives
  std::size_t crashes() const { return crashes_; }

  // What it seals for contacts, in clear, before it is sealed.
  std::function<void(ByteView)> on_plain;

 private:
  void recover(Instant world_now);
  void step(const std::vector<engine::Input>& inputs, Instant world_now);
  void carry_out(engine::Effects effects);

  std::size_t index_;
  SimNetwork& network_;
  const std::map<RelayKey, std::size_t>& relays_;
  KeyUses& key_uses_;
  SimRandom random_;
  SimDisk disk_;
  NullLogger log_;
  crypto::Key database_key_;
  Duration skew_{0};
  Instant world_now_{};
  std::unique_ptr<store::NodeStore> store_;
  std::unique_ptr<e2ee::SignalRatchet> ratchet_;
  std::unique_ptr<OverheardRatchet> overheard_;
  std::unique_ptr<engine::NodeEngine> engine_;
  std::unique_ptr<engine::LocalApi> api_;
  std::optional<Instant> wake_;
  std::vector<api::Event> events_;
  std::size_t crashes_ = 0;
  bool older_copy_ = false;  // what a profile's marks tell
};

}  // namespace ww::test
