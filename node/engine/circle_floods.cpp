// Who fills a board. All members share one write capability, so the relay cannot tell; the tag in
// each slot tells the members (core/circle_keys.h). What carries nobody's tag is told to who can
// lead the circle to a new board.
#include "core/roster.h"
#include "engine/circles.h"

namespace ww::engine {
namespace {

constexpr Duration kDay = std::chrono::hours{24};

}  // namespace

Circles::Flood& Circles::flood_of(const CircleId& circle) {
  Flood& flood = floods_[circle];
  if (context_.now - flood.since >= kDay) flood = Flood{context_.now, {}, 0};
  return flood;
}

void Circles::count_post(const StoredCircle& circle, const Snapshot& roster, std::uint16_t author) {
  const Member& member = roster.members[author];
  if (++flood_of(circle.id).posts[member_id(member.sign_pub)] != limits::kFloodPosts) return;
  context_.notify("flood_by", {about(circle), Argument::text("member", member.name)});
}

void Circles::count_junk(const StoredCircle& circle) {
  if (++flood_of(circle.id).junk != limits::kJunkTold) return;
  if (makes_epochs(circle)) context_.notify("board_junk", {about(circle)});
}

}  // namespace ww::engine
