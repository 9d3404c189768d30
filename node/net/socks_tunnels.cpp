#include "net/socks_tunnels.h"

#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "base/text_codec.h"
#include "net/event_fd.h"
#include "net/signals_blocked.h"

namespace ww::net {
namespace {

constexpr int kBacklog = 16;

// Nobody can wait for it, or have it when the door is closed.
std::string random_name() {
  ByteArray<16> random{};
  WW_CHECK(::getrandom(random.data(), random.size(), 0) == static_cast<ssize_t>(random.size()));
  return "watchword-" + to_hex(random);
}

// A listening Unix socket; abstract, so no file can be left behind.
Result<Descriptor> open_door(const std::string& name) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  WW_CHECK(name.size() < sizeof address.sun_path);
  std::copy(name.begin(), name.end(), address.sun_path + 1);
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  Descriptor door(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const bool ready = door.is_open() &&
                     ::bind(door.fd(), reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                     ::listen(door.fd(), kBacklog) == 0;
  if (!ready) return fail(Errc::unavailable);
  return door;
}

}  // namespace

class SocksTunnels::Worker {
 public:
  Worker() {
    const SignalsBlocked blocked;
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    wake_.raise();
    thread_.join();
  }

  // ---- the caller's thread ----
  void add(SocksTunnel tunnel) {
    {
      const std::lock_guard lock(mutex_);
      added_.push_back(std::move(tunnel));
    }
    wake_.raise();
  }

 private:
  using Clock = SocksTunnel::Clock;

  // ---- the worker's thread ----
  void run() {
    while (take_added()) advance_all(wait());
  }

  bool take_added() {
    const std::lock_guard lock(mutex_);
    if (stop_) return false;
    std::move(added_.begin(), added_.end(), std::back_inserter(tunnels_));
    added_.clear();
    return true;
  }

  // The wake descriptor, then two for each tunnel.
  std::vector<pollfd> wait() {
    std::vector<pollfd> fds{{wake_.fd(), POLLIN, 0}};
    for (const SocksTunnel& tunnel : tunnels_) {
      for (const pollfd& wish : tunnel.wishes()) fds.push_back(wish);
    }
    // Interrupted: then nothing was told.
    if (::poll(fds.data(), fds.size(), wait_ms()) < 0) {
      for (pollfd& fd : fds) fd.revents = 0;
    }
    if (fds[0].revents != 0) wake_.lower();
    return fds;
  }

  int wait_ms() const {
    std::optional<Clock::time_point> first;
    for (const SocksTunnel& tunnel : tunnels_) {
      const auto deadline = tunnel.deadline();
      if (deadline && (!first || *deadline < *first)) first = deadline;
    }
    if (!first) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
  }

  void advance_all(const std::vector<pollfd>& fds) {
    const auto now = Clock::now();
    std::vector<SocksTunnel> still;
    for (std::size_t i = 0; i < tunnels_.size(); ++i) {
      const bool goes_on = tunnels_[i].advance(fds[1 + 2 * i].revents, fds[2 + 2 * i].revents, now);
      if (goes_on) still.push_back(std::move(tunnels_[i]));
    }
    tunnels_ = std::move(still);
  }

  EventFd wake_;
  std::mutex mutex_;  // of the two below
  std::vector<SocksTunnel> added_;
  bool stop_ = false;

  std::vector<SocksTunnel> tunnels_;
  std::thread thread_;
};

SocksTunnels::SocksTunnels(std::string proxy, ProxyNews news)
    : proxy_(std::move(proxy)), news_(std::move(news)), worker_(std::make_unique<Worker>()) {}

SocksTunnels::~SocksTunnels() = default;

Result<std::string> SocksTunnels::open(std::string_view host_port, std::string_view user,
                                       SocksTunnel::Clock::time_point deadline) {
  WW_TRY_SET(Socks5 handshake, Socks5::start(host_port, user));
  const std::string name = random_name();
  WW_TRY_SET(Descriptor door, open_door(name));
  worker_->add(SocksTunnel(std::move(door), proxy_, std::move(handshake), deadline, news_));
  return "ipc://@" + name;
}

}  // namespace ww::net
