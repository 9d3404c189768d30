#include "relay/boards.h"

#include "relay/queues.h"
#include "relay/quotas.h"

namespace ww::relay {
namespace {

std::uint8_t right_of(Cap cap) {
  switch (cap) {
    case Cap::none:
      return 0;
    case Cap::read:
      return static_cast<std::uint8_t>(Right::read);
    case Cap::write:
      return static_cast<std::uint8_t>(Right::write);
    case Cap::anonymous:
      return static_cast<std::uint8_t>(Right::anonymous);
    case Cap::admin:
      return static_cast<std::uint8_t>(Right::admin);
  }
  return 0;
}

bool same_cap(const BoardCap& a, const BoardCap& b) {
  return a.pub == b.pub && a.rights == b.rights && a.per_day == b.per_day;
}

}  // namespace

std::vector<std::size_t> places_with(const Board& board, Cap cap) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < board.caps.size(); ++place) {
    if ((board.caps[place].cap.rights & right_of(cap)) != 0) places.push_back(place);
  }
  return places;
}

bool Boards::is_well_formed(const BoardNew& request) {
  const auto& caps = request.caps;
  const auto has_right = [](const BoardCap& cap) { return cap.rights != 0 && cap.rights < 16; };
  const auto is_admin = [](const BoardCap& cap) {
    return (cap.rights & static_cast<std::uint8_t>(Right::admin)) != 0;
  };
  return caps.size() <= limits::kBoardCapsMax && std::all_of(caps.begin(), caps.end(), has_right) &&
         std::any_of(caps.begin(), caps.end(), is_admin);
}

bool Boards::is_repeated(const BoardNew& request) {
  const auto board = store_.board(request.board);
  return board && board->ttl == request.ttl &&
         std::equal(
             board->caps.begin(), board->caps.end(), request.caps.begin(), request.caps.end(),
             [](const BoardCapRow& row, const BoardCap& cap) { return same_cap(row.cap, cap); });
}

Reply Boards::make(const BoardNew& request, Day today) {
  if (store_.board(request.board)) return refused(Refusal::taken);
  const bool space =
      totals_.boards < options_.boards_max && may_add(totals_, options_, options_.reserve.board);
  if (!space) return refused(Refusal::full);
  Board board;
  board.id = request.board;
  board.ttl = request.ttl;
  board.read_day = today;
  for (const BoardCap& cap : request.caps) board.caps.push_back({cap, 0, 0});
  store_.add_board(board);
  ++totals_.boards;
  return Ok{};
}

Reply Boards::put(Board board, std::size_t place, Cap lane, const BoardPut& request, Day today) {
  if (const auto stored = store_.post(board.id, request.put_id)) {
    if (stored->slot == request.slot) return Position{stored->position};
    return refused(Refusal::conflict, stored->position);
  }
  if (board.closed) return refused(Refusal::closed);
  return put_next(board, place, lane, request, today);
}

// What leads away from a board that is full is the admin's, and has a reserve of its own.
Reply Boards::put_next(Board& board, std::size_t place, Cap lane, const BoardPut& request,
                       Day today) {
  const bool anonymous = lane == Cap::anonymous, admin = lane == Cap::admin;
  const bool lane_room = !anonymous || board.anonymous_slots < options_.board_anonymous_slots_max;
  const bool room = admin ? board.slots < options_.board_slots_max + limits::kBoardAdminSlots
                          : board.slots < options_.board_slots_max &&
                                has_room(totals_, options_, board.slots, options_.reserve.board);
  BoardCapRow& cap = board.caps.at(place);
  const auto most =
      admin ? limits::kAdminPostsPerDay
            : posts_per_day(cap.cap, options_.posts_per_day, options_.anonymous_per_day);
  if (!lane_room || !room || !count_one(today, most, cap.day, cap.posts)) {
    return refused(Refusal::full);
  }
  ++board.last;
  board.last_mark = mark_of(request.slot);
  count_slots(totals_, board.slots, board.slots + 1, options_.reserve.board);
  ++board.slots;
  if (anonymous) ++board.anonymous_slots;
  store_.update_cap(board.id, place, cap);
  store_.add_post(board.id, board.last, request.put_id, anonymous, last_day(today, board.ttl),
                  request.slot);
  store_.update_board(board);
  return Position{board.last};
}

bool Boards::knows(const Board& board, const Place& place) {
  if (place.position == 0) return true;
  if (place.position == board.last) return place.mark == board.last_mark;
  const auto stored = store_.posts(board.id, place.position - 1, 1);
  return !stored.empty() && stored.front().position == place.position &&
         mark_of(stored.front().slot) == place.mark;
}

void Boards::note_read(Board& board, Day today) {
  if (board.read_day == today) return;
  board.read_day = today;
  store_.update_board(board);
}

Reply Boards::close(Board board) {
  if (board.closed) return Ok{};
  board.closed = true;
  store_.update_board(board);
  return Ok{};
}

}  // namespace ww::relay
