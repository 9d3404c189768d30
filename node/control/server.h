// Server: the node api on a Unix socket, for the programs of one user.
//
// Who may speak: the kernel's word for who is at the other end (SO_PEERCRED) is asked before a byte
// is read; any other user is dropped. A connection gets a Gate, which gives a Node after `hello`.
//
// Calls are answered one after the other on the loop's thread. Only `events` is held: it is asked
// again whenever something_happened() is called, until it has something or its time is over. What
// goes wrong inside a call is answered as a Problem; exception texts stay here.
#pragma once

#include <memory>

#include <kj/async-io.h>
#include <sys/types.h>

#include "api/node_api.h"

namespace ww::control {

class Server {
 public:
  // `listening`: a listening socket (control/socket_file.h). `node` must outlive the server.
  Server(kj::Own<kj::ConnectionReceiver> listening, kj::Timer& timer, api::NodeApi& node,
         uid_t allowed_user);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Wakes the held calls.
  void something_happened();
  std::size_t connections() const;
  // Takes no new connection; resolves when the last one has gone or `most` is over.
  kj::Promise<void> wind_down(Duration most);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ww::control
