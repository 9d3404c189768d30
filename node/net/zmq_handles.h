// Owners of libzmq's context and sockets, and the few calls on them whose traps are easy to fall
// into.
//
// Nobody outside net/ sees zmq.h; the handles are opaque here. One context lives as long as the
// process: libzmq ends the shared random source with it.
//
// A socket's fd is edge-triggered: it tells that the mailbox got a command, not that a message
// waits, and every call on the socket may swallow the edge. Rule for who waits on fd(): act until
// events() shows nothing that can be done, and only then wait.
#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"

namespace ww::net {

class ZmqContext {
 public:
  // Sockets are counted with their monitors: a node's connection takes three.
  explicit ZmqContext(int io_threads = 1, int sockets_max = 8192);
  ~ZmqContext();
  ZmqContext(const ZmqContext&) = delete;
  ZmqContext& operator=(const ZmqContext&) = delete;
  void* raw() const { return context_; }

 private:
  void* context_;
};

class ZmqSocket {
 public:
  // Empty when there are no more sockets or file descriptors.
  static std::optional<ZmqSocket> make(const ZmqContext& context, int type);
  ZmqSocket(ZmqSocket&& other) noexcept : socket_(other.socket_) { other.socket_ = nullptr; }
  ZmqSocket& operator=(ZmqSocket&& other) noexcept;
  ~ZmqSocket();

  bool set(int option, int value);
  bool set(int option, std::int64_t value);
  bool set(int option, ByteView value);
  bool set(int option, std::string_view value) { return set(option, as_bytes(value)); }
  bool bind(const std::string& endpoint);
  bool unbind(const std::string& endpoint);
  bool connect(const std::string& endpoint);
  // Monitor events of `events` come out of a PAIR socket connected to `endpoint` (inproc).
  bool monitor(const std::string& endpoint, int events);
  // Call before the PAIR goes away. Why: libzmq's reaper reports the end of a monitored socket, and
  // when nobody is there to hear it, it waits for ever, and no socket of the context closes any
  // more.
  void stop_monitor();

  int fd() const;
  int events() const;  // ZMQ_POLLIN | ZMQ_POLLOUT
  std::string last_endpoint() const;

  enum class Sent : std::uint8_t { sent, would_block, unreachable };
  Sent send(ByteView part, bool more = false);
  // One part without waiting; nullopt when there is none.
  struct Part {
    Bytes bytes;
    bool more = false;
    std::string user_id;  // what ZAP gave the peer; read from body parts only
    int peer_fd = -1;
  };
  std::optional<Part> receive();
  // Throws away the rest of a message that has more parts than it may have.
  void skip_rest();

  void* raw() const { return socket_; }

 private:
  explicit ZmqSocket(void* socket) : socket_(socket) {}
  void* socket_;
};

// One event of a socket monitor.
struct MonitorEvent {
  int event = 0;
  int value = 0;  // a file descriptor or an error, by event
};
std::optional<MonitorEvent> receive_monitor_event(ZmqSocket& monitor);

}  // namespace ww::net
