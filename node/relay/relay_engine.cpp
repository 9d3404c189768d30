#include "relay/relay_engine.h"

namespace ww::relay {
namespace {

Poll poll_of(PeerId peer, const Header& header, const Get& get) {
  return {peer, header, false, get.after, get.count, false};
}
Poll poll_of(PeerId peer, const Header& header, const BoardGet& get) {
  return {peer, header, true, get.after, get.count, false};
}

// The id in the body, the one in the header, and the capability that the command is made with.
struct Target {
  ByteArray<16> id{};
  bool cap_fits = false;
};
struct TargetOf {
  Cap cap;
  Target operator()(const Hello&) const { return {{}, cap == Cap::none}; }
  Target operator()(const Noop&) const { return {{}, cap == Cap::none}; }
  Target operator()(const QueueNew& r) const { return {r.rid.bytes, cap == Cap::read}; }
  Target operator()(const QueueSecure& r) const { return {r.sid.bytes, cap == Cap::write}; }
  Target operator()(const Put& r) const { return {r.sid.bytes, cap == Cap::write}; }
  Target operator()(const Get& r) const { return {r.rid.bytes, cap == Cap::read}; }
  Target operator()(const QueueDelete& r) const { return {r.rid.bytes, cap == Cap::read}; }
  Target operator()(const BoardNew& r) const { return {r.board.bytes, cap == Cap::admin}; }
  Target operator()(const BoardPut& r) const {
    return {r.board.bytes, cap == Cap::write || cap == Cap::anonymous || cap == Cap::admin};
  }
  Target operator()(const BoardGet& r) const { return {r.board.bytes, cap == Cap::read}; }
  Target operator()(const BoardClose& r) const { return {r.board.bytes, cap == Cap::admin}; }
};

}  // namespace

RelayEngine::RelayEngine(RelayStore& store, Random& random, Logger& log, Options options)
    : store_(store),
      random_(random),
      log_(log),
      options_(std::move(options)),
      sessions_(options_, random_),
      polls_(options_, random_),
      queues_(store_, options_, totals_),
      boards_(store_, options_, totals_),
      generation_(random_.array<16>()) {}

// ---- the step -----------------------------------------------------------------------------------

Result<Effects> RelayEngine::step(std::span<const Input> inputs, Instant now) {
  WW_CHECK(!broken_);
  now_ = now;
  today_ = day_of(now);
  broken_ = true;  // until the commit: there is no way back to what the memory held before
  WW_TRY(store_.begin());
  try {
    Effects effects = run(inputs);
    WW_TRY(store_.commit());
    broken_ = false;
    return effects;
  } catch (const StoreFailed& failed) {
    store_.rollback();
    log_.error("the relay's database failed");
    return failed.error();
  }
}

Effects RelayEngine::run(std::span<const Input> inputs) {
  effects_ = {};
  if (expiry_.run(store_, now_)) totals_ = store_.totals(options_.reserve);
  for (const Input& input : inputs) {
    std::visit([this](const auto& each) { take(each); }, input);
  }
  answer_due_polls();
  effects_.wake = expiry_.next(now_);
  if (const auto next = polls_.next()) effects_.wake = std::min(effects_.wake, *next);
  return std::move(effects_);
}

void RelayEngine::take(const PeerGone& gone) {
  polls_.gone(gone.peer);
  sessions_.gone(gone.peer);
}

void RelayEngine::take(const RelayFrame& frame) {
  Connection& connection = sessions_.of(frame.peer, frame.client_key);
  const auto request = wire::decode_request(frame.frame);
  if (!request) return refuse_unreadable(frame, connection, request.error().code);
  take_readable(frame, connection, *request);
}

void RelayEngine::refuse_unreadable(const RelayFrame& frame, Connection& connection, Errc why) {
  Header header;
  header.sequence = connection.session ? ++connection.sequence : 0;
  send(frame.peer, header,
       refused(why == Errc::unsupported ? Refusal::unsupported : Refusal::malformed));
  if (++connection.failures >= limits::kFailuresPerConnection) effects_.kick.push_back(frame.peer);
}

void RelayEngine::take_readable(const RelayFrame& frame, Connection& connection,
                                const RequestFrame& request) {
  const Header& header = request.header;
  const Bytes mac_input = wire::mac_input(frame.frame);
  const Call call{frame.peer, connection, header, mac_input};
  const auto refuse = [&](Refusal why) {
    if (const auto* get = std::get_if<Get>(&request.request)) {
      return answer_items(poll_of(frame.peer, header, *get), {}, 0, false, why);
    }
    if (const auto* get = std::get_if<BoardGet>(&request.request)) {
      return answer_items(poll_of(frame.peer, header, *get), {}, 0, false, why);
    }
    answer(call, refused(why));
  };
  const bool hello = std::holds_alternative<Hello>(request.request);
  const bool in_order =
      hello ? header.sequence == 0 && !connection.session
            : sessions_.is_open(connection, now_) && header.sequence == connection.sequence + 1;
  if (!in_order) {  // nothing on this connection can be right any more
    refuse(Refusal::sequence);
    effects_.kick.push_back(frame.peer);
    return;
  }
  connection.sequence = header.sequence;
  if (!connection.frames.take(now_)) return refuse(Refusal::busy);
  const Target target = std::visit(TargetOf{header.cap}, request.request);
  if (!target.cap_fits || target.id != header.id) {
    count_failure(call);
    return refuse(Refusal::malformed);
  }
  std::visit([&](const auto& each) { act(call, each); }, request.request);
}

// ---- requests -----------------------------------------------------------------------------------

void RelayEngine::act(const Call& call, const Hello& hello) {
  if (hello.version_min > 1 || hello.version_max < 1) {
    return answer(call, refused(Refusal::unsupported));
  }
  sessions_.open(call.connection, now_);
  HelloReply reply;
  reply.session = call.connection.binding.session;
  reply.challenge = call.connection.binding.challenge;
  reply.time_5min = std::chrono::floor<std::chrono::minutes>(now_).time_since_epoch().count() / 5;
  reply.password = options_.access_key.has_value();
  reply.queue_slots_max = static_cast<std::uint32_t>(options_.queue_slots_max);
  reply.board_slots_max = static_cast<std::uint32_t>(options_.board_slots_max);
  reply.generation = generation_;
  answer(call, reply);
}

void RelayEngine::act(const Call& call, const Noop&) { answer(call, Ok{}); }

void RelayEngine::act(const Call& call, const QueueNew& request) {
  if (!authorised(call, {&request.recv_pub, 1})) return answer(call, refused(Refusal::auth));
  if (queues_.is_repeated(request)) return answer(call, Ok{});
  if (const auto why = may_make(call, request.recv_pub, request.access)) {
    return answer(call, refused(*why));
  }
  const bool ids = !request.rid.is_zero() && !request.sid.is_zero() && request.rid != request.sid;
  if (!ids) return answer(call, refused(Refusal::malformed));
  answer(call, queues_.make(request, today_));
}

void RelayEngine::act(const Call& call, const QueueSecure& request) {
  const auto queue = store_.queue_by_sid(request.sid);
  const std::span<const crypto::PublicKey> cap(&request.send_pub, queue ? 1 : 0);
  if (!authorised(call, cap)) return answer(call, refused(Refusal::auth));
  answer(call, queues_.secure(*queue, request));
}

void RelayEngine::act(const Call& call, const Put& request) {
  const auto queue = store_.queue_by_sid(request.sid);
  std::vector<crypto::PublicKey> caps;
  if (queue && queue->send_pub) caps.push_back(*queue->send_pub);
  if (!authorised(call, caps)) return answer(call, refused(Refusal::auth));
  const Reply reply = queues_.put(*queue, request, today_);
  answer(call, reply);
  if (std::holds_alternative<Ok>(reply)) polls_.news(queue->rid.bytes, now_);
}

void RelayEngine::act(const Call& call, const Get& request) {
  Poll poll = poll_of(call.peer, call.header, request);
  auto queue = store_.queue_by_rid(request.rid);
  const std::span<const crypto::PublicKey> cap(queue ? &queue->recv_pub : nullptr, queue ? 1 : 0);
  if (!authorised(call, cap)) return answer_items(poll, {}, 0, false, Refusal::auth);
  start_where_known(poll, queues_.knows(*queue, request.after));
  if (request.ack && !poll.anew) queue = queues_.acknowledge(*queue, request.after, today_);
  queues_.note_read(*queue, today_);
  const auto stored = store_.slots(request.rid, poll.after.position, request.count);
  answer_or_hold(poll, request.wait, stored, queue->acked, false);
}

void RelayEngine::act(const Call& call, const QueueDelete& request) {
  const auto queue = store_.queue_by_rid(request.rid);
  const std::span<const crypto::PublicKey> cap(queue ? &queue->recv_pub : nullptr, queue ? 1 : 0);
  // One that is not there has the answer of one that is somebody else's. To its owner it means:
  // gone.
  if (!authorised(call, cap)) return answer(call, refused(Refusal::auth));
  answer(call, queues_.erase(*queue));
}

void RelayEngine::act(const Call& call, const BoardNew& request) {
  const bool formed = Boards::is_well_formed(request) && !request.board.is_zero();
  if (!formed) return answer(call, refused(Refusal::malformed));
  const auto admin = std::find_if(request.caps.begin(), request.caps.end(), [](const auto& cap) {
    return (cap.rights & static_cast<std::uint8_t>(Right::admin)) != 0;
  });
  if (!authorised(call, {&admin->pub, 1})) return answer(call, refused(Refusal::auth));
  if (boards_.is_repeated(request)) return answer(call, Ok{});
  if (const auto why = may_make(call, admin->pub, request.access)) {
    return answer(call, refused(*why));
  }
  answer(call, boards_.make(request, today_));
}

void RelayEngine::act(const Call& call, const BoardPut& request) {
  const auto board = store_.board(request.board);
  const auto place = authorised(call, board ? &*board : nullptr);
  if (!place) return answer(call, refused(Refusal::auth));
  const Reply reply = boards_.put(*board, *place, call.header.cap, request, today_);
  answer(call, reply);
  if (std::holds_alternative<Position>(reply)) polls_.news(request.board.bytes, now_);
}

void RelayEngine::act(const Call& call, const BoardGet& request) {
  Poll poll = poll_of(call.peer, call.header, request);
  auto board = store_.board(request.board);
  if (!authorised(call, board ? &*board : nullptr)) {
    return answer_items(poll, {}, 0, false, Refusal::auth);
  }
  start_where_known(poll, boards_.knows(*board, request.after));
  boards_.note_read(*board, today_);
  const auto stored = store_.posts(request.board, poll.after.position, request.count);
  // A closed board never has news: waiting for it would be waiting for nothing.
  answer_or_hold(poll, request.wait && !board->closed, stored, 0, board->closed);
}

void RelayEngine::act(const Call& call, const BoardClose& request) {
  const auto board = store_.board(request.board);
  if (!authorised(call, board ? &*board : nullptr)) return answer(call, refused(Refusal::auth));
  answer(call, boards_.close(*board));
  polls_.news(request.board.bytes, now_);
}

// ---- who may ------------------------------------------------------------------------------------

std::optional<std::size_t> RelayEngine::authorised(const Call& call,
                                                   std::span<const crypto::PublicKey> caps) {
  const auto maker = sessions_.maker(call.connection, call.header.mac, call.mac_input, caps);
  if (!maker) count_failure(call);
  return maker;
}

std::optional<std::size_t> RelayEngine::authorised(const Call& call, const Board* board) {
  std::vector<std::size_t> places;
  if (board != nullptr) places = places_with(*board, call.header.cap);
  std::vector<crypto::PublicKey> caps;
  for (const std::size_t place : places) caps.push_back(board->caps[place].cap.pub);
  const auto maker = authorised(call, caps);
  if (!maker) return std::nullopt;
  return places[*maker];
}

std::optional<Refusal> RelayEngine::may_make(const Call& call, const crypto::PublicKey& cap,
                                             const Access& access) {
  Connection& connection = call.connection;
  if (options_.access_key) {
    const Bytes proof =
        core::access_proof(*options_.access_key, connection.binding, call.header.id, cap);
    if (!crypto::equal(proof, access)) {
      count_failure(call);
      return Refusal::access;
    }
  }
  if (connection.made >= limits::kNewPerConnection) return Refusal::full;
  ++connection.made;
  return std::nullopt;
}

void RelayEngine::count_failure(const Call& call) {
  if (++call.connection.failures == limits::kFailuresPerConnection) {
    effects_.kick.push_back(call.peer);
  }
}

// ---- answers ------------------------------------------------------------------------------------

void RelayEngine::answer(const Call& call, Reply reply) {
  send(call.peer, call.header, std::move(reply));
}

// What the reader's place is not in, it reads from the beginning.
void RelayEngine::start_where_known(Poll& poll, bool known) {
  if (known) return;
  poll.after = {};
  poll.anew = true;
}

void RelayEngine::answer_or_hold(Poll poll, bool wait, std::span<const Stored> stored,
                                 std::uint64_t acked, bool closed) {
  if (!stored.empty() || !wait) return answer_items(poll, stored, acked, closed, std::nullopt);
  if (polls_.hold(poll, now_)) return;
  answer_items(poll, {}, acked, closed, Refusal::busy);
}

void RelayEngine::answer_items(const Poll& poll, std::span<const Stored> stored,
                               std::uint64_t acked, bool closed, std::optional<Refusal> why) {
  for (std::uint8_t index = 0; index < poll.count; ++index) {
    Item item;
    item.index = index;
    item.acked = acked;
    item.closed = closed;
    item.refused = why;
    item.anew = poll.anew;
    if (index < stored.size()) {
      item.position = stored[index].position;
      item.slot = stored[index].slot;
    } else {
      random_.fill(item.slot);
    }
    send(poll.peer, poll.header, item);
  }
}

void RelayEngine::answer_due_polls() {
  for (const Poll& poll : polls_.due(now_)) answer_poll(poll);
}

// The queue or board may have ended while the poll was held.
void RelayEngine::answer_poll(const Poll& poll) {
  if (poll.board) {
    const BoardId id{poll.header.id};
    const auto board = store_.board(id);
    if (!board) return answer_items(poll, {}, 0, false, Refusal::auth);
    return answer_items(poll, store_.posts(id, poll.after.position, poll.count), 0, board->closed,
                        std::nullopt);
  }
  const QueueId id{poll.header.id};
  const auto queue = store_.queue_by_rid(id);
  if (!queue) return answer_items(poll, {}, 0, false, Refusal::auth);
  answer_items(poll, store_.slots(id, poll.after.position, poll.count), queue->acked, false,
               std::nullopt);
}

void RelayEngine::send(PeerId peer, const Header& request, Reply reply) {
  Header header = request;
  header.mac = {};
  effects_.replies.push_back({peer, wire::encode_reply({header, std::move(reply)})});
}

}  // namespace ww::relay
