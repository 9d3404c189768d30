#include "sim/sim_node.h"

namespace ww::test {
namespace {

// Minutes of waiting become seconds: the order of things is what the simulator tests.
engine::Options quick() {
  engine::Options options;
  options.receipt_least = std::chrono::seconds{2};
  options.receipt_most = std::chrono::seconds{20};
  options.again_least = std::chrono::minutes{1};
  options.again_most = std::chrono::minutes{20};
  options.write_start_most = std::chrono::milliseconds{300};
  options.reconnect_least = std::chrono::milliseconds{200};
  options.reconnect_most = std::chrono::seconds{5};
  options.answer_wait = std::chrono::seconds{35};
  options.open_wait = options.answer_wait;
  return options;
}

}  // namespace

SimNode::SimNode(std::size_t index, std::uint64_t seed, SimNetwork& network,
                 const std::map<RelayKey, std::size_t>& relays, KeyUses& key_uses)
    : index_(index),
      network_(network),
      relays_(relays),
      key_uses_(key_uses),
      random_(seed),
      disk_(seed + 1),
      database_key_(random_.key()) {}

Duration SimNode::receipt_least() { return quick().receipt_least; }

void SimNode::start(Instant world_now) {
  if (engine_) crash(world_now);
  world_now_ = world_now;
  auto database = store::Database::open(disk_, random_, "journal", database_key_);
  WW_CHECK(database.ok());  // a crash never leaves a file that cannot be opened
  auto opened = store::NodeStore::open(std::move(*database));
  WW_CHECK(opened.ok());
  store_ = std::move(*opened);
  ratchet_ = std::make_unique<e2ee::SignalRatchet>(store_->ratchet(), random_, log_);
  overheard_ = std::make_unique<OverheardRatchet>(*ratchet_, on_plain, key_uses_);
  engine_ = std::make_unique<engine::NodeEngine>(*store_, *overheard_, random_, log_, quick());
  api_ = std::make_unique<engine::LocalApi>(
      *engine_, [this] { return world_now_ + skew_; },
      [this](engine::Effects effects) { carry_out(std::move(effects)); });
  if (older_copy_) recover(world_now);
  if (engine_) tick(world_now);
}

void SimNode::recover(Instant world_now) {
  auto effects = engine_->recover(world_now + skew_, [] {});
  if (!effects) return crash(world_now);
  older_copy_ = false;
  carry_out(std::move(*effects));
}

SimNode::Image SimNode::image(Instant world_now) {
  if (engine_) crash(world_now);
  disk_.heal();
  Image image;
  const auto names = disk_.list();
  for (const std::string& name : *names) image.files[name] = disk_.contents(name);
  start(world_now);
  return image;
}

void SimNode::bring_back(const Image& image, Instant world_now, bool noticed) {
  if (engine_) crash(world_now);
  disk_.heal();
  const auto names = disk_.list();
  for (const std::string& name : *names) static_cast<void>(disk_.remove(name).ok());
  for (const auto& [name, bytes] : image.files) disk_.replace(name, bytes);
  events_.clear();
  older_copy_ = noticed;
  start(world_now);
}

void SimNode::crash(Instant world_now) {
  ++crashes_;
  disk_.fail_after(0);  // the dying process writes nothing more, not even while it closes
  api_.reset();
  engine_.reset();
  overheard_.reset();
  ratchet_.reset();
  store_.reset();
  disk_.crash();
  network_.node_died(index_, world_now);
  wake_.reset();
}

void SimNode::receive(const TransportEvent& event, Instant world_now) { step({event}, world_now); }
void SimNode::tick(Instant world_now) { step({}, world_now); }

void SimNode::step(const std::vector<engine::Input>& inputs, Instant world_now) {
  if (!running()) return;
  world_now_ = world_now;
  auto effects = engine_->step(inputs, world_now + skew_);
  if (!effects) return crash(world_now);
  carry_out(std::move(*effects));
}

void SimNode::carry_out(engine::Effects effects) {
  for (const ConnectionId id : effects.close) network_.close(index_, id, world_now_);
  for (const Transport::Open& open : effects.open) {
    const auto relay = relays_.find(open.route.relay);
    WW_CHECK(relay != relays_.end());
    network_.connect(index_, open.id, relay->second, crypto::x25519_public(open.client_secret),
                     world_now_);
  }
  for (const auto& send : effects.send)
    network_.send_up(index_, send.connection, send.frame, world_now_);
  events_.insert(events_.end(), effects.events.begin(), effects.events.end());
  wake_ = effects.wake ? std::optional(*effects.wake - skew_) : std::nullopt;
}

}  // namespace ww::test
