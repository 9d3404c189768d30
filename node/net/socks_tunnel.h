// SocksTunnel: one connection's way through a SOCKS5 proxy. Driven by net/socks_tunnels.h.
//
// Why: libzmq 4.3.4 has SOCKS of its own, but aborts the process when the proxy is not there or
// hangs up (its connecter takes one descriptor out of epoll twice), and no option avoids that. So
// libzmq connects to a Unix socket of ours, and we carry its bytes, which CURVE has sealed, to the
// proxy and on.
//
// Rules
//   - The Unix socket has a random abstract name and takes exactly one visitor: this process. Who
//     else knocks is hung up on. Then it is closed.
//   - There is no way but the proxy: whatever goes wrong, both ends are closed, which libzmq sees
//     as the end of its connection. So does who has not got through by the deadline.
//   - At most kBuffer bytes wait in each direction; who does not read slows the other side down.
#pragma once

#include <poll.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "net/descriptor.h"
#include "net/socks5.h"

namespace ww::net {

// What the last connection saw of the proxy.
enum class ProxyState : std::uint8_t {
  unknown,  // nothing was connected yet
  works,    // it takes our connections; whether it reaches a relay is another matter
  absent,   // nobody answers at its address
  refuses,  // somebody does, but it is no SOCKS5 proxy that takes a user name
};
// Written by the thread of the tunnels, read by anybody.
using ProxyNews = std::shared_ptr<std::atomic<ProxyState>>;

class SocksTunnel {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kBuffer = 64 * 1024;

  SocksTunnel(Descriptor door, std::string proxy, Socks5 handshake, Clock::time_point deadline,
              ProxyNews news)
      : door_(std::move(door)),
        proxy_name_(std::move(proxy)),
        handshake_(std::move(handshake)),
        deadline_(deadline),
        news_(std::move(news)) {}

  // Ours, then the proxy's; a descriptor of -1 is not to be waited for.
  std::array<pollfd, 2> wishes() const;
  // With what poll() said of the two. False when the tunnel is over.
  bool advance(short ours_told, short proxy_told, Clock::time_point now);
  // When to look again if nothing happens; nothing once it is through.
  std::optional<Clock::time_point> deadline() const;

 private:
  enum class Stage : std::uint8_t { waiting, connecting, greeting, through, draining };
  bool take_visitor();
  bool look_up_proxy();
  bool connect_next();
  bool finish_connect(short told);
  bool finish_greeting(ByteView bytes);
  bool pump(short ours_told, short proxy_told);
  bool read_proxy();
  bool take_from_proxy(ByteView bytes);
  void proxy_ended();

  Descriptor door_;  // until the visitor came
  Descriptor ours_;  // to libzmq
  Descriptor proxy_;
  std::string proxy_name_;
  std::vector<Bytes> addresses_;  // of the proxy, still to be tried, the last one first
  Socks5 handshake_;
  Clock::time_point deadline_;
  ProxyNews news_;
  Stage stage_ = Stage::waiting;
  Bytes to_proxy_, to_ours_;
};

}  // namespace ww::net
