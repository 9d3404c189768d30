#include "net/zmq_transport.h"

#include <poll.h>

#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <variant>

#include "domain/limits.h"
#include "net/event_fd.h"
#include "net/signals_blocked.h"
#include "net/socks_tunnels.h"

namespace ww::net {
namespace {

struct SendFrame {
  ConnectionId id;
  Bytes frame;
};
struct CloseIt {
  ConnectionId id;
};
struct Use {
  ClientOptions options;
};
using Order = std::variant<Transport::Open, SendFrame, CloseIt, Use>;

// Frames taken from one connection before the next has its turn.
constexpr std::size_t kTurn = 16;

}  // namespace

class ZmqTransport::Worker {
 public:
  Worker(const ZmqContext& context, ClientOptions options) : context_(context) {
    Use first{std::move(options)};
    obey(first);
    const SignalsBlocked blocked;
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    to_worker_.raise();
    thread_.join();
  }

  // ---- the caller's thread ----
  void order(Order order) {
    {
      const std::lock_guard lock(mutex_);
      orders_.push_back(std::move(order));
    }
    to_worker_.raise();
  }

  int wake_fd() const { return to_caller_.fd(); }
  ProxyState proxy_state() const { return *news_; }

  std::vector<TransportEvent> drain(std::size_t most) {
    std::vector<TransportEvent> taken;
    const std::lock_guard lock(mutex_);
    to_caller_.lower();
    const bool was_full = events_.size() >= kEventsMax;
    while (!events_.empty() && taken.size() < most) {
      taken.push_back(std::move(events_.front()));
      events_.pop_front();
    }
    if (!events_.empty()) to_caller_.raise();
    if (was_full && events_.size() < kEventsMax) to_worker_.raise();
    return taken;
  }

 private:
  using Clock = ClientConnection::Clock;

  // ---- the worker's thread ----
  void run() {
    while (take_orders()) {
      advance_ready();
      wait();
    }
    connections_.clear();
  }

  bool take_orders() {
    std::vector<Order> orders;
    {
      const std::lock_guard lock(mutex_);
      if (stop_) return false;
      orders.swap(orders_);
    }
    for (Order& order : orders) std::visit([this](auto& each) { obey(each); }, order);
    return true;
  }

  void obey(Transport::Open& open) {
    const ConnectionId id = open.id;
    auto made =
        ClientConnection::open(context_, std::move(open), options_, tunnels_.get(), Clock::now());
    if (!made) return report({TransportEvent::Kind::closed, id, {}});
    connections_[id] = std::move(made);
    ready_.insert(id);
  }

  void obey(SendFrame& send) {
    const auto found = connections_.find(send.id);
    if (found == connections_.end()) return;
    if (!found->second->queue(std::move(send.frame))) return end(send.id);
    ready_.insert(send.id);
  }

  void obey(CloseIt& close) { forget(close.id); }

  void obey(Use& use) {
    connections_.clear();
    ready_.clear();
    tunnels_.reset();
    *news_ = ProxyState::unknown;
    options_ = std::move(use.options);
    if (!options_.socks_proxy.empty()) {
      tunnels_ = std::make_unique<SocksTunnels>(options_.socks_proxy, news_);
    }
  }

  void advance_ready() {
    const auto ready = std::exchange(ready_, {});
    for (const ConnectionId id : ready) advance(id);
  }

  void advance(ConnectionId id) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    std::vector<Bytes> received;
    const auto progress = found->second->advance(std::min(kTurn, room()), received, Clock::now());
    for (Bytes& frame : received) report({TransportEvent::Kind::frame, id, std::move(frame)});
    if (progress.dead) return end(id);
    if (progress.more) ready_.insert(id);
  }

  std::size_t room() {
    const std::lock_guard lock(mutex_);
    return events_.size() >= kEventsMax ? 0 : kEventsMax - events_.size();
  }

  void end(ConnectionId id) {
    forget(id);
    report({TransportEvent::Kind::closed, id, {}});
  }

  void forget(ConnectionId id) {
    connections_.erase(id);
    ready_.erase(id);
  }

  void report(TransportEvent event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    to_caller_.raise();
  }

  void wait() {
    std::vector<pollfd> fds{{to_worker_.fd(), POLLIN, 0}};
    std::vector<ConnectionId> owners;
    for (const auto& [id, connection] : connections_) {
      fds.push_back({connection->socket_fd(), POLLIN, 0});
      fds.push_back({connection->monitor_fd(), POLLIN, 0});
      owners.push_back(id);
    }
    ::poll(fds.data(), fds.size(), wait_ms());
    if (fds[0].revents != 0) to_worker_.lower();
    for (std::size_t i = 0; i < owners.size(); ++i) {
      if (fds[1 + 2 * i].revents != 0 || fds[2 + 2 * i].revents != 0) ready_.insert(owners[i]);
    }
    const auto now = Clock::now();
    for (const auto& [id, connection] : connections_) {
      if (connection->deadline() && *connection->deadline() <= now) ready_.insert(id);
    }
  }

  // While the queue to the caller is full, only an order or drain() can help: a raised eventfd ends
  // the wait.
  int wait_ms() {
    if (!ready_.empty() && room() > 0) return 0;
    std::optional<Clock::time_point> first;
    for (const auto& [id, connection] : connections_) {
      const auto deadline = connection->deadline();
      if (deadline && (!first || *deadline < *first)) first = deadline;
    }
    if (!first) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
  }

  const ZmqContext& context_;
  ClientOptions options_;
  const ProxyNews news_ = std::make_shared<std::atomic<ProxyState>>(ProxyState::unknown);
  std::unique_ptr<SocksTunnels> tunnels_;  // with a proxy only
  EventFd to_worker_, to_caller_;
  std::mutex mutex_;  // of the four below
  std::vector<Order> orders_;
  std::deque<TransportEvent> events_;
  bool stop_ = false;

  std::map<ConnectionId, std::unique_ptr<ClientConnection>> connections_;
  std::set<ConnectionId> ready_;
  std::thread thread_;
};

ZmqTransport::ZmqTransport(const ZmqContext& context, ClientOptions options)
    : worker_(std::make_unique<Worker>(context, std::move(options))) {}

ZmqTransport::~ZmqTransport() = default;

void ZmqTransport::open(Open open) { worker_->order(std::move(open)); }

void ZmqTransport::send(ConnectionId id, ByteView frame) {
  WW_CHECK(frame.size() == limits::kFrame);
  worker_->order(SendFrame{id, to_bytes(frame)});
}

void ZmqTransport::close(ConnectionId id) { worker_->order(CloseIt{id}); }

void ZmqTransport::use(ClientOptions options) { worker_->order(Use{std::move(options)}); }

ProxyState ZmqTransport::proxy_state() const { return worker_->proxy_state(); }

int ZmqTransport::wake_fd() const { return worker_->wake_fd(); }

std::vector<TransportEvent> ZmqTransport::drain(std::size_t most) { return worker_->drain(most); }

}  // namespace ww::net
