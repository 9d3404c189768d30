// Queues: what QNEW, QSECURE, PUT, GET and QDEL do once the frame's MAC is right.
//
// Rules
//   - The same request has the same answer, after any crash on either side.
//   - A Put is the last number + 1. The same number with the same bytes is Ok again; anything else
//   is
//     a conflict that tells the last number, so that a rolled-back or cloned node notices.
//   - A Get names a place: a position and a mark of the slot there. One that is not known here
//   (this
//     store is an older copy, or the node is) acknowledges nothing and is answered from the
//     beginning.
//   - An acknowledgement deletes, and how far it came is shown with every answer, so that a clone
//   that
//     reads is noticed.
//   - An invite queue (made without a sender key) takes no Put until QueueSecure set the key, once:
//     the second taker of an invite is told `taken`.
#pragma once

#include "relay/relay_options.h"
#include "relay/relay_store.h"

namespace ww::relay {

class Queues {
 public:
  Queues(RelayStore& store, const Options& options, Totals& totals)
      : store_(store), options_(options), totals_(totals) {}

  // The queue is already there, made by the same request.
  bool is_repeated(const QueueNew& request);
  Reply make(const QueueNew& request, Day today);
  Reply secure(Queue queue, const QueueSecure& request);
  Reply put(Queue queue, const Put& request, Day today);
  bool knows(const Queue& queue, const Place& place);
  // Deletes everything up to a place that is known; the queue as it is then.
  Queue acknowledge(Queue queue, const Place& place, Day today);
  void note_read(Queue& queue, Day today);
  Reply erase(const Queue& queue);

 private:
  Reply put_next(Queue& queue, const Put& request, const crypto::Digest& hash, Day today);

  RelayStore& store_;
  const Options& options_;
  Totals& totals_;
};

inline Refused refused(Refusal why, std::uint64_t last = 0) { return {why, last}; }
inline Day last_day(Day today, Ttl ttl) { return today + static_cast<Day>(ttl); }

}  // namespace ww::relay
