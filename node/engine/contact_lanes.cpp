// The lanes to a contact's queue, and what a relay's refusals mean for them.
//
// Rules
//   - Nothing that a relay says drops anything that waits, and ends no contact. What was refused is
//     tried again, to the byte, until its own time is over; the owner is told when it goes on.
//   - What a conflict means is decided in core/lane_state.h alone. A relay that is behind is
//   followed
//     back, and what nobody has confirmed is sent again, once a day at most.
//   - A put that is refused as it should not be leads to a try at the peer's next queue.
#include <charconv>

#include "core/contact_keys.h"
#include "core/lane_state.h"
#include "engine/contacts.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "wire/frame.h"

namespace ww::engine {
namespace {

// After a relay was started each lane looks at a time of its own: they must not all come at once.
constexpr Duration kLookMost = std::chrono::minutes{10};

// Why a lane stands still: codes of Contact::failure that a success ends. What ended a contact for
// good has another state with it.
bool is_of_a_lane(std::string_view failure) {
  return failure == "another_copy" || failure == "relay_refused" || failure == "taken" ||
         failure == "renewal_refused";
}

// What a relay may say to anybody at times.
bool is_usual(relay::Refusal why) {
  using relay::Refusal;
  return why == Refusal::sequence || why == Refusal::busy || why == Refusal::full;
}

}  // namespace

Refusal Contacts::on_refused(const OutboxOp& op, const relay::Refused& refused) {
  switch (op.purpose) {
    case OutboxOp::Purpose::contact_put:
      return on_put_refused(op, refused);
    case OutboxOp::Purpose::contact_renew:
      return on_renewal_refused(op, refused);
    case OutboxOp::Purpose::contact_look:
      return on_look(op, refused);
    case OutboxOp::Purpose::contact_try:  // it is tried again while the put itself waits
      return Refusal::settled;
    case OutboxOp::Purpose::contact_queue_delete:  // what is not there need not be deleted
      return refused.why == relay::Refusal::auth ? Refusal::settled : Refusal::waits;
    default:
      return on_making_refused(op, refused);
  }
}

Refusal Contacts::on_put_refused(const OutboxOp& op, const relay::Refused& refused) {
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  if (!contact) return Refusal::settled;
  const auto is = refused.why == relay::Refusal::conflict
                      ? core::judge({put_of(op).number, refused.last, taken_most(op.target)})
                      : core::LaneIs::in_step;
  if (is == core::LaneIs::behind) {
    renumber_lane(*contact, op, refused.last);
    send_again_what_is_lost(*contact);
    return Refusal::replaced;
  }
  if (!is_usual(refused.why)) {
    if (op.attempts == core::kRefusalsBeforeTold && refused.why != relay::Refusal::auth) {
      note_stopped(*contact, is == core::LaneIs::ahead ? "another_copy" : "relay_refused");
    }
    try_next_queue(op);
  }
  return Refusal::waits;
}

// A queue that cannot be made or taken. One of a move is given up and tried again a day later, for
// the old one is still there; a handshake waits.
Refusal Contacts::on_making_refused(const OutboxOp& op, const relay::Refused& refused) {
  const bool passes = is_usual(refused.why) || refused.why == relay::Refusal::auth ||
                      refused.why == relay::Refusal::access;
  const auto source = context_.store.sources().find(op.source);
  if (source && source->generation > 1) {
    if (passes) return Refusal::waits;
    on_queue_refused(*source);
    return Refusal::settled;
  }
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  if (!contact) return Refusal::settled;
  // That somebody else came first is told at once: soon the queue is gone, and says `auth`.
  if (refused.why == relay::Refusal::taken) {
    note_stopped(*contact, "taken");
  } else if (op.attempts == core::kRefusalsBeforeTold && !is_usual(refused.why) &&
             contact->failure != "taken") {
    note_stopped(*contact, "relay_refused");
  }
  return Refusal::waits;
}

// The time of what waited is over, by a clock that a relay confirms: a handshake that hung on it is
// over, too.
void Contacts::on_expired(const OutboxOp& op) {
  using Purpose = OutboxOp::Purpose;
  const bool carries = op.purpose == Purpose::contact_queue_secure ||
                       op.purpose == Purpose::contact_queue_new ||
                       op.purpose == Purpose::contact_renew;
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  if (!carries || !contact || contact->state == ContactState::established) return;
  const std::string why = contact->failure.empty() ? "relay_refused" : contact->failure;
  fail_contact(*contact, why);
}

void Contacts::note_stopped(Contact& contact, std::string_view code) {
  if (contact.failure == code) return;
  contact.failure = code;
  context_.store.contacts().put(contact);
  const ArgumentList who{about(contact)};
  if (code == "another_copy") context_.notify("another_copy_writes", who);
  if (code == "relay_refused") context_.notify("relay_refused", who);
  if (code == "renewal_refused") context_.notify("renewal_refused", who);
  if (code == "taken") context_.notify("taken", who);
  tell(contact, "stopped: " + contact.failure);
}

void Contacts::note_works(const OutboxOp& op) {
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  const bool ended = !contact || contact->state == ContactState::failed;
  if (ended || !is_of_a_lane(contact->failure)) return;
  const bool put = op.purpose == OutboxOp::Purpose::contact_put;
  if (contact->failure == "another_copy" && !put) return;
  const std::string code =
      contact->failure == "another_copy" ? "another_copy_writes" : contact->failure;
  context_.notice_over(code, about(*contact));
  contact->failure.clear();
  context_.store.contacts().put(*contact);
  tell(*contact, "goes on");
}

// The highest number that a relay had taken for this queue before it was followed back.
std::uint64_t Contacts::taken_most(const ByteArray<16>& target) {
  const auto text = context_.store.settings().get("put.taken." + to_hex(target)).value_or("0");
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void Contacts::note_taken(const ByteArray<16>& target, std::uint64_t number) {
  const std::uint64_t most = std::max(number, taken_most(target));
  context_.store.settings().set("put.taken." + to_hex(target), std::to_string(most));
}

// The relay misses what it had said OK to: its store went back. The lane goes on from where it is.
void Contacts::renumber_lane(Contact& contact, const OutboxOp& refused, std::uint64_t last) {
  auto& outbox = context_.store.outbox();
  // What it had taken is kept: should it say again that it has it, that is no other copy of us.
  note_taken(refused.target, put_of(refused).number - 1);
  std::vector<OutboxOp> ops = outbox.lane(contact.id, limits::kOutboxPerLane);
  outbox.erase_lane(contact.id);
  for (const OutboxOp& op : ops) {
    if (op.purpose != OutboxOp::Purpose::contact_put || op.target != refused.target) {
      outbox.add(op);
      continue;
    }
    OutboxOp next = same_put(contact, op);
    relay::Put put = put_of(op);
    put.number = ++last;
    next.body = wire::encode_body(put);
    if (op.id == refused.id) {  // a relay that says so at each put is not asked at each instant
      next.attempts = op.attempts + 1;
      if (op.attempts > 0) next.due = context_.now + retry_wait(op.attempts - 1, context_.random);
    }
    outbox.add(next);
  }
  // The queue may be one that she has left since.
  if (refused.target == lasting_target(contact).sid.bytes) contact.put_number = last;
  context_.store.contacts().put(contact);
}

void Contacts::send_again_what_is_lost(const Contact& contact) {
  const auto found = sent_again_.find(contact.id);
  if (found != sent_again_.end() && context_.now - found->second < limits::kMoveRetry) return;
  sent_again_[contact.id] = context_.now;
  context_.notify("relay_lost_messages", {about(contact)});
  receiver_.on_queue_found(contact.id);
}

// ---- a relay that was started ------------------------------------------------------------------

// Its store may be an older copy, and who has nothing more to say would never learn of it. A put of
// number 0 is refused by every relay, and its refusal tells the last number. It has a lane of its
// own, for it must hold up no warning, and counts only if nothing was put meanwhile.
void Contacts::on_relay_started(const RelayKey& relay) {
  std::map<ByteArray<16>, Instant> looks;
  for (const OutboxOp& op : context_.store.outbox().heads()) {
    if (op.purpose != OutboxOp::Purpose::contact_look) continue;
    // One at a time, of what is there now: a relay may say that it was started as it likes.
    looks[op.owner] = op.due;
    context_.store.outbox().erase(op.id);
  }
  for (const Contact& contact : context_.store.contacts().all()) {
    const bool writes = contact.state == ContactState::established && contact.put_number > 0 &&
                        !contact.peer_routes.empty() && contact.peer_routes.front().relay == relay;
    if (!writes || context_.store.outbox().lane_size(contact.id) > 0) continue;
    const auto earlier = looks.find(contact.id.bytes);
    const Target target = lasting_target(contact);
    OutboxOp op = op_for(contact, OutboxOp::Purpose::contact_look, target.route);
    op.cap = relay::Cap::write;
    op.cap_secret = target.send_cap.clone();
    op.target = target.sid.bytes;
    op.lane = context_.random.array<16>();
    op.source = static_cast<std::int64_t>(contact.put_number);
    relay::Put put{target.sid, 0, {}};
    context_.random.fill(put.slot);
    op.body = wire::encode_body(put);
    op.due = context_.now + context_.random.between(Duration{0}, kLookMost);
    if (earlier != looks.end()) op.due = std::min(op.due, earlier->second);
    context_.store.outbox().add(op);
  }
}

Refusal Contacts::on_look(const OutboxOp& op, const relay::Refused& refused) {
  auto contact = context_.store.contacts().find(ContactId{op.owner});
  const bool says = contact && refused.why == relay::Refusal::conflict &&
                    op.target == lasting_target(*contact).sid.bytes &&
                    op.source == static_cast<std::int64_t>(contact->put_number) &&
                    context_.store.outbox().lane_size(contact->id) == 0;
  const bool behind =
      says && core::judge_look(contact->put_number, refused.last) == core::LaneIs::behind;
  if (!behind) return Refusal::settled;
  note_taken(op.target, contact->put_number);
  contact->put_number = refused.last;
  context_.store.contacts().put(*contact);
  send_again_what_is_lost(*contact);
  return Refusal::settled;
}

}  // namespace ww::engine
