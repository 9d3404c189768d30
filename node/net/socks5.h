// Socks5: the client's half of a SOCKS5 handshake (RFC 1928, CONNECT) with a user name (RFC 1929).
// Bytes in, bytes out; it holds no socket.
//
// Rules
//   - The user name is what gives a connection its own Tor circuit, so it is the only method that
//   we
//     offer: a proxy that wants none is refused, as it would tie our connections together.
//   - A host's name goes to the proxy as it is; nobody looks it up here.
//   - What the proxy says is hostile input: anything but the expected answer ends the handshake.
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::net {

class Socks5 {
 public:
  // Fails with malformed when the target is no HOST:PORT, with too_large when the host or the user
  // name is empty or above the 255 bytes that SOCKS5 has for it.
  static Result<Socks5> start(std::string_view host_port, std::string_view user);

  // What is to be sent to the proxy now; empty when it is the proxy's turn.
  Bytes take_output();
  // What the proxy said, in pieces of any size. `malformed`: that is not SOCKS5; `refused`: it is,
  // and says no. After a failure the object is of no use.
  Result<> take(ByteView input);
  bool done() const { return step_ == Step::done; }
  // The proxy speaks SOCKS5 and took our name: it is one that we can use, whatever it says next.
  bool logged_in() const { return step_ == Step::request || done(); }
  // Once done: what came behind the last answer, the first bytes of the tunnel.
  Bytes take_rest();

 private:
  enum class Step : std::uint8_t { method, login, request, done };
  Socks5(Bytes greeting, Bytes login, Bytes request)
      : output_(std::move(greeting)), login_(std::move(login)), request_(std::move(request)) {}
  Result<bool> answer();
  Result<bool> on_method();
  Result<bool> on_login();
  Result<bool> on_request();
  void next(Step step, std::size_t used, Bytes output);

  Step step_ = Step::method;
  Bytes input_;
  Bytes output_;
  Bytes login_, request_;  // what we shall say
};

}  // namespace ww::net
