#include "runtime/relay_service.h"

#include <poll.h>

#include "relay/sql_relay_store.h"
#include "runtime/os_clock.h"
#include "store/database.h"

namespace ww::runtime {
namespace {

// As an onion service: one way there and back may take some seconds.
constexpr Duration kHandshakeTor = std::chrono::seconds{45};
constexpr Duration kCountEvery = std::chrono::seconds{10};

bool is_readable(int fd) {
  pollfd item{fd, POLLIN, 0};
  return ::poll(&item, 1, 0) > 0;
}

relay::Input to_input(net::ServerEvent event) {
  if (auto* frame = std::get_if<RelayFrame>(&event)) return std::move(*frame);
  return relay::PeerGone{std::get<net::PeerLeft>(event).peer};
}

}  // namespace

relay::Options relay_options(const RelayConfig& config, const RelayKeys& keys) {
  const relay::Options& given = config.limits;
  relay::Options options;
  options.key = RelayKey{crypto::x25519_public(keys.curve)};
  if (keys.access) options.access_key = keys.access->clone();
  options.tick_least = given.tick_least;
  options.tick_most = given.tick_most;
  options.queue_slots_max = given.queue_slots_max;
  options.board_slots_max = given.board_slots_max;
  options.board_anonymous_slots_max = given.board_anonymous_slots_max;
  options.queues_max = given.queues_max;
  options.boards_max = given.boards_max;
  options.slots_max = given.slots_max;
  options.puts_per_day = given.puts_per_day;
  options.posts_per_day = given.posts_per_day;
  options.anonymous_per_day = given.anonymous_per_day;
  return options;
}

class RelayService::Impl {
 public:
  Impl(Disk& disk, Logger& log, std::unique_ptr<store::Database> database,
       std::unique_ptr<relay::SqlRelayStore> store, std::unique_ptr<net::ZmqServer> server,
       Random& random, relay::Options options)
      : disk_(disk),
        log_(log),
        database_(std::move(database)),
        store_(std::move(store)),
        server_(std::move(server)),
        engine_(*store_, random, log, std::move(options)) {}

  Result<> run(int stop_fd) {
    Instant wake = os_now();
    while (!is_readable(stop_fd)) {
      std::vector<relay::Input> inputs;
      for (auto& event : server_->take(relay::RelayEngine::kBatch)) {
        inputs.push_back(to_input(std::move(event)));
      }
      const Instant now = os_now();
      if (!inputs.empty() || now >= wake) {
        WW_TRY_SET(const relay::Effects effects, engine_.step(inputs, now));
        wake = effects.wake;
        give_out(effects);
        note_count(now);
        continue;
      }
      // A clock that was set back must not make it sleep for the difference.
      server_->wait(std::min<Duration>(wake - now, kCountEvery), stop_fd);
    }
    return write_relay_count(disk_, engine_.totals());
  }

 private:
  void give_out(const relay::Effects& effects) {
    for (const auto& reply : effects.replies) server_->send(reply.peer, reply.frame);
    for (const PeerId peer : effects.kick) server_->kick(peer);
  }

  void note_count(Instant now) {
    if (now < next_count_ && now + kCountEvery >= next_count_) return;
    next_count_ = now + kCountEvery;
    if (!write_relay_count(disk_, engine_.totals())) log_.warning("the counts were not written");
  }

  Disk& disk_;
  Logger& log_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<relay::SqlRelayStore> store_;
  std::unique_ptr<net::ZmqServer> server_;
  relay::RelayEngine engine_;
  Instant next_count_{};
};

Result<std::unique_ptr<RelayService>> RelayService::start(Disk& disk, Random& random, Logger& log,
                                                          const net::ZmqContext& context,
                                                          const RelayConfig& config,
                                                          const RelayKeys& keys) {
  WW_TRY_SET(auto database, store::Database::open(disk, random, "relay.db", keys.database));
  WW_TRY_SET(auto store, relay::SqlRelayStore::open(*database));
  net::ServerOptions options;
  options.peers_max = config.peers_max;
  if (is_onion(config.address)) options.handshake = kHandshakeTor;
  WW_TRY_SET(auto server, net::ZmqServer::listen(context, config.listen, keys.curve, options));
  return std::unique_ptr<RelayService>(new RelayService(
      std::make_unique<Impl>(disk, log, std::move(database), std::move(store), std::move(server),
                             random, relay_options(config, keys))));
}

RelayService::RelayService(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RelayService::~RelayService() = default;

Result<> RelayService::run(int stop_fd) { return impl_->run(stop_fd); }

}  // namespace ww::runtime
