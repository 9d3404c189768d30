#include "runtime/node_loop.h"

#include <kj/async-io.h>
#include <kj/async-unix.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "control/server.h"
#include "control/socket_file.h"

namespace ww::runtime {
namespace {

using engine::NodeEngine;

// Timers are asked for again at least this often: the system's clock may have been set.
constexpr Duration kTimerMost = std::chrono::minutes{1};
// How long the last answers may take to leave.
constexpr Duration kWindDownMost = std::chrono::seconds{2};

class Loop final : private kj::TaskSet::ErrorHandler {
 public:
  Loop(kj::AsyncIoContext& io, control::Fd socket, NodeService& service,
       net::ZmqTransport& transport, const std::function<Instant()>& now)
      : io_(io),
        service_(service),
        transport_(transport),
        now_(now),
        server_(receiver(io, std::move(socket)), io.provider->getTimer(), service, ::geteuid()),
        observer_(io.unixEventPort, transport.wake_fd(),
                  kj::UnixEventPort::FdObserver::OBSERVE_READ),
        tasks_(*this) {
    auto ended = kj::newPromiseAndFulfiller<void>();
    ended_ = kj::mv(ended.promise);
    end_ = kj::mv(ended.fulfiller);
  }
  ~Loop() { service_.on_change(nullptr); }

  void run() {
    service_.on_change([this]() { changed(); });
    tasks_.add(receive());
    for (const int number : {SIGTERM, SIGINT}) {
      tasks_.add(io_.unixEventPort.onSignal(number).then([this](siginfo_t) { finish(); }));
    }
    set_timer();
    ended_.wait(io_.waitScope);
    server_.wind_down(kWindDownMost).wait(io_.waitScope);
  }

 private:
  static kj::Own<kj::ConnectionReceiver> receiver(kj::AsyncIoContext& io, control::Fd socket) {
    using Flags = kj::LowLevelAsyncIoProvider;
    return io.lowLevelProvider->wrapListenSocketFd(
        socket.release(), Flags::TAKE_OWNERSHIP | Flags::ALREADY_CLOEXEC | Flags::ALREADY_NONBLOCK);
  }

  // Called from within calls and steps: what follows is done in a turn of its own.
  void changed() {
    server_.something_happened();
    set_timer();
    if (service_.stop_asked()) finish();
  }

  void finish() {
    if (end_->isWaiting()) end_->fulfill();
  }

  // The transport's descriptor is edge-triggered here: all of it is taken before the next wait, a
  // batch per turn, so that people's calls come in between.
  kj::Promise<void> receive() {
    auto events = transport_.drain(NodeEngine::kBatch);
    if (events.empty()) {
      return observer_.whenBecomesReadable().then([this]() { return receive(); });
    }
    service_.on_transport(std::move(events));
    return kj::evalLater([this]() { return receive(); });
  }

  void set_timer() {
    const auto wake = service_.wake();
    if (!wake) {
      timer_ = nullptr;
      return;
    }
    const Duration wait = std::clamp<Duration>(*wake - now_(), Duration{0}, kTimerMost);
    timer_ = io_.provider->getTimer()
                 .afterDelay(wait.count() * kj::MILLISECONDS)
                 .then([this]() { tasks_.add(kj::evalLater([this]() { on_timer(); })); })
                 .eagerlyEvaluate(nullptr);
  }

  void on_timer() {
    const auto wake = service_.wake();
    if (wake && *wake <= now_()) {
      service_.on_wake();
    } else {
      set_timer();
    }
  }

  void taskFailed(kj::Exception&& exception) override {
    kj::throwFatalException(kj::mv(exception));
  }

  kj::AsyncIoContext& io_;
  NodeService& service_;
  net::ZmqTransport& transport_;
  const std::function<Instant()>& now_;
  control::Server server_;
  kj::UnixEventPort::FdObserver observer_;
  kj::Promise<void> ended_ = nullptr;
  kj::Own<kj::PromiseFulfiller<void>> end_;
  kj::Promise<void> timer_ = nullptr;
  kj::TaskSet tasks_;
};

}  // namespace

void capture_signals() {
  kj::UnixEventPort::captureSignal(SIGTERM);
  kj::UnixEventPort::captureSignal(SIGINT);
}

Result<> run_loop(const std::string& home, NodeService& service, net::ZmqTransport& transport,
                  const std::function<Instant()>& now, LoopStart& start) {
  WW_TRY_SET(control::Fd socket, control::listen_in(home));
  auto io = kj::setupAsyncIo();
  {
    Loop loop(io, std::move(socket), service, transport, now);
    start.listening();
    loop.run();
  }
  control::remove_socket(home);
  return done();
}

}  // namespace ww::runtime
