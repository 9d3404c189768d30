#include "relay/long_polls.h"

namespace ww::relay {

bool LongPolls::hold(Poll poll, Instant now) {
  const auto first = by_peer_.lower_bound({poll.peer, 0});
  const auto past = by_peer_.lower_bound({poll.peer + 1, 0});
  const auto held = std::distance(first, past);
  if (static_cast<std::size_t>(held) >= limits::kPollsPerConnection) return false;
  const Number number = next_number_++;
  const Instant end = now + random_.between(options_.poll_most * 4 / 5, options_.poll_most);
  by_id_.insert({poll.header.id, number});
  by_peer_.insert({poll.peer, number});
  by_end_.insert({end, number});
  held_.emplace(number, Held{std::move(poll), end});
  return true;
}

void LongPolls::news(const ByteArray<16>& id, Instant now) {
  auto it = by_id_.lower_bound({id, 0});
  for (; it != by_id_.end() && it->first == id; ++it) with_news_.insert(it->second);
  if (with_news_.empty() || tick_) return;
  tick_ = now + random_.between(options_.tick_least, options_.tick_most);
}

void LongPolls::gone(PeerId peer) {
  std::vector<Number> numbers;
  auto it = by_peer_.lower_bound({peer, 0});
  for (; it != by_peer_.end() && it->first == peer; ++it) numbers.push_back(it->second);
  for (const Number number : numbers) forget(number);
}

std::vector<Poll> LongPolls::due(Instant now) {
  std::set<Number> numbers;
  if (tick_ && *tick_ <= now) {
    numbers = std::exchange(with_news_, {});
    tick_.reset();
  }
  for (const auto& [end, number] : by_end_) {
    if (end > now) break;
    numbers.insert(number);
  }
  std::vector<Poll> polls;
  for (const Number number : numbers) {
    polls.push_back(held_.at(number).poll);
    forget(number);
  }
  return polls;
}

std::optional<Instant> LongPolls::next() const {
  auto next = tick_;
  if (!by_end_.empty() && (!next || by_end_.begin()->first < *next)) next = by_end_.begin()->first;
  return next;
}

void LongPolls::forget(Number number) {
  const auto found = held_.find(number);
  if (found == held_.end()) return;
  by_id_.erase({found->second.poll.header.id, number});
  by_peer_.erase({found->second.poll.peer, number});
  by_end_.erase({found->second.end, number});
  with_news_.erase(number);
  if (with_news_.empty()) tick_.reset();
  held_.erase(found);
}

}  // namespace ww::relay
