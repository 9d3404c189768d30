// Own messages that have to be posted again in a newer epoch.
//
// Again are posted: what waited for an epoch; what stands on the old board after the epoch slot, or
// was never answered there; what stands on the losing side of a fork; and what was posted while
// somebody was being added, so that a warning sent right after `circle add` reaches her; and all
// that stood on a board which its relay lost. Receivers
// know a message by its id: nobody sees it twice. Bounded in number and to 7 days.
#include "engine/circles.h"
#include "ports/outbox_rows.h"
#include "wire/content.h"
#include "wire/frame.h"

namespace ww::engine {

// `all_since`: also everything from then on, for the sake of who was added.
void Circles::post_again(StoredCircle& circle, const std::optional<Instant>& all_since) {
  if (coming_epoch(circle) || !may_post(circle)) return;
  const auto current = current_epoch(circle);
  for (OwnPost& post : rows().posts(circle.id)) {
    if (post.board == circle.current) continue;
    if (context_.now - post.made > limits::kOwnPostLife) {
      rows().erase_post(post.circle, post.message);
      continue;
    }
    const auto old = post.board.is_zero() ? std::nullopt : rows().epoch(post.board);
    const bool late = old && old->end_position != 0 && post.position > old->end_position;
    // Who made the new epoch put its epoch slot behind them, into the same lane.
    const bool unsure = old && post.position == 0 && !current->made_here;
    const bool lost_fork = old && old->epoch >= current->epoch;
    const bool for_the_new = all_since && post.made >= *all_since;
    const bool homeless = !old;
    if (!homeless && !late && !unsure && !lost_fork && !for_the_new) continue;
    if (unsure || lost_fork) withdraw_unsent(post);
    auto epoch = current_epoch(circle);
    if (const auto posted = post_parts(circle, *epoch, post); !posted) {
      context_.log.warning("a message could not be posted again",
                           static_cast<std::int64_t>(posted.error().code));
      continue;
    }
    receiver_.on_posted_again(circle.id, post.message);
  }
}

void Circles::post_instead(const CircleId& circle, const MessageId& message,
                           const Content& content) {
  auto post = rows().post(circle, message);
  if (!post) return;  // its time is over
  post->content = wire::encode_content(content);
  rows().put_post(*post);
}

void Circles::withdraw_unsent(const OwnPost& post) {
  auto& outbox = context_.store.outbox();
  for (const OutboxOp& op : outbox.lane(post.board, limits::kOutboxPerLane)) {
    if (op.message == post.message) outbox.erase(op.id);
  }
}

void Circles::on_post_answered(const OutboxOp& op, std::uint64_t position) {
  auto circle = rows().find(CircleId{op.owner});
  auto post = rows().post(CircleId{op.owner}, op.message);
  if (!circle || !post || post->board != BoardId{op.lane}) return;
  if (context_.store.outbox().waiting_parts(op.message) != 0) return;
  post->position = position;
  const bool first = !post->handed_over;
  post->handed_over = true;
  rows().put_post(*post);
  if (first) receiver_.on_handed_over(op.message);
  if (post->board != circle->current) post_again(*circle, std::nullopt);
}

// On a board that we have left, a message of ours goes to the one where we are now. On the current
// one it waits, closed or not: if that is true, the epoch slot that leads on stands there.
Refusal Circles::on_put_refused(const OutboxOp& op, relay::Refusal why) {
  auto circle = rows().find(CircleId{op.owner});
  if (!circle) return Refusal::settled;
  auto post = rows().post(CircleId{op.owner}, op.message);
  const bool left = circle->current != BoardId{op.lane};
  if (post && left && post->board == BoardId{op.lane}) {
    withdraw_unsent(*post);  // this one, too
    post->board = BoardId{};
    rows().put_post(*post);
    post_again(*circle, std::nullopt);
    return Refusal::replaced;
  }
  if (post && post->board != BoardId{op.lane}) return Refusal::settled;  // it is posted elsewhere
  if (why == relay::Refusal::conflict) {
    put_under_another_id(op);
    return Refusal::replaced;
  }
  // A key of ours for a board that is closed and left opens nothing any more.
  const auto epoch = epoch_with(BoardId{op.lane});
  const bool of_no_use = left && !post && why == relay::Refusal::closed && !leads_on(*circle, op);
  return !epoch || of_no_use ? Refusal::settled : Refusal::waits;
}

std::optional<StoredEpoch> Circles::epoch_with(const BoardId& board) {
  auto epoch = rows().epoch(board);
  return epoch ? std::move(epoch) : rows().epoch_of_receipts(board);
}

// The epoch slot that leads from this board to the next.
bool Circles::leads_on(const StoredCircle& circle, const OutboxOp& op) {
  for (const StoredEpoch& child : rows().epochs(circle.id)) {
    if (child.parent == BoardId{op.lane} && op.message == mark_of(child.epoch_slot)) return true;
  }
  return false;
}

// Something else stands under its put id: an id is random, so it is ours again, from before the
// relay's store went back, or the relay does not tell the truth.
void Circles::put_under_another_id(const OutboxOp& refused) {
  auto& outbox = context_.store.outbox();
  const auto ops = outbox.lane(refused.lane, limits::kOutboxPerLane);
  outbox.erase_lane(refused.lane);
  for (const OutboxOp& op : ops) {
    if (op.id != refused.id) {
      outbox.add(op);
      continue;
    }
    auto frame = wire::decode_request(wire::request_frame(op.body, op.cap, 1, op.target));
    auto* put = frame ? std::get_if<relay::BoardPut>(&frame->request) : nullptr;
    if (put == nullptr) continue;
    put->put_id = context_.random.id<PutId>();
    const auto epoch = epoch_with(BoardId{op.lane});
    if (!epoch) continue;
    OutboxOp next = board_op(*epoch, op.purpose);
    next.lane = next.target = op.lane;
    next.cap = op.cap;
    next.cap_secret = op.cap_secret.clone();
    next.body = wire::encode_body(frame->request);
    next.message = op.message;
    next.attempts = op.attempts + 1;
    next.expires = op.expires;
    next.due = context_.now + retry_wait(op.attempts, context_.random);
    outbox.add(next);
  }
}

// ---- a relay whose store went back --------------------------------------------------------------

void Circles::on_board_went_back(const Source& source) {
  auto circle = rows().find(CircleId{source.owner});
  const auto epoch = rows().epoch(BoardId{source.target});
  if (circle && epoch) put_back(*circle, *epoch, std::nullopt);
}

// What we posted and have not read there ourselves since may be lost with a store that went back.
void Circles::on_relay_started(const RelayKey& relay) {
  for (StoredCircle& circle : rows().all()) {
    const auto epoch = current_epoch(circle);
    const auto source = epoch ? context_.store.sources().find_target(epoch->board) : std::nullopt;
    if (!source || epoch->route.relay != relay) continue;
    const auto posts = rows().posts(circle.id);
    const bool unsure = std::any_of(posts.begin(), posts.end(), [&](const OwnPost& post) {
      return post.board == epoch->board && post.position > source->position;
    });
    if (unsure) put_back(circle, *epoch, source->position);
  }
}

// Posts again what was posted behind `read`, or all, with a key slot before it; whoever has it
// knows it by its id. Who made the board puts its roster there, and who left it the way to the next
// one.
void Circles::put_back(StoredCircle& circle, const StoredEpoch& board,
                       const std::optional<std::uint64_t>& read) {
  const auto found = put_back_at_.find(board.board);
  if (found != put_back_at_.end() && context_.now - found->second < limits::kMoveRetry) return;
  put_back_at_[board.board] = context_.now;
  if (!read) {
    context_.notify("relay_lost_posts", {about(circle)});
    if (board.made_here) post_snapshot(circle, board);
    for (const StoredEpoch& child : rows().epochs(circle.id)) {
      const bool leads = child.parent == board.board && child.made_here && child.announced;
      if (leads) announce_on_board(circle, board, child);
    }
  }
  if (circle.current != board.board || !may_post(circle)) return;
  StoredEpoch epoch = *rows().epoch(board.board);
  epoch.key_slot_at.reset();
  rows().put_epoch(epoch);
  for (OwnPost& post : rows().posts(circle.id)) {
    const bool gone = post.board == epoch.board && post.position > read.value_or(0) &&
                      context_.now - post.made <= limits::kOwnPostLife;
    if (!gone) continue;
    auto current = current_epoch(circle);
    if (!post_parts(circle, *current, post)) {
      context_.log.warning("a message could not be put back");
    }
  }
}

}  // namespace ww::engine
