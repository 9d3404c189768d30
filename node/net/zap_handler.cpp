#include "net/zap_handler.h"

#include <zmq.h>

#include <vector>

#include "base/check.h"
#include "base/text_codec.h"

namespace ww::net {
namespace {

// ZeroMQ RFC 27: version, request id, domain, address, identity, mechanism, then credentials.
constexpr std::size_t kRequestId = 1, kMechanism = 5, kCurveKey = 6, kCurveParts = 7;

std::vector<Bytes> receive_all(ZmqSocket& socket) {
  std::vector<Bytes> parts;
  for (bool more = true; more;) {
    auto part = socket.receive();
    if (!part) return {};
    more = part->more;
    parts.push_back(std::move(part->bytes));
  }
  return parts;
}

ZmqSocket bound(const ZmqContext& context) {
  auto socket = ZmqSocket::make(context, ZMQ_REP);
  WW_CHECK(socket.has_value());
  WW_CHECK(socket->bind("inproc://zeromq.zap.01"));
  return std::move(*socket);
}

void answer(ZmqSocket& socket, const std::vector<Bytes>& request, bool admit) {
  const bool curve = request.size() == kCurveParts && as_text(request[kMechanism]) == "CURVE" &&
                     request[kCurveKey].size() == 32;
  const bool yes = curve && admit;
  socket.send(as_bytes("1.0"), true);
  socket.send(request.size() > kRequestId ? ByteView(request[kRequestId]) : ByteView{}, true);
  socket.send(as_bytes(yes ? "200" : "400"), true);
  socket.send(as_bytes(yes ? "OK" : "NO"), true);
  socket.send(as_bytes(yes ? to_hex(request[kCurveKey]) : std::string()), true);
  socket.send({});
}

}  // namespace

ZapHandler::ZapHandler(const ZmqContext& context) : socket_(bound(context)) {}

void ZapHandler::serve(bool admit) {
  while ((socket_.events() & ZMQ_POLLIN) != 0) {
    const auto request = receive_all(socket_);
    if (!request.empty()) answer(socket_, request, admit);
  }
}

}  // namespace ww::net
