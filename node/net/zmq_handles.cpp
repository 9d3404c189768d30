#include "net/zmq_handles.h"

#include <zmq.h>

#include <cerrno>
#include <cstring>

#include "base/check.h"

namespace ww::net {
namespace {

// Closes the message at the end of the scope.
class Message {
 public:
  Message() { zmq_msg_init(&message_); }
  ~Message() { zmq_msg_close(&message_); }
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
  zmq_msg_t* raw() { return &message_; }
  ByteView view() {
    return {static_cast<const std::uint8_t*>(zmq_msg_data(&message_)), zmq_msg_size(&message_)};
  }

 private:
  zmq_msg_t message_;
};

int receive_into(void* socket, Message& message) {
  int got = -1;
  do got = zmq_msg_recv(message.raw(), socket, ZMQ_DONTWAIT);
  while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

ZmqContext::ZmqContext(int io_threads, int sockets_max) : context_(zmq_ctx_new()) {
  WW_CHECK(context_ != nullptr);
  WW_CHECK(zmq_has("curve") == 1);
  WW_CHECK(zmq_ctx_set(context_, ZMQ_IO_THREADS, io_threads) == 0);
  WW_CHECK(zmq_ctx_set(context_, ZMQ_MAX_SOCKETS, sockets_max) == 0);
  WW_CHECK(zmq_ctx_set(context_, ZMQ_BLOCKY, 0) == 0);
}

ZmqContext::~ZmqContext() {
  while (zmq_ctx_term(context_) != 0 && errno == EINTR) continue;
}

std::optional<ZmqSocket> ZmqSocket::make(const ZmqContext& context, int type) {
  void* socket = zmq_socket(context.raw(), type);
  if (socket == nullptr) return std::nullopt;
  ZmqSocket made(socket);
  WW_CHECK(made.set(ZMQ_LINGER, 0));
  return made;
}

ZmqSocket& ZmqSocket::operator=(ZmqSocket&& other) noexcept {
  std::swap(socket_, other.socket_);
  return *this;
}

ZmqSocket::~ZmqSocket() {
  if (socket_ != nullptr) zmq_close(socket_);
}

bool ZmqSocket::set(int option, int value) {
  return zmq_setsockopt(socket_, option, &value, sizeof value) == 0;
}

bool ZmqSocket::set(int option, std::int64_t value) {
  return zmq_setsockopt(socket_, option, &value, sizeof value) == 0;
}

bool ZmqSocket::set(int option, ByteView value) {
  return zmq_setsockopt(socket_, option, value.data(), value.size()) == 0;
}

bool ZmqSocket::bind(const std::string& endpoint) {
  return zmq_bind(socket_, endpoint.c_str()) == 0;
}

bool ZmqSocket::unbind(const std::string& endpoint) {
  return zmq_unbind(socket_, endpoint.c_str()) == 0;
}

bool ZmqSocket::connect(const std::string& endpoint) {
  return zmq_connect(socket_, endpoint.c_str()) == 0;
}

bool ZmqSocket::monitor(const std::string& endpoint, int events) {
  return zmq_socket_monitor(socket_, endpoint.c_str(), events) == 0;
}

void ZmqSocket::stop_monitor() { zmq_socket_monitor(socket_, nullptr, 0); }

int ZmqSocket::fd() const {
  int fd = -1;
  std::size_t size = sizeof fd;
  WW_CHECK(zmq_getsockopt(socket_, ZMQ_FD, &fd, &size) == 0);
  return fd;
}

int ZmqSocket::events() const {
  int events = 0;
  std::size_t size = sizeof events;
  int rc = -1;
  do rc = zmq_getsockopt(socket_, ZMQ_EVENTS, &events, &size);
  while (rc != 0 && errno == EINTR);
  return rc == 0 ? events : 0;
}

std::string ZmqSocket::last_endpoint() const {
  char text[256] = {};
  std::size_t size = sizeof text;
  if (zmq_getsockopt(socket_, ZMQ_LAST_ENDPOINT, text, &size) != 0) return {};
  return text;
}

ZmqSocket::Sent ZmqSocket::send(ByteView part, bool more) {
  const int flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0);
  int sent = -1;
  do sent = zmq_send(socket_, part.data(), part.size(), flags);
  while (sent < 0 && errno == EINTR);
  if (sent >= 0) return Sent::sent;
  return errno == EAGAIN ? Sent::would_block : Sent::unreachable;
}

std::optional<ZmqSocket::Part> ZmqSocket::receive() {
  Message message;
  if (receive_into(socket_, message) < 0) return std::nullopt;
  Part part;
  part.bytes = to_bytes(message.view());
  part.more = zmq_msg_more(message.raw()) != 0;
  if (const char* user = zmq_msg_gets(message.raw(), "User-Id")) part.user_id = user;
  part.peer_fd = zmq_msg_get(message.raw(), ZMQ_SRCFD);
  return part;
}

void ZmqSocket::skip_rest() {
  for (bool more = true; more;) {
    Message message;
    if (receive_into(socket_, message) < 0) return;
    more = zmq_msg_more(message.raw()) != 0;
  }
}

std::optional<MonitorEvent> receive_monitor_event(ZmqSocket& monitor) {
  const auto head = monitor.receive();
  if (!head) return std::nullopt;
  if (head->more) monitor.skip_rest();
  // libzmq: event 2 | value 4, in the byte order of the machine.
  if (head->bytes.size() != 6) return MonitorEvent{};
  std::uint16_t event = 0;
  std::int32_t value = 0;
  std::memcpy(&event, head->bytes.data(), sizeof event);
  std::memcpy(&value, head->bytes.data() + sizeof event, sizeof value);
  return MonitorEvent{event, value};
}

}  // namespace ww::net
