// ZmqTransport: the node's connections, driven by one thread of their own, handed over through
// bounded queues and one file descriptor.
//
// Why a thread: libzmq's descriptors are edge-triggered and two per connection; here the loop that
// owns the engine sees ONE plain eventfd instead, level or edge alike:
//
//   wait until wake_fd() is readable (poll, epoll, kj::UnixEventPort::FdObserver), then
//   engine.step(transport.drain(), now)
//
// Bounds: a connection holds kWaitingFrames before it is open; at most kEventsMax frames wait for
// drain(), then sockets are not read and TCP slows the relay down. A `closed` event is never lost.
// After close() nothing more is reported of that connection, but for frames already waiting.
#pragma once

#include <memory>
#include <vector>

#include "net/client_connection.h"

namespace ww::net {

class ZmqTransport final : public Transport {
 public:
  static constexpr std::size_t kEventsMax = 1024;

  // The context must outlive the transport.
  ZmqTransport(const ZmqContext& context, ClientOptions options);
  ~ZmqTransport() override;

  // Never fails here: what cannot be opened is reported as `closed`.
  void open(Open open) override;
  void send(ConnectionId id, ByteView frame) override;
  void close(ConnectionId id) override;

  // From here on other connections are made in another way, and those that are open end,
  // unreported: close() them first if somebody waits for their end.
  void use(ClientOptions options);
  // Of the proxy in use; unknown without one.
  ProxyState proxy_state() const;

  // Readable while drain() has something.
  int wake_fd() const;
  // At most `most` events, oldest first; wake_fd() stays readable when some are left.
  std::vector<TransportEvent> drain(std::size_t most = 256);

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace ww::net
