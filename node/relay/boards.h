// Boards: what BNEW, BPUT, BGET and BCLOSE do once the frame's MAC is right.
//
// Rules
//   - A post is known by its put id: repeated, it has its old position; other bytes under the same
//     put id are a conflict.
//   - The anonymous lane has its own daily count and its own share of the slots, so that a flood
//     there never blocks named warnings.
//   - A reader's place is known by the mark of the post there, as in queues.
//   - A closed board is read until its slots end, and takes nothing.
#pragma once

#include "relay/relay_options.h"
#include "relay/relay_store.h"

namespace ww::relay {

class Boards {
 public:
  Boards(RelayStore& store, const Options& options, Totals& totals)
      : store_(store), options_(options), totals_(totals) {}

  // At least one capability, each with a right, one of them admin.
  static bool is_well_formed(const BoardNew& request);
  bool is_repeated(const BoardNew& request);
  Reply make(const BoardNew& request, Day today);
  // `place`: of the capability that made the MAC, used as `lane`.
  Reply put(Board board, std::size_t place, Cap lane, const BoardPut& request, Day today);
  bool knows(const Board& board, const Place& place);
  void note_read(Board& board, Day today);
  Reply close(Board board);

 private:
  Reply put_next(Board& board, std::size_t place, Cap lane, const BoardPut& request, Day today);

  RelayStore& store_;
  const Options& options_;
  Totals& totals_;
};

// Where the capabilities with the right that `cap` stands for are in the board's list.
std::vector<std::size_t> places_with(const Board& board, Cap cap);

}  // namespace ww::relay
