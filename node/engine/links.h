// Links: which connections to hold, what to ask on them, and what an answer means.
//
// Rules
//   - One reading connection per source, one writing connection per lane that has work; a reading
//     connection never writes. Why: what shares a connection can be seen to be one person's.
//   - Every connection has a fresh CURVE key and its own HELLO; nothing is sent before the answer.
//     When one closes, its requests are forgotten and made again on a new one: ops are durable and
//     repeatable, Gets ask from the committed position.
//   - A writing connection starts after a jitter and closes when idle. Reconnects back off and
//   jitter.
//   - One request is in flight per connection. Why: a refused one must not be overtaken by its
//   successor.
//   - Without Tor only relays that the owner added are connected to; with `tor_required` and no
//   Tor: none.
//
// Holds no durable state: what it wants is read from the outbox and the sources after each commit.
#pragma once

#include <map>

#include "core/cap_mac.h"
#include "core/clock_trust.h"
#include "engine/context.h"
#include "engine/effects.h"
#include "ports/outbox_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {

struct Answered {  // an outbox op got its answer
  OpId op;
  relay::Reply reply;  // Ok, Position or Refused
};
struct Arrived {  // items of one source, in order, without dummies
  SourceId source;
  std::uint64_t acked;  // how far the relay says it was acknowledged
  bool closed = false;
  bool anew = false;  // the relay did not know the place that was asked for
  std::vector<std::pair<std::uint64_t, relay::Slot>> items;
};
struct SourceRefused {
  SourceId source;
  relay::Refusal why;
  // The relay said more than once that it does not know what was made there: it lost its data, or
  // nobody read there for too long. Set once, until it is read again.
  bool lost = false;
};
// The relay was started since we were there last: its store may be an older copy.
struct StartedAnew {
  RelayKey relay;
};
using LinkNews = std::variant<Answered, Arrived, SourceRefused, StartedAnew>;

class Links {
 public:
  explicit Links(Context& context) : context_(context) {}

  // What a transport event means; called inside the transaction. At most one request's worth of
  // news.
  std::vector<LinkNews> on_event(const TransportEvent& event);
  // What to do next; called at the end of the transaction. Reads the store, writes nothing there.
  void pump(Effects& effects);
  // When pump() will next have work of its own accord. Set by pump().
  std::optional<Instant> wake() const { return wake_; }

  // All connections were closed, and new ones are made in another way: what was learnt of the old
  // ones does not hold.
  void begin_anew();
  // Nothing is asked of this source before then.
  void pause(SourceId source, Instant until) { start_at_[Use{source}] = until; }

  // By relay: connected, connecting, unreachable, unused, refused (status).
  std::string state_of(const RelayKey& relay) const;
  // By what the relays told in this run.
  core::ClockTrust clock() const;
  // When every relay that was heard contradicts the own clock, whoever's it is.
  std::optional<core::ClockDispute> clock_dispute() const;

 private:
  // What a connection is for. A lane that moves to another relay gets another connection.
  struct LaneAt {
    ByteArray<16> lane;
    RelayKey relay;
    auto operator<=>(const LaneAt&) const = default;
  };
  using Use = std::variant<SourceId, LaneAt>;

  struct Line {
    Use use;
    Route route;
    crypto::PublicKey client{};
    std::optional<core::MacBinding> binding;  // set by the HELLO reply
    bool password = false;
    std::uint64_t sequence = 0;
    std::optional<OpId> op;          // the op in flight
    bool asking = false;             // a Get is in flight
    std::uint8_t wanted = 0;         // its frames
    bool was_anew = false;           // the answer before did not know our place
    std::vector<relay::Item> items;  // of it, so far
    Instant last_use;
    Instant deadline;  // of the answer awaited
  };
  struct Backoff {
    Duration wait{};
    Instant not_before{};
  };

  bool allowed(const Route& route);
  bool is_allowed(const Route& route) const;
  void want_readers(Effects& effects);
  void want_writers(Effects& effects);
  void open(const Use& use, const Route& route, Effects& effects);
  void give_up_silent(Effects& effects);
  void ask(ConnectionId id, Line& line, const Source& source, Effects& effects);
  void send_op(ConnectionId id, Line& line, const OutboxOp& op, Effects& effects);
  bool send(ConnectionId id, Line& line, ByteView body, relay::Cap cap, const ByteArray<16>& target,
            const crypto::Key& secret, Effects& effects);
  Bytes with_access(const OutboxOp& op, const Line& line) const;
  std::vector<LinkNews> on_reply(ConnectionId id, Line& line, const relay::ReplyFrame& reply);
  std::vector<LinkNews> on_item(Line& line, const relay::Item& item);
  SourceRefused read_refused(const Use& use, relay::Refusal why);
  bool is_connected(const RelayKey& relay) const;
  void note_time(const RelayKey& relay, std::int64_t time_5min);
  bool note_generation(const RelayKey& relay, const ByteArray<16>& generation);
  bool is_own(const RelayKey& relay) const;
  void drop(ConnectionId id, bool failed);
  Backoff& backoff_after_failure(const RelayKey& relay);
  std::optional<ConnectionId> line_for(const Use& use) const;
  void wake_by(Instant instant) { wake_ = wake_ ? std::min(*wake_, instant) : instant; }

  Context& context_;
  ConnectionId next_id_ = 1;
  std::map<ConnectionId, Line> lines_;
  std::map<Use, ConnectionId> uses_;
  std::map<Use, Instant> start_at_;  // jittered starts, and pauses after a refusal
  std::map<RelayKey, Backoff> backoff_;
  std::map<RelayKey, std::string> states_;
  std::map<SourceId, std::uint32_t> unknown_;  // how often in a row its relay did not know it
  std::map<RelayKey, core::ClockReading> clocks_;
  std::map<Route, bool> allowed_;  // of this pump
  std::vector<ConnectionId> to_close_;
  std::optional<Instant> wake_;
};

}  // namespace ww::engine
