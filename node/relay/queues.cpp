#include "relay/queues.h"

#include "relay/quotas.h"

namespace ww::relay {

bool Queues::is_repeated(const QueueNew& request) {
  const auto queue = store_.queue_by_rid(request.rid);
  return queue && queue->sid == request.sid && queue->recv_pub == request.recv_pub;
}

Reply Queues::make(const QueueNew& request, Day today) {
  if (store_.queue_by_rid(request.rid) || store_.queue_by_sid(request.sid)) {
    return refused(Refusal::taken);
  }
  const bool room =
      totals_.queues < options_.queues_max && may_add(totals_, options_, options_.reserve.queue);
  if (!room) return refused(Refusal::full);
  Queue queue;
  queue.rid = request.rid;
  queue.sid = request.sid;
  queue.recv_pub = request.recv_pub;
  queue.send_pub = request.send_pub;
  queue.ttl = request.ttl;
  queue.read_day = today;
  store_.add_queue(queue);
  ++totals_.queues;
  return Ok{};
}

Reply Queues::secure(Queue queue, const QueueSecure& request) {
  if (queue.send_pub && *queue.send_pub != request.send_pub) return refused(Refusal::taken);
  if (queue.send_pub) return Ok{};
  queue.send_pub = request.send_pub;
  store_.update_queue(queue);
  return Ok{};
}

Reply Queues::put(Queue queue, const Put& request, Day today) {
  const auto hash = crypto::sha256(request.slot);
  if (request.number == queue.last + 1) return put_next(queue, request, hash, today);
  if (request.number == 0 || request.number > queue.last) {
    return refused(Refusal::conflict, queue.last);
  }
  const bool is_newest = request.number == queue.last && hash == queue.last_hash;
  const auto stored = store_.slot(queue.rid, request.number);
  if (is_newest || (stored && *stored == request.slot)) return Ok{};
  return refused(Refusal::conflict, queue.last);
}

Reply Queues::put_next(Queue& queue, const Put& request, const crypto::Digest& hash, Day today) {
  const std::size_t reserve = options_.reserve.queue;
  const bool room =
      queue.slots < options_.queue_slots_max && has_room(totals_, options_, queue.slots, reserve);
  if (!room || !count_one(today, options_.puts_per_day, queue.put_day, queue.puts)) {
    return refused(Refusal::full);
  }
  queue.last = request.number;
  queue.last_hash = hash;
  count_slots(totals_, queue.slots, queue.slots + 1, reserve);
  ++queue.slots;
  store_.add_slot(queue.rid, request.number, last_day(today, queue.ttl), request.slot);
  store_.update_queue(queue);
  return Ok{};
}

bool Queues::knows(const Queue& queue, const Place& place) {
  if (place.position == 0) return true;
  if (place.position == queue.acked) return place.mark == queue.acked_mark;
  if (place.position == queue.last) return place.mark == mark_of(queue.last_hash);
  const auto stored = store_.slot(queue.rid, place.position);
  return stored && place.mark == mark_of(*stored);
}

Queue Queues::acknowledge(Queue queue, const Place& place, Day today) {
  if (place.position > queue.acked) {
    const std::size_t removed = store_.remove_slots(queue.rid, place.position);
    queue.acked = place.position;
    queue.acked_mark = place.mark;
    count_slots(totals_, queue.slots, queue.slots - removed, options_.reserve.queue);
    queue.slots -= static_cast<std::uint32_t>(removed);
    queue.read_day = today;
    store_.update_queue(queue);
  }
  return queue;
}

void Queues::note_read(Queue& queue, Day today) {
  if (queue.read_day == today) return;
  queue.read_day = today;
  store_.update_queue(queue);
}

Reply Queues::erase(const Queue& queue) {
  store_.remove_queue(queue.rid);
  --totals_.queues;
  count_slots(totals_, queue.slots, 0, options_.reserve.queue);
  return Ok{};
}

}  // namespace ww::relay
