#include "wire/frame.h"

#include "base/byte_io.h"
#include "base/guard.h"
#include "proto/relay.capnp.h"
#include "wire/segment.h"

namespace ww::wire {
namespace {

namespace schema = ::ww::schema::relay;

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kRequest = 1;
constexpr std::uint8_t kReply = 2;
constexpr std::size_t kMacAt = 32;  // 1+1+2+1+3+8+16
constexpr std::size_t kMacSize = 32;
constexpr unsigned kBodyWords = limits::kFrameBody / 8;

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// ---- headers
// -----------------------------------------------------------------------------------------

Frame assemble(std::uint8_t kind, ByteView body, const relay::Header& header) {
  WW_CHECK(body.size() <= limits::kFrameBody);
  ByteWriter out;
  out.u8(kVersion).u8(kind).u16(static_cast<std::uint16_t>(body.size()));
  out.u8(static_cast<std::uint8_t>(header.cap)).zeros(3).u64(header.sequence);
  out.raw(header.id).raw(header.mac).raw(body);
  out.zeros(limits::kFrame - out.size());
  return to_array<limits::kFrame>(out.bytes());
}

struct Opened {
  relay::Header header;
  ByteView body;
};

Result<Opened> disassemble(std::uint8_t kind, ByteView frame) {
  if (frame.size() != limits::kFrame) return fail(Errc::malformed);
  ByteReader in(frame);
  if (in.u8() != kVersion) return fail(Errc::unsupported);
  if (in.u8() != kind) return fail(Errc::malformed);
  const std::size_t length = in.u16();
  const std::uint8_t cap = in.u8();
  if (cap > static_cast<std::uint8_t>(relay::Cap::admin)) return fail(Errc::unsupported);
  for (const std::uint8_t zero : in.raw(3)) {
    if (guarded("frame: zeros in its head") && zero != 0) return fail(Errc::malformed);
  }
  Opened opened;
  opened.header.cap = static_cast<relay::Cap>(cap);
  opened.header.sequence = in.u64();
  opened.header.id = in.array<16>();
  opened.header.mac = in.array<32>();
  if (length > limits::kFrameBody) return fail(Errc::malformed);
  opened.body = in.raw(length);
  const ByteView rest = in.rest();
  if (guarded("frame: zeros behind the body") &&
      !std::all_of(rest.begin(), rest.end(), [](auto byte) { return byte == 0; })) {
    return fail(Errc::malformed);
  }
  return opened;
}

// ---- small readers
// -----------------------------------------------------------------------------------

template <std::size_t N>
Result<ByteArray<N>> fixed(capnp::Data::Reader data) {
  if (data.size() != N) return fail(Errc::malformed);
  return to_array<N>(view_of(data));
}

Result<relay::Ttl> ttl_of(std::uint8_t days) {
  for (const int allowed : limits::kTtlDays) {
    if (days == allowed) return static_cast<relay::Ttl>(days);
  }
  return fail(Errc::unsupported);
}

Result<relay::Access> access_of(capnp::Data::Reader data) {
  if (data.size() > limits::kAccessMax) return fail(Errc::too_large);
  return to_bytes(view_of(data));
}

bool is_count(std::uint8_t count) { return count == 1 || count == limits::kGetFramesMax; }

// ---- requests
// ----------------------------------------------------------------------------------------

void write(schema::QueueNew::Builder out, const relay::QueueNew& queue) {
  out.setSid(as_data(queue.sid));
  out.setRecvPub(as_data(queue.recv_pub));
  if (queue.send_pub) out.setSendPub(as_data(*queue.send_pub));
  out.setTtlDays(static_cast<std::uint8_t>(queue.ttl));
  out.setAccess(as_data(queue.access));
}

void write(schema::BoardNew::Builder out, const relay::BoardNew& board) {
  out.setTtlDays(static_cast<std::uint8_t>(board.ttl));
  auto caps = out.initCaps(static_cast<unsigned>(board.caps.size()));
  for (unsigned i = 0; i < caps.size(); ++i) {
    caps[i].setPub(as_data(board.caps[i].pub));
    caps[i].setRights(board.caps[i].rights);
    caps[i].setPerDay(board.caps[i].per_day);
  }
  out.setAccess(as_data(board.access));
}

void write(schema::Request::Builder out, const relay::Request& request) {
  std::visit(
      Overloaded{
          [&](const relay::Hello& hello) {
            auto group = out.initHello();
            group.setVersionMin(hello.version_min);
            group.setVersionMax(hello.version_max);
          },
          [&](const relay::Noop&) { out.setNoop(); },
          [&](const relay::QueueNew& queue) { write(out.initQueueNew(), queue); },
          [&](const relay::QueueSecure& secure) { out.setQueueSecure(as_data(secure.send_pub)); },
          [&](const relay::Put& put) {
            auto group = out.initPut();
            group.setNumber(put.number);
            group.setSlot(as_data(put.slot));
          },
          [&](const relay::Get& get) {
            auto group = out.initGet();
            group.setAfter(get.after.position);
            group.setMark(get.after.mark);
            group.setAck(get.ack);
            group.setCount(get.count);
            group.setWait(get.wait);
          },
          [&](const relay::QueueDelete&) { out.setQueueDelete(); },
          [&](const relay::BoardNew& board) { write(out.initBoardNew(), board); },
          [&](const relay::BoardPut& put) {
            auto group = out.initBoardPut();
            group.setPutId(as_data(put.put_id));
            group.setSlot(as_data(put.slot));
          },
          [&](const relay::BoardGet& get) {
            auto group = out.initBoardGet();
            group.setAfter(get.after.position);
            group.setMark(get.after.mark);
            group.setCount(get.count);
            group.setWait(get.wait);
          },
          [&](const relay::BoardClose&) { out.setBoardClose(); },
      },
      request);
}

Result<relay::Request> read_queue_new(schema::QueueNew::Reader in, const ByteArray<16>& id) {
  relay::QueueNew queue;
  queue.rid = QueueId{id};
  WW_TRY_SET(queue.sid.bytes, fixed<16>(in.getSid()));
  WW_TRY_SET(queue.recv_pub, fixed<32>(in.getRecvPub()));
  if (in.getSendPub().size() != 0) {
    WW_TRY_SET(queue.send_pub, fixed<32>(in.getSendPub()));
  }
  WW_TRY_SET(queue.ttl, ttl_of(in.getTtlDays()));
  WW_TRY_SET(queue.access, access_of(in.getAccess()));
  return relay::Request(std::move(queue));
}

Result<relay::Request> read_board_new(schema::BoardNew::Reader in, const ByteArray<16>& id) {
  relay::BoardNew board;
  board.board = BoardId{id};
  WW_TRY_SET(board.ttl, ttl_of(in.getTtlDays()));
  WW_TRY_SET(board.access, access_of(in.getAccess()));
  if (in.getCaps().size() > limits::kBoardCapsMax) return fail(Errc::too_large);
  for (const auto each : in.getCaps()) {
    relay::BoardCap cap;
    WW_TRY_SET(cap.pub, fixed<32>(each.getPub()));
    cap.rights = each.getRights();
    cap.per_day = each.getPerDay();
    board.caps.push_back(cap);
  }
  return relay::Request(std::move(board));
}

Result<relay::Request> read_request(schema::Request::Reader in, const ByteArray<16>& id) {
  using Which = schema::Request::Which;
  switch (in.which()) {
    case Which::UNSPECIFIED:
      return fail(Errc::malformed);
    case Which::NOOP:
      return relay::Request(relay::Noop{});
    case Which::HELLO:
      return relay::Request(
          relay::Hello{in.getHello().getVersionMin(), in.getHello().getVersionMax()});
    case Which::QUEUE_NEW:
      return read_queue_new(in.getQueueNew(), id);
    case Which::QUEUE_SECURE: {
      WW_TRY_SET(const auto key, fixed<32>(in.getQueueSecure()));
      return relay::Request(relay::QueueSecure{QueueId{id}, key});
    }
    case Which::PUT: {
      WW_TRY_SET(const auto slot, fixed<limits::kSlot>(in.getPut().getSlot()));
      return relay::Request(relay::Put{QueueId{id}, in.getPut().getNumber(), slot});
    }
    case Which::GET: {
      const auto get = in.getGet();
      if (!is_count(get.getCount())) return fail(Errc::malformed);
      return relay::Request(relay::Get{QueueId{id},
                                       {get.getAfter(), get.getMark()},
                                       get.getAck(),
                                       get.getCount(),
                                       get.getWait()});
    }
    case Which::QUEUE_DELETE:
      return relay::Request(relay::QueueDelete{QueueId{id}});
    case Which::BOARD_NEW:
      return read_board_new(in.getBoardNew(), id);
    case Which::BOARD_PUT: {
      WW_TRY_SET(const auto put_id, fixed<16>(in.getBoardPut().getPutId()));
      WW_TRY_SET(const auto slot, fixed<limits::kSlot>(in.getBoardPut().getSlot()));
      return relay::Request(relay::BoardPut{BoardId{id}, PutId{put_id}, slot});
    }
    case Which::BOARD_GET: {
      const auto get = in.getBoardGet();
      if (!is_count(get.getCount())) return fail(Errc::malformed);
      return relay::Request(relay::BoardGet{
          BoardId{id}, {get.getAfter(), get.getMark()}, get.getCount(), get.getWait()});
    }
    case Which::BOARD_CLOSE:
      return relay::Request(relay::BoardClose{BoardId{id}});
  }
  return fail(Errc::unsupported);  // a newer kind
}

// ---- replies
// -----------------------------------------------------------------------------------------

void write(schema::Reply::Builder out, const relay::Reply& reply) {
  const auto refusal = [](relay::Refusal why) { return static_cast<schema::Refusal>(why); };
  std::visit(Overloaded{
                 [&](const relay::HelloReply& hello) {
                   auto group = out.initHello();
                   group.setVersion(hello.version);
                   group.setSession(as_data(hello.session));
                   group.setChallenge(as_data(hello.challenge));
                   group.setTime5min(hello.time_5min);
                   group.setPassword(hello.password);
                   group.setQueueSlotsMax(hello.queue_slots_max);
                   group.setBoardSlotsMax(hello.board_slots_max);
                   group.setGeneration(as_data(hello.generation));
                 },
                 [&](const relay::Ok&) { out.setOk(); },
                 [&](const relay::Refused& refused) {
                   auto group = out.initRefused();
                   group.setWhy(refusal(refused.why));
                   group.setLast(refused.last);
                 },
                 [&](const relay::Position& position) { out.setPosition(position.position); },
                 [&](const relay::Item& item) {
                   auto group = out.initItem();
                   group.setPosition(item.position);
                   group.setAcked(item.acked);
                   group.setIndex(item.index);
                   group.setClosed(item.closed);
                   if (item.refused) group.setRefused(refusal(*item.refused));
                   group.setSlot(as_data(item.slot));
                   group.setAnew(item.anew);
                 },
             },
             reply);
}

Result<relay::Refusal> refusal_of(schema::Refusal why) {
  const auto number = static_cast<std::uint16_t>(why);
  if (number == 0 || number > static_cast<std::uint16_t>(relay::Refusal::busy)) {
    return fail(Errc::unsupported);
  }
  return static_cast<relay::Refusal>(number);
}

Result<relay::Reply> read_hello(schema::HelloReply::Reader in) {
  relay::HelloReply hello;
  hello.version = in.getVersion();
  if (hello.version != kVersion) return fail(Errc::unsupported);
  WW_TRY_SET(hello.session, fixed<32>(in.getSession()));
  WW_TRY_SET(hello.challenge, fixed<32>(in.getChallenge()));
  hello.time_5min = in.getTime5min();
  hello.password = in.getPassword();
  hello.queue_slots_max = in.getQueueSlotsMax();
  hello.board_slots_max = in.getBoardSlotsMax();
  WW_TRY_SET(hello.generation, fixed<16>(in.getGeneration()));
  return relay::Reply(hello);
}

Result<relay::Reply> read_item(schema::Reply::Item::Reader in) {
  relay::Item item;
  item.position = in.getPosition();
  item.acked = in.getAcked();
  item.index = in.getIndex();
  item.closed = in.getClosed();
  if (in.getRefused() != schema::Refusal::NONE) {
    WW_TRY_SET(item.refused, refusal_of(in.getRefused()));
  }
  WW_TRY_SET(item.slot, fixed<limits::kSlot>(in.getSlot()));
  item.anew = in.getAnew();
  return relay::Reply(item);
}

Result<relay::Reply> read_reply(schema::Reply::Reader in) {
  using Which = schema::Reply::Which;
  switch (in.which()) {
    case Which::UNSPECIFIED:
      return fail(Errc::malformed);
    case Which::HELLO:
      return read_hello(in.getHello());
    case Which::OK:
      return relay::Reply(relay::Ok{});
    case Which::REFUSED: {
      WW_TRY_SET(const relay::Refusal why, refusal_of(in.getRefused().getWhy()));
      return relay::Reply(relay::Refused{why, in.getRefused().getLast()});
    }
    case Which::POSITION:
      return relay::Reply(relay::Position{in.getPosition()});
    case Which::ITEM:
      return read_item(in.getItem());
  }
  return fail(Errc::unsupported);
}

}  // namespace

Bytes encode_body(const relay::Request& request) {
  SegmentBuilder message(kBodyWords);
  write(message.root<schema::Request>(), request);
  return message.bytes();
}

Frame request_frame(ByteView body, relay::Cap cap, std::uint64_t sequence,
                    const ByteArray<16>& id) {
  relay::Header header;
  header.cap = cap;
  header.sequence = sequence;
  header.id = id;
  return assemble(kRequest, body, header);
}

Bytes mac_input(ByteView frame) {
  WW_CHECK(frame.size() == limits::kFrame);
  return ByteWriter().raw(frame.first(kMacAt)).raw(frame.subspan(kMacAt + kMacSize)).take();
}

void set_mac(Frame& frame, const ByteArray<32>& mac) {
  std::copy(mac.begin(), mac.end(), frame.begin() + kMacAt);
}

Frame encode_reply(const relay::ReplyFrame& reply) {
  SegmentBuilder message(kBodyWords);
  write(message.root<schema::Reply>(), reply.reply);
  return assemble(kReply, message.bytes(), reply.header);
}

Result<relay::RequestFrame> decode_request(ByteView frame) {
  WW_TRY_SET(const Opened opened, disassemble(kRequest, frame));
  WW_TRY_SET(relay::Request request, read_segment<schema::Request>(opened.body, [&](auto root) {
               return read_request(root, opened.header.id);
             }));
  return relay::RequestFrame{opened.header, std::move(request)};
}

Result<relay::ReplyFrame> decode_reply(ByteView frame) {
  WW_TRY_SET(const Opened opened, disassemble(kReply, frame));
  WW_TRY_SET(relay::Reply reply,
             read_segment<schema::Reply>(opened.body, [](auto root) { return read_reply(root); }));
  return relay::ReplyFrame{opened.header, std::move(reply)};
}

}  // namespace ww::wire
