// SimRelay: one real relay engine with its SQLCipher store over a simulated disk and clock.
#pragma once

#include <functional>
#include <map>
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
  // Its folder, as a copy made now holds it, and such a copy put back: it starts anew from there.
  using Image = std::map<std::string, Bytes>;
  Image image(Instant now);
  void bring_back(const Image& image, Instant now);
  bool running() const { return engine_ != nullptr; }
  void receive(relay::Input input, Instant now);
  void tick(Instant now);
  std::optional<Instant> wake() const { return running() ? wake_ : std::nullopt; }
  Route route() const;
  // From the next start on new queues and boards need this password's proof.
  void set_access(crypto::Key key) { access_ = std::move(key); }
  void set_skew(Duration skew) { skew_ = skew; }  // of its clock
  SimDisk& disk() { return disk_; }

  // A relay that does not keep to the rules. `instead`: what it answers to a request without doing
  // it; nothing: it does it. `say`: what it sends in place of a right answer; none: it is silent.
  std::function<std::optional<relay::Reply>(const relay::RequestFrame&)> instead;
  std::function<std::vector<relay::ReplyFrame>(const relay::ReplyFrame&)> say;

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
  std::optional<crypto::Key> access_;
};

}  // namespace ww::test
