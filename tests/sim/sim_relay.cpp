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
  if (access_) options.access_key = access_->clone();
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

SimRelay::Image SimRelay::image(Instant now) {
  crash(now);
  disk_.heal();
  Image image;
  const auto names = disk_.list();
  for (const std::string& name : *names) image[name] = disk_.contents(name);
  start(now);
  return image;
}

void SimRelay::bring_back(const Image& image, Instant now) {
  crash(now);
  disk_.heal();
  const auto names = disk_.list();
  for (const std::string& name : *names) static_cast<void>(disk_.remove(name).ok());
  for (const auto& [name, bytes] : image) disk_.replace(name, bytes);
  start(now);
}

void SimRelay::receive(relay::Input input, Instant now) {
  const auto* frame = std::get_if<RelayFrame>(&input);
  const auto request = instead && frame ? wire::decode_request(frame->frame)
                                        : Result<relay::RequestFrame>(fail(Errc::not_found));
  const auto lie = request ? instead(*request) : std::nullopt;
  if (!lie) return step({&input, 1}, now);
  relay::Header header = request->header;
  header.mac = {};
  network_.send_down(frame->peer, wire::encode_reply({header, *lie}), now);
}
void SimRelay::tick(Instant now) { step({}, now); }

void SimRelay::step(std::span<const relay::Input> inputs, Instant now) {
  if (!running()) return;
  auto effects = engine_->step(inputs, now + skew_);
  if (!effects) return crash(now);
  for (const auto& reply : effects->replies) {
    if (!say) {
      network_.send_down(reply.peer, reply.frame, now);
      continue;
    }
    const auto honest = wire::decode_reply(reply.frame);
    WW_CHECK(honest.ok());
    for (const auto& said : say(*honest)) {
      network_.send_down(reply.peer, wire::encode_reply(said), now);
    }
  }
  wake_ = effects->wake - skew_;
}

}  // namespace ww::test
