#include "sim/sim_relay.h"

namespace ww::test {

SimRelay::SimRelay(std::size_t index, std::uint64_t seed, SimNetwork& network)
    : index_(index),
      network_(network),
      random_(seed),
      disk_(seed + 1),
      database_key_(random_.key()),
      key_(random_.id<RelayKey>()) {}

Route SimRelay::route() const {
  return {key_, "relay" + std::to_string(index_) + ".example.com:7077"};
}

void SimRelay::start(Instant now) {
  auto database = store::Database::open(disk_, random_, "relay", database_key_);
  WW_CHECK(database.ok());
  database_ = std::move(*database);
  auto opened = relay::SqlRelayStore::open(*database_);
  WW_CHECK(opened.ok());
  store_ = std::move(*opened);
  relay::Options options;
  options.key = key_;
  options.tick_least = std::chrono::milliseconds{50};
  options.tick_most = std::chrono::milliseconds{200};
  engine_ = std::make_unique<relay::RelayEngine>(*store_, random_, log_, std::move(options));
  tick(now);
}

void SimRelay::crash(Instant now) {
  disk_.fail_after(0);  // the dying process writes nothing more, not even while it closes
  engine_.reset();
  store_.reset();
  database_.reset();
  disk_.crash();
  network_.relay_died(index_, now);
  wake_.reset();
}

void SimRelay::lose_everything(Instant now) {
  crash(now);
  disk_.heal();
  const auto names = disk_.list();
  for (const std::string& name : *names) static_cast<void>(disk_.remove(name).ok());
  start(now);
}

void SimRelay::receive(relay::Input input, Instant now) { step({&input, 1}, now); }
void SimRelay::tick(Instant now) { step({}, now); }

void SimRelay::step(std::span<const relay::Input> inputs, Instant now) {
  if (!running()) return;
  auto effects = engine_->step(inputs, now + skew_);
  if (!effects) return crash(now);
  for (const auto& reply : effects->replies) network_.send_down(reply.peer, reply.frame, now);
  wake_ = effects->wake - skew_;
}

}  // namespace ww::test
