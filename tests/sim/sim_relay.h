// SimRelay: one real relay engine with its SQLCipher store over a simulated disk and clock.
#pragma once

#include <memory>

#include "relay/relay_engine.h"
#include "relay/sql_relay_store.h"
#include "sim/sim_network.h"
#include "support/sim_disk.h"

namespace ww::test {

class SimRelay {
 public:
  SimRelay(std::size_t index, std::uint64_t seed, SimNetwork& network);

  void start(Instant now);
  void crash(Instant now);
  // Its disk is gone; it starts with an empty one, under the same key and address.
  void lose_everything(Instant now);
  bool running() const { return engine_ != nullptr; }
  void receive(relay::Input input, Instant now);
  void tick(Instant now);
  std::optional<Instant> wake() const { return running() ? wake_ : std::nullopt; }
  Route route() const;
  void set_skew(Duration skew) { skew_ = skew; }  // of its clock
  SimDisk& disk() { return disk_; }

 private:
  void step(std::span<const relay::Input> inputs, Instant now);

  std::size_t index_;
  SimNetwork& network_;
  SimRandom random_;
  SimDisk disk_;
  NullLogger log_;
  crypto::Key database_key_;
  RelayKey key_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<relay::SqlRelayStore> store_;
  std::unique_ptr<relay::RelayEngine> engine_;
  std::optional<Instant> wake_;
  Duration skew_{0};
};

}  // namespace ww::test
