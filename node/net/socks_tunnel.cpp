#include "net/socks_tunnel.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>

namespace ww::net {
namespace {

// More than this from one side before the other sides have their turn is not read.
constexpr std::size_t kPiece = 16 * 1024;

bool try_again() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

enum class Io : std::uint8_t { done, later, ended };

// What is there, as far as there is room for it.
Io receive(int fd, std::size_t room, Bytes& bytes) {
  bytes.resize(std::min(room, kPiece));
  const auto got = ::recv(fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  if (got > 0) return Io::done;
  return got < 0 && try_again() ? Io::later : Io::ended;
}

// As much of the buffer as the other side takes.
Io send_from(Bytes& buffer, int fd) {
  if (buffer.empty()) return Io::done;
  const auto sent = ::send(fd, buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0) return try_again() ? Io::later : Io::ended;
  buffer.erase(buffer.begin(), buffer.begin() + sent);
  return Io::done;
}

void append(Bytes& buffer, ByteView bytes) {
  const std::size_t at = buffer.size();
  buffer.resize(at + bytes.size());
  std::copy(bytes.begin(), bytes.end(), buffer.begin() + static_cast<std::ptrdiff_t>(at));
}

bool is_this_process(int fd) {
  ucred who{};
  socklen_t size = sizeof who;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return false;
  return who.uid == ::geteuid() && who.pid == ::getpid();
}

}  // namespace

std::array<pollfd, 2> SocksTunnel::wishes() const {
  const bool through = stage_ == Stage::through;
  short ours = 0, proxy = 0;
  if (through && to_proxy_.size() < kBuffer) ours |= POLLIN;
  if (!to_ours_.empty()) ours |= POLLOUT;
  if (stage_ != Stage::connecting && to_ours_.size() < kBuffer) proxy |= POLLIN;
  if (stage_ == Stage::connecting || !to_proxy_.empty()) proxy |= POLLOUT;
  if (stage_ == Stage::waiting) return {pollfd{door_.fd(), POLLIN, 0}, pollfd{-1, 0, 0}};
  // Our side's end is told in any case; the proxy's only while we want something of it, for it may
  // have ended long before libzmq has taken what it said.
  return {pollfd{ours_.fd(), ours, 0}, pollfd{proxy != 0 ? proxy_.fd() : -1, proxy, 0}};
}

std::optional<SocksTunnel::Clock::time_point> SocksTunnel::deadline() const {
  if (stage_ == Stage::through || stage_ == Stage::draining) return std::nullopt;
  return deadline_;
}

bool SocksTunnel::advance(short ours_told, short proxy_told, Clock::time_point now) {
  if (deadline() && *deadline() <= now) return false;
  switch (stage_) {
    case Stage::waiting:
      return ours_told == 0 || take_visitor();
    case Stage::connecting:
      if ((ours_told & (POLLHUP | POLLERR)) != 0) return false;
      return proxy_told == 0 || finish_connect(proxy_told);
    default:
      return pump(ours_told, proxy_told);
  }
}

bool SocksTunnel::take_visitor() {
  Descriptor visitor(::accept4(door_.fd(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  // Without descriptors left the door would be readable for ever.
  if (!visitor.is_open()) return try_again() || errno == ECONNABORTED;
  if (!is_this_process(visitor.fd())) return true;
  ours_ = std::move(visitor);
  door_.close();
  return look_up_proxy() && connect_next();
}

bool SocksTunnel::look_up_proxy() {
  const auto colon = proxy_name_.rfind(':');
  if (colon == std::string::npos) return false;
  std::string host = proxy_name_.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), proxy_name_.c_str() + colon + 1, &hints, &found) != 0) {
    *news_ = ProxyState::absent;
    return false;
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(found, &::freeaddrinfo);
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    const auto* raw = reinterpret_cast<const std::uint8_t*>(each->ai_addr);
    addresses_.insert(addresses_.begin(), Bytes(raw, raw + each->ai_addrlen));
  }
  return true;
}

// To the proxy's next address; false when there is none left.
bool SocksTunnel::connect_next() {
  while (!addresses_.empty()) {
    sockaddr_storage address{};
    const auto size = static_cast<socklen_t>(addresses_.back().size());
    std::copy(addresses_.back().begin(), addresses_.back().end(),
              reinterpret_cast<std::uint8_t*>(&address));
    addresses_.pop_back();
    proxy_ = Descriptor(::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!proxy_.is_open()) continue;
    const int at_once = 1;
    ::setsockopt(proxy_.fd(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    const int rc = ::connect(proxy_.fd(), reinterpret_cast<const sockaddr*>(&address), size);
    if (rc != 0 && errno != EINPROGRESS) continue;
    stage_ = Stage::connecting;
    return true;
  }
  *news_ = ProxyState::absent;
  return false;
}

bool SocksTunnel::finish_connect(short told) {
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(proxy_.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0 || (told & POLLOUT) == 0) return connect_next();
  stage_ = Stage::greeting;
  to_proxy_ = handshake_.take_output();
  return true;
}

bool SocksTunnel::pump(short ours_told, short proxy_told) {
  if (stage_ == Stage::through && (ours_told & (POLLIN | POLLHUP)) != 0 &&
      to_proxy_.size() < kBuffer) {
    Bytes bytes;
    if (receive(ours_.fd(), kBuffer - to_proxy_.size(), bytes) == Io::ended) return false;
    append(to_proxy_, bytes);
  }
  if (proxy_told != 0 && !read_proxy()) return false;
  if (proxy_.is_open() && send_from(to_proxy_, proxy_.fd()) == Io::ended) proxy_ended();
  if (send_from(to_ours_, ours_.fd()) == Io::ended) return false;
  // libzmq is gone, with what it may have left behind: its connections do not linger.
  if ((ours_told & (POLLHUP | POLLERR)) != 0) return false;
  return stage_ != Stage::draining || !to_ours_.empty();
}

bool SocksTunnel::read_proxy() {
  if (to_ours_.size() >= kBuffer) return true;
  Bytes bytes;
  if (receive(proxy_.fd(), kBuffer - to_ours_.size(), bytes) == Io::ended) proxy_ended();
  return take_from_proxy(bytes);
}

bool SocksTunnel::take_from_proxy(ByteView bytes) {
  if (stage_ == Stage::greeting && !bytes.empty()) return finish_greeting(bytes);
  append(to_ours_, bytes);
  return true;
}

bool SocksTunnel::finish_greeting(ByteView bytes) {
  const bool well = handshake_.take(bytes).ok();
  if (handshake_.logged_in()) *news_ = ProxyState::works;
  if (!well) {
    if (!handshake_.logged_in()) *news_ = ProxyState::refuses;
    return false;
  }
  append(to_proxy_, handshake_.take_output());
  if (!handshake_.done()) return true;
  stage_ = Stage::through;
  append(to_ours_, handshake_.take_rest());
  return true;
}

// What it said before its end is still libzmq's to read.
void SocksTunnel::proxy_ended() {
  if (stage_ == Stage::greeting && !handshake_.logged_in()) *news_ = ProxyState::refuses;
  proxy_.close();
  to_proxy_.clear();
  stage_ = Stage::draining;
}

}  // namespace ww::net
