#include "engine/node_engine.h"

#include "domain/ratchet_limits.h"
#include "engine/clock.h"
#include "engine/notices.h"
#include "engine/own_relays.h"
#include "engine/relay_access.h"
#include "ports/outbox_rows.h"
#include "ports/seen_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {
namespace {

bool is_board(OutboxOp::Purpose purpose) {
  using Purpose = OutboxOp::Purpose;
  return purpose == Purpose::board_new || purpose == Purpose::board_put ||
         purpose == Purpose::board_close;
}

}  // namespace

NodeEngine::NodeEngine(Store& store, Ratchet& ratchet, Random& random, Logger& log, Options options)
    : context_{store, ratchet, random, log, options},
      links_(context_),
      deliveries_(context_),
      alerts_(context_, deliveries_),
      circles_(context_, alerts_),
      contacts_(context_, circles_, alerts_),
      journal_(context_, alerts_) {
  circles_.connect(contacts_);
  deliveries_.connect(contacts_, circles_);
  alerts_.connect(contacts_, circles_);
}

Result<Effects> NodeEngine::step(const std::vector<Input>& inputs, Instant now) {
  return transact(now, [&] {
    for (const Input& input : inputs) {
      for (const LinkNews& news : links_.on_event(input)) handle(news);
    }
    return true;
  });
}

Result<Effects> NodeEngine::recover(Instant now, const std::function<void()>& accept) {
  return transact(now, [&] {
    contacts_.renew_all();
    circles_.begin_anew();
    context_.notify("older_copy_brought_back");
    accept();
    return true;
  });
}

Result<Effects> NodeEngine::transact(Instant now, const std::function<bool()>& body) {
  WW_CHECK(!broken_);
  context_.now = now;
  context_.events.clear();
  work_before_ = context_.store.work();
  Effects effects;
  try {
    if (const auto begun = context_.store.begin(); !begun.ok()) {
      broken_ = true;
      return begun.error();
    }
    judge_clock();
    if (!body()) {  // refused: no trace
      context_.store.rollback();
      context_.events.clear();
      finish(effects);
      return effects;
    }
    do_what_is_due();
    links_.pump(effects);
    if (const auto committed = context_.store.commit(); !committed.ok()) {
      broken_ = true;
      return committed.error();
    }
  } catch (const StoreFailed& failure) {  // the one place where it is caught
    broken_ = true;
    context_.store.rollback();
    return failure.error();
  }
  finish(effects);
  return effects;
}

Result<> NodeEngine::look(Instant now, const std::function<void()>& body) {
  WW_CHECK(!broken_);
  context_.now = now;
  context_.events.clear();
  try {
    if (const auto begun = context_.store.begin(); !begun.ok()) {
      broken_ = true;
      return begun.error();
    }
    judge_clock();
    body();
    context_.store.rollback();
  } catch (const StoreFailed& failure) {
    broken_ = true;
    context_.store.rollback();
    return failure.error();
  }
  context_.events.clear();
  return done();
}

void NodeEngine::finish(Effects& effects) {
  for (api::Event& event : context_.events) event.cursor = ++cursor_;
  effects.events = std::move(context_.events);
  context_.events.clear();
  effects.wake = links_.wake();
  if (due_ && (!effects.wake || *due_ < *effects.wake)) effects.wake = due_;
}

void NodeEngine::handle(const LinkNews& news) {
  if (const auto* answered = std::get_if<Answered>(&news)) return on_answered(*answered);
  if (const auto* arrived = std::get_if<Arrived>(&news)) return on_arrived(*arrived);
  if (const auto* started = std::get_if<StartedAnew>(&news)) {
    contacts_.on_relay_started(started->relay);
    return circles_.on_relay_started(started->relay);
  }
  on_refused(std::get<SourceRefused>(news));
}

// It is asked again, but nobody writes to what a relay does not know: its owner must hear of it. Of
// a queue that she has moved away from, nothing is left to read.
void NodeEngine::on_refused(const SourceRefused& refused) {
  context_.log.warning("a relay refuses to be read", static_cast<std::int64_t>(refused.why));
  const auto source = context_.store.sources().find(refused.source);
  const bool board = source && source->kind == Source::Kind::board;
  if (source && source->retiring && !board && refused.why == relay::Refusal::auth) {
    return contacts_.on_read_to_end(*source);
  }
  if (!source || !refused.lost || source->retiring) return;
  if (board)
    circles_.on_board_lost(*source);
  else
    contacts_.on_queue_lost(*source);
}

void NodeEngine::on_answered(const Answered& answered) {
  auto& outbox = context_.store.outbox();
  const auto op = outbox.find(answered.op);
  if (!op) return;
  note_access(context_, *op, answered.reply);
  if (op->purpose == OutboxOp::Purpose::relay_access) return outbox.erase(op->id);
  if (const auto* refused = std::get_if<relay::Refused>(&answered.reply)) {
    return on_op_refused(*op, *refused);
  }
  outbox.erase(op->id);
  if (is_board(op->purpose))
    circles_.on_answer(*op, answered.reply);
  else
    contacts_.on_answer(*op, answered.reply);
}

// Later, when its sender has used up what she may have us do, or this step has done enough: the
// event loop turns, others' queues are read, and what waits stays at the relay.
Instant NodeEngine::may_open_next(const Budgets::Owner& owner) {
  constexpr Duration kNextStep = std::chrono::milliseconds{1};
  const bool enough = context_.store.work() - work_before_ >= limits::kWorkPerStep;
  return enough ? context_.now + kNextStep : budgets_.may_open(owner, context_.now);
}

// Nothing that a relay says ends what was to be done: it stays, to the byte, and is tried again
// until its own time is over. What its refusal is good for beside that, its owner's component
// knows.
void NodeEngine::on_op_refused(const OutboxOp& op, const relay::Refused& refused) {
  const Refusal outcome =
      is_board(op.purpose) ? circles_.on_refused(op, refused) : contacts_.on_refused(op, refused);
  auto& outbox = context_.store.outbox();
  if (outcome == Refusal::settled) return outbox.erase(op.id);
  if (outcome == Refusal::replaced) return;
  outbox.postpone(op.id, context_.now + retry_wait(op.attempts, context_.random), op.attempts + 1);
}

void NodeEngine::on_arrived(const Arrived& arrived) {
  auto& sources = context_.store.sources();
  for (const auto& [position, slot] : arrived.items) {
    // Asked for anew each time: handling a slot may end its source.
    const auto source = sources.find(arrived.source);
    if (!source) return;
    const Instant ready = may_open_next(source->owner);
    if (ready > context_.now) {  // this one and the rest stay at the relay
      links_.pause(arrived.source, ready);
      break;
    }
    context_.spent = {};
    const std::uint64_t before = context_.store.work();
    if (source->kind == Source::Kind::board)
      circles_.on_slot(*source, position, slot);
    else
      contacts_.on_slot(*source, slot);
    if (sources.find(arrived.source)) {
      sources.set_place(arrived.source, position, relay::mark_of(slot));
    }
    budgets_.spend(
        source->owner, source->kind == Source::Kind::board,
        {context_.spent.failures, context_.spent.sessions, context_.store.work() - before},
        context_.now);
  }
  const auto source = sources.find(arrived.source);
  if (source && source->kind != Source::Kind::board) contacts_.on_queue_read(*source);
  if (source && source->kind == Source::Kind::board && arrived.closed && arrived.items.empty()) {
    circles_.on_board_drained(*source);
  }
  if (source && source->kind == Source::Kind::board && !arrived.closed && arrived.items.empty()) {
    circles_.on_board_read(*source);
  }
  if (source && source->kind == Source::Kind::board && arrived.anew) {
    circles_.on_board_went_back(*source);
  }
  note_mark(arrived);
  if (source && source->kind != Source::Kind::board && arrived.items.empty()) {
    contacts_.on_read_to_end(*source);
  }
}

// Only this node acknowledges its queues. A mark beyond what it has committed means that a copy
// reads too.
void NodeEngine::note_mark(const Arrived& arrived) {
  auto source = context_.store.sources().find(arrived.source);
  if (!source || source->kind == Source::Kind::board || arrived.acked <= source->acked_seen) return;
  // Of a queue from before a renewal this is known, and dealt with.
  const bool news = source->kind != Source::Kind::queue_before;
  if (arrived.acked > source->position && news) context_.notify("another_copy_reads");
  source->acked_seen = arrived.acked;
  context_.store.sources().put(*source);
}

void NodeEngine::judge_clock() {
  context_.may_erase = core::may_erase(links_.clock());
  context_.clock_dispute = links_.clock_dispute();
}

void NodeEngine::do_what_is_due() {
  judge_clock();  // a relay may just have told its time
  tell_of_clock(context_);
  if (context_.may_erase) context_.store.seen().forget_before(context_.now);
  due_.reset();
  const auto sooner = [this](std::optional<Instant> at) {
    if (at && (!due_ || *at < *due_)) due_ = at;
  };
  sooner(contacts_.on_time());
  sooner(circles_.on_time());
  sooner(alerts_.on_time());
  sooner(journal_.on_time());
  sooner(drop_expired_ops());
  drop_left_relays(context_);
  forget_ended_notices(context_);
}

std::optional<Instant> NodeEngine::drop_expired_ops() {
  auto& outbox = context_.store.outbox();
  std::optional<Instant> next;
  for (const OutboxOp& op : outbox.heads()) {
    if (op.expires > context_.now) {
      if (!next || op.expires < *next) next = op.expires;
      continue;
    }
    if (!context_.is_over(op.expires)) continue;
    outbox.erase(op.id);
    if (!op.message.is_zero()) alerts_.on_undeliverable(op.message);
    if (!is_board(op.purpose)) contacts_.on_expired(op);
    next = context_.now;
  }
  return next;
}

void NodeEngine::connect_by(bool tor, bool tor_required, Duration open_wait) {
  context_.options.tor = tor;
  context_.options.tor_required = tor_required;
  context_.options.open_wait = open_wait;
  links_.begin_anew();
}

}  // namespace ww::engine
