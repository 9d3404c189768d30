#include "engine/links.h"

#include <algorithm>
#include <set>

#include "domain/limits.h"
#include "engine/relay_choice.h"
#include "ports/settings_rows.h"
#include "wire/frame.h"

namespace ww::engine {
namespace {

constexpr std::uint8_t kFramesPerGet = 4;

// A source that was refused is asked again after this: it may be there by then, but not in a hot
// loop.
constexpr Duration kRefusedPause = std::chrono::seconds{30};
constexpr std::uint32_t kLostAfter = 2;  // refusals in a row: one may be a relay that just starts

std::string isolation_of(ConnectionId id, Random& random) {
  return std::to_string(id) + "-" + to_hex(random.array<8>());
}

}  // namespace

// ---- what comes in ------------------------------------------------------------------------------

std::vector<LinkNews> Links::on_event(const TransportEvent& event) {
  const auto found = lines_.find(event.connection);
  if (found == lines_.end()) return {};
  if (event.kind == TransportEvent::Kind::closed) {
    const RelayKey relay = found->second.route.relay;
    const bool was_connected = found->second.binding.has_value();
    drop(event.connection, !was_connected);
    if (was_connected && !is_connected(relay)) states_[relay] = "connecting";
    return {};
  }
  const auto reply = wire::decode_reply(event.frame);
  if (!reply) {
    context_.log.warning("a relay sent a frame that cannot be read");
    to_close_.push_back(event.connection);
    drop(event.connection, true);
    return {};
  }
  return on_reply(event.connection, found->second, *reply);
}

std::vector<LinkNews> Links::on_reply(ConnectionId id, Line& line, const relay::ReplyFrame& frame) {
  // Only the request in flight has an answer: anything else is an old or invented frame.
  if (frame.header.sequence != line.sequence) return {};
  line.last_use = context_.now;
  if (const auto* hello = std::get_if<relay::HelloReply>(&frame.reply)) {
    if (line.binding) return {};
    line.binding =
        core::MacBinding{line.route.relay, line.client, hello->session, hello->challenge};
    line.password = hello->password;
    note_time(line.route.relay, hello->time_5min);
    states_[line.route.relay] = "connected";
    backoff_.erase(line.route.relay);
    if (note_generation(line.route.relay, hello->generation)) {
      return {StartedAnew{line.route.relay}};
    }
    return {};
  }
  const auto* refused = std::get_if<relay::Refused>(&frame.reply);
  if (refused != nullptr && refused->why == relay::Refusal::sequence) {
    to_close_.push_back(id);
    drop(id, true);
    return {};
  }
  if (line.op) {
    const OpId op = *line.op;
    line.op.reset();
    return {Answered{op, frame.reply}};
  }
  if (!line.asking) return {};
  if (const auto* item = std::get_if<relay::Item>(&frame.reply)) return on_item(line, *item);
  if (refused == nullptr) return {};
  line.asking = false;
  return {read_refused(line.use, refused->why)};
}

// Frames may come twice or in another order: each is counted once, and all are taken by position:
// the last one becomes the place from which the next are asked for.
std::vector<LinkNews> Links::on_item(Line& line, const relay::Item& item) {
  const auto place = std::lower_bound(
      line.items.begin(), line.items.end(), item.index,
      [](const relay::Item& each, std::uint8_t index) { return each.index < index; });
  if (place != line.items.end() && place->index == item.index) return {};
  line.items.insert(place, item);
  if (line.items.size() < line.wanted) return {};
  line.asking = false;
  const auto items = std::move(line.items);
  line.items.clear();
  const SourceId source = std::get<SourceId>(line.use);
  if (items.front().refused) return {read_refused(line.use, *items.front().refused)};
  unknown_.erase(source);
  Arrived arrived{source, items.front().acked, items.front().closed, items.front().anew, {}};
  for (const auto& each : items) {
    if (each.position != 0) arrived.items.emplace_back(each.position, each.slot);
  }
  // Once is a store that was put back; at each answer it is a relay that makes us ask without end.
  if (arrived.anew && line.was_anew) start_at_[line.use] = context_.now + kRefusedPause;
  line.was_anew = arrived.anew;
  // A closed board answers at once, and has no news any more.
  if (arrived.closed && arrived.items.empty()) start_at_[line.use] = context_.now + kRefusedPause;
  return {std::move(arrived)};
}

SourceRefused Links::read_refused(const Use& use, relay::Refusal why) {
  start_at_[use] = context_.now + kRefusedPause;
  const SourceId source = std::get<SourceId>(use);
  if (why != relay::Refusal::auth) return {source, why};
  std::uint32_t& times = unknown_[source];
  if (times >= kLostAfter) return {source, why};  // it is known
  return {source, why, ++times == kLostAfter};
}

bool Links::is_connected(const RelayKey& relay) const {
  return std::any_of(lines_.begin(), lines_.end(), [&](const auto& each) {
    return each.second.route.relay == relay && each.second.binding.has_value();
  });
}

void Links::note_time(const RelayKey& relay, std::int64_t time_5min) {
  if (clocks_.size() >= limits::kClockReadings && !clocks_.contains(relay) && !is_own(relay)) {
    return;
  }
  clocks_[relay] = core::read_clock(time_5min, context_.now);
}

// Kept for good: it may be started while this node is not.
bool Links::note_generation(const RelayKey& relay, const ByteArray<16>& generation) {
  auto& settings = context_.store.settings();
  const std::string name = "relay.generation." + to_hex(relay.bytes);
  const std::string now = to_hex(generation);
  const auto before = settings.get(name);
  if (before == now) return false;
  settings.set(name, now);
  return before.has_value();
}

bool Links::is_own(const RelayKey& relay) const {
  const auto relays = context_.store.settings().relays();
  return std::any_of(relays.begin(), relays.end(),
                     [&](const OwnRelay& own) { return own.route.relay == relay; });
}

core::ClockTrust Links::clock() const {
  const auto own = context_.store.settings().relays();
  std::vector<core::ClockReading> readings;
  for (const OwnRelay& each : own) {
    const auto told = clocks_.find(each.route.relay);
    if (told != clocks_.end()) readings.push_back(told->second);
  }
  if (!own.empty()) return core::judge_clock(readings, true, context_.now);
  for (const auto& [relay, reading] : clocks_) readings.push_back(reading);
  return core::judge_clock(readings, !context_.store.sources().all().empty(), context_.now);
}

std::optional<core::ClockDispute> Links::clock_dispute() const {
  std::vector<core::ClockReading> readings;
  for (const auto& [relay, reading] : clocks_) readings.push_back(reading);
  return core::dispute(readings, context_.now);
}

void Links::drop(ConnectionId id, bool failed) {
  const auto found = lines_.find(id);
  if (found == lines_.end()) return;
  if (failed) backoff_after_failure(found->second.route.relay);
  uses_.erase(found->second.use);
  lines_.erase(found);
}

Links::Backoff& Links::backoff_after_failure(const RelayKey& relay) {
  Backoff& backoff = backoff_[relay];
  const Options& options = context_.options;
  backoff.wait = std::clamp(backoff.wait * 2, options.reconnect_least, options.reconnect_most);
  // Stretched by up to a half: those who lost the same relay must not all come back together.
  backoff.not_before = context_.now + context_.random.between(backoff.wait, backoff.wait * 3 / 2);
  states_[relay] = "unreachable";
  return backoff;
}

void Links::begin_anew() {
  lines_.clear();
  uses_.clear();
  start_at_.clear();
  backoff_.clear();
  states_.clear();
  to_close_.clear();
}

// ---- what goes out ------------------------------------------------------------------------------

void Links::pump(Effects& effects) {
  wake_.reset();
  allowed_.clear();
  give_up_silent(effects);
  want_readers(effects);
  want_writers(effects);
  for (const ConnectionId id : to_close_) effects.close.push_back(id);
  to_close_.clear();
}

void Links::give_up_silent(Effects&) {
  std::vector<ConnectionId> silent;
  for (const auto& [id, line] : lines_) {
    const bool waiting = !line.binding || line.op || line.asking;
    if (!waiting) continue;
    if (line.deadline <= context_.now)
      silent.push_back(id);
    else
      wake_by(line.deadline);
  }
  for (const ConnectionId id : silent) {
    to_close_.push_back(id);
    drop(id, true);
  }
}

void Links::want_readers(Effects& effects) {
  std::set<SourceId> wanted;
  for (const Source& source : context_.store.sources().all()) {
    if (!source.live || !allowed(source.route)) continue;
    wanted.insert(source.id);
    const Use use{source.id};
    const auto id = line_for(use);
    if (!id) {
      open(use, source.route, effects);
      continue;
    }
    Line& line = lines_.at(*id);
    const auto pause = start_at_.find(use);
    if (pause != start_at_.end() && pause->second > context_.now) {
      wake_by(pause->second);
      continue;
    }
    start_at_.erase(use);
    if (line.binding && !line.asking) ask(*id, line, source, effects);
  }
  std::erase_if(unknown_, [&](const auto& each) { return !wanted.contains(each.first); });
  std::vector<ConnectionId> unwanted;
  for (const auto& [use, id] : uses_) {
    const auto* source = std::get_if<SourceId>(&use);
    if (source != nullptr && !wanted.contains(*source)) unwanted.push_back(id);
  }
  for (const ConnectionId id : unwanted) {
    to_close_.push_back(id);
    drop(id, false);
  }
}

void Links::want_writers(Effects& effects) {
  std::set<Use> wanted;
  for (const OutboxOp& op : context_.store.outbox().heads()) {
    if (!allowed(op.route)) continue;
    const Use use{LaneAt{op.lane, op.route.relay}};
    wanted.insert(use);
    if (op.due > context_.now) {
      wake_by(op.due);
      continue;
    }
    if (const auto id = line_for(use)) {
      Line& line = lines_.at(*id);
      if (line.binding && !line.op) send_op(*id, line, op, effects);
      continue;
    }
    const auto [start, fresh] = start_at_.try_emplace(
        use,
        context_.now + context_.random.between(Duration{0}, context_.options.write_start_most));
    if (start->second > context_.now)
      wake_by(start->second);
    else
      open(use, op.route, effects);
  }
  std::vector<ConnectionId> idle;
  for (const auto& [use, id] : uses_) {
    if (!std::holds_alternative<LaneAt>(use)) continue;
    const Line& line = lines_.at(id);
    if (wanted.contains(use) || line.op) continue;
    const Instant end = line.last_use + context_.options.write_idle;
    if (end <= context_.now)
      idle.push_back(id);
    else
      wake_by(end);
  }
  for (const ConnectionId id : idle) {
    to_close_.push_back(id);
    drop(id, false);
  }
}

void Links::open(const Use& use, const Route& route, Effects& effects) {
  const auto backoff = backoff_.find(route.relay);
  if (backoff != backoff_.end() && backoff->second.not_before > context_.now) {
    wake_by(backoff->second.not_before);
    return;
  }
  start_at_.erase(use);
  const ConnectionId id = next_id_++;
  crypto::Key secret = context_.random.key();
  Line line;
  line.use = use;
  line.route = route;
  line.client = crypto::x25519_public(secret);
  line.last_use = context_.now;
  line.deadline = context_.now + context_.options.open_wait;
  wake_by(line.deadline);
  if (!states_.contains(route.relay)) states_[route.relay] = "connecting";
  std::string isolation = context_.options.tor ? isolation_of(id, context_.random) : std::string();
  effects.open.push_back({id, route, std::move(secret), std::move(isolation)});
  effects.send.push_back(
      {id, wire::request_frame(wire::encode_body(relay::Hello{}), relay::Cap::none, 0, {})});
  lines_.emplace(id, std::move(line));
  uses_[use] = id;
}

void Links::ask(ConnectionId id, Line& line, const Source& source, Effects& effects) {
  const relay::Place place{source.position, source.mark};
  relay::Request request;
  if (source.kind == Source::Kind::board) {
    request = relay::BoardGet{BoardId{source.target}, place, kFramesPerGet, true};
  } else {
    request = relay::Get{QueueId{source.target}, place, true, kFramesPerGet, true};
  }
  line.asking = send(id, line, wire::encode_body(request), relay::Cap::read, source.target,
                     source.read_cap, effects);
  line.wanted = kFramesPerGet;
  line.items.clear();
}

void Links::send_op(ConnectionId id, Line& line, const OutboxOp& op, Effects& effects) {
  const Bytes body = with_access(op, line);
  if (send(id, line, body, op.cap, op.target, op.cap_secret, effects)) line.op = op.id;
}

bool Links::send(ConnectionId id, Line& line, ByteView body, relay::Cap cap,
                 const ByteArray<16>& target, const crypto::Key& secret, Effects& effects) {
  const auto key = core::mac_key(secret, *line.binding);
  if (!key) {  // the relay's session key is of low order: it is broken or hostile
    line.binding.reset();
    line.deadline = context_.now;
    wake_by(context_.now);
    context_.log.warning("a relay's session key is of low order");
    return false;
  }
  wire::Frame frame = wire::request_frame(body, cap, ++line.sequence, target);
  wire::set_mac(frame, crypto::hmac_sha256(key->view(), wire::mac_input(frame)));
  effects.send.push_back({id, frame});
  line.last_use = context_.now;
  line.deadline = context_.now + context_.options.answer_wait;
  wake_by(line.deadline);
  return true;
}

// New queues and boards at a relay in password mode carry a proof that is bound to this connection.
Bytes Links::with_access(const OutboxOp& op, const Line& line) const {
  using Purpose = OutboxOp::Purpose;
  const bool makes = op.purpose == Purpose::contact_queue_new || op.purpose == Purpose::board_new ||
                     op.purpose == Purpose::relay_access;
  if (!line.password || !makes) return op.body;
  const auto relays = context_.store.settings().relays();
  const auto own = std::find_if(relays.begin(), relays.end(), [&](const OwnRelay& each) {
    return each.route.relay == op.route.relay && each.access_key.has_value();
  });
  if (own == relays.end()) return op.body;
  auto frame = wire::decode_request(wire::request_frame(op.body, op.cap, 1, op.target));
  WW_CHECK(frame.ok());
  const Bytes proof = core::access_proof(*own->access_key, *line.binding, op.target,
                                         crypto::x25519_public(op.cap_secret));
  if (auto* queue = std::get_if<relay::QueueNew>(&frame->request)) queue->access = proof;
  if (auto* board = std::get_if<relay::BoardNew>(&frame->request)) board->access = proof;
  return wire::encode_body(frame->request);
}

bool Links::allowed(const Route& route) {
  const auto known = allowed_.find(route);
  if (known != allowed_.end()) return known->second;
  return allowed_[route] = is_allowed(route);
}

bool Links::is_allowed(const Route& route) const {
  if (context_.options.tor_required && !context_.options.tor) return false;
  return relay_is_chosen(context_, route);
}

std::optional<ConnectionId> Links::line_for(const Use& use) const {
  const auto found = uses_.find(use);
  return found == uses_.end() ? std::nullopt : std::optional(found->second);
}

std::string Links::state_of(const RelayKey& relay) const {
  const auto found = states_.find(relay);
  return found == states_.end() ? "unused" : found->second;
}

}  // namespace ww::engine
