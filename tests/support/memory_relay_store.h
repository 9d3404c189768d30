// MemoryRelayStore: a relay's store in memory, with transactions, and failures on demand.
//
// What it keeps outlives the engine that used it, as a disk does.
#pragma once

#include <map>

#include "base/check.h"
#include "relay/relay_store.h"

namespace ww::test {

class MemoryRelayStore final : public relay::RelayStore {
 public:
  bool fail_commit = false;
  int commits = 0;

  Result<> begin() override {
    WW_CHECK(!before_);
    before_ = now_;
    return done();
  }
  Result<> commit() override {
    WW_CHECK(before_.has_value());
    if (fail_commit) {
      rollback();
      return fail(Errc::storage);
    }
    before_.reset();
    ++commits;
    return done();
  }
  void rollback() override {
    now_ = *before_;
    before_.reset();
  }

  std::optional<relay::Queue> queue_by_rid(const QueueId& rid) override {
    const auto found = now_.queues.find(rid);
    return found == now_.queues.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<relay::Queue> queue_by_sid(const QueueId& sid) override {
    for (const auto& [rid, queue] : now_.queues) {
      if (queue.sid == sid) return queue;
    }
    return std::nullopt;
  }
  void add_queue(const relay::Queue& queue) override { now_.queues[queue.rid] = queue; }
  void update_queue(const relay::Queue& queue) override { now_.queues.at(queue.rid) = queue; }
  void remove_queue(const QueueId& rid) override {
    now_.queues.erase(rid);
    now_.slots.erase(now_.slots.lower_bound({rid, 0}), now_.slots.upper_bound({rid, UINT64_MAX}));
  }
  void add_slot(const QueueId& rid, std::uint64_t number, relay::Day ends,
                const relay::Slot& slot) override {
    now_.slots[{rid, number}] = {ends, slot};
  }
  std::optional<relay::Slot> slot(const QueueId& rid, std::uint64_t number) override {
    const auto found = now_.slots.find({rid, number});
    return found == now_.slots.end() ? std::nullopt : std::optional(found->second.slot);
  }
  std::vector<relay::Stored> slots(const QueueId& rid, std::uint64_t after,
                                   std::size_t most) override {
    std::vector<relay::Stored> found;
    for (auto it = now_.slots.upper_bound({rid, after});
         it != now_.slots.end() && it->first.first == rid && found.size() < most; ++it) {
      found.push_back({it->first.second, it->second.slot});
    }
    return found;
  }
  std::size_t remove_slots(const QueueId& rid, std::uint64_t up_to) override {
    const auto first = now_.slots.lower_bound({rid, 0});
    const auto past = now_.slots.upper_bound({rid, up_to});
    const auto count = static_cast<std::size_t>(std::distance(first, past));
    now_.slots.erase(first, past);
    return count;
  }

  std::optional<relay::Board> board(const BoardId& id) override {
    const auto found = now_.boards.find(id);
    return found == now_.boards.end() ? std::nullopt : std::optional(found->second);
  }
  void add_board(const relay::Board& board) override { now_.boards[board.id] = board; }
  void update_board(const relay::Board& board) override {
    relay::Board& kept = now_.boards.at(board.id);
    const auto caps = kept.caps;
    kept = board;
    kept.caps = caps;
  }
  void update_cap(const BoardId& id, std::size_t place, const relay::BoardCapRow& cap) override {
    now_.boards.at(id).caps.at(place) = cap;
  }
  void add_post(const BoardId& id, std::uint64_t position, const PutId& put_id, bool anonymous,
                relay::Day ends, const relay::Slot& slot) override {
    now_.posts[{id, position}] = {put_id, anonymous, ends, slot};
  }
  std::optional<relay::Stored> post(const BoardId& id, const PutId& put_id) override {
    for (const auto& [key, post] : now_.posts) {
      if (key.first == id && post.put_id == put_id) return relay::Stored{key.second, post.slot};
    }
    return std::nullopt;
  }
  std::vector<relay::Stored> posts(const BoardId& id, std::uint64_t after,
                                   std::size_t most) override {
    std::vector<relay::Stored> found;
    for (auto it = now_.posts.upper_bound({id, after});
         it != now_.posts.end() && it->first.first == id && found.size() < most; ++it) {
      found.push_back({it->first.second, it->second.slot});
    }
    return found;
  }

  void expire(relay::Day today, relay::Day idle_since) override {
    std::erase_if(now_.slots, [&](const auto& each) { return each.second.ends < today; });
    std::erase_if(now_.posts, [&](const auto& each) { return each.second.ends < today; });
    std::erase_if(now_.queues, [&](const auto& q) { return q.second.read_day < idle_since; });
    std::erase_if(now_.boards, [&](const auto& b) { return b.second.read_day < idle_since; });
    std::erase_if(now_.slots, [&](const auto& s) { return !now_.queues.contains(s.first.first); });
    std::erase_if(now_.posts, [&](const auto& p) { return !now_.boards.contains(p.first.first); });
    for (auto& [rid, queue] : now_.queues) queue.slots = 0;
    for (const auto& [key, slot] : now_.slots) ++now_.queues.at(key.first).slots;
    for (auto& [id, board] : now_.boards) board.slots = board.anonymous_slots = 0;
    for (const auto& [key, post] : now_.posts) {
      ++now_.boards.at(key.first).slots;
      if (post.anonymous) ++now_.boards.at(key.first).anonymous_slots;
    }
  }
  relay::Totals totals(const relay::Reserve& reserve) override {
    relay::Totals totals{now_.queues.size(), now_.boards.size(),
                         now_.slots.size() + now_.posts.size(), 0};
    const auto over = [](std::size_t slots, std::size_t kept) {
      return slots > kept ? slots - kept : 0;
    };
    for (const auto& [rid, queue] : now_.queues) totals.over += over(queue.slots, reserve.queue);
    for (const auto& [id, board] : now_.boards) totals.over += over(board.slots, reserve.board);
    return totals;
  }

 private:
  struct SlotRow {
    relay::Day ends = 0;
    relay::Slot slot{};
  };
  struct PostRow {
    PutId put_id;
    bool anonymous = false;
    relay::Day ends = 0;
    relay::Slot slot{};
  };
  struct State {
    std::map<QueueId, relay::Queue> queues;
    std::map<std::pair<QueueId, std::uint64_t>, SlotRow> slots;
    std::map<BoardId, relay::Board> boards;
    std::map<std::pair<BoardId, std::uint64_t>, PostRow> posts;
  };
  State now_;
  std::optional<State> before_;
};

}  // namespace ww::test
