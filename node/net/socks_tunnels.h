// SocksTunnels: the thread that keeps the tunnels through one proxy going. Its caller hands it a
// tunnel, and then has to do with the tunnel's endpoint only.
#pragma once

#include <memory>
#include <string>

#include "net/socks_tunnel.h"

namespace ww::net {

class SocksTunnels {
 public:
  SocksTunnels(std::string proxy, ProxyNews news);
  ~SocksTunnels();

  // An endpoint for libzmq that leads to `host_port`; it is good for one connection, until the
  // deadline.
  Result<std::string> open(std::string_view host_port, std::string_view user,
                           SocksTunnel::Clock::time_point deadline);

 private:
  class Worker;
  const std::string proxy_;
  const ProxyNews news_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace ww::net
