// RelayService: the loop around a relay's engine: frames in, one step, replies out.
//
// One thread. Whatever has come when a step begins shares its commit, so the busier the relay, the
// fewer syncs per frame. When the store fails the service ends: what was answered is on the disk,
// and what was not is asked again by the nodes.
#pragma once

#include <string>

#include "base/logger.h"
#include "net/zmq_server.h"
#include "relay/relay_engine.h"
#include "runtime/relay_home.h"

namespace ww::runtime {

class RelayService {
 public:
  // Opens the database and the door. Fails with unauthenticated or storage (database), unavailable
  // (the address cannot be listened on).
  static Result<std::unique_ptr<RelayService>> start(Disk& disk, Random& random, Logger& log,
                                                     const net::ZmqContext& context,
                                                     const RelayConfig& config,
                                                     const RelayKeys& keys);
  ~RelayService();

  // Until `stop_fd` is readable. Fails with storage.
  Result<> run(int stop_fd);

 private:
  class Impl;
  explicit RelayService(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A relay's options from its config and keys.
relay::Options relay_options(const RelayConfig& config, const RelayKeys& keys);

}  // namespace ww::runtime
