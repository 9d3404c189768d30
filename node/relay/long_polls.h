// LongPolls: Gets that found nothing and wait.
//
// Rules
//   - One that has news is answered at the next tick, all of them together; the tick is drawn anew
//     when the first news comes.
//   - One without news is answered, with dummies, after `poll_most` shortened by up to a fifth, so
//     that the polls of one node do not end in step.
//   - A connection holds at most kPollsPerConnection.
//
// Holds nothing durable. Order is that of arrival: the same run, the same answers.
#pragma once

#include <map>
#include <set>

#include "domain/relay_message.h"
#include "ports/random.h"
#include "ports/transport.h"
#include "relay/relay_options.h"

namespace ww::relay {

struct Poll {
  PeerId peer = 0;
  Header header;  // of the request
  bool board = false;
  Place after;
  std::uint8_t count = 1;
  bool anew = false;  // the place that it asked for was not known
};

class LongPolls {
 public:
  LongPolls(const Options& options, Random& random) : options_(options), random_(random) {}

  // False when the connection holds as many as it may.
  bool hold(Poll poll, Instant now);
  // Something came for this queue (rid) or board.
  void news(const ByteArray<16>& id, Instant now);
  void gone(PeerId peer);
  // Those to answer now; they are no longer held.
  std::vector<Poll> due(Instant now);
  std::optional<Instant> next() const;
  std::size_t size() const { return held_.size(); }

 private:
  using Number = std::uint64_t;
  struct Held {
    Poll poll;
    Instant end;
  };
  void forget(Number number);

  const Options& options_;
  Random& random_;
  Number next_number_ = 1;
  std::map<Number, Held> held_;
  std::set<std::pair<ByteArray<16>, Number>> by_id_;
  std::set<std::pair<PeerId, Number>> by_peer_;
  std::set<std::pair<Instant, Number>> by_end_;
  std::set<Number> with_news_;
  std::optional<Instant> tick_;  // set while with_news_ has one
};

}  // namespace ww::relay
