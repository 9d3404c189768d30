// RelayEngine: a relay as a value that turns (frames, now, randomness) into (changed rows,
// replies).
//
// The same contract as the node's engine: step() handles any number of inputs in ONE store
// transaction and hands out the replies after the commit, so nothing is answered Ok before it is
// durable, and a batch shares one fsync. When the commit fails the replies are dropped and broken()
// is true: cut every peer off, throw the engine away and build it anew.
//
// Order of the checks of one frame: its allowance, its form, its sequence, its MAC, then what it
// asks. Before the MAC is right nothing is told but AUTH, and nothing is changed.
// A Get or BoardGet has exactly `count` frames for an answer, whatever it is.
//
// Pure but for the store. One thread only. It reads no alert: it has no key to.
#pragma once

#include <variant>

#include "base/logger.h"
#include "relay/boards.h"
#include "relay/expiry.h"
#include "relay/long_polls.h"
#include "relay/queues.h"
#include "relay/sessions.h"
#include "wire/frame.h"

namespace ww::relay {

struct PeerGone {
  PeerId peer;
};
using Input = std::variant<RelayFrame, PeerGone>;

struct PeerReply {
  PeerId peer;
  wire::Frame frame;
};
struct Effects {
  std::vector<PeerReply> replies;  // in this order
  std::vector<PeerId> kick;        // after the replies: they break the rules
  Instant wake;                    // call step() then, with or without inputs
};

class RelayEngine {
 public:
  RelayEngine(RelayStore& store, Random& random, Logger& log, Options options);

  // At most kBatch inputs are wise. Fails with `storage` alone.
  Result<Effects> step(std::span<const Input> inputs, Instant now);
  static constexpr std::size_t kBatch = 256;

  bool broken() const { return broken_; }
  std::size_t connections() const { return sessions_.size(); }
  std::size_t polls() const { return polls_.size(); }
  const Totals& totals() const { return totals_; }

 private:
  // One request on its way through the step.
  struct Call {
    PeerId peer;
    Connection& connection;
    const Header& header;
    const Bytes& mac_input;
  };

  Effects run(std::span<const Input> inputs);
  void take(const PeerGone& gone);
  void take(const RelayFrame& frame);
  void take_readable(const RelayFrame& frame, Connection& connection, const RequestFrame& request);
  void refuse_unreadable(const RelayFrame& frame, Connection& connection, Errc why);

  void act(const Call& call, const Hello& hello);
  void act(const Call& call, const Noop& noop);
  void act(const Call& call, const QueueNew& request);
  void act(const Call& call, const QueueSecure& request);
  void act(const Call& call, const Put& request);
  void act(const Call& call, const Get& request);
  void act(const Call& call, const QueueDelete& request);
  void act(const Call& call, const BoardNew& request);
  void act(const Call& call, const BoardPut& request);
  void act(const Call& call, const BoardGet& request);
  void act(const Call& call, const BoardClose& request);

  // Whose capability it is, among `caps`; counts a failure when nobody's.
  std::optional<std::size_t> authorised(const Call& call, std::span<const crypto::PublicKey> caps);
  std::optional<std::size_t> authorised(const Call& call, const Board* board);
  // New queues and boards: the password's proof, and how many this connection has made.
  std::optional<Refusal> may_make(const Call& call, const crypto::PublicKey& cap,
                                  const Access& access);
  void count_failure(const Call& call);

  void answer(const Call& call, Reply reply);
  static void start_where_known(Poll& poll, bool known);
  void answer_items(const Poll& poll, std::span<const Stored> stored, std::uint64_t acked,
                    bool closed, std::optional<Refusal> why);
  void answer_or_hold(Poll poll, bool wait, std::span<const Stored> stored, std::uint64_t acked,
                      bool closed);
  void answer_due_polls();
  void answer_poll(const Poll& poll);
  void send(PeerId peer, const Header& request, Reply reply);

  RelayStore& store_;
  Random& random_;
  Logger& log_;
  const Options options_;
  Totals totals_;
  Sessions sessions_;
  LongPolls polls_;
  Queues queues_;
  Boards boards_;
  // A store cannot know whether it is an older copy that was put back. So it is another one at each
  // start, and whoever wrote there looks whether it is still there.
  const ByteArray<16> generation_;
  Expiry expiry_;
  Effects effects_;
  Instant now_;
  Day today_ = 0;
  bool broken_ = false;
};

}  // namespace ww::relay
