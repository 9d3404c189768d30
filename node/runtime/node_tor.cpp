#include "runtime/node_tor.h"

namespace ww::runtime {
namespace {

// Through Tor a circuit is built first, and one to an onion service has six hops and meets half
// way.
constexpr Duration kOpenWaitTor = std::chrono::seconds{90};
// The engine waits for the first answer as well, which comes after all that.
constexpr Duration kFirstAnswerTor = kOpenWaitTor + std::chrono::seconds{30};

}  // namespace

net::ClientOptions client_options(const NodeConfig& config) {
  net::ClientOptions options;
  options.socks_proxy = config.tor_proxy;
  options.socks_required = config.tor_required;
  if (!config.tor_proxy.empty()) options.open_wait = kOpenWaitTor;
  return options;
}

void put_tor(const NodeConfig& config, engine::Options& options) {
  options.tor = !config.tor_proxy.empty();
  options.tor_required = config.tor_required;
  options.open_wait = options.tor ? kFirstAnswerTor : engine::Options{}.open_wait;
}

std::string to_text(net::ProxyState state) {
  switch (state) {
    case net::ProxyState::works:
      return "works";
    case net::ProxyState::absent:
      return "absent";
    case net::ProxyState::refuses:
      return "refuses";
    case net::ProxyState::unknown:
      break;
  }
  return "unknown";
}

}  // namespace ww::runtime
