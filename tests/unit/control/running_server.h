// A control server on a thread of its own, so that a Client can talk to it from the test's.
#pragma once

#include <future>
#include <mutex>
#include <thread>

#include <kj/async-io.h>

#include "control/server.h"
#include "control/socket_file.h"

namespace ww::test {

class RunningServer {
 public:
  RunningServer(api::NodeApi& node, const std::string& home, uid_t allowed_user) {
    std::promise<void> listening;
    auto ready = listening.get_future();
    thread_ = std::thread([&, home, allowed_user]() { run(node, home, allowed_user, listening); });
    ready.get();
  }
  ~RunningServer() { stop(); }

  // Ends the thread, and every connection with it.
  void stop() {
    if (!thread_.joinable()) return;
    on_loop([this](control::Server&) { end_->fulfill(); });
    thread_.join();
  }
  // Runs `what` on the server's thread.
  template <class What>
  void on_loop(What what) {
    // The executor's own lock lies in a library that ThreadSanitizer does not see into. This one,
    // which nobody waits for, tells it the same order.
    std::mutex order;
    order.lock();
    order.unlock();
    executor_->executeSync([&]() {
      const std::lock_guard in_order(order);
      what(*server_);
    });
    order.lock();
    order.unlock();
  }

 private:
  void run(api::NodeApi& node, const std::string& home, uid_t allowed_user,
           std::promise<void>& listening) {
    auto io = kj::setupAsyncIo();
    auto socket = control::listen_in(home);
    WW_CHECK(socket.ok());
    auto receiver = io.lowLevelProvider->wrapListenSocketFd(
        socket->release(), kj::LowLevelAsyncIoProvider::TAKE_OWNERSHIP |
                               kj::LowLevelAsyncIoProvider::ALREADY_CLOEXEC |
                               kj::LowLevelAsyncIoProvider::ALREADY_NONBLOCK);
    control::Server server(kj::mv(receiver), io.provider->getTimer(), node, allowed_user);
    server_ = &server;
    executor_ = kj::getCurrentThreadExecutor().addRef();
    auto end = kj::newPromiseAndFulfiller<void>();
    end_ = kj::mv(end.fulfiller);
    listening.set_value();
    end.promise.wait(io.waitScope);
  }

  std::thread thread_;
  control::Server* server_ = nullptr;
  kj::Own<const kj::Executor> executor_;
  kj::Own<kj::PromiseFulfiller<void>> end_;
};

}  // namespace ww::test
