#include "wire/frame.h"

#include <capnp/message.h>

#include "proto/relay.capnp.h"
#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

using wire::Frame;

ByteArray<16> id_of(const relay::Request& request) {
  return std::visit(
      [](const auto& r) -> ByteArray<16> {
        if constexpr (requires { r.rid; })
          return r.rid.bytes;
        else if constexpr (requires { r.sid; })
          return r.sid.bytes;
        else if constexpr (requires { r.board; })
          return r.board.bytes;
        else
          return {};
      },
      request);
}

Frame frame_of(const relay::Request& request) {
  return wire::request_frame(wire::encode_body(request), relay::Cap::write, 5, id_of(request));
}

std::size_t length_in(ByteView frame) { return frame[2] | std::size_t{frame[3]} << 8; }

Errc error_of(const Result<relay::RequestFrame>& result) {
  return result ? Errc::internal : result.error().code;
}

template <class Bend>
Errc error_when(Bend bend) {
  Frame frame = frame_of(relay::Get{QueueId{test::counting<16>(1)}, {1, 2}, true, 4, false});
  bend(frame);
  return error_of(wire::decode_request(frame));
}

// A request built past our encoder, as a stranger could.
template <class Build>
Errc error_of_body(Build build) {
  capnp::MallocMessageBuilder message(1024);
  build(message.initRoot<schema::relay::Request>());
  const auto bytes = message.getSegmentsForOutput()[0].asBytes();
  return error_of(wire::decode_request(
      wire::request_frame({bytes.begin(), bytes.size()}, relay::Cap::read, 1, {})));
}

capnp::Data::Reader data(const Bytes& bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

TEST_CASE("every request goes round in a frame of 4,096 bytes", "[wire][frame]") {
  for (const auto& [name, request] : test::sample_requests()) {
    CAPTURE(name);
    const Frame frame = frame_of(request);
    const auto read = wire::decode_request(frame);
    REQUIRE(read.ok());
    CHECK(read->request == request);
    CHECK(read->header == relay::Header{relay::Cap::write, 5, id_of(request), {}});
  }
}

TEST_CASE("every reply goes round in a frame of 4,096 bytes", "[wire][frame]") {
  for (const auto& [name, reply] : test::sample_replies()) {
    CAPTURE(name);
    const auto read = wire::decode_reply(wire::encode_reply({test::sample_header(), reply}));
    REQUIRE(read.ok());
    CHECK(read->reply == reply);
    CHECK(read->header == test::sample_header());
  }
}

TEST_CASE("bodies fit what PROTOCOL.md counts with", "[wire][frame]") {
  const relay::Slot slot{};
  CHECK(wire::encode_body(relay::Put{{}, 1, slot}).size() == 3824);
  CHECK(wire::encode_body(relay::BoardPut{{}, {}, slot}).size() == 3840);
  relay::Item item;
  item.refused = relay::Refusal::auth;
  const auto frame = wire::encode_reply({{}, relay::Reply(item)});
  CHECK(length_in(frame) == 3816);
}

TEST_CASE("the largest queue and board that can be asked for fit a frame", "[wire][frame]") {
  relay::QueueNew queue;
  queue.send_pub = crypto::PublicKey{};
  queue.access.resize(limits::kAccessMax);
  CHECK(wire::encode_body(queue).size() <= limits::kFrameBody);
  relay::BoardNew board;
  board.caps.resize(limits::kBoardCapsMax);
  board.access.resize(limits::kAccessMax);
  CHECK(wire::encode_body(board).size() <= limits::kFrameBody);
  const auto read = wire::decode_request(frame_of(board));
  REQUIRE(read.ok());
  CHECK(read->request == relay::Request(board));
}

TEST_CASE("bodies past a bound are refused", "[wire][frame]") {
  const Bytes key(32), id(16);
  const auto queue = [&](std::size_t access, std::uint8_t ttl) {
    return error_of_body([&](auto request) {
      auto q = request.initQueueNew();
      q.setSid(data(id));
      q.setRecvPub(data(key));
      q.setTtlDays(ttl);
      q.setAccess(data(Bytes(access)));
    });
  };
  CHECK(queue(limits::kAccessMax, 30) == Errc::internal);  // unbent: no error
  CHECK(queue(limits::kAccessMax + 1, 30) == Errc::too_large);
  CHECK(queue(0, 0) == Errc::unsupported);
  CHECK(queue(0, 31) == Errc::unsupported);
  CHECK(error_of_body([&](auto request) {
          auto board = request.initBoardNew();
          board.setTtlDays(1);
          board.initCaps(limits::kBoardCapsMax + 1);
        }) == Errc::too_large);
}

TEST_CASE("ids, keys and slots in a body have exact sizes", "[wire][frame]") {
  const auto secure = [&](std::size_t size) {
    return error_of_body([&](auto r) { r.setQueueSecure(data(Bytes(size))); });
  };
  CHECK(secure(32) == Errc::internal);
  CHECK(secure(31) == Errc::malformed);
  CHECK(secure(33) == Errc::malformed);
  const auto put = [&](std::size_t size) {
    return error_of_body([&](auto r) { r.initPut().setSlot(data(Bytes(size))); });
  };
  CHECK(put(limits::kSlot) == Errc::internal);
  CHECK(put(limits::kSlot - 1) == Errc::malformed);
  CHECK(put(limits::kSlot + 1) == Errc::malformed);
  CHECK(error_of_body([&](auto r) {
          auto board = r.initBoardPut();
          board.setPutId(data(Bytes(15)));
          board.setSlot(data(Bytes(limits::kSlot)));
        }) == Errc::malformed);
}

TEST_CASE("an answer has one frame or four, so nothing else may be asked for", "[wire][frame]") {
  for (unsigned count = 0; count < 256; ++count) {
    CAPTURE(count);
    const auto error =
        error_of_body([&](auto r) { r.initGet().setCount(static_cast<std::uint8_t>(count)); });
    CHECK((error == Errc::internal) == (count == 1 || count == 4));
  }
}

TEST_CASE("a frame with another size, version, kind or with stray bits is refused",
          "[wire][frame]") {
  const Frame good = frame_of(relay::Noop{});
  CHECK(error_of(wire::decode_request(good)) == Errc::internal);
  CHECK(error_of(wire::decode_request({})) == Errc::malformed);
  CHECK(error_of(wire::decode_request(ByteView(good).first(4095))) == Errc::malformed);
  Bytes longer(good.begin(), good.end());
  longer.push_back(0);
  CHECK(error_of(wire::decode_request(longer)) == Errc::malformed);

  CHECK(error_when([](auto&) {}) == Errc::internal);
  CHECK(error_when([](auto& f) { f[0] = 2; }) == Errc::unsupported);
  CHECK(error_when([](auto& f) { f[1] = 2; }) == Errc::malformed);  // a reply is no request
  CHECK(error_when([](auto& f) { f[4] = 5; }) == Errc::unsupported);
  CHECK(error_when([](auto& f) { f[5] = 1; }) == Errc::malformed);
  CHECK(error_when([](auto& f) { f[7] = 0x80; }) == Errc::malformed);
  CHECK(error_when([](auto& f) { f[4095] = 1; }) == Errc::malformed);  // behind the body
  CHECK(error_when([](auto& f) { f[2] = 0, f[3] = 0; }) == Errc::malformed);
  CHECK(error_when([](auto& f) { f[2] += 4; }) == Errc::malformed);  // not whole words
  CHECK(error_when([](auto& f) { f[2] = 0xFF, f[3] = 0xFF; }) == Errc::malformed);
}

TEST_CASE("a body that points outside itself, or to another segment, is refused", "[wire][frame]") {
  CHECK(error_when([](auto& f) { f[64 + 6] = 0xFF; }) == Errc::malformed);  // struct too big
  CHECK(error_when([](auto& f) { f[64] = 0xFE; }) == Errc::malformed);      // a far pointer
  CHECK(error_of_body([](auto r) { r.setUnspecified(); }) == Errc::malformed);
}

TEST_CASE("a request or reply of a newer kind is unsupported", "[wire][frame]") {
  // The union's tag is the first 16 bits that a NOOP and a HELLO differ in.
  Bytes noop = wire::encode_body(relay::Noop{});
  const Bytes hello = wire::encode_body(relay::QueueDelete{});
  REQUIRE(noop.size() == hello.size());
  const auto tag = static_cast<std::size_t>(
      std::mismatch(noop.begin(), noop.end(), hello.begin()).first - noop.begin());
  REQUIRE(tag < noop.size());
  noop[tag] = 200;
  CHECK(error_of(wire::decode_request(wire::request_frame(noop, relay::Cap::none, 1, {}))) ==
        Errc::unsupported);
}

TEST_CASE("the MAC covers every byte of a frame but its own 32", "[wire][frame]") {
  Frame frame = frame_of(relay::Noop{});
  const Bytes before = wire::mac_input(frame);
  CHECK(before.size() == limits::kFrame - 32);
  wire::set_mac(frame, test::counting<32>(1));
  CHECK(wire::mac_input(frame) == before);
  CHECK(wire::decode_request(frame).value().header.mac == test::counting<32>(1));
  for (std::size_t at = 0; at < frame.size(); ++at) {
    Frame bent = frame;
    bent[at] ^= 1;
    const bool in_mac = at >= 32 && at < 64;
    if ((wire::mac_input(bent) == before) != in_mac) FAIL("byte " << at);
  }
}

TEST_CASE("a body is encoded the same at every retry", "[wire][frame]") {
  for (const auto& [name, request] : test::sample_requests()) {
    CAPTURE(name);
    const Bytes body = wire::encode_body(request);
    const auto read =
        wire::decode_request(wire::request_frame(body, relay::Cap::none, 0, id_of(request)));
    REQUIRE(read.ok());
    CHECK(wire::encode_body(read->request) == body);
  }
}
