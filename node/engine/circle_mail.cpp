// Messages inside a circle: content -> payloads -> sender key -> board slots, and back.
//
// libsignal's message does not name its sender, and trying 49 chains would cost 49 signature
// checks: the slot's tag names her, and is looked at before. The context in the payload, under the
// sender's own key, proves it once more.
#include "core/circle_keys.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/outbox_rows.h"
#include "ports/ratchet.h"
#include "ports/seen_rows.h"
#include "wire/content.h"
#include "wire/payload.h"

namespace ww::engine {
namespace {

// A message may be posted again for kOwnPostLife and lie at a relay for 30 days.
constexpr Duration kRemember = std::chrono::hours{24 * 38};

}  // namespace

// ---- out ----------------------------------------------------------------------------------------

Result<MessageId> Circles::post(const CircleId& to, const Content& content) {
  auto circle = rows().find(to);
  if (!circle) return fail(Errc::not_found);
  if (!may_post(*circle)) return fail(Errc::refused);
  OwnPost post;
  post.circle = to;
  post.message = context_.random.id<MessageId>();
  post.content = wire::encode_content(content);
  post.made = context_.now;
  due_.reset();
  // On the way into an epoch whose roster is not here yet: it leaves when we have arrived.
  if (coming_epoch(*circle)) {
    if (post.content.size() > limits::kMessageMax) return fail(Errc::too_large);
    rows().put_post(post);
    return post.message;
  }
  auto epoch = current_epoch(*circle);
  if (!epoch) return fail(Errc::refused);
  WW_TRY(post_parts(*circle, *epoch, post));
  return post.message;
}

Result<> Circles::post_parts(StoredCircle& circle, StoredEpoch& epoch, OwnPost& post) {
  const auto snapshot = snapshot_of(epoch);
  if (!snapshot) return fail(Errc::refused);
  WW_TRY_SET(const std::vector<Bytes> parts, wire::split_message(post.content));
  if (context_.store.outbox().lane_size(epoch.board) + parts.size() > limits::kOutboxPerLane) {
    return fail(Errc::full);
  }
  WW_TRY(ensure_key_slot(circle, epoch, *snapshot));
  const MemberId self = self_of(circle);
  if (!core::index_of(*snapshot, self)) return fail(Errc::refused);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Payload payload;
    payload.header.part = static_cast<std::uint8_t>(i);
    payload.header.parts = static_cast<std::uint8_t>(parts.size());
    payload.header.content_length = static_cast<std::uint16_t>(parts[i].size());
    payload.header.message = post.message;
    payload.header.sequence = ++epoch.send_sequence;
    payload.header.previous = epoch.send_previous;
    payload.header.context = core::circle_context(circle.id, epoch.epoch, epoch.hash, self);
    payload.header.epoch = epoch.epoch;
    payload.content = parts[i];
    const Bytes plain = wire::encode_payload(payload);
    epoch.send_previous = Digest32{crypto::sha256(plain)};
    WW_TRY_SET(const Bytes message,
               context_.ratchet.group_encrypt({circle.id, epoch.epoch}, self, plain));
    put_on_board(circle, epoch, SlotKind::sender_key_message, message, post.message);
  }
  epoch.key_slot_messages += parts.size();
  rows().put_epoch(epoch);
  post.board = epoch.board;
  post.position = 0;
  rows().put_post(post);
  return done();
}

// ---- in -----------------------------------------------------------------------------------------

Circles::Outcome Circles::on_message(StoredCircle& circle, const HeldSlot& held) {
  const auto epoch = rows().epoch(held.board);
  if (!epoch) return Outcome::done;
  // What was posted on an old board after the epoch slot does not count: its author, if she is
  // still a member, posts it again.
  if (epoch->end_position != 0 && held.position > epoch->end_position) return Outcome::done;
  const auto snapshot = snapshot_of(*epoch);
  if (!snapshot) return Outcome::hold;
  if (held.author >= snapshot->members.size()) return Outcome::done;
  const MemberId sender = member_id(snapshot->members[held.author].sign_pub);
  if (sender == self_of(circle)) {  // signed by our own key, and we did not post it
    context_.log.warning("a board message of ours that we did not post");
    // After a loss it is known that there is more of ours than this copy knows.
    if (circle.recovery == StoredCircle::Recovery::none) {
      context_.notify("another_copy_posts", {about(circle)});
    }
    return Outcome::done;
  }
  // Somebody who is removed since: whether she wrote it in time is known only when the epoch slot
  // has been seen on the board itself.
  if (epoch->board != circle.current && epoch->end_position == 0) {
    const auto now = current_snapshot(circle);
    if (now && !core::index_of(*now, sender)) return Outcome::hold;
  }
  const auto opened =
      context_.ratchet.group_decrypt({circle.id, epoch->epoch}, sender, held.message);
  if (!opened) {
    if (opened.error().code == Errc::no_session) return Outcome::hold;
    ++context_.spent.failures;
    context_.log.warning("a board message does not decrypt",
                         static_cast<std::int64_t>(opened.error().code));
    return Outcome::done;
  }
  const auto payload = wire::decode_payload(opened->view());
  const bool fits =
      payload && payload->header.epoch == epoch->epoch &&
      payload->header.context == core::circle_context(circle.id, epoch->epoch, epoch->hash, sender);
  if (!fits) {
    context_.log.warning("a board message of another context");
    return Outcome::done;
  }
  // Only now is the key hers: what is under it was meant for here, by her.
  if (!context_.ratchet.bind_sender({circle.id, epoch->epoch}, sender, held.message)) {
    context_.notify("key_of_another",
                    {about(circle), Argument::text("member", snapshot->members[held.author].name)});
    return Outcome::done;
  }
  on_payload(circle, *epoch, sender, *payload, opened->view());
  return Outcome::done;
}

void Circles::on_payload(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                         const Payload& payload, ByteView bytes) {
  note_order(circle, epoch, sender, payload.header, bytes);
  auto& seen = context_.store.seen();
  seen.put_part(sender, payload, context_.now + kRemember);
  const auto parts = seen.take_complete(sender, payload.header.message);
  if (parts) on_complete(circle, epoch, sender, *parts);
}

// Serves to notice what a relay withholds, never to hold a message back.
void Circles::note_order(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                         const PayloadHeader& header, ByteView bytes) {
  const SenderMark mark = rows().mark(epoch.board, sender);
  if (header.sequence <= mark.sequence) return;
  rows().put_mark(epoch.board, sender, {header.sequence, Digest32{crypto::sha256(bytes)}});
  const std::uint64_t missing = header.sequence - mark.sequence - 1;
  if (missing == 0 && header.previous == mark.previous) return;
  // Who comes back after an absence finds only what the board still keeps.
  if (epoch.by_welcome && mark.sequence == 0) return;
  circle.lost += static_cast<std::uint32_t>(std::clamp<std::uint64_t>(missing, 1, 1000));
  rows().put(circle);
  context_.log.warning("board messages are missing", static_cast<std::int64_t>(missing));
  context_.notify("messages_missing", {about(circle)});
}

void Circles::on_complete(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                          const std::vector<Payload>& parts) {
  Bytes bytes;
  for (const Payload& part : parts) {
    bytes.insert(bytes.end(), part.content.begin(), part.content.end());
  }
  const MessageId message = parts.front().header.message;
  if (!context_.store.seen().add_message(sender, message, context_.now + kRemember)) return;
  const auto content = wire::decode_content(bytes);
  if (!content) return context_.log.warning("a content cannot be read");
  if (std::holds_alternative<content::Alert>(*content)) {
    return receiver_.on_content({FromMember{circle.id, sender, epoch.epoch}, message}, *content);
  }
  if (const auto* notice_of_leave = std::get_if<content::CircleLeave>(&*content)) {
    return on_leave_notice(circle, *notice_of_leave);
  }
  context_.log.info("a content that has no place on a board");
}

}  // namespace ww::engine
