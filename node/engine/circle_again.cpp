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

void Circles::on_post_refused(const OutboxOp& op, relay::Refusal why) {
  auto circle = rows().find(CircleId{op.owner});
  auto post = rows().post(CircleId{op.owner}, op.message);
  if (!circle) return;
  if (!post) {
    if (why != relay::Refusal::closed) context_.notify("relay_refused", {about(*circle)});
    return;
  }
  if (post->board != BoardId{op.lane}) return;
  withdraw_unsent(*post);
  if (why != relay::Refusal::closed) {
    rows().erase_post(post->circle, post->message);
    return receiver_.on_undeliverable(op.message);
  }
  post->board = BoardId{};  // a new epoch is on its way to us, or here
  rows().put_post(*post);
  const auto current = current_epoch(*circle);
  if (current && current->board != BoardId{op.lane}) post_again(*circle, std::nullopt);
}

}  // namespace ww::engine
