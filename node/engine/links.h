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
  std::uint64_t acked;  // the relay's mark
  bool closed = false;
  std::vector<std::pair<std::uint64_t, relay::Slot>> items;
};
struct SourceRefused {
  SourceId source;
  relay::Refusal why;
};
using LinkNews = std::variant<Answered, Arrived, SourceRefused>;

class Links {
 public:
  explicit Links(Context& context) : context_(context) {}

  // What a transport event means; called inside the transaction. At most one request's worth of
  // news.
  std::vector<LinkNews> on_event(const TransportEvent& event);
  // What to do next; called after the commit. Reads the store, writes nothing.
  void pump(Effects& effects);
  // When pump() will next have work of its own accord.
  std::optional<Instant> wake() const;

  // By relay: connected, connecting, unreachable, unused, refused (status).
  std::string state_of(const RelayKey& relay) const;

 private:
  struct Line {                                 // one connection and what it is for
    std::variant<SourceId, ByteArray<16>> use;  // a source, or a lane
    Route route;
    crypto::PublicKey client{};
    std::optional<core::MacBinding> binding;  // set by the HELLO reply
    bool password = false;
    std::uint64_t sequence = 0;
    std::optional<OpId> op;          // in flight
    bool asking = false;             // a Get is in flight
    std::vector<relay::Item> items;  // of the Get in flight
    std::size_t wanted = 0;
    Instant last_use;
    Instant deadline;  // of the answer awaited
  };
  struct Backoff {
    Duration wait{};
    Instant not_before;
  };
  Context& context_;
  ConnectionId next_id_ = 1;
  std::map<ConnectionId, Line> lines_;
  std::map<RelayKey, Backoff> backoff_;
  std::map<RelayKey, std::string> states_;
};

}  // namespace ww::engine
